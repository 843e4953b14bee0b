//! Small rules of English: articles, capitals, blanks and signs around a place where words went or came.

use domain::text::squeeze;

/// A text with other words at a place; `None` where it is not known how to fit them in.
pub fn put(text: &str, start: usize, end: usize, words: &str) -> Option<String> {
    let (head, tail) = (&text[..start], &text[end..]);
    let next = if words.is_empty() { tail.trim_start() } else { words };
    let (mut head, trimmed) = (head.to_owned(), head.trim_end());
    let article = trimmed.rsplit(' ').next().filter(|word| matches!(*word, "a" | "an" | "A" | "An"));
    if let Some(article) = article {
        let fitting = article_for(next)?;
        let fitting = if article.starts_with('A') { capital(fitting) } else { fitting.to_owned() };
        head = format!("{}{fitting} ", &trimmed[..trimmed.len() - article.len()]);
    }
    let opens = trimmed.is_empty() || trimmed.ends_with(['.', '!', '?', ':']);
    let next = if opens && text[start..].starts_with(char::is_uppercase) { capital(next) } else { next.to_owned() };
    let out = if words.is_empty() { format!("{head} {next}") } else { format!("{head}{next}{tail}") };
    Some(tidy(&out))
}

/// One blank between words, none in front of signs, no sign that belongs to nothing.
fn tidy(text: &str) -> String {
    let mut tidy = squeeze(text);
    for (from, to) in [(" ,", ","), (" .", "."), (" ;", ";"), (",,", ","), (",.", "."), (",;", ";"), ("( ", "("), (" )", ")")] {
        while tidy.contains(from) {
            tidy = tidy.replace(from, to);
        }
    }
    tidy.trim_start_matches([',', ';', ' ']).trim_end_matches([' ', ',']).to_owned()
}

/// The indefinite article in front of these words; `None` where it depends on how they are spoken.
fn article_for(words: &str) -> Option<&'static str> {
    let word = words.split([' ', '-', '/', ',']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters > 1 && word.chars().all(|c| !c.is_lowercase()) {
        return None;
    }
    let starts = |list: &[&str]| list.iter().any(|start| lower.starts_with(start));
    let vowel = match lower.chars().next()? {
        'a' | 'e' | 'i' | 'o' => !starts(&["eu", "one", "once"]),
        'u' => !starts(&["uni", "use", "usa", "usu", "uti", "ura", "ubi"]),
        'h' => starts(&["hour", "honest", "honor", "honour", "heir"]),
        '8' => true,
        '1' => lower == "11" || lower == "18",
        _ => false,
    };
    Some(if vowel { "an" } else { "a" })
}

/// With a capital in front.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Where a phrase stands as whole words, in any case, from a byte on.
pub fn find(text: &str, phrase: &str, from: usize) -> Option<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut at = from;
    while let Some(start) = lower.get(at..)?.find(phrase).map(|found| found + at) {
        let end = start + phrase.len();
        let open = !lower[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
        let close = phrase.ends_with(['.', ' ']) || !lower[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/'));
        if open && close {
            return Some((start, end));
        }
        at = end;
    }
    None
}

/// The word behind a place, and the one in front of it, in lower case and without signs.
pub fn neighbours(text: &str, start: usize, end: usize) -> (String, String) {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let before = text[..start].split_whitespace().next_back().map(bare).unwrap_or_default();
    let behind = text[end..].split_whitespace().next().map(bare).unwrap_or_default();
    (before, behind)
}

/// Whether a text reads as English, so that an English sentence may follow it.
pub fn is_english(text: &str) -> bool {
    const COMMON: &[&str] = &["with", "and", "the", "of", "for", "to", "who", "from", "by", "at", "as", "on"];
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let common = words.iter().filter(|word| COMMON.contains(&word.to_lowercase().as_str())).count();
    common > words.len() / 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Built a very innovative tool", "very", "", Some("Built an innovative tool"))]
    #[case("Built an extremely good tool", "extremely", "", Some("Built a good tool"))]
    #[case("Trained an ML model", "ML", "machine learning", Some("Trained a machine learning model"))]
    // "a SEO" or "an SEO": it depends on how it is spoken.
    #[case("Trained a deep SEO model", "deep", "", None)]
    #[case("Tools (various ones), done", "various", "", Some("Tools (ones), done"))]
    #[case("Successfully cut costs", "Successfully", "", Some("Cut costs"))]
    fn words_go_and_come_without_a_trace(#[case] text: &str, #[case] from: &str, #[case] to: &str, #[case] after: Option<&str>) {
        let start = text.find(from).expect("it is there");
        assert_eq!(put(text, start, start + from.len(), to).as_deref(), after);
    }

    #[test]
    fn other_languages_are_told_from_english() {
        assert!(is_english("Engineer with ten years in payments and logistics"));
        assert!(!is_english("Comptable avec dix ans d'exp\u{e9}rience dans le commerce"));
        assert!(!is_english("Bauingenieur mit zehn Jahren in der Planung von Br\u{fc}cken"));
    }
}
