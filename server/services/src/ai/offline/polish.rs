//! Words that say nothing go, wordy phrases shrink; the sentence around them stays whole and says what it said.

use super::english::{find, neighbours, put};
use super::verbs;
use super::words::{self, FILLERS, Filler, PHRASES};

/// Without the words that say nothing; `None` when there are none.
pub fn without_fillers(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    let lower = text.to_ascii_lowercase();
    for (sort, list) in FILLERS.iter() {
        for filler in list.iter().filter(|filler| lower.contains(**filler)) {
            now = if *sort == Filler::Rest { listed(&now, filler) } else { drop(&now, filler, *sort) };
        }
    }
    if let Some(rest) = now.strip_prefix("I ").filter(|rest| rest.starts_with(char::is_lowercase) && !speaks_of_self(rest)) {
        now = super::english::capital(rest);
    }
    (now != text && !now.is_empty()).then_some(now)
}

/// Without sentences that hold nothing but what everybody says: "Team player." `None` when there are none, or nothing else.
pub fn without_cliches(text: &str) -> Option<String> {
    let sentences: Vec<&str> = text.split_inclusive(". ").collect();
    let kept: Vec<&str> = sentences.iter().copied().filter(|sentence| !words::is_cliche(sentence)).collect();
    (kept.len() < sentences.len() && !kept.is_empty()).then(|| kept.concat().trim_end().to_owned())
}

/// "I", "my" and "me" further on: the text speaks so throughout.
fn speaks_of_self(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "I" | "my" | "me" | "My" | "we" | "our"))
}

fn drop(text: &str, filler: &str, sort: Filler) -> String {
    let (mut now, mut from) = (text.to_owned(), 0);
    while let Some((start, end)) = find(&now, filler, from) {
        match span(&now, start, end, sort).and_then(|(start, end)| put(&now, start, end, "")) {
            Some(next) => now = next,
            None => from = end,
        }
    }
    now
}

/// What has to go with the filler; `None` where it says something or can't be missed.
fn span(text: &str, start: usize, end: usize, sort: Filler) -> Option<(usize, usize)> {
    let (before, behind) = neighbours(text, start, end);
    if matches!(before.as_str(), "not" | "no" | "never" | "hardly" | "without" | "how" | "so" | "too" | "as") || before.ends_with("n't") {
        return None;
    }
    let (head, tail) = (&text[..start], &text[end..]);
    let closes = tail.trim_start().is_empty() || tail.trim_start().starts_with(['.', ',', ';', ')']);
    let joins = |word: &str| matches!(word, "and" | "or" | "&");
    let joint_before = head.trim_end().len().checked_sub(before.len()).filter(|_| joins(&before) && !head.trim_end().ends_with(','));
    let joint_behind = Some(tail.len() - tail.trim_start().len() + behind.len())
        .filter(|_| joins(&behind) && !tail.starts_with([',', '.', ';']))
        .map(|length| end + length);
    let comma_before = head.trim_end().ends_with(',').then(|| head.trim_end().len() - 1);
    match sort {
        // "Led various teams", "a variety of tools": the noun stays. "A wide range of motion" is a thing of its own.
        Filler::Amount => {
            let ranges = text[start..end].ends_with("of");
            let own = ranges && (!behind.ends_with('s') && !names(tail) || matches!(behind.as_str(), "interests" | "ages" | "sizes"));
            // "A variety of technologies, including Java": the noun alone says nothing.
            let noun = tail.trim_start().split_once(' ').map_or("", |(_, rest)| rest);
            let listed = ["including", "such as", "like"].iter().any(|word| noun.starts_with(word));
            (!closes && !joins(&behind) && behind != "of" && !own && !listed).then_some((start, end))
        }
        // "very good": the judgement stays. "Very Large Telescope" is a name.
        Filler::Degree => {
            let opens = head.trim_end().is_empty() || head.trim_end().ends_with(['.', '!', '?', ':']);
            let named = text[start..].starts_with(char::is_uppercase) && !opens;
            (!closes && !named && words::is_judgement(&behind)).then_some((start, end))
        }
        Filler::Engaged => matches!(
            behind.as_str(),
            "participated" | "contributed" | "engaged" | "supported" | "worked" | "promoted" | "collaborated" | "helped" | "assisted"
        )
        .then_some((start, end)),
        Filler::Adverb | Filler::Manner => {
            if closes {
                // "quickly and effectively"
                return Some((joint_before.unwrap_or(start), end));
            }
            let more = text[joint_behind.unwrap_or(end)..].split_whitespace().next().is_some_and(|word| word.ends_with("ly"));
            match joint_behind {
                // "successfully and quickly", but "worked effectively and wrote".
                Some(joint) if more => Some((start, joint)),
                Some(_) => Some((start, end)),
                // "effectively doubling" means nearly doubling.
                None if sort == Filler::Manner => {
                    matches!(behind.as_str(), "with" | "to" | "in" | "on" | "across" | "within" | "for" | "at").then_some((start, end))
                }
                None => Some((start, end)),
            }
        }
        // What a person is passionate about is a fact.
        Filler::Praise if behind == "about" => None,
        Filler::Praise => match (joint_before, joint_behind, comma_before) {
            // "reliable, hard-working and kind"
            (_, Some(_), Some(comma)) => Some((comma, end)),
            (_, Some(joint), None) => Some((start, joint)),
            (Some(joint), None, _) => Some((joint, end)),
            (None, None, Some(comma)) => Some((comma, end)),
            // "Hard-working, reliable driver"
            (None, None, None) if tail.starts_with(", ") => Some((start, end + 1)),
            (None, None, None) => (!closes).then_some((start, end)),
        },
        Filler::Rest => None,
    }
}

/// The words behind an amount are names, so that no plural is needed: "a variety of Java and SQL".
fn names(tail: &str) -> bool {
    tail.trim_start().starts_with(char::is_uppercase)
}

/// Without "etc." or "and more" behind a list, which then ends in "and": "Java, SQL, etc." is "Java and SQL".
fn listed(text: &str, filler: &str) -> String {
    let (mut now, mut from) = (text.to_owned(), 0);
    while let Some((start, end)) = find(&now, filler, from) {
        from = end;
        let tail = now[end..].trim_start();
        let closes = tail.is_empty() || tail.starts_with(['.', ',', ';', ')']);
        // "etc." may end the sentence as well: "etc. Led a team".
        let goes_on = filler.ends_with('.') && tail.starts_with(char::is_lowercase);
        if !closes && !goes_on {
            continue;
        }
        let head = now[..start].trim_end().trim_end_matches(',');
        let head = head.strip_suffix(" and").unwrap_or(head).trim_end_matches(',').to_owned();
        let begin = head.rfind(['.', ';', ':', '(']).map_or(0, |at| at + 1);
        let list = match head[begin..].rfind(", ").map(|at| at + begin) {
            Some(comma) => {
                let last = &head[comma + 2..];
                let words: Vec<&str> = last.split(' ').collect();
                if words.len() > 4 {
                    continue;
                }
                let joined = words.iter().any(|word| matches!(*word, "and" | "or" | "&"));
                if joined { head.clone() } else { format!("{} and {last}", &head[..comma]) }
            }
            None => head.clone(),
        };
        // The full stop of "etc." is that of the sentence, too.
        let stop = if filler.ends_with('.') && tail.is_empty() && now[..start].contains(". ") { "." } else { "" };
        let blank = if tail.is_empty() || closes { "" } else { " " };
        from = list.len();
        now = format!("{list}{stop}{blank}{tail}");
    }
    now
}

/// With wordy phrases said shorter; `None` when there are none.
pub fn tightened(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    let lower = text.to_ascii_lowercase();
    for (from, to) in PHRASES.iter().filter(|(from, _)| lower.contains(from)) {
        let mut at = 0;
        while let Some((start, end)) = find(&now, from, at) {
            match fits(&now, start, end, from).then(|| put(&now, start, end, to)).flatten() {
                Some(next) => now = next,
                None => at = end,
            }
        }
    }
    let now = able(&now).unwrap_or(now);
    (now != text).then_some(now)
}

fn fits(text: &str, start: usize, end: usize, phrase: &str) -> bool {
    let (before, behind) = neighbours(text, start, end);
    match phrase {
        "as well as" => joins_things(text, start, end),
        "by means of" => !behind.is_empty(),
        "prior to" | "subsequent to" => !matches!(before.as_str(), "no" | "a" | "the" | "any") && !behind.is_empty(),
        "for a period of" => behind.starts_with(|c: char| c.is_ascii_digit()) || domain::text::number_word(&behind).is_some(),
        // "Utilized bed capacity of 95%": how much was in use.
        _ if phrase.starts_with("utili") => {
            let share = |word: &str| word.contains('%') || matches!(word.trim_end_matches([',', '.']), "capacity" | "rate" | "percent");
            !text[end..].split_whitespace().take(4).any(share)
        }
        "was involved in" | "were involved in" => start == 0 && !behind.ends_with("ing"),
        "worked closely with" => start == 0,
        "a total of" => behind.starts_with(|c: char| c.is_ascii_digit()),
        "the majority of" => behind.ends_with('s') && !behind.ends_with("ss") && !matches!(behind.as_str(), "this" | "his" | "its"),
        "helped to" | "helping to" => !matches!(behind.as_str(), "the" | "a" | "an"),
        _ => true,
    }
}

/// "sales as well as support": two things. "Served as well as I could" and "wrote as well as edited" are not.
fn joins_things(text: &str, start: usize, end: usize) -> bool {
    let (before, behind) = neighbours(text, start, end);
    let clause = text[..start].rsplit(['.', ';', ':']).next().unwrap_or_default();
    let rest = text[end..].split(['.', ';', ':', ',']).next().unwrap_or_default();
    let verb = |word: &str| word.ends_with("ed") || word.ends_with("ing") || verbs::past_of_verb(word).is_some();
    let pronoun = matches!(
        behind.as_str(),
        "i" | "we"
            | "he"
            | "she"
            | "it"
            | "they"
            | "you"
            | "possible"
            | "expected"
            | "planned"
            | "ever"
            | "others"
            | "before"
            | "when"
            | "if"
    );
    clause.split_whitespace().count() >= 2
        && !clause.contains(" and ")
        && !rest.contains(" and ")
        && !behind.is_empty()
        && !pronoun
        && !verb(&behind)
        && !verb(&before)
        && !matches!(before.as_str(), "do" | "did" | "perform" | "performs" | "it" | "them")
}

/// "was able to reduce": "reduced". Only where the verb is known and no other one hangs on it.
fn able(text: &str) -> Option<String> {
    let (start, end) = ["was able to", "were able to"].iter().find_map(|phrase| find(text, phrase, 0))?;
    let (before, verb) = neighbours(text, start, end);
    if matches!(before.as_str(), "that" | "who" | "which" | "it" | "not") {
        return None;
    }
    let past = verbs::past_of(&verb)?;
    let verb_end = end + text[end..].find(verb.as_str())? + verb.len();
    let mut rest = text[verb_end..].split([' ', ',']).filter(|word| !word.is_empty());
    let hangs = std::iter::from_fn(|| rest.by_ref().find(|word| matches!(*word, "and" | "or")).and_then(|_| rest.next()));
    if hangs.into_iter().any(|word| verbs::past_of(&word.to_lowercase()).is_some()) {
        return None;
    }
    put(text, start, verb_end, &past)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Used Angular for developing dynamic and responsive front-ends", None)]
    #[case("Dynamic Sparsity Patterns for Attention", None)]
    #[case("Communicated quickly and effectively.", Some("Communicated quickly."))]
    #[case("Planned and successfully delivered two launches", Some("Planned and delivered two launches"))]
    #[case("Successfully and quickly delivered two launches", Some("Quickly delivered two launches"))]
    #[case("Worked effectively with nurses", Some("Worked with nurses"))]
    #[case("Cut cost, effectively doubling the margin", None)]
    #[case("Hard-working, reliable driver", Some("Reliable driver"))]
    #[case("Hardworking and reliable driver", Some("Reliable driver"))]
    #[case("Reliable and hardworking driver", Some("Reliable driver"))]
    #[case("Reliable, hard-working and kind nurse", Some("Reliable and kind nurse"))]
    #[case("A highly motivated engineer", Some("An engineer"))]
    #[case("Wrote SQL and various reports", Some("Wrote SQL and reports"))]
    #[case("Used Python, Java, etc. for reports", Some("Used Python and Java for reports"))]
    #[case("Used Python, Java, etc.", Some("Used Python and Java"))]
    #[case("Used Python, etc. Led a team", None)]
    #[case("Led two teams and more than 20 people", None)]
    #[case("Taught Python, SQL, and more", Some("Taught Python and SQL"))]
    #[case("Wrote manuals, guides, checklists, etc.", Some("Wrote manuals, guides and checklists"))]
    #[case("Cared for very low birth weight infants", None)]
    #[case("Studied nearby galaxies with the Very Large Telescope", None)]
    #[case("Compared actively managed funds", None)]
    #[case("Actively participated in audits", Some("Participated in audits"))]
    #[case("Really simple syndication feeds", None)]
    #[case("Kept a wide range of motion in all patients", None)]
    #[case("Worked in a very busy ward", Some("Worked in a busy ward"))]
    #[case("Nurse with a wide range of interests", None)]
    #[case("Was not very sure; likes hiking very much", None)]
    #[case("Covered shifts as needed", None)]
    #[case("I draw and I make things", None)]
    #[case("I ran the shop", Some("Ran the shop"))]
    fn fillers_go_and_the_sentence_stays_whole(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(without_fillers(text).as_deref(), after);
    }

    #[rstest]
    #[case("Accountant with 5 years. Team player.", Some("Accountant with 5 years."))]
    #[case("Developer in Utrecht. I am a hard worker who thinks outside the box.", Some("Developer in Utrecht."))]
    #[case("Team player.", None)]
    #[case("Nurse. Team player on a ward of 30 beds.", None)]
    fn sentences_that_everybody_writes_go(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(without_cliches(text).as_deref(), after);
    }

    #[rstest]
    #[case("Was able to reduce cost by 5%", Some("Reduced cost by 5%"))]
    #[case("Was able to reduce cost and improve quality", None)]
    #[case("Rebuilt it and was able to cut cost", Some("Rebuilt it and cut cost"))]
    #[case("Was able to gallivant around", None)]
    #[case("Convinced the majority of the team", Some("Convinced most of the team"))]
    #[case("Won the majority of cases", Some("Won most cases"))]
    #[case("Wrote specs w/o help", None)]
    #[case("Wrote specs w/ two others", Some("Wrote specs with two others"))]
    #[case("Ran sales as well as leading support", None)]
    #[case("Ran sales and support as well as stores", None)]
    #[case("Ran sales as well as support", Some("Ran sales and support"))]
    #[case("Duties, including but not limited to, filing", Some("Duties, including filing"))]
    #[case("In order to save time, wrote scripts", Some("To save time, wrote scripts"))]
    #[case("Trained a total of 12 nurses", Some("Trained 12 nurses"))]
    #[case("Optimized the loss with respect to the weights", None)]
    #[case("Worked in the area of 5,000 square feet", None)]
    #[case("Sorted mail by means of a scanner", Some("Sorted mail using a scanner"))]
    #[case("Served as well as I could", None)]
    #[case("Wrote as well as edited news", None)]
    #[case("Utilized bed capacity of 95%", None)]
    #[case("Rested for a period of rest", None)]
    fn wordy_phrases_shrink_and_the_sentence_stays_whole(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(tightened(text).as_deref(), after);
    }
}
