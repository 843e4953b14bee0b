//! Names in a change: tools and skills, certificates, organisations, and names that no table knows.

use super::scan::{Gap, Scan, akin, is_content, stem};
use super::source::{Case, Ground, Text, Tier};
use super::{Claim, ClaimKind, degrees, titles};
use crate::keywords::{self, Hit, Kind, Phrases};
use crate::resume::Field;
use crate::resume::edit::split_skills;
use crate::text::phrases;
use std::sync::LazyLock;

/// Employers that everybody knows, found in any case. Names that are ordinary words are left to their capitals.
static KNOWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "google|microsoft|facebook|netflix|nvidia|openai|anthropic|deepmind|spacex|tesla|uber|airbnb|linkedin|twitter|ibm|intel|\
     cisco|samsung|sony|siemens|bosch|bmw|volkswagen|mercedes|deloitte|pwc|kpmg|ernst & young|mckinsey|accenture|\
     goldman sachs|morgan stanley|jpmorgan|jp morgan|blackrock|barclays|hsbc|citigroup|deutsche bank|bank of america|\
     wells fargo|pfizer|novartis|roche|bayer|moderna|johnson & johnson|mayo clinic|cleveland clinic|harvard|stanford|\
     princeton|oxford|cambridge|eth zurich|caltech|walmart|ikea|starbucks|mcdonald's|unilever|nestle|procter & gamble|\
     coca-cola|pepsico|boeing|airbus|lockheed martin|nasa|amazon|fedex|dhl|maersk|toyota|honda|spotify|adobe systems|\
     palantir",
    )
});

static KNOWN_INDEX: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(KNOWN.iter().copied()));

/// The words of a text with skills by their canonical names, without empty words: what a title or a name means.
pub fn meanings(scan: &Scan) -> Vec<String> {
    meanings_in(scan, 0, scan.plain.len())
}

/// As [`meanings`], of a part of the plain text.
pub fn meanings_in(scan: &Scan, start: usize, end: usize) -> Vec<String> {
    let hits: Vec<&Hit> = scan.hits.iter().filter(|hit| hit.start >= start && hit.end <= end).collect();
    let inside = |at: usize| hits.iter().any(|hit| hit.start <= at && at < hit.end);
    let mut meanings: Vec<String> =
        hits.iter().flat_map(|hit| hit.canonical.to_lowercase().split([' ', '-']).map(str::to_owned).collect::<Vec<_>>()).collect();
    let plain = scan.words.iter().filter(|word| word.start >= start && word.end <= end && !inside(word.start));
    meanings.extend(plain.filter(|word| is_content(&word.lower) || word.lower == "co").map(|word| match word.lower.as_str() {
        "sr" => "senior".to_owned(),
        "jr" => "junior".to_owned(),
        lower => lower.to_owned(),
    }));
    meanings
}

/// A field that says who, where or how to reach: it may only repeat what the source has. Always the last word on the field.
pub fn identity(case: &Case, found: &mut Vec<Claim>) -> bool {
    let field = case.subject.place.field;
    let said: Vec<&str> = case.after.scan.words.iter().map(|word| word.lower.as_str()).collect();
    let ground = case
        .allowed()
        .filter(|(tier, _, text)| *tier <= Tier::Statement || text.field() == Some(field))
        .find_map(|(_, index, text)| text.scan.locate(&said).map(|(start, end)| Ground { text: index, start, end }));
    let ground = ground.ok_or_else(|| "The source resume says otherwise here.".to_owned());
    found.push(Claim { kind: ClaimKind::Organisation, start: 0, end: case.after.scan.plain.len(), ground });
    true
}

/// Tools, certificates, organisations and unknown names of the change.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    if case.subject.skills && case.subject.place.field == Field::Text {
        return row(case, found);
    }
    certificates(case, found);
    tools(case, found);
    organisations(case, found);
    unknown(case, found);
}

/// Each skill of a row has to be somewhere in the source.
fn row(case: &Case, found: &mut Vec<Claim>) {
    let scan = &case.after.scan;
    let mut from = 0;
    for item in split_skills(&scan.plain) {
        let Some(at) = scan.plain[from..].find(&item).map(|at| at + from) else {
            continue;
        };
        let (start, end) = (at, at + item.len());
        from = end;
        let kind = if scan.hits.iter().any(|hit| hit.kind == Kind::Certificate && hit.start >= start && hit.end <= end) {
            ClaimKind::Certification
        } else {
            ClaimKind::Tool
        };
        let ground = item_ground(case, start, end).ok_or_else(|| "The source resume does not show this.".to_owned());
        found.push(Claim { kind, start, end, ground });
    }
}

fn item_ground(case: &Case, start: usize, end: usize) -> Option<Ground> {
    let scan = &case.after.scan;
    let (start_of, end_of) = (start, end);
    let words: Vec<&str> =
        scan.words.iter().filter(|word| word.start >= start && word.end <= end).map(|word| word.lower.as_str()).collect();
    let literal = case.allowed().find_map(|(_, index, text)| {
        let (start, end) = text.scan.locate(&words)?;
        // "C" is not "C++", and what is said not to be known is no proof.
        let sign = text.scan.plain[end..].chars().next();
        let clean = !matches!(sign, Some('+' | '#')) || scan.plain[start_of..end_of].contains(['+', '#']);
        let named = words.len() > 1 || words.first().is_some_and(|word| word.chars().count() > 2);
        (clean && named && !denied(&text.scan, start)).then_some(Ground { text: index, start, end })
    });
    let by_meaning = || {
        let hits: Vec<&Hit> = scan.hits.iter().filter(|hit| hit.start >= start && hit.end <= end).collect();
        let rest: Vec<String> = scan
            .words
            .iter()
            .filter(|word| {
                word.start >= start
                    && word.end <= end
                    && is_content(&word.lower)
                    && !hits.iter().any(|hit| hit.start <= word.start && word.end <= hit.end)
            })
            .map(|word| stem(&word.lower))
            .collect();
        let grounds: Option<Vec<Ground>> = hits.iter().map(|hit| hit_ground(case, hit)).collect();
        let first = grounds?.first().copied()?;
        let text = case.text(first.text);
        rest.iter().all(|word| text.scan.words.iter().any(|other| akin(word, &stem(&other.lower)))).then_some(first)
    };
    literal.or_else(by_meaning)
}

/// "No experience with Kubernetes", "learning Kubernetes": no proof of it.
fn denied(scan: &Scan, start: usize) -> bool {
    let at = scan.words.partition_point(|word| word.end <= start);
    for word in scan.words[..at].iter().rev().take(5) {
        if matches!(
            word.lower.as_str(),
            "no" | "not"
                | "without"
                | "never"
                | "lack"
                | "lacking"
                | "lacks"
                | "unfamiliar"
                | "except"
                | "excluding"
                | "learning"
                | "interested"
                | "want"
                | "wants"
                | "aspiring"
                | "hope"
                | "goal"
        ) {
            return true;
        }
        if word.gap == Gap::Hard {
            break;
        }
    }
    false
}

fn hit_ground(case: &Case, hit: &Hit) -> Option<Ground> {
    let claimed_denied = denied(&case.after.scan, hit.start);
    case.allowed().find_map(|(_, index, text)| proof(text, hit, claimed_denied).map(|(start, end)| Ground { text: index, start, end }))
}

fn proof(text: &Text, hit: &Hit, claimed_denied: bool) -> Option<(usize, usize)> {
    let other =
        text.scan.hits.iter().find(|other| other.canonical == hit.canonical && (claimed_denied || !denied(&text.scan, other.start)))?;
    Some((other.start, other.end))
}

fn tools(case: &Case, found: &mut Vec<Claim>) {
    let scan = &case.after.scan;
    for hit in scan.hits.iter().filter(|hit| !matches!(hit.kind, Kind::Soft | Kind::Certificate)) {
        let ground = hit_ground(case, hit).or_else(|| (hit.kind != Kind::Tool).then(|| by_words(case, hit)).flatten());
        let ground = ground.ok_or_else(|| {
            let elsewhere = case.source.texts().iter().any(|text| proof(text, hit, false).is_some());
            if elsewhere {
                "The source resume shows this elsewhere, but not for this.".to_owned()
            } else {
                "The source resume does not show this.".to_owned()
            }
        });
        found.push(Claim { kind: ClaimKind::Tool, start: hit.start, end: hit.end, ground });
    }
}

/// A field of work in other forms of its words: "reported weekly" shows reporting.
fn by_words(case: &Case, hit: &Hit) -> Option<Ground> {
    let scan = &case.after.scan;
    let stems: Vec<String> = scan
        .words
        .iter()
        .filter(|word| word.start >= hit.start && word.end <= hit.end && is_content(&word.lower))
        .map(|word| stem(&word.lower))
        .collect();
    case.allowed().find_map(|(_, index, text)| {
        let places: Option<Vec<&super::scan::Word>> = stems
            .iter()
            .map(|stem_| text.scan.words.iter().find(|word| akin(stem_, &stem(&word.lower)) && !denied(&text.scan, word.start)))
            .collect();
        let places = places?;
        let (start, end) = (places.iter().map(|word| word.start).min()?, places.iter().map(|word| word.end).max()?);
        Some(Ground { text: index, start, end })
    })
}

/// Certificates and licences: they belong to the person.
pub fn certificates(case: &Case, found: &mut Vec<Claim>) {
    let scan = &case.after.scan;
    for hit in scan.hits.iter().filter(|hit| hit.kind == Kind::Certificate) {
        let ground = case.anywhere().find_map(|(_, index, text)| {
            let (start, end) = proof(text, hit, false)
                .filter(|(start, end)| !unfinished(&text.scan, *start, *end) || unfinished(scan, hit.start, hit.end))?;
            // "Associate" is not "Professional".
            let level = level_behind(scan, hit.end);
            if level.is_some_and(|level| !text.scan.words.iter().any(|word| word.lower == level)) {
                return None;
            }
            Some(Ground { text: index, start, end })
        });
        let ground = ground.ok_or_else(|| "The source resume does not have this certificate.".to_owned());
        found.push(Claim { kind: ClaimKind::Certification, start: hit.start, end: hit.end, ground });
    }
    for (at, word) in scan.words.iter().enumerate().filter(|(_, word)| is_certifying(&word.lower)) {
        if found.iter().any(|claim| claim.kind == ClaimKind::Certification && claim.start <= word.start && word.end <= claim.end) {
            continue;
        }
        let (from, to) = around(scan, at);
        let said: Vec<String> = scan.words[from..=to]
            .iter()
            .filter(|word| is_content(&word.lower) && !is_certifying(&word.lower))
            .map(|word| stem(&word.lower))
            .collect();
        let ground = case.anywhere().find_map(|(_, index, text)| {
            let other = text.scan.words.iter().find(|other| is_certifying(&other.lower) && other.lower.get(..5) == word.lower.get(..5))?;
            let all = said.iter().all(|one| text.scan.words.iter().any(|word| akin(one, &stem(&word.lower))));
            (all && !unfinished(&text.scan, other.start, other.end)).then_some(Ground { text: index, start: other.start, end: other.end })
        });
        let ground = ground.ok_or_else(|| "The source resume does not have this certificate.".to_owned());
        found.push(Claim { kind: ClaimKind::Certification, start: scan.words[from].start, end: scan.words[to].end, ground });
    }
}

/// The level of a certificate, said behind its name.
fn level_behind(scan: &Scan, end: usize) -> Option<&str> {
    let next = scan.words.get(scan.words.partition_point(|word| word.start < end))?;
    let beside = scan.plain[end..next.start].chars().all(|c| matches!(c, ' ' | '-' | '('));
    let level = matches!(
        next.lower.as_str(),
        "associate"
            | "professional"
            | "expert"
            | "practitioner"
            | "specialty"
            | "foundation"
            | "foundational"
            | "advanced"
            | "master"
            | "senior"
    );
    (beside && level).then_some(next.lower.as_str())
}

fn is_certifying(lower: &str) -> bool {
    matches!(
        lower,
        "certified"
            | "certification"
            | "certifications"
            | "certificate"
            | "certificates"
            | "licensed"
            | "licenced"
            | "license"
            | "licence"
            | "licensure"
            | "accredited"
            | "accreditation"
            | "chartered"
            | "zertifiziert"
            | "zertifikat"
    )
}

fn unfinished(scan: &Scan, start: usize, end: usize) -> bool {
    let (first, last) = (scan.word_at(start), scan.words.partition_point(|word| word.start < end));
    let near = scan.words[first.saturating_sub(4)..first].iter().chain(scan.words[last..].iter().take(4));
    near.into_iter().any(|word| {
        matches!(
            word.lower.as_str(),
            "progress"
                | "expected"
                | "pursuing"
                | "studying"
                | "preparing"
                | "candidate"
                | "planned"
                | "expired"
                | "lapsed"
                | "failed"
                | "pending"
                | "toward"
                | "towards"
        )
    })
}

/// The capitalised words on both sides of a word.
fn around(scan: &Scan, at: usize) -> (usize, usize) {
    let capital = |at: usize| scan.plain[scan.words[at].start..].starts_with(|c: char| c.is_uppercase());
    let (mut from, mut to) = (at, at);
    while from > 0 && scan.words[from].gap == Gap::None && at - from < 3 && capital(from - 1) && (from > 1 || capital(at)) {
        from -= 1;
    }
    while to + 1 < scan.words.len() && scan.words[to + 1].gap == Gap::None && to - at < 4 && capital(to + 1) {
        to += 1;
    }
    (from, to)
}

fn organisations(case: &Case, found: &mut Vec<Claim>) {
    let scan = &case.after.scan;
    let mut places: Vec<(usize, usize)> =
        case.source.organisations.find_in(&scan.plain, &scan.tokens).iter().map(|hit| (hit.start, hit.end)).collect();
    for hit in KNOWN_INDEX.find_in(&scan.plain, &scan.tokens) {
        if !places.iter().any(|(start, end)| hit.start < *end && *start < hit.end) {
            places.push((hit.start, hit.end));
        }
    }
    for (start, end) in places {
        // "Google Cloud Platform" is a tool, "University" in a degree was judged with it.
        let judged = scan.hits.iter().any(|hit| hit.start < end && start < hit.end)
            || found.iter().any(|claim| claim.start <= start && end <= claim.end);
        if judged {
            continue;
        }
        let words: Vec<&str> =
            scan.words.iter().filter(|word| word.start >= start && word.end <= end).map(|word| word.lower.as_str()).collect();
        let ground =
            case.allowed().find_map(|(_, index, text)| text.scan.locate(&words).map(|(start, end)| Ground { text: index, start, end }));
        let ground = ground.ok_or_else(|| "The source resume does not name this organisation here.".to_owned());
        found.push(Claim { kind: ClaimKind::Organisation, start, end, ground });
    }
}

/// Capitalised and technical words that no table knows.
fn unknown(case: &Case, found: &mut Vec<Claim>) {
    let scan = &case.after.scan;
    let mut known: Vec<(usize, usize)> = scan.hits.iter().map(|hit| (hit.start, hit.end)).collect();
    known.extend(found.iter().map(|claim| (claim.start, claim.end)));
    known.extend(degrees::read(scan).iter().map(|degree| (degree.start, degree.end)));
    known.extend(titles::phrases(scan).iter().map(|(from, to)| (scan.words[*from].start, scan.words[*to].end)));
    let mut terms: Vec<(usize, usize, bool)> =
        keywords::terms(&scan.plain, &scan.tokens, &known).iter().map(|term| (term.start, term.end, term.technical)).collect();
    // "p99", "k9s": a small letter with digits is a name as well.
    for word in &scan.words {
        let mixed = word.lower.starts_with(|c: char| c.is_alphabetic()) && word.lower.chars().any(|c| c.is_ascii_digit());
        let free = |&(start, end): &(usize, usize)| word.end <= start || end <= word.start;
        if mixed && known.iter().all(free) && terms.iter().all(|(start, end, _)| free(&(*start, *end))) {
            terms.push((word.start, word.end, true));
        }
    }
    for (start, end, technical) in terms {
        let start = behind_verb(scan, start, end);
        let words: Vec<&str> =
            scan.words.iter().filter(|word| word.start >= start && word.end <= end).map(|word| word.lower.as_str()).collect();
        let whole =
            case.allowed().find_map(|(_, index, text)| text.scan.locate(&words).map(|(start, end)| Ground { text: index, start, end }));
        let scattered = || {
            case.allowed().find_map(|(_, index, text)| {
                let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
                let first = text.scan.words.iter().find(|word| stem(&word.lower) == stems[0])?;
                let all = stems.iter().all(|one| text.scan.words.iter().any(|word| &stem(&word.lower) == one));
                all.then_some(Ground { text: index, start: first.start, end: first.end })
            })
        };
        let kind = kind_of(scan, start, &words, technical);
        let ground = whole.or_else(scattered).ok_or_else(|| "The source resume does not name this here.".to_owned());
        found.push(Claim { kind, start, end, ground });
    }
}

/// "Ran QuillDB": the verb that opens a sentence is no part of the name.
fn behind_verb(scan: &Scan, start: usize, end: usize) -> usize {
    let at = scan.word_at(start);
    match scan.words.get(at..at + 2) {
        Some([first, second])
            if second.end <= end
                && first.gap != Gap::None
                && (super::scope::is_verb(&first.lower) || first.lower.ends_with("ed") || first.lower.ends_with("ing")) =>
        {
            second.start
        }
        _ => start,
    }
}

fn kind_of(scan: &Scan, start: usize, words: &[&str], technical: bool) -> ClaimKind {
    const BODIES: &[&str] = &[
        "inc",
        "ltd",
        "llc",
        "gmbh",
        "ag",
        "corp",
        "corporation",
        "company",
        "university",
        "college",
        "school",
        "hospital",
        "clinic",
        "institute",
        "bank",
        "group",
        "labs",
        "foundation",
        "association",
        "agency",
        "ministry",
        "partners",
        "studio",
        "studios",
        "holdings",
        "solutions",
        "systems",
        "technologies",
        "consulting",
    ];
    let before = scan.words[..scan.word_at(start)].last().map_or("", |word| word.lower.as_str());
    let employs = matches!(before, "at" | "for" | "by" | "from" | "joined");
    let body = words.iter().any(|word| BODIES.contains(word));
    if technical && !body && !employs { ClaimKind::Tool } else { ClaimKind::Organisation }
}
