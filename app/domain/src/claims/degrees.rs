//! Degrees: level, name and field; "PhD candidate" is no PhD.

use super::scan::{Gap, Scan, akin, is_content, stem};
use super::source::{Case, Ground, Text};
use super::{Claim, ClaimKind};
use crate::posting::DegreeLevel;

/// A degree named in a text.
#[derive(Clone, Debug)]
pub struct Degree {
    /// In bytes of the plain text.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// How high.
    pub level: DegreeLevel,
    /// Which one, where it is not any of its level: "mba", "md", "jd".
    name: &'static str,
    /// Of the words that say in what.
    pub fields: Vec<String>,
    /// "candidate", "in progress", "expected".
    pub unfinished: bool,
}

const OFFICE: &[&str] = &[
    "office",
    "sql",
    "excel",
    "word",
    "teams",
    "windows",
    "access",
    "project",
    "visio",
    "dynamics",
    "dos",
    "outlook",
    "powerpoint",
    "azure",
    "sharepoint",
];

/// The degrees that a text names.
pub fn read(scan: &Scan) -> Vec<Degree> {
    let words = &scan.words;
    let mut degrees = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match at_word(scan, at) {
            Some((level, name, length)) => {
                let last = at + length - 1;
                let (fields, end) = fields(scan, last + 1);
                let near = |word: &super::scan::Word| {
                    matches!(
                        word.lower.as_str(),
                        "candidate"
                            | "student"
                            | "progress"
                            | "expected"
                            | "pursuing"
                            | "coursework"
                            | "incomplete"
                            | "abd"
                            | "toward"
                            | "towards"
                            | "dropped"
                            | "unfinished"
                            | "withdrew"
                            | "ongoing"
                            | "enrolled"
                            | "studying"
                            | "credits"
                    )
                };
                let unfinished = words[at.saturating_sub(5)..at].iter().chain(words[last + 1..].iter().take(8)).any(near);
                degrees.push(Degree { start: words[at].start, end, level, name, fields, unfinished });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    degrees
}

fn at_word(scan: &Scan, at: usize) -> Option<(DegreeLevel, &'static str, usize)> {
    use DegreeLevel::*;
    let words = &scan.words;
    let lower = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let joined = |at: usize| words.get(at).is_some_and(|word| word.gap == Gap::None);
    let (first, second) = (lower(at), if joined(at + 1) { lower(at + 1) } else { "" });
    let letters = &scan.plain[words[at].start..words[at].end];
    // "M.S.", "Ph. D.": single letters with dots, glued.
    let dotted = words.get(at + 1).is_some_and(|next| next.start == words[at].end + 1 && scan.plain[words[at].end..].starts_with('.'));
    let pair = |next: &str| dotted && lower(at + 1) == next;
    if dotted && letters.starts_with(char::is_uppercase) {
        let found = match (first, lower(at + 1)) {
            ("ph", "d") => Some((Doctorate, "")),
            ("m", "s" | "sc" | "eng" | "a") => Some((Master, "")),
            ("b", "s" | "sc" | "eng" | "a" | "tech" | "com") => Some((Bachelor, "")),
            ("m", "d") => Some((Doctorate, "md")),
            ("j", "d") => Some((Doctorate, "jd")),
            ("ed", "d") => Some((Doctorate, "")),
            _ => None,
        };
        if let Some((level, name)) = found {
            let third = usize::from(first == "m" && pair("b"));
            return Some((level, name, 2 + third));
        }
    }
    let exact = |name: &str| letters == name;
    let state = words[at].gap == Gap::Soft && !joined(at + 1);
    Some(match first {
        "phd" | "dphil" => (Doctorate, "", 1),
        "ph" if second == "d" => (Doctorate, "", 2),
        "doctorate" | "doctoral" | "promotion" if first != "promotion" => (Doctorate, "", 1),
        "doctor" if second == "of" => (Doctorate, "", 2),
        "md" if exact("MD") && !state => (Doctorate, "md", 1),
        "jd" if exact("JD") => (Doctorate, "jd", 1),
        "mba" => (Master, "mba", 1),
        "msc" | "meng" | "mphil" | "mfa" | "mpa" | "mph" | "msn" | "med" if letters.starts_with('M') => (Master, "", 1),
        "ms" if exact("MS")
            && !OFFICE.contains(&second)
            && !scan.plain[..words[at].start].trim_end().ends_with(|c: char| c.is_ascii_digit()) =>
        {
            (Master, "", 1)
        }
        "ma" if exact("MA") && !state => (Master, "", 1),
        "master" if second == "s" => (Master, "", 2),
        "masters" => (Master, "", 1),
        "master" if matches!(second, "of" | "degree" | "in") && !matches!(lower(at.wrapping_sub(1)), "scrum") => (Master, "", 2),
        "diplom" | "magister" => (Master, "", 1),
        "bsc" | "beng" | "bba" | "bfa" | "btech" | "bcom" | "bsn" => (Bachelor, "", 1),
        "bs" | "ba" if (exact("BS") || exact("BA")) && !state => (Bachelor, "", 1),
        "bachelor" if second == "s" || second == "of" => (Bachelor, "", 2),
        "bachelor" | "bachelors" | "llb" => (Bachelor, "", 1),
        "undergraduate" if second == "degree" => (Bachelor, "", 2),
        "associate" | "associates" if second == "degree" || second == "of" && matches!(lower(at + 2), "science" | "arts" | "applied") => {
            (Associate, "", 2)
        }
        "associate" if second == "s" && lower(at + 2) == "degree" => (Associate, "", 3),
        "abitur" | "baccalaureate" | "matura" | "ged" => (Secondary, "", 1),
        "high" if second == "school" && lower(at + 2) == "diploma" => (Secondary, "", 3),
        _ => return None,
    })
}

/// The words behind a degree that say in what, and where they end.
fn fields(scan: &Scan, from: usize) -> (Vec<String>, usize) {
    let words = &scan.words;
    let mut end = words[from - 1].end;
    let mut fields = Vec::new();
    for word in words[from..].iter().take(7) {
        let dots = word.gap == Gap::None;
        if !dots
            || word.lower.starts_with(|c: char| c.is_ascii_digit())
            || matches!(
                word.lower.as_str(),
                "from"
                    | "with"
                    | "at"
                    | "and"
                    | "or"
                    | "candidate"
                    | "student"
                    | "who"
                    | "thesis"
                    | "program"
                    | "programme"
                    | "required"
                    | "preferred"
            )
        {
            break;
        }
        if is_content(&word.lower) && !matches!(word.lower.as_str(), "degree" | "hons" | "honours" | "honors" | "level" | "s") {
            fields.push(stem(&word.lower));
            end = word.end;
        }
    }
    (fields, end)
}

const HONOURS: &[&[&str]] = &[
    &["summa", "cum", "laude"],
    &["magna", "cum", "laude"],
    &["cum", "laude"],
    &["valedictorian"],
    &["salutatorian"],
    &["with", "distinction"],
    &["with", "honors"],
    &["with", "honours"],
    &["first", "class", "honours"],
    &["first", "class", "honors"],
    &["phi", "beta", "kappa"],
    &["dean", "s", "list"],
];

/// The degrees and honours of the change.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    for degree in read(&case.after.scan) {
        let ground = case.anywhere().find_map(|(_, index, text)| {
            let other = read(&text.scan).into_iter().find(|other| supports(case, &degree, other, text))?;
            Some(Ground { text: index, start: other.start, end: other.end })
        });
        let ground = ground.ok_or_else(|| "The source resume does not have this degree.".to_owned());
        found.push(Claim { kind: ClaimKind::Degree, start: degree.start, end: degree.end, ground });
    }
    let mut covered = 0;
    for honour in HONOURS {
        if let Some((start, end)) = case.after.scan.locate(honour).filter(|(start, _)| *start >= covered) {
            covered = end;
            let ground = case
                .anywhere()
                .find_map(|(_, index, text)| text.scan.locate(honour).map(|(start, end)| Ground { text: index, start, end }));
            let ground = ground.ok_or_else(|| "The source resume does not have this honour.".to_owned());
            found.push(Claim { kind: ClaimKind::Degree, start, end, ground });
        }
    }
}

fn supports(case: &Case, claim: &Degree, other: &Degree, text: &Text) -> bool {
    if claim.level != other.level || !claim.name.is_empty() && claim.name != other.name || other.unfinished && !claim.unfinished {
        return false;
    }
    let entry = text.place.as_ref().map(|place| &place.block);
    let beside = |field: &String| {
        let has = |text: &Text| text.scan.words.iter().any(|word| akin(field, &stem(&word.lower)));
        has(text)
            || entry.is_some_and(|block| {
                case.source.texts().iter().any(|one| one.place.as_ref().is_some_and(|place| &place.block == block) && has(one))
            })
    };
    claim.fields.iter().all(|field| {
        matches!(field.as_str(), "scienc" | "art" | "engine" | "busi" | "administration") && claim.fields.len() > 1 || beside(field)
    })
}
