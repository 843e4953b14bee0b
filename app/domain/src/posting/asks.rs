//! Requirements: what each line of a posting asks for, and how much it matters.

use super::clean::{Line, sentences};
use super::sections::{Block, Part};
use super::{Ask, DegreeLevel, Priority, Requirement};
use crate::keywords::{self, Hit, Kind, Term, TokenKind};
use crate::text::{fold, number_word, phrases, squeeze};
use std::sync::LazyLock;

/// The requirements, in the order of the text; each thing is asked once, the stricter priority stays.
pub fn read(blocks: &[Block], not_skills: &[&str]) -> Vec<Requirement> {
    let names: Vec<String> = not_skills.iter().map(|name| fold(name)).filter(|name| !name.is_empty()).collect();
    let texts: Vec<&str> = blocks.iter().flat_map(|block| &block.lines).map(|line| line.text.as_str()).collect();
    let mut list = List { requirements: Vec::new(), names, capitals_name: !is_german(&texts) };
    let asked = blocks.iter().any(|block| matches!(block.part, Part::Must | Part::Nice) && !block.lines.is_empty());
    for block in blocks {
        match block.part {
            Part::Must => list.lines(&block.lines, Priority::Must, false),
            Part::Nice => list.lines(&block.lines, Priority::Nice, false),
            // Without a list of requirements: the sentences that ask for something.
            Part::Opening | Part::Duties if !asked => list.lines(&block.lines, Priority::Must, true),
            _ => {}
        }
    }
    if list.requirements.iter().filter(|one| matches!(one.ask, Ask::Skill { .. } | Ask::AnyOf { .. })).count() < 3 {
        for block in blocks.iter().filter(|block| block.part == Part::Duties) {
            for line in &block.lines {
                list.skills(&line.text, &line.text, Priority::Must, &[], false);
            }
        }
    }
    for (at, requirement) in list.requirements.iter_mut().enumerate() {
        requirement.id = format!("r{}", at + 1);
    }
    list.requirements
}

struct List {
    requirements: Vec<Requirement>,
    names: Vec<String>,
    /// A capital says that a word is a name; in German it does not.
    capitals_name: bool,
}

/// German writes every noun with a capital.
fn is_german(texts: &[&str]) -> bool {
    const COMMON: &[&str] = &["und", "der", "die", "das", "mit", "f\u{fc}r", "wir", "ihre", "im", "zum", "sie", "oder", "von", "eine"];
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
    words.iter().filter(|word| COMMON.contains(&word.to_lowercase().as_str())).count() * 20 > words.len()
}

static NICE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "a plus|nice to have|nice-to-have|preferred|preferably|bonus|desirable|ideally|an advantage|advantageous|would be great|\
     is helpful|optional|not required|von vorteil|w\u{fc}nschenswert|idealerweise|un plus|appr\u{e9}ci|un atout|beneficial|\
     would be nice|good to have|is an asset|substituted|in lieu of",
    )
});
static ASKING: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "experience|proficien|knowledge|familiar|must|required|require|ability to|degree|years|skilled|background in|expertise|\
     certif|licen|fluent|understanding|should have|you have|comfortable|strong|diploma|bachelor|kenntnis|erfahrung|\
     ma\u{ee}trise|connaissance|exp\u{e9}rience|skills|you know|jahre",
    )
});

impl List {
    fn lines(&mut self, lines: &[Line], priority: Priority, only_asking: bool) {
        for line in lines {
            for sentence in sentences(&line.text) {
                let folded = fold(sentence);
                if only_asking && !ASKING.iter().chain(NICE.iter()).any(|cue| folded.contains(cue)) {
                    continue;
                }
                for clause in sentence.split("; ") {
                    let nice = NICE.iter().any(|cue| fold(clause).contains(cue));
                    self.clause(sentence, clause, if nice { Priority::Nice } else { priority });
                }
            }
        }
    }

    fn clause(&mut self, text: &str, clause: &str, priority: Priority) {
        let mut taken = self.degree(text, clause, priority);
        taken.extend(self.years(text, clause, priority));
        self.skills(text, clause, priority, &taken, true);
    }

    /// The lowest degree that will do, and its fields; answers with the part of the clause that is about it.
    fn degree(&mut self, text: &str, clause: &str, priority: Priority) -> Vec<(usize, usize)> {
        let folded = fold(clause);
        let same = folded.len() == clause.len();
        let mut found: Option<(DegreeLevel, usize, usize)> = None;
        for (level, words) in DEGREES {
            for word in *words {
                let mut from = 0;
                while let Some(at) = folded[from..].find(word).map(|at| at + from) {
                    from = at + word.len();
                    let bounded = !folded[..at].ends_with(char::is_alphanumeric) && !folded[from..].starts_with(char::is_alphanumeric);
                    // "MS", "BA" only in capitals.
                    let exact = word.len() > 2 || same && clause[at..from].chars().all(char::is_uppercase);
                    if !bounded || !exact {
                        continue;
                    }
                    // "Master's preferred" does not raise what is needed.
                    found = Some(match found {
                        Some((lowest, start, end)) => (lowest.min(*level), start.min(at), end.max(from)),
                        None => (*level, at, from),
                    });
                }
            }
        }
        let any = || ANY_DEGREE.iter().find_map(|words| folded.find(words).map(|at| (DegreeLevel::Bachelor, at, at + "degree".len())));
        let Some((level, start, end)) = found.or_else(any) else {
            return Vec::new();
        };
        let (fields, end) = if same { fields(clause, end) } else { (Vec::new(), end) };
        self.push(text, priority, Ask::Degree { level, fields });
        if same { vec![(start, end)] } else { Vec::new() }
    }

    /// "At least 5 years of experience in …"; nothing is taken away from the skills in it.
    fn years(&mut self, text: &str, clause: &str, priority: Priority) -> Vec<(usize, usize)> {
        for (years, end) in crate::claims::years_in(clause) {
            let tail = clause[end..].trim_start_matches(['+', ' ', '\'', '\u{2019}']);
            let folded = fold(tail);
            if folded.starts_with("old") || folded.starts_with("of age") || years == 0 {
                continue;
            }
            self.push(text, priority, Ask::Years { years, area: area(tail) });
        }
        Vec::new()
    }

    fn skills(&mut self, text: &str, clause: &str, priority: Priority, taken: &[(usize, usize)], unknown: bool) {
        let tokens = keywords::tokens(clause);
        let outside = |start: usize, end: usize| !taken.iter().any(|(from, to)| start < *to && *from < end);
        let hits: Vec<Hit> = keywords::find_in(clause, &tokens).into_iter().filter(|hit| outside(hit.start, hit.end)).collect();
        let mut named: Vec<Named> = hits
            .iter()
            .map(|hit| Named { name: hit.canonical.to_owned(), start: hit.start, end: hit.end, certificate: hit.kind == Kind::Certificate })
            .collect();
        if unknown {
            let mut known: Vec<(usize, usize)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
            known.extend_from_slice(taken);
            // "Oregon RN license", "SAP EWM": part of the name that is known.
            let glued = |term: &Term| {
                hits.iter().any(|hit| {
                    hit.kind == Kind::Certificate && hit.start == term.end + 1
                        || hit.end + 1 == term.start && clause[hit.end..].starts_with(' ')
                })
            };
            named.extend(
                keywords::terms(clause, &tokens, &known)
                    .into_iter()
                    .filter(|term| !glued(term) && (self.capitals_name || term.technical) && !is_grade(&clause[term.end..]))
                    .filter_map(|term| self.term(clause, &term)),
            );
        }
        named.sort_by_key(|one| one.start);
        let mut at = 0;
        while at < named.len() {
            let mut last = at;
            while last + 1 < named.len() && is_joint(&clause[named[last].end..named[last + 1].start]) {
                last += 1;
            }
            let run = &named[at..=last];
            if run.len() > 1 && is_choice(clause, run) {
                let mut names: Vec<String> = Vec::new();
                for one in run {
                    if !names.contains(&one.name) {
                        names.push(one.name.clone());
                    }
                }
                match <[String; 1]>::try_from(names) {
                    Ok([name]) => self.push(text, priority, Ask::Skill { name }),
                    Err(names) => self.push(text, priority, Ask::AnyOf { names }),
                }
            } else {
                for one in run {
                    let name = one.name.clone();
                    self.push(text, priority, if one.certificate { Ask::Certification { name } } else { Ask::Skill { name } });
                }
            }
            at = last + 1;
        }
    }

    fn term(&self, clause: &str, term: &Term) -> Option<Named> {
        let name = squeeze(&clause[term.start..term.end]);
        let folded = fold(&name);
        let inside = |long: &str, short: &str| {
            let plain = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), " ");
            format!(" {} ", plain(long)).contains(&format!(" {} ", plain(short)))
        };
        let ours = self.names.iter().any(|one| inside(one, &folded) || inside(&folded, one));
        let level = matches!(
            folded.as_str(),
            "senior"
                | "junior"
                | "lead"
                | "ability"
                | "strong"
                | "excellent"
                | "proven"
                | "familiarity"
                | "knowledge"
                | "understanding"
                | "proficiency"
                | "minimum"
        );
        let behind = fold(&clause[term.end..]);
        let certificate = ["certif", "licen", "accredit"].iter().any(|word| behind.starts_with(word))
            || folded.contains("certif")
            || folded.contains("licen");
        (!ours && !level && name.chars().count() > 1).then_some(Named { name, start: term.start, end: term.end, certificate })
    }

    fn push(&mut self, text: &str, priority: Priority, ask: Ask) {
        if let Some(same) = self.requirements.iter_mut().find(|one| is_same(&one.ask, &ask)) {
            // The lowest degree that will do.
            if let (Ask::Degree { level: old, fields: known }, Ask::Degree { level, fields }) = (&mut same.ask, &ask)
                && (level < old || same.priority == Priority::Nice && priority == Priority::Must)
            {
                (*old, *known) = (*level, fields.clone());
                same.text = squeeze(text);
            }
            if priority == Priority::Must {
                same.priority = Priority::Must;
            }
            return;
        }
        self.requirements.push(Requirement { id: String::new(), text: squeeze(text), priority, ask });
    }
}

/// "GS-09": a pay grade.
fn is_grade(behind: &str) -> bool {
    behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct Named {
    name: String,
    start: usize,
    end: usize,
    certificate: bool,
}

fn is_same(one: &Ask, two: &Ask) -> bool {
    match (one, two) {
        (Ask::Skill { name: a }, Ask::Skill { name: b }) | (Ask::Certification { name: a }, Ask::Certification { name: b }) => {
            fold(a) == fold(b)
        }
        (Ask::Degree { .. }, Ask::Degree { .. }) => true,
        _ => one == two,
    }
}

/// Only list signs and "or" between two names: they belong together.
fn is_joint(between: &str) -> bool {
    let words: String = between.chars().map(|c| if matches!(c, ',' | '/' | '(' | ')') { ' ' } else { c }).collect();
    words.split_whitespace().all(|word| matches!(fold(word).as_str(), "or" | "and" | "and/or" | "oder" | "und" | "ou" | "et" | "&"))
}

/// "X, Y or Z", "such as X, Y", "(e.g. X, Y)": any of them will do.
fn is_choice(clause: &str, run: &[Named]) -> bool {
    let inside = fold(&clause[run[0].start..run[run.len() - 1].end]);
    let before = fold(&clause[..run[0].start]);
    let after = fold(&clause[run[run.len() - 1].end..]);
    let words: Vec<&str> = inside.split(|c: char| !c.is_alphanumeric() && c != '/').collect();
    let or = words.iter().any(|word| matches!(*word, "or" | "oder" | "ou" | "and/or"))
        || run.windows(2).all(|pair| clause[pair[0].end..pair[1].start].trim() == "/");
    let lead = before.trim_end_matches([' ', ',', ':', '(']);
    let examples = [
        "such as",
        "e.g.",
        "e.g",
        "like",
        "one of",
        "any of",
        "for example",
        "either",
        "z.b.",
        "z. b.",
        "wie",
        "comme",
        "par exemple",
        "one or more of",
    ]
    .iter()
    .any(|cue| lead.ends_with(cue));
    let and_all = words.iter().any(|word| matches!(*word, "and" | "und" | "et")) && !or;
    let etc = [", etc", " etc", ", or similar", " or similar", " or equivalent", ", or other"].iter().any(|end| after.starts_with(end));
    or || examples && !and_all || etc && !and_all
}

/// Taken for a bachelor's where no other degree is named.
const ANY_DEGREE: &[&str] =
    &["university degree", "college degree", "degree in", "degree or equivalent", "four-year degree", "4-year degree"];

const DEGREES: &[(DegreeLevel, &[&str])] = &[
    (DegreeLevel::Doctorate, &["ph.d", "ph.d.", "phd", "doctorate", "doctoral degree", "doctoral", "promotion in"]),
    (
        DegreeLevel::Master,
        &[
            "master's",
            "masters",
            "master degree",
            "master of",
            "master in",
            "msc",
            "m.sc",
            "m.s",
            "ms",
            "mba",
            "m.eng",
            "advanced degree",
            "graduate degree",
            "bac+5",
            "diplom",
            "masterabschluss",
        ],
    ),
    (
        DegreeLevel::Bachelor,
        &[
            "bachelor's",
            "bachelors",
            "bachelor",
            "bsc",
            "b.sc",
            "b.s",
            "b.a",
            "ba",
            "bs",
            "bsn",
            "b.eng",
            "undergraduate degree",
            "bac+3",
            "licence en",
            "abgeschlossenes studium",
            "hochschulstudium",
            "studium",
            "dipl\u{f4}me",
        ],
    ),
    (DegreeLevel::Associate, &["associate's degree", "associate degree", "associates degree", "two-year degree"]),
    (DegreeLevel::Secondary, &["high school diploma", "ged", "abitur", "baccalaur\u{e9}at", "secondary school"]),
];

/// "… in Computer Science, Statistics, or a related field": the fields, and where they end.
fn fields(clause: &str, from: usize) -> (Vec<String>, usize) {
    let tail = &clause[from..];
    let Some(at) = [" in ", " of "].iter().filter_map(|word| tail.find(word)).min().filter(|at| *at < 40) else {
        return (Vec::new(), from);
    };
    let begin = from + at + 4;
    let rest = &clause[begin..];
    let stop = [
        " with ",
        " and at least ",
        " and a minimum",
        " plus ",
        ". ",
        " from ",
        " required",
        " preferred",
        " (",
        " and experience",
        " and relevant",
        " who ",
    ]
    .iter()
    .filter_map(|stop| rest.find(stop))
    .min()
    .unwrap_or(rest.len());
    let part = &rest[..stop];
    // "accounting or finance, two to four years of …": the list of fields is over.
    let over = part.match_indices(", ").map(|(at, _)| at).find(|at| {
        let next = fold(&part[at + 2..]);
        let first = next.trim_start_matches("and ").split(' ').next().unwrap_or_default();
        first.starts_with(|c: char| c.is_ascii_digit())
            || number_word(first).is_some()
            || [
                "strong",
                "proven",
                "excellent",
                "experience",
                "knowledge",
                "ability",
                "at",
                "good",
                "proficien",
                "minimum",
                "solid",
                "working",
            ]
            .iter()
            .any(|word| first.starts_with(word))
    });
    let (part, stop) = over.map_or((part, stop), |over| (&part[..over], over));
    let fields = part
        .split([',', '/', ';'])
        .flat_map(|piece| piece.split(" or "))
        .flat_map(|piece| piece.split(" and "))
        .map(|piece| {
            squeeze(piece.trim().trim_start_matches("or ").trim_start_matches("and ").trim_start_matches("a ").trim_end_matches('.'))
        })
        .filter(|piece| {
            let folded = fold(piece);
            !piece.is_empty()
                && piece.split(' ').count() <= 4
                && !["related", "similar", "equivalent", "relevant", "field", "discipline", "experience", "years", "technical"]
                    .iter()
                    .any(|word| folded.contains(word))
        })
        .map(|piece| piece.strip_prefix("Science in ").map_or(piece.clone(), str::to_owned))
        .collect();
    (fields, begin + stop)
}

/// What the years are to be spent in.
fn area(tail: &str) -> String {
    const EMPTY: &[&str] = &[
        "of",
        "industry",
        "professional",
        "relevant",
        "work",
        "working",
        "proven",
        "progressive",
        "hands-on",
        "practical",
        "related",
        "post-graduate",
        "prior",
        "experience",
        "full-time",
        "solid",
        "s",
    ];
    let tokens = keywords::tokens(tail);
    let stop = tokens.iter().find(|token| token.kind == TokenKind::Break).map_or(tail.len(), |token| token.start);
    let part = &tail[..stop];
    let folded = fold(part);
    let words: Vec<&str> = part.split(' ').filter(|word| !word.is_empty()).collect();
    let at = words.iter().position(|word| {
        fold(word).starts_with("experience") || matches!(fold(word).as_str(), "berufserfahrung" | "erfahrung" | "exp" | "exp.")
    });
    // "of Python experience"
    let before: Vec<&str> = words[..at.unwrap_or(0)].iter().copied().filter(|word| !EMPTY.contains(&fold(word).as_str())).collect();
    if !before.is_empty() {
        return before.join(" ");
    }
    let lead = [" in ", " with ", " as a ", " as an ", " using ", " as ", " im ", " mit ", " en "]
        .iter()
        .filter_map(|lead| folded.find(lead).map(|at| at + lead.len()))
        .min();
    let lead = lead.or_else(|| ["in ", "with ", "as a ", "of "].iter().find_map(|lead| folded.starts_with(lead).then_some(lead.len())));
    let Some(lead) = lead.filter(|_| folded.len() == part.len()) else {
        return String::new();
    };
    let words: Vec<&str> = part[lead..]
        .split(' ')
        .take_while(|word| {
            !matches!(fold(word).as_str(), "with" | "and" | "or" | "is" | "required" | "preferred" | "including" | "at" | "for" | "using")
        })
        .take(6)
        .collect();
    let words: Vec<&str> =
        words.into_iter().filter(|word| !EMPTY.contains(&fold(word).as_str()) && !matches!(*word, "a" | "an" | "the")).collect();
    words.join(" ")
}
