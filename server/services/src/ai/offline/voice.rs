//! "Was responsible for managing stock": "Managed stock".

use super::english::capital;
use super::words;

/// Whether a bullet tells what was done or what is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// What was done: verbs stand in the past.
    Past,
    /// The job goes on, and its bullets are in the present.
    Present,
    /// Running text: a summary.
    Running,
}

/// Of the bullets of one entry.
pub fn of(ongoing: bool, bullets: &[domain::resume::Line]) -> Voice {
    let first = |text: &str| text.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let present = ongoing && bullets.iter().any(|line| words::past_of(&first(&line.text)).is_some_and(|past| past != first(&line.text)));
    if present { Voice::Present } else { Voice::Past }
}

/// "Was responsible for managing stock and ordering supplies": "Managed stock and ordered supplies". `None` when any verb of it is not
/// known, so that no half-changed sentence comes out.
pub fn active(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let opening = words::OPENINGS.iter().find(|opening| lower.starts_with(*opening) && lower[opening.len()..].starts_with([' ', ':']))?;
    let rest = text[opening.len()..].trim_start_matches([':', ' ']);
    let parts: Vec<&str> = rest.split(' ').collect();
    let first = parts.first()?.to_lowercase();
    let next = parts.get(1).copied().unwrap_or_default();
    let joins = |word: &str| matches!(word, "and" | "or" | "&");
    // "handling of goods": a thing, not a doing.
    if next == "of" {
        return None;
    }
    // "planning and deployment of X": the things that follow hang on the first word.
    let bare_first = first.ends_with(',') || joins(next);
    let mut out = vec![capital(&words::past(first.trim_end_matches(','))?)];
    if first.ends_with(',') {
        out[0].push(',');
    }
    let mut others = false;
    for at in 1..parts.len() {
        let word = parts[at];
        let bare = word.trim_end_matches([',', ';', '.']);
        let lead = parts[at - 1];
        let joined = joins(lead) || lead.ends_with([',', ';']) && !joins(word);
        if !joined || !bare.ends_with("ing") || bare.starts_with(char::is_uppercase) {
            if joined && bare_first && !others {
                return None;
            }
            out.push(word.to_owned());
            continue;
        }
        let object = bare.len() == word.len()
            && parts.get(at + 1).is_some_and(|next| !matches!(*next, "and" | "or" | "of" | "for" | "in" | "to" | "&"));
        match (words::past(bare), words::is_thing(bare)) {
            (Some(past), false) => {
                others = true;
                out.push(format!("{past}{}", &word[bare.len()..]));
            }
            (Some(past), true) if object => {
                others = true;
                out.push(past);
            }
            (_, true) if bare_first => return None,
            (_, true) => out.push(word.to_owned()),
            (None, false) => return None,
        }
    }
    // "testing procedures" may be procedures for tests.
    let determined = matches!(
        next,
        "a" | "an"
            | "the"
            | "all"
            | "new"
            | "our"
            | "their"
            | "its"
            | "his"
            | "her"
            | "my"
            | "both"
            | "each"
            | "every"
            | "up"
            | "out"
            | "with"
    ) || next.starts_with(|c: char| c.is_ascii_digit())
        || domain::text::number_word(next).is_some();
    if words::is_thing(first.trim_end_matches(',')) && !determined && !others {
        return None;
    }
    Some(out.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Was responsible for managing a team of 4 engineers", Some("Managed a team of 4 engineers"))]
    #[case(
        "Responsible for managing stock, ordering supplies and training new staff",
        Some("Managed stock, ordered supplies and trained new staff")
    )]
    #[case("Responsible for managing sales and marketing", Some("Managed sales and marketing"))]
    #[case("Responsible for designing and building the API", Some("Designed and built the API"))]
    #[case("Responsible for testing releases and writing documentation", Some("Tested releases and wrote documentation"))]
    #[case("Duties included: writing reports", Some("Wrote reports"))]
    #[case("Responsible for the payroll", None)]
    #[case("Responsible for managing stock and gallivanting around", None)]
    #[case("Responsible for handling of goods", None)]
    #[case("Responsible for testing and deployment of services", None)]
    #[case("Responsible for planning and budgeting", None)]
    #[case("Responsible for monitoring, testing and deployment", None)]
    #[case("Responsible for marketing campaigns", None)]
    fn what_was_done_comes_first_or_nothing_changes(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(active(text).as_deref(), after);
    }
}
