//! Bullets and running text: fillers go, wordy phrases shrink, "was responsible for managing" becomes "managed", numbers become figures,
//! and the same thing is called what the posting calls it. What a person did is never made bigger: "helped to build" stays help.

use super::drafts::Drafts;
use super::wanted::Wanted;
use super::words;
use crate::ai::Request;
use domain::keywords::{self, Kind};
use domain::resume::{Field, Item, Place, SectionKind};
use domain::run::Strategy;
use domain::text::squeeze;

/// Proposes a better text for each line that has one.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    for section in
        request.document.sections.iter().filter(|section| !matches!(section.kind, SectionKind::Summary | SectionKind::References))
    {
        for item in &section.items {
            match item {
                Item::Bullet(line) | Item::Paragraph(line) => {
                    one(request, wanted, drafts, Place { block: line.id.clone(), field: Field::Text }, &line.text)
                }
                Item::Entry(entry) => {
                    one(request, wanted, drafts, Place { block: entry.id.clone(), field: Field::Summary }, &entry.summary);
                    for line in &entry.bullets {
                        one(request, wanted, drafts, Place { block: line.id.clone(), field: Field::Text }, &line.text);
                    }
                }
                Item::Skills(_) => {}
            }
        }
    }
}

fn one(request: &Request, wanted: &Wanted, drafts: &mut Drafts, place: Place, text: &str) {
    let steps = steps(text, wanted, request.strategy);
    // The furthest that the source supports: a step that it does not support takes the later ones with it.
    for (after, reasons) in steps.iter().rev() {
        if drafts.replace(place.clone(), after, &reasons.join(" ")) {
            return;
        }
    }
}

/// The text after each step that changed it, with the reasons so far.
pub fn steps(text: &str, wanted: &Wanted, strategy: Strategy) -> Vec<(String, Vec<String>)> {
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    let (mut now, mut reasons) = (text.to_owned(), Vec::new());
    let mut step = |next: Option<String>, reason: &dyn Fn(&str) -> String, now: &mut String| {
        if let Some(next) = next.filter(|next| next != now && next.split(' ').count() >= 2) {
            reasons.push(reason(now));
            *now = next;
            steps.push((now.clone(), reasons.clone()));
        }
    };
    step(without_fillers(&now), &|_| "Drops words that say nothing.".to_owned(), &mut now);
    step(tightened(&now), &|_| "Says the same in fewer words.".to_owned(), &mut now);
    step(active(&now), &|_| "Begins with what was done.".to_owned(), &mut now);
    if strategy != Strategy::Conservative {
        step(figures(&now), &|_| "Writes the number as a figure, so that it is seen.".to_owned(), &mut now);
        let names = renamed(&now, wanted);
        let reason = names.as_ref().map(|(_, names)| format!("Uses the posting's words: {}.", names.join(", "))).unwrap_or_default();
        step(names.map(|(text, _)| text), &|_| reason.clone(), &mut now);
    }
    steps
}

/// Replaces a phrase wherever it stands as whole words, in any case.
fn swap(text: &str, from: &str, to: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let (mut out, mut at, mut any) = (String::new(), 0, false);
    while let Some(found) = lower[at..].find(from).map(|found| found + at) {
        let end = found + from.len();
        let open = !lower[..found].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let close = from.ends_with(['/', '.']) || !lower[end..].starts_with(|c: char| c.is_alphanumeric() || c == '-');
        out.push_str(&text[at..found]);
        if open && close {
            any = true;
            out.push_str(to);
        } else {
            out.push_str(&text[found..end]);
        }
        at = end;
    }
    out.push_str(&text[at..]);
    any.then_some(out)
}

fn without_fillers(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    for filler in words::FILLERS.iter() {
        if let Some(next) = swap(&now, filler, "") {
            now = next;
        }
    }
    if let Some(rest) = now.strip_prefix("I ").filter(|rest| rest.starts_with(char::is_lowercase)) {
        now = rest.to_owned();
    }
    (now != text).then(|| tidy(&now, text))
}

fn tightened(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    for (from, to) in words::PHRASES {
        if let Some(next) = swap(&now, from, to) {
            now = next;
        }
    }
    (now != text).then(|| tidy(&now, text))
}

/// One blank between words, none in front of signs, a capital where there was one.
fn tidy(text: &str, model: &str) -> String {
    let mut tidy = squeeze(text);
    for (from, to) in [(" ,", ","), (" .", "."), (" ;", ";"), (",,", ","), ("( ", "("), (" )", ")")] {
        while tidy.contains(from) {
            tidy = tidy.replace(from, to);
        }
    }
    let tidy = tidy.trim_start_matches([',', ';', ' ']);
    // "a innovative" would be wrong where an adjective went.
    let mut tidy = format!(" {tidy}");
    for vowel in ['a', 'e', 'i', 'o'] {
        let (from, to) = (format!(" a {vowel}"), format!(" an {vowel}"));
        if !model.contains(&from) {
            tidy = tidy.replace(&from, &to);
        }
    }
    let tidy = tidy.trim().trim_end_matches([' ', ',']).to_owned();
    if model.starts_with(char::is_uppercase) { capital(&tidy) } else { tidy }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// "Was responsible for managing stock and ordering supplies": "Managed stock and ordered supplies". `None` when any verb of it is not
/// known, so that no half-changed sentence comes out.
fn active(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let opening = words::OPENINGS.iter().find(|opening| lower.starts_with(*opening) && lower[opening.len()..].starts_with([' ', ':']))?;
    let rest = text[opening.len()..].trim_start_matches([':', ' ']);
    let parts: Vec<&str> = rest.split(' ').collect();
    let first = parts.first()?.to_lowercase();
    let mut out = vec![capital(&words::past(first.trim_end_matches(','))?)];
    if first.ends_with(',') {
        out[0].push(',');
    }
    for at in 1..parts.len() {
        let word = parts[at];
        let bare = word.trim_end_matches([',', ';', '.']);
        let lead = parts[at - 1];
        let joined = matches!(lead, "and" | "&" | "or") || lead.ends_with([',', ';']);
        if !joined || !bare.ends_with("ing") || bare.starts_with(char::is_uppercase) {
            out.push(word.to_owned());
            continue;
        }
        let object = bare.len() == word.len()
            && parts.get(at + 1).is_some_and(|next| !matches!(*next, "and" | "or" | "of" | "for" | "in" | "to" | "&"));
        match (words::past(bare), words::is_thing(bare)) {
            (Some(past), false) => out.push(format!("{past}{}", &word[bare.len()..])),
            (Some(past), true) if object => out.push(past),
            (_, true) => out.push(word.to_owned()),
            (None, false) => return None,
        }
    }
    Some(out.join(" "))
}

/// "three stores": "3 stores". Not "one", and nothing that is part of a longer word or number.
fn figures(text: &str) -> Option<String> {
    const SMALL: &[&str] = &[
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const LARGE: &[&str] = &["hundred", "thousand", "million", "billion", "dozen", "and", "to", "or"];
    let parts: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    for (at, word) in parts.iter().enumerate() {
        let value = SMALL.iter().position(|small| small == word).map(|at| at + 2);
        let next = parts.get(at + 1).copied().unwrap_or_default();
        let counts = next.starts_with(char::is_lowercase)
            && !LARGE.contains(&next)
            && (next.trim_end_matches([',', '.', ';']).ends_with('s') || next.ends_with("-person"));
        let alone = at > 0 && !matches!(parts[at - 1], "to" | "or" | "and" | "one" | "between" | "part" | "top");
        let one_of = at > 1 && parts[at - 1] == "of" && matches!(parts[at - 2].to_lowercase().as_str(), "one" | "out" | "each");
        match value.filter(|_| counts && alone && !one_of) {
            Some(value) => out.push(value.to_string()),
            None => out.push((*word).to_owned()),
        }
    }
    let out = out.join(" ");
    (out != text).then_some(out)
}

/// The posting's words for the same thing, and which they are.
pub fn renamed(text: &str, wanted: &Wanted) -> Option<(String, Vec<String>)> {
    let (mut out, mut at, mut names) = (String::new(), 0, Vec::new());
    let lower = text.to_lowercase();
    for hit in keywords::find(text) {
        let own = &text[hit.start..hit.end];
        let Some(posted) = wanted.wording(text, &hit) else {
            continue;
        };
        // An acronym or a tool stands where its long name can stand; other words may be bent to their sentence.
        let acronym = |words: &str| words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let fits = hit.kind == Kind::Tool || acronym(own) || acronym(&posted);
        // "ML Engineer", "ML/AI", "(ML)": part of a name or said beside its long name.
        let (behind, ahead) = (&text[..hit.start], &text[hit.end..]);
        let capital_next = ahead.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let glued = behind.ends_with(['-', '/', '(', '+', '&']) || ahead.starts_with(['-', '/', ')', '+', '&']);
        let said = lower.contains(&posted.to_lowercase());
        if !fits || capital_next && hit.kind != Kind::Tool || glued || said || names.contains(&posted) {
            continue;
        }
        out.push_str(&text[at..hit.start]);
        let opens = behind.trim_end().is_empty() || behind.trim_end().ends_with(['.', ':']);
        out.push_str(&if opens { capital(&posted) } else { posted.clone() });
        at = hit.end;
        names.push(posted);
    }
    out.push_str(&text[at..]);
    (!names.is_empty()).then_some((out, names))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn rewritten(text: &str) -> String {
        steps(text, &Wanted::default(), Strategy::Balanced).pop().map_or(text.to_owned(), |(text, _)| text)
    }

    #[rstest]
    #[case("Was responsible for managing a team of 4 engineers", "Managed a team of 4 engineers")]
    #[case(
        "Responsible for managing stock, ordering supplies and training new staff",
        "Managed stock, ordered supplies and trained new staff"
    )]
    #[case("Responsible for managing sales and marketing", "Managed sales and marketing")]
    #[case("Duties included: writing reports", "Wrote reports")]
    #[case("Responsible for the payroll", "Responsible for the payroll")]
    #[case("Responsible for managing stock and gallivanting around", "Responsible for managing stock and gallivanting around")]
    #[case("Helped to build a service", "Helped build a service")]
    #[case("Successfully delivered various projects in order to cut costs", "Delivered projects to cut costs")]
    #[case("I ran the shop on a daily basis", "Ran the shop daily")]
    #[case("Ran dashboards for three stores", "Ran dashboards for 3 stores")]
    #[case("One of three to five people", "One of three to five people")]
    #[case("Utilized Python, was able to cut costs", "Used Python, cut costs")]
    #[case("Built a very innovative tool", "Built an innovative tool")]
    fn lines_get_shorter_and_never_bigger(#[case] before: &str, #[case] after: &str) {
        assert_eq!(rewritten(before), after);
    }
}
