//! Job titles: a senior word that the source lacks, or a junior one that is dropped, makes a title higher than it was.

use super::names;
use super::scan::{Gap, Scan, akin, stem};
use super::source::{Case, Ground, Text, Tier};
use super::{Claim, ClaimKind};
use crate::keywords::Kind;
use crate::resume::{Field, SectionKind};
use crate::roles::{ROLES, ROLES_BY_NAME};
use crate::text::words;
use std::collections::HashSet;
use std::sync::LazyLock;

static HIGHER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "senior sr staff principal lead leading head chief executive managing vice distinguished master global group general ii \
     iii iv v director manager president vp svp evp ceo cto cfo coo partner founder charge",
    )
});
/// Dropping one of these makes a title higher.
static LOWER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "junior jr assistant associate deputy intern internship trainee apprentice student acting interim co vice aide \
     volunteer werkstudent praktikant praktikantin sub substitute entry graduate cofounder part candidate",
    )
});

/// The title of an entry: every word from the source, no junior word dropped. Always the last word on the field.
pub fn field(case: &Case, found: &mut Vec<Claim>) -> bool {
    let kind = match case.subject.section {
        Some(SectionKind::Education) => ClaimKind::Degree,
        Some(SectionKind::Certifications) => ClaimKind::Certification,
        _ => ClaimKind::Title,
    };
    let after = &case.after.scan;
    let of_title = |tier: Tier, text: &Text| tier <= Tier::Statement || text.field() == Some(Field::Title);
    let sources: Vec<(usize, &Text)> =
        case.allowed().filter(|(tier, _, text)| of_title(*tier, text)).map(|(_, index, text)| (index, text)).collect();
    let claim = |ground: Result<Ground, String>| Claim { kind, start: 0, end: after.plain.len(), ground };
    let said = names::meanings(after);
    for (index, text) in &sources {
        let there = names::meanings(&text.scan);
        if !drops(&there, &said) && said.iter().all(|word| there.iter().any(|other| same(word, other))) {
            found.push(claim(Ok(Ground { text: *index, start: 0, end: text.scan.plain.len() })));
            return true;
        }
    }
    let why = match sources.first() {
        Some((_, text)) => format!("The source resume says \u{201c}{}\u{201d}.", text.scan.original),
        None => "The source resume has no such entry.".to_owned(),
    };
    found.push(claim(Err(why)));
    true
}

/// A title says a junior word that another one leaves out. "Co" belongs to the word behind it: who was "Co-Founder & CTO" was CTO.
fn drops(title: &[String], said: &[String]) -> bool {
    let is_said = |word: &String| said.contains(word);
    let mut words = title.iter().enumerate().filter(|(_, word)| LOWER.contains(word.as_str()) && !is_said(word));
    words.any(|(at, word)| word != "co" || title.get(at + 1).is_none_or(is_said))
}

fn same(word: &str, other: &str) -> bool {
    if word.len() <= 4 || HIGHER.contains(&word) || LOWER.contains(&word) || ROLES.contains(&word) {
        word == other
    } else {
        akin(&stem(word), &stem(other))
    }
}

/// Titles named in running text and headlines.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    for (from, to) in phrases(&case.after.scan) {
        let words = &case.after.scan.words;
        let (start, end) = (words[from].start, words[to].end);
        // "AWS Certified Solutions Architect" is a certificate.
        let hits = &case.after.scan.hits;
        if hits.iter().any(|hit| hit.kind == Kind::Certificate && hit.start <= start && end <= hit.end) {
            continue;
        }
        if found.iter().any(|claim| claim.start < end && start < claim.end) {
            continue;
        }
        let said = meanings_of(&case.after.scan, from, to);
        let own = words[from].gap == Gap::Hard;
        let ground = case.allowed().find_map(|(tier, index, text)| {
            let (start, end) = support(&said, tier, text).filter(|(start, _)| !own || !is_somebody_else(text, *start))?;
            Some(Ground { text: index, start, end })
        });
        let ground = ground.ok_or_else(|| "The source resume has no such title here.".to_owned());
        found.push(Claim { kind: ClaimKind::Title, start, end, ground });
    }
}

/// "Supported the CFO": a title that another person has.
fn is_somebody_else(text: &Text, start: usize) -> bool {
    if matches!(text.field(), Some(Field::Title | Field::Headline)) {
        return false;
    }
    let words = &text.scan.words[..text.scan.word_at(start)];
    let back = |steps: usize| words.len().checked_sub(steps).map_or("", |at| words[at].lower.as_str());
    let became = |word: &str| word == "as" || ["promot", "advanc", "became", "appoint", "rose"].iter().any(|verb| word.starts_with(verb));
    matches!(back(1), "the" | "our" | "for" | "with" | "by" | "of" | "to") && !became(back(2)) && !became(back(3))
}

/// Runs of words that end in a role: "Senior data engineer", "Head of Growth", "VP". First and last word.
pub fn phrases(scan: &Scan) -> Vec<(usize, usize)> {
    let words = &scan.words;
    let capital = |at: usize| scan.plain[words[at].start..].starts_with(char::is_uppercase);
    let mut phrases: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let lower = words[at].lower.as_str();
        let by_name = ROLES_BY_NAME.contains(&lower) && capital(at);
        let low = |at: usize| words.get(at).filter(|word| word.gap == Gap::None).map(|word| word.lower.as_str());
        let team_lead = lower == "lead"
            && at > 0
            && words[at].gap == Gap::None
            && matches!(
                words[at - 1].lower.as_str(),
                "team"
                    | "tech"
                    | "technical"
                    | "project"
                    | "platform"
                    | "shift"
                    | "section"
                    | "department"
                    | "engineering"
                    | "design"
                    | "data"
            )
            && low(at + 1).is_none_or(|next| matches!(next, "for" | "of" | "with" | "at" | "in" | "on" | "and"));
        if !ROLES.contains(&lower) && !by_name && !team_lead {
            at += 1;
            continue;
        }
        let mut from = at;
        while from > 0 && words[from].gap == Gap::None && at - from < 4 && extends(scan, from - 1, at) {
            from -= 1;
        }
        let mut to = at;
        while low(to + 1).is_some_and(|next| {
            ROLES.contains(&next) || ROLES_BY_NAME.contains(&next) && capital(to + 1) || matches!(next, "ii" | "iii" | "iv")
        }) {
            to += 1;
        }
        // "Head of Growth", "VP of Sales".
        if matches!(words[to].lower.as_str(), "head" | "director" | "vp" | "president" | "chief" | "manager" | "dean" | "officer")
            && low(to + 1) == Some("of")
        {
            let mut more = to + 2;
            while more < words.len() && more < to + 4 && words[more].gap == Gap::None && capital(more) {
                more += 1;
            }
            to = if more > to + 2 { more - 1 } else { to };
        }
        let lone = from == to;
        let verb = lone
            && from > 0
            && matches!(words[from - 1].lower.as_str(), "to" | "a" | "the" | "an" | "by" | "with" | "each" | "every" | "for" | "my");
        let as_role = from > 1 && (words[from - 1].lower == "as" || words[from - 2].lower == "as");
        let bare_name = lone && by_name && !ROLES.contains(&lower);
        if (!verb || as_role) && !(bare_name && (from == 0 || words[from].gap != Gap::None)) {
            phrases.push((from, to));
        }
        at = to + 1;
    }
    phrases
}

fn extends(scan: &Scan, at: usize, role: usize) -> bool {
    let word = &scan.words[at];
    let lower = word.lower.as_str();
    let opens = at == 0 || word.gap == Gap::Hard;
    let capital = scan.plain[word.start..].starts_with(char::is_uppercase);
    let modifier = HIGHER.contains(&lower) || LOWER.contains(&lower) || MODIFIERS.contains(&lower);
    let skill = scan.hits.iter().any(|hit| hit.start <= word.start && word.end <= hit.end);
    let all_capital = (at..=role).all(|at| scan.plain[scan.words[at].start..].starts_with(char::is_uppercase));
    modifier
        || skill
        || capital && (!opens || all_capital && !lower.ends_with("ed")) && !matches!(lower, "the" | "a" | "an" | "and" | "of" | "as")
}

static MODIFIERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "software data product project program programme account sales marketing operations engineering research design network \
     systems system security business financial quality platform backend frontend cloud solutions technical tech team \
     registered charge clinical store office warehouse logistics supply chain hr people customer success full stack \
     learning machine ml ai regional district area branch site shift plant construction school math science web mobile",
    )
});

fn meanings_of(scan: &Scan, from: usize, to: usize) -> Vec<String> {
    let (start, end) = (scan.words[from].start, scan.words[to].end);
    names::meanings_in(scan, start, end)
}

/// Where a text has all words of a title, without a junior word that the title drops.
fn support(said: &[String], tier: Tier, text: &Text) -> Option<(usize, usize)> {
    let titles: Vec<(usize, usize)> = match text.field() {
        Some(Field::Title | Field::Headline) => vec![(0, text.scan.plain.len())],
        _ => phrases(&text.scan).iter().map(|(from, to)| (text.scan.words[*from].start, text.scan.words[*to].end)).collect(),
    };
    let there = |&(start, end): &(usize, usize)| names::meanings_in(&text.scan, start, end);
    let holds = |title: &(usize, usize)| {
        let there = there(title);
        said.iter().all(|word| there.iter().any(|other| same(word, other)))
    };
    let plain_words = || {
        // What stood there may name a role without being a title phrase ("to engineer managers").
        (tier <= Tier::Statement).then(|| text.scan.locate(&said.iter().map(String::as_str).collect::<Vec<_>>())).flatten()
    };
    let held: Vec<(usize, usize)> = titles.into_iter().filter(holds).collect();
    match held.iter().find(|title| !drops(&there(title), said)) {
        Some(title) => Some(*title),
        // "Junior analyst" is no analyst.
        None if !held.is_empty() => None,
        None => plain_words(),
    }
}
