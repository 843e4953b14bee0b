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
        let value = number_word(part).filter(|_| at > 0 && stands_alone(parts[at - 1]) && counts(&parts[at + 1..]))?;
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
    for word in behind.iter().take(3) {
        let bare = word.trim_end_matches([',', '.', ';', ')']);
        if !bare.starts_with(char::is_lowercase)
            || matches!(
                bare,
                "hundred" | "thousand" | "million" | "billion" | "dozen" | "and" | "to" | "or" | "of" | "in" | "a" | "the" | "is" | "was"
            )
        {
            return false;
        }
        if bare.ends_with('s') && !bare.ends_with("ss") {
            return true;
        }
        if bare.len() < word.len() {
            return false;
        }
    }
    false
}

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
    #[case("One of three to five people", None)]
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
