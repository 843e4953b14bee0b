//! The skills that a posting asks for, in its own words.

use domain::keywords::{self, Hit, Kind};
use domain::posting::{Ask, Posting, Priority};
use std::collections::HashMap;

/// What is looked for, the most important first.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    list: Vec<One>,
    by_name: HashMap<String, usize>,
}

/// One skill.
#[derive(Clone, Debug)]
pub struct One {
    /// In the table of skills, or the posting's own words.
    pub name: String,
    /// As the posting writes it.
    pub posted: String,
    /// How much it matters; `None` for what the text only mentions.
    pub priority: Option<Priority>,
    /// `None` for a name that the table does not have.
    pub kind: Option<Kind>,
}

impl Wanted {
    /// From the requirements; from the text where there are none.
    pub fn new(posting: &Posting) -> Self {
        let mut wanted = Self::default();
        for priority in [Priority::Must, Priority::Nice] {
            for requirement in posting.requirements.iter().filter(|one| one.priority == priority) {
                let names: &[String] = match &requirement.ask {
                    Ask::Skill { name } | Ask::Certification { name } => std::slice::from_ref(name),
                    Ask::AnyOf { names } => names,
                    Ask::Years { .. } | Ask::Degree { .. } => &[],
                };
                let hits = keywords::find(&requirement.text);
                for name in names {
                    let posted =
                        hits.iter().find(|hit| hit.canonical == name).map_or(name.as_str(), |hit| &requirement.text[hit.start..hit.end]);
                    wanted.add(name, posted, Some(priority));
                }
            }
        }
        for hit in keywords::find(&posting.text) {
            wanted.add(hit.canonical, &posting.text[hit.start..hit.end], None);
        }
        wanted
    }

    fn add(&mut self, name: &str, posted: &str, priority: Option<Priority>) {
        if !self.by_name.contains_key(name) {
            self.by_name.insert(name.to_owned(), self.list.len());
            self.list.push(One { name: name.to_owned(), posted: posted.to_owned(), priority, kind: keywords::kind(name) });
        }
    }

    /// The most important first.
    pub fn iter(&self) -> impl Iterator<Item = &One> {
        self.list.iter()
    }

    /// What is wanted under a canonical name.
    pub fn get(&self, name: &str) -> Option<&One> {
        self.by_name.get(name).map(|at| &self.list[*at])
    }

    /// How early in the list the first wanted skill of a text stands; `None` when it names none.
    pub fn rank(&self, text: &str) -> Option<usize> {
        let hits = keywords::find(text);
        hits.iter().filter_map(|hit| self.by_name.get(hit.canonical)).min().copied()
    }

    /// How much a text says that is wanted: 3 for what is required, 1 for the rest; soft skills and spoken languages count little.
    pub fn relevance(&self, text: &str) -> u32 {
        let mut seen: Vec<&str> = Vec::new();
        let mut sum = 0;
        for hit in keywords::find(text) {
            if let Some(one) = self.get(hit.canonical).filter(|_| !seen.contains(&hit.canonical)) {
                seen.push(hit.canonical);
                sum += if matches!(hit.kind, Kind::Soft | Kind::Language) || one.priority != Some(Priority::Must) { 1 } else { 3 };
            }
        }
        sum
    }

    /// The posting's words for a skill of a text, where they are another name of the same thing.
    pub fn wording(&self, text: &str, hit: &Hit) -> Option<String> {
        let one = self.get(hit.canonical)?;
        let own = &text[hit.start..hit.end];
        (plain(own) != plain(&one.posted) && same_name(own, &one.posted)).then(|| one.written())
    }
}

impl One {
    /// As it stands in the middle of a sentence: tools by their own spelling, the rest as posted, without the capital of a sentence.
    pub fn written(&self) -> String {
        match self.kind {
            Some(Kind::Skill | Kind::Soft) if self.posted.chars().skip(1).all(|c| !c.is_uppercase()) => self.posted.to_lowercase(),
            Some(_) if self.posted.eq_ignore_ascii_case(&self.name) => self.name.clone(),
            _ => self.posted.clone(),
        }
    }

    /// The acronym of a certificate, as the posting has it or as the table does; `None` for all else.
    pub fn acronym(&self) -> Option<&str> {
        let short = |name: &&str| name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && name.len() < 8;
        [self.posted.as_str(), self.name.as_str()].into_iter().filter(|_| self.kind == Some(Kind::Certificate)).find(short)
    }

    /// As it stands in a list of skills.
    pub fn listed(&self) -> String {
        let written = self.written();
        let mut chars = written.chars();
        match chars.next() {
            Some(first) if matches!(self.kind, Some(Kind::Skill | Kind::Soft)) => first.to_uppercase().chain(chars).collect(),
            _ => written,
        }
    }
}

/// A branch of business: working for it is no skill.
pub fn is_industry(name: &str) -> bool {
    matches!(
        name,
        "Manufacturing"
            | "Insurance"
            | "Logistics"
            | "Hospitality"
            | "E-commerce"
            | "Retail sales"
            | "Retail"
            | "Banking"
            | "Healthcare"
            | "Construction"
            | "Construction management"
            | "Real estate"
            | "Education"
            | "Fintech"
            | "Automotive"
            | "Aerospace"
    )
}

/// Without case, hyphens and the plural.
pub fn plain(words: &str) -> String {
    let lower = words.to_lowercase().replace(['-', '.'], " ");
    lower
        .strip_suffix('s')
        .filter(|rest| !rest.ends_with('s') && rest.rsplit(' ').next().is_some_and(|last| last.len() > 2))
        .map_or(lower.clone(), str::to_owned)
}

/// Pairs that no rule of spelling connects.
const TWINS: &[(&str, &str)] = &[
    ("k8s", "kubernetes"),
    ("postgres", "postgresql"),
    ("psql", "postgresql"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("golang", "go"),
    ("sklearn", "scikit learn"),
    ("mongo", "mongodb"),
    ("aws", "amazon web services"),
    ("gcp", "google cloud platform"),
    ("google cloud", "gcp"),
    ("c sharp", "c#"),
    ("dotnet", ".net"),
    ("wandb", "weights & biases"),
    ("cpr", "cpr certification"),
    ("registered nurse", "rn"),
    ("ml", "machine learning"),
];
/// Words in front of or behind a name that do not change what it names.
const VENDORS: &[&str] = &[
    "apache",
    "amazon",
    "aws",
    "google",
    "microsoft",
    "ms",
    "adobe",
    "ibm",
    "oracle",
    "autodesk",
    "hashicorp",
    "js",
    "db",
    "css",
    "api",
    "lang",
    "programming",
];

/// Whether two spellings name exactly the same thing: an acronym, a vendor's name more or less, or a known pair. "Kafka Streams" is more
/// than "Kafka", so the two are not the same.
pub fn same_name(one: &str, two: &str) -> bool {
    let vendor_name = |name: &str| plain(name).strip_prefix("ms ").map_or_else(|| plain(name), |rest| format!("microsoft {rest}"));
    let (a, b) = (vendor_name(one), vendor_name(two));
    let words = |text: &str| text.split([' ', '/']).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (wa, wb) = (words(&a), words(&b));
    let twin = |list: &[(&str, &str)]| list.iter().any(|(x, y)| a == plain(x) && b == plain(y) || b == plain(x) && a == plain(y));
    let initials = |long: &[String], short: &str| {
        let letters: String = long
            .iter()
            .filter(|word| !matches!(word.as_str(), "and" | "of" | "the" | "&"))
            .filter_map(|word| word.chars().next())
            .collect();
        long.len() > 1 && letters == short.replace([' ', '&'], "")
    };
    let vendor = |long: &[String], short: &[String]| {
        long.len() > short.len() && {
            let rest: Vec<&String> = long.iter().filter(|word| !short.contains(word)).collect();
            short.iter().all(|word| long.contains(word)) && rest.iter().all(|word| VENDORS.contains(&word.as_str()))
        }
    };
    let glued = a.replace(' ', "") == b.replace(' ', "");
    glued || twin(TWINS) || initials(&wa, &b) || initials(&wb, &a) || vendor(&wa, &wb) || vendor(&wb, &wa)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_other_spellings_of_the_same_thing_are_the_same_name() {
        for (one, two) in [
            ("k8s", "Kubernetes"),
            ("Apache Kafka", "Kafka"),
            ("ML", "machine learning"),
            ("React.js", "React"),
            ("SEO", "search engine optimization"),
            ("JS", "JavaScript"),
            ("MS Excel", "Microsoft Excel"),
        ] {
            assert!(same_name(one, two) && same_name(two, one), "{one} {two}");
        }
        for (one, two) in
            [("Kafka Streams", "Kafka"), ("GPT-4", "GPT"), ("PySpark", "Spark"), ("MIG", "welding"), ("Google Docs", "Google Workspace")]
        {
            assert!(!same_name(one, two), "{one} {two}");
        }
    }
}
