//! Which lines say what is asked for: a posting falls into parts by its headings, in English, German or French.

use super::clean::Line;
use crate::text::fold;

/// What a part of a posting is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Part {
    /// In front of the first heading.
    Opening,
    Must,
    Nice,
    Duties,
    Company,
    Benefits,
    Process,
    Legal,
}

/// A heading with its lines.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is about.
    pub part: Part,
    /// As it stands; empty for the opening.
    pub heading: String,
    /// Under it.
    pub lines: Vec<Line>,
}

/// The first that a heading contains decides.
const HEADINGS: &[(Part, &[&str])] = &[
    (
        Part::Legal,
        &[
            "equal opportunity",
            "equal employment",
            "eeo",
            "diversity statement",
            "privacy notice",
            "disclaimer",
            "accommodation",
            "our commitment to diversity",
            "diversity, equity",
            "datenschutz",
        ],
    ),
    (
        Part::Nice,
        &[
            "nice to have",
            "nice-to-have",
            "preferred",
            "bonus",
            "desirable",
            "desired",
            "pluses",
            "extra points",
            "good to have",
            "extra credit",
            "it's a plus",
            "a plus",
            "w\u{fc}nschenswert",
            "von vorteil",
            "idealerweise",
            "souhait",
            "atout",
            "les plus",
            "optional",
        ],
    ),
    (
        Part::Benefits,
        &[
            "benefit",
            "what we offer",
            "we offer",
            "perks",
            "compensation",
            "salary",
            "pay range",
            "why join",
            "why work",
            "what's in it for you",
            "what you'll get",
            "what you get",
            "wir bieten",
            "bieten wir",
            "unser angebot",
            "avantages",
            "nous offrons",
            "our offer",
            "wir ihnen bieten",
        ],
    ),
    (
        Part::Process,
        &[
            "how to apply",
            "to apply",
            "application process",
            "hiring process",
            "interview process",
            "how you will be evaluated",
            "next steps",
            "bewerbung",
            "comment postuler",
            "kontakt",
            "contact us",
            "contact",
        ],
    ),
    (
        Part::Must,
        &[
            "requirement",
            "qualification",
            "what you'll bring",
            "conditions of employment",
            "you'll fit",
            "you will fit",
            "if you",
            "what you will bring",
            "what you bring",
            "you bring",
            "you'll need",
            "you will need",
            "what you need",
            "who you are",
            "about you",
            "your profile",
            "your skills",
            "your experience",
            "must have",
            "must-have",
            "you have",
            "we're looking for",
            "we are looking for",
            "what we look for",
            "looking for",
            "ideal candidate",
            "key skills",
            "skills",
            "experience",
            "education",
            "essential criteria",
            "essential",
            "person specification",
            "competenc",
            "expertise",
            "credentials",
            "ihr profil",
            "dein profil",
            "anforderung",
            "qualifikation",
            "bringst du mit",
            "bringen sie mit",
            "voraussetzung",
            "profil recherch",
            "votre profil",
            "profil",
            "comp\u{e9}tences",
            "exigences",
            "tech stack",
            "minimum",
        ],
    ),
    (
        Part::Duties,
        &[
            "responsibilit",
            "essential functions",
            "you'll be up to",
            "you will be up to",
            "what you'll do",
            "what you will do",
            "you'll be doing",
            "you will be doing",
            "the role",
            "your role",
            "about the job",
            "duties",
            "your tasks",
            "tasks",
            "aufgaben",
            "t\u{e4}tigkeit",
            "missions",
            "responsabilit",
            "job summary",
            "overview",
            "description",
            "the position",
            "position summary",
            "day to day",
            "day-to-day",
            "your impact",
            "in this role",
            "role summary",
            "about this role",
            "the opportunity",
            "job purpose",
        ],
    ),
    (
        Part::Company,
        &[
            "about us",
            "about the company",
            "about the team",
            "who we are",
            "\u{fc}ber uns",
            "wir \u{fc}ber uns",
            "\u{e0} propos",
            "company overview",
            "our mission",
            "our culture",
            "our values",
            "our team",
            "our story",
            "das unternehmen",
            "l'entreprise",
        ],
    ),
];

/// What a line heads, when it is a heading.
pub fn heading(line: &Line) -> Option<Part> {
    let text = line.text.trim_end_matches([':', '?', '!']);
    let folded = fold(text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let words = folded.split(' ').count();
    let ended = line.text.ends_with(':');
    if words > 8 || folded.is_empty() || line.text.ends_with(['.', ';', ',']) || line.bullet && !ended {
        return None;
    }
    let found = HEADINGS.iter().find_map(|(part, names)| names.iter().any(|name| begins_or_holds(&folded, name, words)).then_some(*part));
    let about = folded.strip_prefix("about ").is_some_and(|rest| !rest.starts_with("you")) && words <= 5;
    // An unmarked line of many words is a heading only when it says nothing else.
    match found {
        Some(part) if ended || line.marked || words <= 4 || line.apart && words <= 7 => Some(part),
        None if about && (ended || line.marked || line.apart) => Some(Part::Company),
        _ => None,
    }
}

/// What stands in front of "skills" or "experience" in a heading.
const QUALIFIERS: &[&str] = &[
    "key",
    "required",
    "requirements",
    "technical",
    "core",
    "your",
    "essential",
    "professional",
    "minimum",
    "basic",
    "relevant",
    "work",
    "preferred",
    "desired",
    "soft",
    "hard",
    "additional",
    "other",
    "knowledge",
    "qualifications",
    "skills",
    "education",
    "experience",
    "necessary",
    "main",
    "tools",
    "expected",
    "mandatory",
    "desirable",
    "special",
    "specific",
    "personal",
    "needed",
    "top",
    "the",
    "what",
    "any",
    "how",
];

fn begins_or_holds(folded: &str, name: &str, words: usize) -> bool {
    match name {
        // Short words of the list are headings alone, not inside of any line.
        "skills" | "experience" | "education" | "essential" | "profil" | "minimum" | "tasks" | "contact" | "kontakt" | "optional"
        | "a plus" | "contact us" | "desired" | "salary" => {
            // "Experience with Go" asks; "Strong communication skills" does, too.
            let next = folded.strip_prefix(name).and_then(|rest| rest.strip_prefix(' ')).unwrap_or_default();
            let asks = next.starts_with(|c: char| c.is_ascii_digit())
                || matches!(
                    next.split(' ').next().unwrap_or_default(),
                    "with" | "in" | "of" | "using" | "as" | "on" | "to" | "for" | "at" | "functions"
                );
            let first = folded.split(' ').next().unwrap_or_default();
            folded == name || words <= 4 && folded.ends_with(name) && QUALIFIERS.contains(&first) || words <= 3 && !next.is_empty() && !asks
        }
        // "You'll fit right in if you"
        "if you" => words <= 7 && folded.ends_with(name),
        "looking for" | "to apply" | "you have" => words <= 5 && folded.ends_with(name),
        _ => folded.contains(name),
    }
}

/// The lines of a posting under their headings.
pub fn divide(lines: &[Line]) -> Vec<Block> {
    let mut blocks = vec![Block { part: Part::Opening, heading: String::new(), lines: Vec::new() }];
    for line in lines {
        if let Some(part) = heading(line) {
            blocks.push(Block { part, heading: line.text.clone(), lines: Vec::new() });
            continue;
        }
        // "Requirements: five years of …"
        let opened = line.text.split_once(": ").and_then(|(name, rest)| {
            let head = Line { text: format!("{name}:"), bullet: false, ..line.clone() };
            let part = heading(&head).filter(|part| matches!(part, Part::Must | Part::Nice | Part::Duties | Part::Benefits))?;
            (name.split(' ').count() <= 4 && !line.bullet).then(|| Block {
                part,
                heading: format!("{name}:"),
                lines: vec![Line { text: rest.to_owned(), bullet: false, marked: false, apart: false }],
            })
        });
        match opened {
            Some(block) => blocks.push(block),
            None => {
                if let Some(block) = blocks.last_mut() {
                    block.lines.push(line.clone());
                }
            }
        }
    }
    blocks
}

/// The cleaned text: without what is offered, how to apply and what the law wants said.
pub fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks.iter().filter(|block| !matches!(block.part, Part::Benefits | Part::Process | Part::Legal)) {
        if !block.heading.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&block.heading);
            text.push('\n');
        }
        for line in &block.lines {
            if line.bullet {
                text.push_str("- ");
            }
            text.push_str(&line.text);
            text.push('\n');
        }
    }
    text.trim().to_owned()
}
