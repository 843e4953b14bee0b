//! Skills, tools and certificates with their other names: what a posting asks for and a resume shows.
//!
//! The names stand in `table.txt`. They are looked up in one pass over the words of a text: longest name first,
//! whole words only, blanks and hyphens alike ("scikit learn" is "scikit-learn"). Names that are ordinary words
//! ("Go", "R", "Excel") count only in their own spelling and where a name can stand.
//!
//! All offsets are bytes of the text that was searched.

mod index;
mod terms;
mod tokens;

pub use index::Phrases;
pub use terms::{Term, terms};
pub use tokens::{Token, TokenKind, tokens};

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A product, programming language or system.
    Tool,
    /// A field of work or method.
    Skill,
    /// What everybody claims: "communication".
    Soft,
    /// A certificate or licence.
    Certificate,
    /// A language that people speak.
    Language,
}

/// One skill found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its name in the table.
    pub canonical: &'static str,
    /// What it is.
    pub kind: Kind,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends (exclusive), in bytes.
    pub end: usize,
    /// The text has the canonical name, not another one.
    pub exact: bool,
}

/// The skills that a text names, in its order; they never overlap.
pub fn find(text: &str) -> Vec<Hit> {
    find_in(text, &tokens(text))
}

/// As [`find`], for a caller that has the tokens of the text already.
pub fn find_in(text: &str, tokens: &[Token]) -> Vec<Hit> {
    TABLE
        .phrases
        .find_in(text, tokens)
        .into_iter()
        .map(|found| {
            let skill = &TABLE.skills[found.id];
            Hit { canonical: skill.canonical, kind: skill.kind, start: found.start, end: found.end, exact: found.first }
        })
        .collect()
}

/// The canonical name when the whole text names one skill ("k8s": "Kubernetes").
pub fn canonical(text: &str) -> Option<&'static str> {
    let text = text.trim();
    match find(text).as_slice() {
        [hit] if hit.start == 0 && hit.end == text.len() => Some(hit.canonical),
        _ => None,
    }
}

/// What a canonical name stands for; `None` for a name that the table does not have.
pub fn kind(canonical: &str) -> Option<Kind> {
    TABLE.by_name.get(canonical).map(|&id| TABLE.skills[id].kind)
}

/// Every spelling of a canonical name, itself first.
pub fn spellings(canonical: &str) -> &'static [&'static str] {
    TABLE.by_name.get(canonical).map_or(&[], |&id| &TABLE.skills[id].names)
}

/// The canonical names of what shows that somebody works in a field: "Terraform" shows infrastructure as code (`shows.txt`).
pub fn shown_by(canonical: &str) -> &'static [&'static str] {
    SHOWS.get(canonical).map_or(&[], Vec::as_slice)
}

static SHOWS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("shows.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).map(|(field, names)| (field, names.split(" | ").collect())).collect()
});

/// How many skills the table has.
pub fn count() -> usize {
    TABLE.skills.len()
}

struct Skill {
    canonical: &'static str,
    kind: Kind,
    names: Vec<&'static str>,
}

struct Table {
    skills: Vec<Skill>,
    by_name: HashMap<&'static str, usize>,
    phrases: Phrases,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| read(include_str!("table.txt")));

fn read(table: &'static str) -> Table {
    let (mut skills, mut by_name, mut phrases, mut kind) = (Vec::<Skill>::new(), HashMap::new(), Phrases::default(), Kind::Skill);
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix('@') {
            kind = match name {
                "tool" => Kind::Tool,
                "soft" => Kind::Soft,
                "certificate" => Kind::Certificate,
                "language" => Kind::Language,
                _ => Kind::Skill,
            };
            continue;
        }
        let mut names = Vec::new();
        for (at, written) in line.split('|').map(str::trim).enumerate() {
            let (case, name) = match written.split_at_checked(1) {
                Some(("=", name)) => (index::Case::Exact, name),
                Some(("~", name)) => (index::Case::Name, name),
                Some(("^", name)) => (index::Case::Opening, name),
                Some(("!", name)) => (index::Case::Listed, name),
                _ if written.len() <= 2 => (index::Case::Exact, written),
                _ => (index::Case::Any, written),
            };
            phrases.add(name, skills.len(), at == 0, case);
            names.push(name);
        }
        by_name.insert(names[0], skills.len());
        skills.push(Skill { canonical: names[0], kind, names });
    }
    Table { skills, by_name, phrases }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_a_field_has_its_name_in_the_table_and_no_field_shows_itself() {
        assert!(!SHOWS.is_empty());
        for (field, names) in SHOWS.iter() {
            assert!(kind(field).is_some(), "{field}");
            names.iter().for_each(|name| assert!(kind(name).is_some() && name != field, "{field}: {name}"));
        }
    }
    use rstest::rstest;

    fn names(text: &str) -> Vec<&'static str> {
        find(text).into_iter().map(|hit| hit.canonical).collect()
    }

    #[test]
    fn the_table_covers_many_professions_without_naming_a_spelling_twice() {
        assert!(count() >= 400, "{}", count());
        let mut seen = HashMap::new();
        for skill in &TABLE.skills {
            for name in &skill.names {
                if let Some(other) = seen.insert(name.to_lowercase(), skill.canonical) {
                    assert_eq!(other, skill.canonical, "{name} stands for two skills");
                }
            }
        }
    }

    #[test]
    fn every_spelling_is_found_as_its_own_skill() {
        for skill in &TABLE.skills {
            for name in &skill.names {
                let text = format!("(Docker, {name})");
                assert!(names(&text).contains(&skill.canonical), "{name}: {:?}", names(&text));
            }
        }
    }

    #[rstest]
    #[case("Ran k8s clusters and Postgres", &["Kubernetes", "PostgreSQL"])]
    #[case("JS, TS and Node.js.", &["JavaScript", "TypeScript", "Node.js"])]
    #[case("C, C++, C#, F# and .NET", &["C", "C++", "C#", "F#", ".NET"])]
    #[case("Python, Go, R and SQL", &["Python", "Go", "R", "SQL"])]
    #[case("services written in Go for payments", &["Go"])]
    #[case("Go developer", &["Go"])]
    #[case("CI/CD with GitLab CI", &["Continuous integration and delivery", "GitLab CI"])]
    #[case("scikit learn and TensorFlow", &["scikit-learn", "TensorFlow"])]
    #[case("CNNs, RNNs, REST APIs", &["Convolutional neural networks", "Recurrent neural networks", "REST"])]
    #[case("RN, BLS and wound care", &["Registered Nurse", "BLS", "Wound care"])]
    #[case("Advanced Excel and PowerPoint", &["Microsoft Excel", "Microsoft PowerPoint"])]
    #[case("worked in R&D", &["Research and development"])]
    #[case("React components for a shop", &["React"])]
    #[case("Built React and Node.js services", &["React", "Node.js"])]
    #[case("docker, helm and terraform", &["Docker", "Helm", "Terraform"])]
    #[case("Senior React Engineer", &["React"])]
    #[case("Ansible, Chef and Docker", &["Ansible", "Chef", "Docker"])]
    #[case("AWS D1.1 certified welder", &["AWS welding certificate"])]
    #[case("REST interfaces in Flask, react", &["REST", "Flask", "React"])]
    #[case("Used git daily; Kafka readings held", &["Git"])]
    fn names_are_found(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(names(text), expected);
    }

    #[rstest]
    #[case("Go to market quickly, go the extra mile")]
    #[case("Ready to go and see; Go and talk to people")]
    #[case("C-level buyers, Series C round, vitamin C, Plan C")]
    #[case("Dr. R. Miller, R & B")]
    #[case("We excel at this. Excel in your role")]
    #[case("gave 5 ml of it; my word; the swift rust spring")]
    #[case("javascripting pythonic")]
    #[case("react to change and express yourself in slack times")]
    #[case("React quickly to alarms")]
    #[case("React to incidents within five minutes")]
    #[case("Express ideas clearly to customers")]
    #[case("Express Ideas Clearly And Often")]
    #[case("Spark interest in reading among children")]
    #[case("Vue de Paris, a photo series")]
    #[case("Node counts in surveys of orchards")]
    #[case("Planned rest and ice for athletes")]
    #[case("Flask and beaker cleaning; Dart nights")]
    #[case("Oracle of Delphi: a play")]
    #[case("Airflow measured in 30 offices, tableau staged")]
    #[case("Worked as a Chef and fed guests")]
    #[case("Stripe painting on roads. Helm of a boat held")]
    fn ordinary_words_are_no_skills(#[case] text: &str) {
        assert_eq!(names(text).into_iter().filter(|name| *name != "Go-to-market strategy").collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn offsets_cut_the_words_out_of_a_text_with_accents() {
        let text = "Gérée à l'aide de Kubernetes — et k8s";
        let hits = find(text);
        assert_eq!(hits.iter().map(|hit| &text[hit.start..hit.end]).collect::<Vec<_>>(), ["Kubernetes", "k8s"]);
        assert_eq!(hits.iter().map(|hit| hit.exact).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_whole_text_has_a_canonical_name() {
        assert_eq!(canonical(" k8s "), Some("Kubernetes"));
        assert_eq!(canonical("k8s and more"), None);
        assert_eq!(kind("Kubernetes"), Some(Kind::Tool));
    }
}
