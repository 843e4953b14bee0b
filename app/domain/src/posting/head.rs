//! Title, company and location of a posting.

use super::Known;
use super::clean::{Line, sentences};
use super::sections;
use crate::roles::names_role;
use crate::text::phrases;
use crate::text::{fold, squeeze};
use std::sync::LazyLock;

/// What the head of a posting says; empty where it says nothing.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs)]
pub struct Head {
    pub title: String,
    pub company: String,
    pub location: String,
}

/// Reads them from labelled lines, from the first lines, and from how postings begin; what is known already helps to find the rest.
pub fn read(lines: &[Line], known: &Known) -> Head {
    let text = |known: &Option<String>| known.as_deref().map(squeeze).unwrap_or_default();
    let mut head = Head { title: text(&known.title), company: text(&known.company), location: text(&known.location) };
    for line in lines.iter().take(40) {
        // "Vollzeit | Standort: Kassel"
        for part in line.text.split(['|', '\u{b7}']) {
            labelled(part.trim(), &mut head);
        }
    }
    let first: Vec<&Line> = lines.iter().take(6).filter(|line| !line.bullet || line.apart).collect();
    for line in &first {
        if head.title.is_empty() && is_title(&line.text) {
            split_title(&line.text, &mut head);
        }
    }
    // So does one above it.
    if let Some(at) = first.iter().position(|line| !head.title.is_empty() && line.text.contains(&head.title))
        && head.company.is_empty()
        && let Some(line) = first[..at].iter().find(|line| {
            is_name(&line.text)
                && !line.text.contains(':')
                && !is_terms(&line.text)
                && !fold(&line.text).contains("announcement")
                && !is_location(&line.text)
                && sections::heading(line).is_none()
        })
    {
        head.company = line.text.clone();
    }
    // A short line under the title names the company or the place.
    if let Some(at) = first.iter().position(|line| !head.title.is_empty() && line.text.contains(&head.title)) {
        for (below, line) in first.iter().skip(at + 1).take(3).enumerate() {
            let parts: Vec<&str> =
                line.text.split(['\u{b7}', '|', '\u{2022}', '\u{2014}']).map(str::trim).filter(|part| !part.is_empty()).collect();
            if parts.iter().any(|part| part.split(' ').count() > 9)
                || sections::heading(line).is_some()
                || line.text.ends_with('.')
                || line.text.contains(':')
            {
                continue;
            }
            for part in parts {
                let known = !head.company.is_empty() && part.strip_prefix(&head.company).is_some_and(|rest| rest.starts_with(", "));
                if let Some((name, place)) = name_and_place(part, lines, known || below == 0 && head.company.is_empty()) {
                    if head.company.is_empty() {
                        head.company = name;
                    }
                    if head.location.is_empty() {
                        head.location = place;
                    }
                    continue;
                }
                if head.location.is_empty() && is_location(part) {
                    head.location = part.to_owned();
                } else if head.company.is_empty() && is_name(part) && !is_title(part) && !is_terms(part) {
                    head.company = part.to_owned();
                }
            }
        }
    }
    for line in lines {
        for sentence in sentences(&line.text) {
            told(sentence, &mut head);
        }
        if head.company.is_empty()
            && let Some(name) = line.text.trim_end_matches(':').strip_prefix("About ").filter(|_| sections::heading(line).is_some())
            && is_name(name)
            && !matches!(
                fold(name).as_str(),
                "us" | "the company" | "the team" | "the role" | "the job" | "you" | "the position" | "this role"
            )
        {
            head.company = name.to_owned();
        }
    }
    if head.company.is_empty() {
        head.company = named_again(&first, lines).unwrap_or_default();
    }
    if head.title.is_empty() {
        // No word of a role that is known: the first short line.
        let short = |line: &&&Line| {
            line.text.split(' ').count() <= 6
                && !line.text.contains(':')
                && !line.text.ends_with(['.', '!', '?'])
                && sections::heading(line).is_none()
        };
        head.title = first.iter().find(short).map(|line| line.text.clone()).filter(|_| lines.len() > 2).unwrap_or_default();
    }
    head.title = trimmed_title(&head.title);
    head
}

/// "Senior Translator \u{2013} Afon Translations", and further down "Afon Translations is a cooperative".
fn named_again(first: &[&Line], lines: &[Line]) -> Option<String> {
    let parts = first.iter().flat_map(|line| line.text.split(['\u{2013}', '\u{2014}', '|', '\u{b7}'])).map(str::trim);
    let mut names = parts.filter(|part| is_name(part) && !is_title(part) && !is_terms(part) && !is_location(part));
    let is_told_of = |name: &&str| lines.iter().any(|line| line.text.strip_prefix(*name).is_some_and(|rest| rest.starts_with(" is ")));
    names.find(is_told_of).map(str::to_owned)
}

/// "Dock & Dale Logistics, Columbus, OH 43215", "Nordwind Freight, Hamburg, Germany", "Cloudmere, Remote (US)": a name and where it is.
/// The name has to come again, or what stands behind it has to be a city or a way to work, or the line stands right under the title.
fn name_and_place(text: &str, lines: &[Line], under_title: bool) -> Option<(String, String)> {
    let (name, place) = text.split_once(", ")?;
    let place = squeeze(place.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-'));
    let again = || lines.iter().any(|line| line.text.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\''])));
    let state = place.rsplit_once(", ").is_some_and(|(_, state)| state.len() == 2);
    let mode = ["remote", "hybrid", "on-site", "onsite"].iter().any(|mode| fold(&place).starts_with(mode));
    let whole = place.contains(", ") && (state || again()) || mode || under_title;
    (whole && is_name(name) && !is_location(name) && !is_division(name) && !is_terms(name) && !is_title(name) && is_location(&place))
        .then(|| (name.to_owned(), place))
}

/// "Progressive Care Unit (PCU)", "Night Shift", "Platform Team": a part of the employer, or terms, never the employer.
fn is_division(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| {
        matches!(
            word,
            "unit"
                | "shift"
                | "shifts"
                | "team"
                | "squad"
                | "grade"
                | "department"
                | "dept"
                | "division"
                | "ward"
                | "floor"
                | "days"
                | "nights"
                | "evenings"
                | "weekends"
                | "band"
                | "step"
                | "track"
                | "chapter"
                | "icu"
                | "pcu"
                | "level"
        )
    })
}

/// "Job title: …", "Company: …", "Location: …".
fn labelled(text: &str, head: &mut Head) {
    let Some((label, value)) = text.split_once(':') else {
        return;
    };
    let (label, value) = (fold(label), squeeze(value));
    if value.is_empty() || value.split(' ').count() > 14 {
        return;
    }
    let is_one_of = |labels: &str| labels.split('|').any(|one| one == label);
    if is_one_of(TITLES) && head.title.is_empty() {
        split_title(&value, head);
    } else if is_one_of(COMPANIES) && head.company.is_empty() {
        head.company = value;
    } else if is_one_of(PLACES) && head.location.is_empty() {
        head.location = value;
    }
}

const TITLES: &str = "job title|title|position|role|job description|position title|stellenbezeichnung|stelle|poste|intitul\u{e9} du poste|job|\
    vacancy|post title|role title|job role|we are hiring|we're hiring|now hiring|hiring";
const COMPANIES: &str = "agency|school|hospital|hiring organization|company|employer|organisation|organization|company name|unternehmen|\
    firma|entreprise|soci\u{e9}t\u{e9}|client";
const PLACES: &str = "location|job location|work location|place|standort|arbeitsort|ort|lieu|localisation|based in|office";

/// A short line that names a role.
fn is_title(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let ends = text.ends_with(['.', ':', ';', '!', '?']);
    let sentence =
        ["we ", "you ", "our ", "as a ", "the ideal", "join ", "are you", "is ", "this "].iter().any(|start| folded.starts_with(start))
            || folded.contains(" is ")
            || folded.contains(" are ");
    (1..=12).contains(&words.len()) && !ends && !sentence && words.iter().any(|word| is_role(word))
}

/// "Engineer", and "Softwareentwickler" as well.
fn is_role(word: &str) -> bool {
    let tails = || word.char_indices().map(|(at, _)| &word[at..]).skip(1).take_while(|tail| tail.len() > 6);
    names_role(word) || tails().any(names_role)
}

/// "Senior Engineer at Acme - Berlin, Germany (Remote)" into its parts.
fn split_title(text: &str, head: &mut Head) {
    let mut rest = squeeze(text.trim_start_matches("Job Description").trim_start_matches([':', '-', ' ']));
    if let Some((open, close)) = rest.rfind('(').zip(rest.rfind(')')).filter(|(open, close)| open < close) {
        let inside = rest[open + 1..close].to_owned();
        if is_location(&inside) && head.location.is_empty() {
            head.location = inside.clone();
            rest = squeeze(&format!("{}{}", &rest[..open], &rest[close + 1..]));
        }
    }
    for sign in [" \u{2013} ", " \u{2014} ", " - ", " | ", " \u{b7} "] {
        let parts: Vec<String> = rest.split(sign).map(squeeze).filter(|part| !part.is_empty()).collect();
        if parts.len() < 2 {
            continue;
        }
        let at = parts.iter().position(|part| is_title(part)).unwrap_or(0);
        for (index, part) in parts.iter().enumerate().filter(|(index, _)| *index != at) {
            if is_location(part) {
                place(part, head);
            } else if is_name(part)
                && crate::keywords::find(part).is_empty()
                && !is_terms(part)
                && !is_division(part)
                && head.company.is_empty()
                && (index < at || parts.len() > 2 || !is_title(part))
                && part.split(' ').count() <= 4
            {
                head.company = part.clone();
            }
        }
        rest = parts[at].clone();
    }
    if let Some((title, company)) = rest
        .split_once(" at ")
        .or_else(|| rest.split_once(" @ "))
        .or_else(|| rest.split_once(" bei "))
        .or_else(|| rest.split_once(" chez "))
    {
        let company = company.split([',', '(']).next().unwrap_or_default().trim().to_owned();
        if head.company.is_empty() && is_name(&company) {
            head.company = company;
        }
        rest = title.to_owned();
    }
    if let Some((title, place)) = rest.split_once(", ").filter(|(title, place)| is_title(title) && is_location(place)) {
        self::place(place, head);
        rest = title.to_owned();
    }
    head.title = rest;
}

/// "Berlin" and "Hybrid" together are "Berlin (Hybrid)".
fn place(text: &str, head: &mut Head) {
    let mode = |text: &str| matches!(fold(text).as_str(), "remote" | "hybrid" | "on-site" | "onsite");
    if head.location.is_empty() {
        head.location = text.to_owned();
    } else if mode(&head.location) && !mode(text) {
        head.location = format!("{text} ({})", head.location);
    }
}

fn trimmed_title(title: &str) -> String {
    let mut title = squeeze(title);
    for tag in [
        "(m/w/d)",
        "(w/m/d)",
        "(m/f/d)",
        "(f/m/d)",
        "(f/m/x)",
        "(m/f/x)",
        "(m/w/x)",
        "(d/m/w)",
        "(d/f/m)",
        "(all genders)",
        "(h/f)",
        "(f/h)",
        "h/f",
        "f/h",
    ] {
        while let Some(at) =
            title.to_lowercase().find(tag).filter(|at| title.is_char_boundary(*at) && title.is_char_boundary(at + tag.len()))
        {
            title.replace_range(at..at + tag.len(), "");
        }
    }
    squeeze(title.trim_matches([' ', '-', '\u{2013}', ',', '|', '*', ':']))
}

/// Capitalised, short, no sentence.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    (1..=6).contains(&words.len())
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !text.ends_with(['.', ':', '?', '!'])
        && words.iter().filter(|word| word.starts_with(char::is_lowercase)).count() <= 1
}

/// "Full-time", "Permanent", "$100k": terms, not names.
fn is_terms(text: &str) -> bool {
    let folded = fold(text);
    [
        "full",
        "part-time",
        "part time",
        "permanent",
        "contract",
        "temporary",
        "intern",
        "vollzeit",
        "teilzeit",
        "cdi",
        "cdd",
        "hour",
        "salary",
        "posted",
        "immediate",
        "freelance",
        "job description",
        "department",
        "level",
    ]
    .iter()
    .any(|word| folded.contains(word))
        || folded.contains(['$', '\u{20ac}', '\u{a3}'])
}

fn is_location(text: &str) -> bool {
    static PLACES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        phrases(
            "remote|hybrid|on-site|onsite|home office|united states|usa|united kingdom|uk|germany|deutschland|france|spain|italy|\
     netherlands|austria|switzerland|poland|ireland|scotland|wales|england|belgium|portugal|norway|sweden|denmark|finland|canada|australia|india|singapore|japan|europe|worldwide|berlin|munich|\
     m\u{fc}nchen|hamburg|frankfurt|cologne|k\u{f6}ln|vienna|wien|zurich|z\u{fc}rich|geneva|paris|lyon|london|manchester|\
     edinburgh|dublin|amsterdam|madrid|barcelona|lisbon|rome|milan|stockholm|copenhagen|oslo|helsinki|warsaw|prague|\
     budapest|new york|san francisco|los angeles|chicago|boston|seattle|austin|denver|atlanta|dallas|houston|miami|toronto|\
     vancouver|montreal|sydney|melbourne|tokyo|bangalore|bengaluru|mumbai|delhi|portland|philadelphia|washington",
        )
    });
    let folded = fold(text);
    let words = folded.split(' ').count();
    let named = PLACES.iter().any(|place| {
        folded == *place
            || folded.starts_with(&format!("{place},"))
            || folded.starts_with(&format!("{place} "))
            || folded.ends_with(&format!(" {place}"))
            || folded.ends_with(&format!(", {place}"))
    });
    // "Austin, TX"
    let state = text.rsplit_once(", ").is_some_and(|(city, state)| {
        city.starts_with(char::is_uppercase) && state.len() == 2 && state.chars().all(|c| c.is_ascii_uppercase())
    });
    words <= 7 && (named || state)
}

/// "We are seeking a …", "Acme is hiring …", "Join Acme", "based in …".
fn told(sentence: &str, head: &mut Head) {
    let folded = fold(sentence);
    if head.title.is_empty() {
        const BEGINS: &[&str] = &[
            "seeking a ",
            "seeking an ",
            "looking for a ",
            "looking for an ",
            "hiring a ",
            "hiring an ",
            "searching for a ",
            "searching for an ",
            "recruiting a ",
            "recruiting an ",
            "suchen wir eine ",
            "suchen wir einen ",
            "recherchons un ",
            "recherchons une ",
            "need a ",
            "needs a ",
            "needs an ",
            "need an ",
            "as a ",
            "as an ",
            "role of ",
            "position of ",
        ];
        for begin in BEGINS {
            let Some(at) = folded.find(begin).filter(|_| folded.len() == sentence.len()) else {
                continue;
            };
            let rest = &sentence[at + begin.len()..];
            let stop = [" to ", " who ", " with ", " for ", " in ", " at ", " that ", ",", ".", " (", " on ", " and "]
                .iter()
                .filter_map(|stop| rest.find(stop))
                .min()
                .unwrap_or(rest.len());
            let words: Vec<&str> = rest[..stop].split(' ').collect();
            // "highly skilled and experienced Machine Learning Engineer": from the first capital on.
            let from = words.iter().position(|word| word.starts_with(char::is_uppercase)).unwrap_or(words.len());
            let name = words[from..].join(" ");
            if is_title(&name) {
                head.title = name;
                break;
            }
            // The adjectives may hold an "and".
            let long = [" to ", " who ", " with ", " for ", " at ", " that ", ",", "."]
                .iter()
                .filter_map(|stop| rest.find(stop))
                .min()
                .unwrap_or(rest.len());
            let words: Vec<&str> = rest[..long].split(' ').collect();
            let from = words.iter().position(|word| word.starts_with(char::is_uppercase)).unwrap_or(words.len());
            let name = words[from..].join(" ");
            if is_title(&name) {
                head.title = name;
                break;
            }
        }
    }
    if head.title.is_empty()
        && let Some((name, _)) = [" needed", " wanted", " gesucht"].iter().find_map(|word| sentence.split_once(word))
        && is_title(name)
    {
        head.title = name.to_owned();
    }
    if head.company.is_empty() {
        for verb in [
            " is seeking",
            " is looking",
            " is hiring",
            " is searching",
            " is a leading",
            " is recruiting",
            " is an equal",
            " is the leading",
            " sucht ",
            " recrute ",
        ] {
            if let Some(name) = sentence
                .split_once(verb)
                .map(|(name, _)| name.trim_start_matches("At ").trim())
                .filter(|name| is_name(name) && !matches!(fold(name).as_str(), "our client" | "our team" | "the company" | "it" | "this"))
            {
                head.company = name.to_owned();
                break;
            }
        }
        // "Die Musterwerk Maschinenbau GmbH ist ein …"
        if head.company.is_empty() {
            head.company = with_legal_form(sentence).unwrap_or_default();
        }
        if head.company.is_empty()
            && let Some(rest) = sentence.strip_prefix("Join ").or_else(|| sentence.strip_prefix("At "))
        {
            let name: Vec<&str> = rest.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).collect();
            let name = name.join(" ");
            let name = name.trim_end_matches([',', '!', '.']);
            if !name.is_empty() && is_name(name) && !name.starts_with("Our") {
                head.company = name.to_owned();
            }
        }
    }
    if head.location.is_empty() {
        // "in Dallas, TX"
        head.location = sentence.split(" in ").skip(1).find_map(city_and_state).unwrap_or_default();
    }
    if head.location.is_empty()
        && let Some(rest) = sentence.split_once("based in ").or_else(|| sentence.split_once("located in ")).map(|(_, rest)| rest)
    {
        let words: Vec<&str> = rest.split(' ').take_while(|word| word.starts_with(char::is_uppercase)).take(4).collect();
        let place = words.join(" ");
        let place = place.trim_end_matches([',', '.', ';', ')']);
        if !place.is_empty() {
            head.location = place.to_owned();
        }
    }
}

fn city_and_state(rest: &str) -> Option<String> {
    let (city, tail) = rest.split_once(", ")?;
    let state: String = tail.chars().take_while(char::is_ascii_uppercase).collect();
    let ends = !tail[state.len()..].starts_with(char::is_alphanumeric);
    (state.len() == 2 && ends && city.split(' ').count() <= 3 && city.split(' ').all(|word| word.starts_with(char::is_uppercase)))
        .then(|| format!("{city}, {state}"))
}

/// A name that ends in a legal form.
fn with_legal_form(sentence: &str) -> Option<String> {
    let words: Vec<&str> = sentence.split(' ').collect();
    let end = words.iter().position(|word| {
        matches!(word.trim_end_matches([',', '.']), "GmbH" | "AG" | "SE" | "KG" | "mbH" | "Inc" | "LLC" | "Ltd" | "GbR" | "SARL" | "SAS")
    })?;
    let capital = |at: &usize| words[*at].starts_with(char::is_uppercase) || words[*at] == "&";
    let begin = (0..end).rev().take_while(capital).last()?;
    let name: Vec<&str> = words[begin..=end]
        .iter()
        .copied()
        .skip_while(|word| matches!(*word, "Die" | "Der" | "Das" | "At" | "Bei" | "The" | "Join"))
        .collect();
    (name.len() > 1).then(|| name.join(" ").trim_end_matches([',', '.']).to_owned())
}
