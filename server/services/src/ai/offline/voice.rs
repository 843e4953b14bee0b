//! "Was responsible for managing stock": "Managed stock".

use super::english::capital;
use super::{verbs, words};

/// Whether a bullet tells what was done or what is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// What was done: verbs stand in the past.
    Past,
    /// The job is over for certain, so that every verb of it stands in the past.
    Over,
    /// The job goes on, and its bullets are in the present.
    Present,
    /// Running text: a summary.
    Running,
}

/// Of the bullets of one entry.
pub fn of(dates: &domain::resume::Dates, bullets: &[domain::resume::Line]) -> Voice {
    let ongoing = dates.ongoing;
    if !ongoing && dates.end.is_some() {
        return Voice::Over;
    }
    let first = |text: &str| text.split([' ', ',']).next().unwrap_or_default().to_lowercase();
    let present = ongoing && bullets.iter().any(|line| verbs::past_of(&first(&line.text)).is_some_and(|past| past != first(&line.text)));
    if present { Voice::Present } else { Voice::Past }
}

/// "Was responsible for managing stock and ordering supplies": "Managed stock and ordered supplies". `None` when any verb of it is not
/// known, so that no half-changed sentence comes out.
pub fn active(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let opening = words::OPENINGS.iter().find(|opening| lower.starts_with(*opening) && lower[opening.len()..].starts_with([' ', ':']))?;
    let rest = text[opening.len()..].trim_start_matches([':', ' ']);
    if let Some(done) = duties(opening, rest) {
        return Some(done);
    }
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
    let mut out = vec![capital(&verbs::past(first.trim_end_matches(','))?)];
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
            // "handling cash, opening mail, and the till": the till has lost its verb.
            let thing = matches!(word, "the" | "a" | "an" | "our" | "all") && joins(lead);
            if thing && others && at > 1 && parts[at - 2].ends_with(',') {
                return None;
            }
            if joined && bare_first && !others {
                return None;
            }
            out.push(word.to_owned());
            continue;
        }
        let object = bare.len() == word.len()
            && parts.get(at + 1).is_some_and(|next| !matches!(*next, "and" | "or" | "of" | "for" | "in" | "to" | "&"));
        match (verbs::past(bare), verbs::is_thing(bare)) {
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
    let bare_next = next.trim_end_matches([',', '.', ';']).to_lowercase();
    let done_to = verbs::is_done_to(&first, &bare_next);
    if verbs::is_thing(first.trim_end_matches(',')) && !determined && !done_to && !others {
        return None;
    }
    Some(out.join(" "))
}

/// "Manage stock and prepare orders" of a job that is over: "Managed stock and prepared orders". `None` where another word of it may
/// be a verb that hangs on the first.
pub fn told_as_past(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    let mut out = vec![capital(&verbs::past_of_verb(&parts.first()?.to_lowercase())?)];
    for at in 1..parts.len() {
        let bare = parts[at].trim_end_matches([',', ';', '.']);
        let joined = matches!(parts[at - 1], "and" | "or" | "&") || parts[at - 1].ends_with([',', ';']);
        match verbs::past_of_verb(bare).filter(|_| joined) {
            Some(past) => out.push(format!("{past}{}", &parts[at][bare.len()..])),
            None if joined && verbs::past_of(bare).is_some_and(|past| past != bare) => return None,
            None => out.push(parts[at].to_owned()),
        }
    }
    Some(out.join(" "))
}

/// What is done, and that it was done.
const DEEDS: &[(&str, &str)] = &[
    ("implementation", "Implemented"),
    ("development", "Developed"),
    ("maintenance", "Maintained"),
    ("design", "Designed"),
    ("redesign", "Redesigned"),
    ("coordination", "Coordinated"),
    ("preparation", "Prepared"),
    ("creation", "Created"),
    ("organization", "Organized"),
    ("organisation", "Organised"),
    ("launch", "Launched"),
    ("installation", "Installed"),
    ("delivery", "Delivered"),
    ("migration", "Migrated"),
    ("testing", "Tested"),
    ("repair", "Repaired"),
];

/// "Was responsible for charge nurse duties": "Performed charge nurse duties"; "for the care of patients": "Cared for patients". Being
/// responsible is more than doing, so the line says less, never more.
fn duties(opening: &str, rest: &str) -> Option<String> {
    if !["responsible for", "tasked with", "in charge of"].iter().any(|end| opening.ends_with(end)) {
        return None;
    }
    if let Some(whom) = rest.strip_prefix("the care of ").or_else(|| rest.strip_prefix("care of ")) {
        return Some(format!("Cared for {whom}"));
    }
    let deed = rest.strip_prefix("the ").unwrap_or(rest);
    if let Some((noun, what)) = deed.split_once(" of ").filter(|_| !rest.contains(" and for ")) {
        return DEEDS.iter().find(|(name, _)| *name == noun).map(|(_, past)| format!("{past} {what}"));
    }
    let words: Vec<&str> = rest.split(' ').collect();
    let head = words.iter().take(4).position(|word| matches!(*word, "duties" | "tasks"))?;
    let plain = words[..head].iter().all(|word| !word.ends_with([',', ';', ':', '.']) && !matches!(*word, "of" | "for" | "and" | "or"));
    (plain && !words[..head].iter().any(|word| word.ends_with("ing"))).then(|| format!("Performed {rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Manage stock and prepare orders", Some("Managed stock and prepared orders"))]
    #[case("React to incidents within 5 minutes", Some("Reacted to incidents within 5 minutes"))]
    #[case("Develop plans and test releases", None)]
    #[case("Design systems for clinics", None)]
    #[case("Managed stock", None)]
    fn a_job_that_is_over_is_told_in_the_past(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(told_as_past(text).as_deref(), after);
    }

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
    #[case("Was tasked with precepting twelve nurses", Some("Precepted twelve nurses"))]
    #[case("Was in charge of moving the monolith", Some("Moved the monolith"))]
    #[case("Was responsible for charge nurse duties two shifts a month", Some("Performed charge nurse duties two shifts a month"))]
    #[case("Responsible for the care of five patients", Some("Cared for five patients"))]
    #[case("Responsible for processing returns and complaints", Some("Processed returns and complaints"))]
    #[case("Responsible for processing systems", None)]
    #[case("Responsible for opening and closing the store", Some("Opened and closed the store"))]
    #[case("Tasked with finding and fixing bugs", Some("Found and fixed bugs"))]
    #[case("Responsible for cutting, sewing and fitting dresses", Some("Cut, sewed and fitted dresses"))]
    #[case("Responsible for engineering drawings", None)]
    #[case("Responsible for the launch of six products", Some("Launched six products"))]
    #[case("Was tasked with the redesign of the website", Some("Redesigned the website"))]
    #[case("Responsible for the management of five people", None)]
    #[case("Responsible for handling cash, opening mail, and the till", None)]
    fn what_was_done_comes_first_or_nothing_changes(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(active(text).as_deref(), after);
    }
}
