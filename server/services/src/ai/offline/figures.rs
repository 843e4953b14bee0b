//! Numbers as figures: "three stores" is "3 stores". All of a text or none, so that no line mixes both ways.

use domain::text::number_word;

/// With every number as a figure; `None` when one can't be or there is none.
pub fn figures(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::with_capacity(parts.len());
    let mut any = false;
    for (at, part) in parts.iter().enumerate() {
        let spelled =
            part.split(|c: char| !c.is_alphanumeric()).filter_map(|word| number_word(&word.to_lowercase())).any(|value| value > 1);
        if !spelled {
            out.push((*part).to_owned());
            continue;
        }
        let behind = &parts[at + 1..];
        // "five to six patients"
        let opens = matches!(behind, ["to", next, ..] if number_word(next).is_some()) && counts(&behind[2..]);
        let ends = at > 1 && parts[at - 1] == "to" && number_word(parts[at - 2]).is_some();
        let alone = at > 0 && (ends || stands_alone(parts[at - 1]));
        let value = number_word(part).filter(|_| alone && (opens || counts(behind)))?;
        out.push(value.to_string());
        any = true;
    }
    any.then(|| out.join(" "))
}

fn stands_alone(before: &str) -> bool {
    !matches!(before, "to" | "or" | "and" | "one" | "between" | "part" | "top" | "last" | "first" | "next" | "final")
        && !before.ends_with(|c: char| c.is_ascii_digit())
}

/// A noun in the plural follows at once, or behind one or two adjectives.
fn counts(behind: &[&str]) -> bool {
    // "two million requests"
    let behind = match behind {
        ["million" | "billion", rest @ ..] => rest,
        _ => behind,
    };
    for (at, word) in behind.iter().take(3).enumerate() {
        let bare = word.trim_end_matches([',', '.', ';', ')']);
        if !bare.starts_with(char::is_lowercase)
            || matches!(
                bare,
                "hundred" | "thousand" | "million" | "billion" | "dozen" | "and" | "to" | "or" | "of" | "in" | "a" | "the" | "is" | "was"
            )
        {
            return false;
        }
        let plural = bare.ends_with('s') && !bare.ends_with("ss") || matches!(bare, "people" | "children" | "men" | "women" | "staff");
        if plural {
            return at > 0 || !NAMED.contains(&bare);
        }
        // "five star hotels": a compound, not a count.
        if at == 0 && COMPOUND.contains(&bare) {
            return false;
        }
        if bare.len() < word.len() {
            return false;
        }
    }
    false
}

/// Behind a number they make one word with it: "five star", "three point", "two factor".
const COMPOUND: &[&str] = &[
    "star",
    "point",
    "way",
    "wheel",
    "tier",
    "phase",
    "stroke",
    "factor",
    "sigma",
    "layer",
    "bed",
    "piece",
    "door",
    "person",
    "man",
    "speed",
    "axis",
    "step",
    "part",
    "year",
    "day",
    "hour",
    "minute",
    "week",
    "month",
    "color",
    "colour",
    "course",
    "string",
    "cylinder",
    "hand",
    "level",
    "story",
    "storey",
    "family",
    "pillar",
    "bedroom",
    "sided",
    "dimensional",
    "legged",
    "fold",
    "time",
    "row",
    "seat",
    "ton",
];
/// Names and idioms: "Five Guys", "the seven seas".
const NAMED: &[&str] = &["guys", "seas", "eyes"];

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ran dashboards for three stores", Some("Ran dashboards for 3 stores"))]
    #[case("Mentored four senior engineers", Some("Mentored 4 senior engineers"))]
    #[case(
        "Chaired a council of eleven engineers and mentored four juniors",
        Some("Chaired a council of 11 engineers and mentored 4 juniors")
    )]
    #[case("One of three to five people", Some("One of 3 to 5 people"))]
    #[case("Cared for five to six patients per shift", Some("Cared for 5 to 6 patients per shift"))]
    #[case("Handles two million requests per day", Some("Handles 2 million requests per day"))]
    #[case("Worked in a team of six people", Some("Worked in a team of 6 people"))]
    #[case("Served guests at five star hotels", None)]
    #[case("Coached in three point shots", None)]
    #[case("Led two factor rollouts and six sigma projects", None)]
    #[case("Ran an office of five and the diary of three directors", None)]
    #[case("Cut it from two days to forty minutes", None)]
    #[case("Led a four-person team over five summers", None)]
    #[case("Removed a solvent from the last two steps", None)]
    #[case("Sold two hundred cars", None)]
    #[case("Worked with one of the two teams", Some("Worked with one of the 2 teams"))]
    fn all_numbers_become_figures_or_none(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(figures(text).as_deref(), after);
    }
}
