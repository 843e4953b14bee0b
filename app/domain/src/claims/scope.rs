//! The ladder of scope: contributed < built < coordinated < led < founded. A change may step down, never up.
//!
//! A text falls into clauses; each has the rung of the verb that governs it: "helped to build" is help, "was responsible for
//! managing" is managing, "led by Ada" is nobody's. A clause of the change is held against the clause of the source that it
//! shares most words with.

use super::scan::{Gap, Scan, Word, akin, is_content, stem};
use super::source::{Case, Ground, Text, Tier};
use super::{Claim, ClaimKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A part of a sentence and the rung of its verb.
#[derive(Clone, Debug)]
pub struct Clause {
    /// In bytes of the plain text: the verb, or the whole clause when it has none.
    start: usize,
    /// Exclusive.
    end: usize,
    /// 0 negated, 1 helped, 2 worked with others, 3 did, 4 coordinated, 5 led, 6 founded.
    rung: Option<u8>,
    /// Of its words, without the verb.
    stems: Vec<String>,
}

/// The ladder, from helping to founding.
const LADDER: &[(u8, &str)] = &[
    (
        1,
        "assist assisted assisting help helped helping support supported supporting contribute contributed contributing \
         participate participated participating aid aided aiding shadow shadowed shadowing observe observed observing attended \
         attend attending propose proposed proposing suggest suggested attempted tried explored learned learnt studied study \
         familiar exposed exposure unterst\u{fc}tzte mitgewirkt",
    ),
    (2, "collaborate collaborated collaborating partner partnered partnering cooperate cooperated worked liaised joined join"),
    (
        3,
        "built build building wrote write writing made make making ran run running taught teach teaching sold sell selling drew \
         grew grow growing won kept set cut held brought began rebuilt rewrote develop developed developing design designed \
         designing implement implemented implementing create created creating deliver delivered delivering launch launched \
         launching ship shipped deploy deployed deploying prepare prepared preparing maintain maintained maintaining conduct \
         conducted conducting handle handled handling care cared treated administer administered negotiate negotiated train \
         trained training operate operated operating perform performed performing execute executed executing optimize optimized \
         optimised automate automated automating migrate migrated migrating reduce reduced increase increased improve improved \
         produce produced publish published research researched analyze analyzed analysed test tested testing author authored \
         raise raised close closed generate generated transform transformed resolve resolved integrate integrated install \
         installed repair repaired engineer engineered scale scaled",
    ),
    (
        4,
        "coordinate coordinated coordinating organize organized organised organizing organising mentor mentored mentoring \
         coached facilitated facilitate facilitating architected architect orchestrated administrated",
    ),
    (
        5,
        "lead led leading leads manage managed managing manages head headed heading direct directed directing supervise \
         supervised supervising oversee oversaw overseeing overseen own owned owning chair chaired chairing spearhead \
         spearheaded spearheading drive drove driving driven command commanded captained governed steered leitete geleitet \
         dirig\u{e9}",
    ),
    (
        6,
        "found founded founding establish established establishing pioneer pioneered pioneering invent invented originated \
         conceived",
    ),
];

static RUNGS: LazyLock<HashMap<&str, u8>> =
    LazyLock::new(|| LADDER.iter().flat_map(|(rung, list)| list.split_whitespace().map(move |word| (word, *rung))).collect());

/// Whether a word says what somebody did.
pub fn is_verb(lower: &str) -> bool {
    RUNGS.contains_key(lower)
}

/// The rung of a word where it stands.
fn rung(words: &[Word], at: usize, plain: &str) -> Option<u8> {
    let lower = words[at].lower.as_str();
    let next = words.get(at + 1).filter(|word| word.gap == Gap::None).map_or("", |word| word.lower.as_str());
    let back = |steps: usize| at.checked_sub(steps).map_or("", |at| words[at].lower.as_str());
    // "Led by Ada", "team lead", "lead time", "customer support": not what the person did.
    let by_me = next == "by" && words.get(at + 2).is_some_and(|word| word.lower == "me");
    if !by_me && matches!(next, "by") && lower.ends_with('d')
        || matches!(lower, "led" | "built" | "written" | "driven") && next == "by" && !by_me
    {
        return None;
    }
    if lower == "responsible" && next == "for" || lower == "charge" && back(1) == "in" {
        return Some(4);
    }
    if lower == "involved" && (next == "in" || next == "with")
        || lower == "part" && next == "of" && (back(1) == "as" || at == 0 || matches!(back(1), "was" | "a"))
    {
        return Some(1);
    }
    if lower == "work" && matches!(next, "with" | "closely" | "alongside") || lower == "working" && matches!(next, "with" | "alongside") {
        return Some(2);
    }
    if lower == "worked" {
        return Some(if matches!(next, "with" | "alongside" | "closely" | "under") { 2 } else { 3 });
    }
    let glued = |byte: usize| plain[byte..].starts_with('-');
    let co = back(1) == "co" && plain[..words[at].start].ends_with('-') || lower.starts_with("cofound") || lower.starts_with("coauthor");
    if co {
        return Some(2);
    }
    let base = !lower.ends_with("ed")
        && !lower.ends_with("ing")
        && !matches!(lower, "led" | "drove" | "oversaw" | "built" | "wrote" | "made" | "ran" | "taught");
    // A base form is a verb at the start of its clause, behind "to", or behind "helped".
    let verbal = || {
        at == 0 || words[at].gap != Gap::None || matches!(back(1), "to" | "and" | "help" | "helped" | "or" | "i" | "we" | "will" | "also")
    };
    if base && (glued(words[at].end) || !verbal()) {
        return None;
    }
    // "data-driven", "customer leading indicators".
    if matches!(lower, "driven" | "leading" | "managed" | "directed") && plain[..words[at].start].ends_with('-') {
        return None;
    }
    if matches!(lower, "leading" | "managed")
        && matches!(
            next,
            "indicators" | "edge" | "provider" | "supplier" | "companies" | "services" | "service" | "kubernetes" | "database"
        )
    {
        return None;
    }
    if lower == "lead" && matches!(next, "generation" | "time" | "times" | "scoring" | "qualification")
        || lower == "head" && next == "count"
    {
        return None;
    }
    if lower == "set" && next != "up" || lower == "own" && !matches!(back(1), "to" | "and") && words[at].gap == Gap::None && at > 0 {
        return None;
    }
    match RUNGS.get(lower) {
        // "Found that": no foundation.
        Some(6) if lower == "found" && next == "that" => return None,
        Some(rung) => return Some(*rung),
        None => {}
    }
    // Any other past tense that opens a clause.
    (lower.ends_with("ed") && lower.len() > 4 && (at == 0 || words[at].gap != Gap::None || back(1) == "and")).then_some(3)
}

/// The clauses of a text.
pub fn clauses(scan: &Scan) -> Vec<Clause> {
    let words = &scan.words;
    let rungs: Vec<Option<u8>> = (0..words.len()).map(|at| rung(words, at, &scan.plain)).collect();
    let mut clauses = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let mut to = from + 1;
        while to < words.len()
            && words[to].gap == Gap::None
            && !(matches!(words[to].lower.as_str(), "and" | "while" | "then" | "but") && splits(words, &rungs, from, to))
        {
            to += 1;
        }
        clauses.push(clause(words, &rungs, from, to));
        from = to;
    }
    clauses
}

/// "and" opens a clause of its own in front of a verb, unless what is helped with goes on ("helped design and build").
fn splits(words: &[Word], rungs: &[Option<u8>], from: usize, at: usize) -> bool {
    let helping = rungs[from..at].iter().flatten().next().is_some_and(|rung| *rung <= 2);
    let next = words.get(at + 1).filter(|word| word.gap == Gap::None);
    match (next, rungs.get(at + 1)) {
        (Some(next), Some(Some(_))) => {
            !helping || next.lower.ends_with("ed") || matches!(next.lower.as_str(), "led" | "wrote" | "ran" | "oversaw" | "drove")
        }
        _ => false,
    }
}

fn clause(words: &[Word], rungs: &[Option<u8>], from: usize, to: usize) -> Clause {
    let verbs: Vec<usize> = (from..to).filter(|at| rungs[*at].is_some()).collect();
    let first = verbs.first().copied();
    let mut chosen = first;
    if let Some(first) = first
        && words[first].lower == "responsible"
    {
        // What one was responsible for says more.
        chosen = verbs.iter().copied().max_by_key(|at| rungs[*at]);
    }
    let negated = first.is_some_and(|first| {
        words[from..first]
            .iter()
            .rev()
            .take(4)
            .any(|word| matches!(word.lower.as_str(), "not" | "never" | "without" | "no" | "t" | "nor" | "cannot"))
    });
    let rung = chosen.and_then(|at| rungs[at]).map(|rung| if negated { 0 } else { rung });
    let mut stems: Vec<String> =
        (from..to).filter(|at| !verbs.contains(at) && is_content(&words[*at].lower)).map(|at| stem(&words[at].lower)).collect();
    stems.sort_unstable();
    stems.dedup();
    let (start, end) = match chosen {
        Some(at) => (words[at].start, words[at].end),
        None => (words[from].start, words[to - 1].end),
    };
    Clause { start, end, rung, stems }
}

/// The verbs of the change, and its words for doing alone or mastering something.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    if case.subject.skills {
        return mastery(case, found);
    }
    for clause in case.after.clauses() {
        if let Some(rung) = clause.rung.filter(|rung| *rung >= 3) {
            let ground = allowed(case, clause, rung).and_then(|ground| with_people(case, clause, rung).map_or(Ok(ground), Err));
            // That somebody did something is worth a word only when the source says less.
            if rung >= 4 || ground.is_err() {
                found.push(Claim { kind: ClaimKind::Scope, start: clause.start, end: clause.end, ground });
            }
        }
    }
    mastery(case, found);
}

fn allowed(case: &Case, clause: &Clause, rung: u8) -> Result<Ground, String> {
    let mut best: Option<(usize, Tier, usize, &Text, &Clause)> = None;
    for (tier, index, text) in case.allowed() {
        for other in text.clauses() {
            let shared = clause.stems.iter().filter(|one| other.stems.iter().any(|two| akin(one, two))).count();
            let least = if tier == Tier::Whole || tier == Tier::Entry { 2.min(clause.stems.len().max(1)) } else { 1 };
            let wins = match &best {
                None => true,
                Some((most, near, _, _, held)) => {
                    // What stood there comes first, except where the whole resume may speak.
                    let later = !case.whole && *near <= Tier::Statement && tier > Tier::Statement;
                    let level = case.whole || tier == *near;
                    !later && shared > *most || level && shared == *most && other.rung.unwrap_or(3) > held.rung.unwrap_or(3)
                }
            };
            if shared >= least && wins {
                best = Some((shared, tier, index, text, other));
            }
        }
    }
    if let Some((_, _, index, text, other)) = best {
        let has = other.rung.unwrap_or(3);
        return if has >= rung {
            Ok(Ground { text: index, start: other.start, end: other.end })
        } else {
            let (quote, ..) = text.scan.quote(other.start, other.end);
            Err(format!("The source resume only says \u{201c}{quote}\u{201d} here; this claims more."))
        };
    }
    // Nothing is about the same: what stood there sets the limit.
    let highest = case
        .allowed()
        .filter(|(tier, ..)| *tier <= Tier::Statement)
        .flat_map(|(_, index, text)| text.clauses().iter().map(move |other| (other.rung.unwrap_or(3), index, other)))
        .max_by_key(|(has, ..)| *has);
    match highest {
        Some((has, index, other)) if has >= rung => Ok(Ground { text: index, start: other.start, end: other.end }),
        Some((3.., _, _)) if rung <= 3 => Ok(whole(case)),
        None if rung <= 3 && !case.has_before() => case
            .allowed()
            .next()
            .map(|(_, index, text)| Ground { text: index, start: 0, end: text.scan.plain.len() })
            .ok_or_else(|| UNSAID.to_owned()),
        _ => Err(UNSAID.to_owned()),
    }
}

/// Those whom somebody leads.
static PEOPLE: LazyLock<Vec<String>> = LazyLock::new(|| {
    "team staff people employee colleague accountant technician crew workforce department squad contractor volunteer intern trainee \
     junior nurse clerk"
        .split_whitespace()
        .map(stem)
        .collect()
});

/// Why a change may not say that people were led: nothing that may support it knows of any.
fn with_people(case: &Case, clause: &Clause, rung: u8) -> Option<String> {
    if rung < 5 || !clause.stems.iter().any(|stem| PEOPLE.contains(stem)) {
        return None;
    }
    // That somebody is an employee does not say that they had some.
    let known = case
        .allowed()
        .filter(|(_, _, text)| text.field() != Some(crate::resume::Field::Title))
        .any(|(_, _, text)| text.scan.words.iter().any(|word| PEOPLE.contains(&stem(&word.lower))));
    (!known).then(|| "The source resume says nothing of people here.".to_owned())
}

const UNSAID: &str = "The source resume does not say this about the same work.";

fn whole(case: &Case) -> Ground {
    let (index, text) = case.allowed().next().map_or((0, &case.after), |(_, index, text)| (index, text));
    Ground { text: index, start: 0, end: text.scan.plain.len() }
}

/// Words that say how well or how alone: they need a word of the same kind in the source.
const MASTERY: &[&[&str]] = &[
    &["expert", "experts", "expertise", "guru", "mastery", "mastered", "authority"],
    &["fluent", "fluently", "fluency"],
    &["native"],
    &["bilingual", "trilingual"],
    &["advanced"],
    &["extensive", "extensively", "vast", "deep"],
    &["solely", "sole", "alone", "singlehandedly", "handedly"],
    &["independently", "autonomously"],
    &["leadership", "leader"],
    &["ownership"],
    &["seasoned", "veteran"],
    &["renowned", "acclaimed", "recognized", "recognised"],
];

fn mastery(case: &Case, found: &mut Vec<Claim>) {
    let words = &case.after.scan.words;
    let plain = &case.after.scan.plain;
    for (at, word) in words.iter().enumerate() {
        let Some(row) = MASTERY.iter().find(|row| row.contains(&word.lower.as_str())) else {
            continue;
        };
        // "cloud-native", "deep learning".
        let joined = word.lower == "native" && plain[..word.start].ends_with('-');
        let part = case
            .after
            .scan
            .hits
            .iter()
            .any(|hit| hit.start <= word.start && word.end <= hit.end && hit.kind != crate::keywords::Kind::Soft);
        if joined || part {
            continue;
        }
        let about = subject_of(words, at);
        let ground = case.allowed().find_map(|(_, index, text)| {
            let other = text.scan.words.iter().find(|other| row.contains(&other.lower.as_str()))?;
            let same =
                about.is_empty() || text.scan.words.iter().any(|word| about.iter().any(|stem| akin(stem, &super::scan::stem(&word.lower))));
            same.then_some(Ground { text: index, start: other.start, end: other.end })
        });
        let led = || {
            (row[0] == "leadership").then(|| {
                case.allowed().find_map(|(_, index, text)| {
                    text.clauses().iter().find(|other| other.rung >= Some(5)).map(|other| Ground {
                        text: index,
                        start: other.start,
                        end: other.end,
                    })
                })
            })?
        };
        let ground = ground.or_else(led).ok_or_else(|| "The source resume does not say so of this.".to_owned());
        found.push(Claim { kind: ClaimKind::Scope, start: word.start, end: word.end, ground });
    }
}

/// The words next to a word of mastery that say in what.
fn subject_of(words: &[Word], at: usize) -> Vec<String> {
    let ahead = words[at + 1..].iter().take_while(|word| word.gap == Gap::None).take(4);
    ahead
        .filter(|word| is_content(&word.lower) && !matches!(word.lower.as_str(), "experience" | "knowledge" | "skills" | "skill" | "level"))
        .map(|word| stem(&word.lower))
        .collect()
}
