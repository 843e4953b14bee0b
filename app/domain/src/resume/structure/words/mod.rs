//! Evidence in words: roles, degrees, companies, schools and places. Lower case, without accents.

mod tables;

use self::tables::{
    COMPANIES, COMPANY_PHRASES, COUNTRIES, DEGREE_PHRASES, DEGREES, MERIT_PHRASES, MERITS, RANKS, REMOTE, ROLES, SCHOOLS, STATE_CODES,
    STATES,
};
use crate::resume::dates::plain;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What the words of a text speak for. Higher is more; negative speaks against.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    pub role: f32,
    pub degree: f32,
    pub company: f32,
    pub school: f32,
    /// An award or a certificate.
    pub merit: f32,
    pub place: f32,
}

/// Weighs a text.
pub(super) fn weigh(text: &str) -> Evidence {
    let plain = plain(text);
    let words: Vec<&str> =
        plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '/' | '+'))).filter(|word| !word.is_empty()).collect();
    let mut evidence = Evidence::default();
    for word in &words {
        let bare = word.trim_matches('.');
        let dotless = bare.contains('.').then(|| bare.replace('.', ""));
        if ROLE_SET.contains(bare) || role_ending(bare) {
            evidence.role += 2.0;
        } else if RANKS.contains(&bare) {
            evidence.role += 1.0;
        }
        if DEGREE_SET.contains(bare) || dotless.as_deref().is_some_and(|word| DEGREE_SET.contains(word)) {
            evidence.degree += 2.0;
        }
        if COMPANY_SET.contains(bare) || dotless.as_deref().is_some_and(|word| COMPANY_SET.contains(word)) || company_ending(bare) {
            evidence.company += 2.0;
        }
        if MERITS.contains(&bare) {
            evidence.merit += 2.0;
        }
        if SCHOOL_SET.contains(bare) || school_ending(bare) {
            evidence.school += 2.0;
        }
    }
    for (list, slot) in
        [(DEGREE_PHRASES, &mut evidence.degree), (MERIT_PHRASES, &mut evidence.merit), (COMPANY_PHRASES, &mut evidence.company)]
    {
        if list.iter().any(|phrase| plain.contains(phrase)) {
            *slot += 2.0;
        }
    }
    if text.contains(" & ") && evidence.role == 0.0 {
        evidence.company += 0.5;
    }
    evidence.place = place(text);
    evidence
}

type Words = LazyLock<HashSet<&'static str>>;

static ROLE_SET: Words = LazyLock::new(|| ROLES.iter().copied().collect());
static DEGREE_SET: Words = LazyLock::new(|| DEGREES.iter().copied().collect());
static COMPANY_SET: Words = LazyLock::new(|| COMPANIES.iter().copied().collect());
static SCHOOL_SET: Words = LazyLock::new(|| SCHOOLS.iter().copied().collect());

fn role_ending(word: &str) -> bool {
    let word = word.strip_suffix("in").filter(|word| word.len() > 5).unwrap_or(word);
    word.len() > 6
        && [
            "ingenieur",
            "leiter",
            "planer",
            "techniker",
            "entwickler",
            "berater",
            "assistent",
            "student",
            "mechaniker",
            "kraft",
            "pfleger",
            "lehrer",
            "meister",
            "verkaufer",
            "kaufmann",
            "kauffrau",
            "forscher",
            "manager",
            "engineer",
            "praktikant",
            "verwalter",
            "fuhrer",
        ]
        .iter()
        .any(|end| word.ends_with(end))
        || word.len() > 5 && ["ologist", "ician", "keeper", "woman"].iter().any(|end| word.ends_with(end))
}

fn company_ending(word: &str) -> bool {
    word.len() > 6
        && [
            "werke",
            "klinik",
            "klinikum",
            "krankenhaus",
            "gesellschaft",
            "verlag",
            "buro",
            "amt",
            "verband",
            "verein",
            "museum",
            "stiftung",
            "haus",
            "soft",
            "tech",
            "labs",
            "bank",
            "kasse",
            "praxis",
            "ministerium",
            "zentrum",
        ]
        .iter()
        .any(|end| word.ends_with(end))
}

fn school_ending(word: &str) -> bool {
    word.len() > 6
        && ["hochschule", "universitat", "schule", "gymnasium", "akademie", "universiteit", "kolleg", "school"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// How much a text looks like a place: a city with state or country, "Remote".
pub(super) fn place(text: &str) -> f32 {
    let text = text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']')).trim();
    if text.is_empty() || text.chars().count() > 48 {
        return -2.0;
    }
    // "Bellamy Groundworks (Cardiff, UK)": a place inside something else.
    if let Some((front, _)) = text.split_once('(')
        && text.contains(',')
    {
        return if front.contains(',') { place(front) } else { -0.5 };
    }
    let folded = plain(text);
    if REMOTE.iter().any(|word| {
        folded == *word
            || folded.starts_with(&format!("{word} "))
            || folded.starts_with(&format!("{word},"))
            || folded.ends_with(&format!(" {word}")) && !folded.contains(',')
    }) {
        return 3.0;
    }
    if country(text) {
        return 3.0;
    }
    if postal(text) {
        return 2.6;
    }
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let named = |part: &str| {
        part.split_whitespace().count() <= 4 && part.starts_with(char::is_uppercase) && !part.chars().any(|c| c.is_ascii_digit())
    };
    match parts.as_slice() {
        // "Parcelwind, Brno, Czech Republic" may begin with an organisation.
        [first, city, last] if country(last) && named(city) && named(first) => {
            // "Oxbow & Finch, New York, NY": the state has the city's name.
            let code = last.chars().all(char::is_uppercase);
            if country(city) && !code { 3.2 } else { 0.6 }
        }
        [city, last] if country(last) && named(city) => 3.5,
        [.., city, last] if country(last) && named(city) => 2.0,
        [one] if !named(one) => -1.0,
        [one] if one.split_whitespace().count() <= 2 => 0.3,
        [_] => -0.5,
        [city, state] if named(city) && named(state) => 0.8,
        _ => -0.5,
    }
}

/// "73430 Aalen", "1012 AB Amsterdam": a postal code and its town.
fn postal(text: &str) -> bool {
    let Some((code, town)) = text.split_once(' ') else { return false };
    let town = town
        .strip_prefix(|c: char| c.is_ascii_uppercase())
        .filter(|_| code.len() == 4)
        .map_or(town, |rest| rest.strip_prefix(|c: char| c.is_ascii_uppercase()).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(town));
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase()).trim_start_matches('-').replace('-', "");
    (4..=6).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && town.starts_with(char::is_uppercase)
        && town.split_whitespace().count() <= 4
        && !town.chars().any(|c| c.is_ascii_digit())
}

/// A country, a state, or their usual short forms.
pub(super) fn country(text: &str) -> bool {
    let text = text.trim();
    // "CA 94588"
    let code = text.split_whitespace().next().unwrap_or("");
    let zip = text.split_whitespace().skip(1).all(|word| word.chars().all(|c| c.is_ascii_digit() || c == '-'));
    if code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()) && zip && STATE_CODES.contains(&code) {
        return true;
    }
    let folded = plain(text.trim_end_matches('.'));
    COUNTRIES.contains(&folded.as_str()) || STATES.contains(&folded.as_str())
}
