//! Small rules about text that several modules share.

use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Neither a control character nor one that Unicode says is none: what a file, a page and a font can show.
pub fn is_printable(c: char) -> bool {
    let code = u32::from(c);
    !(c.is_control() || matches!(code, 0xfdd0..=0xfdef) || code & 0xfffe == 0xfffe)
}

/// Without what no file can show; lines and tabs stay. For texts of many lines as they come in; [`squeeze`] does it for one line.
pub fn printable(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\n' | '\t') || is_printable(*c)).collect()
}

/// NFC, every run of white space one blank, no blanks at the ends, and nothing that is not [`is_printable`].
pub fn squeeze(text: &str) -> String {
    if unicode_normalization::is_nfc(text) {
        return joined(text);
    }
    joined(&text.nfc().collect::<String>())
}

fn joined(text: &str) -> String {
    if text.chars().any(|c| !is_printable(c) && !c.is_whitespace()) {
        return joined(&text.chars().filter(|c| is_printable(*c) || c.is_whitespace()).collect::<String>());
    }
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// For comparing: [`squeeze`]d, lower case, typographic quotes and dashes made plain, zero-width characters gone.
pub fn fold(text: &str) -> String {
    // Most texts are ASCII: no need to normalise them.
    if text.is_ascii() {
        return joined(&text.to_ascii_lowercase());
    }
    let plain: String = text
        .nfkc()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}'))
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        })
        .collect();
    squeeze(&plain.to_lowercase())
}

/// A number of bytes as people say it: "5 MB" of 5 · 2²⁰, "500 kB", "12 bytes".
pub fn size(bytes: u64) -> String {
    let said = |unit: u64, name: &str| format!("{} {name}", format!("{:.1}", bytes as f64 / unit as f64).trim_end_matches(".0"));
    match bytes {
        0..1024 => format!("{bytes} bytes"),
        1024..1_048_576 => said(1 << 10, "kB"),
        _ => said(1 << 20, "MB"),
    }
}

/// The words of a list that are separated by blanks, for looking up.
pub fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// The phrases of a list that are separated by bars, in its order.
pub fn phrases(list: &'static str) -> Vec<&'static str> {
    list.split('|').collect()
}

/// What a word for a number says: "zero" to "twenty", and the tens to "ninety"; the German ones to "zehn".
pub fn number_word(word: &str) -> Option<u8> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" | "zwei" => 2,
        "three" | "drei" => 3,
        "four" | "vier" => 4,
        "five" | "f\u{fc}nf" => 5,
        "six" | "sechs" => 6,
        "seven" | "sieben" => 7,
        "eight" | "acht" => 8,
        "nine" | "neun" => 9,
        "ten" | "zehn" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// FNV-1a over the bytes: names the text that an edit was made for. Not a security hash.
pub fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_for_ascii_and_composed_texts_gives_the_same() {
        assert_eq!(fold(" A  b\tC "), "a b c");
        assert_eq!(squeeze(" Caf\u{e9}  e\u{301} "), "Caf\u{e9} \u{e9}");
    }

    #[test]
    fn what_no_file_can_show_never_gets_in() {
        assert_eq!(squeeze("a\u{0}b \u{1b}[31m \u{fffe} c\u{85}d\u{7f}\u{1ffff}\u{fdd0}"), "ab [31m c d");
        assert_eq!(fold("A\u{0}B"), "ab");
        assert_eq!(printable("one\r\n\ttwo\u{0}\u{1b}\n\u{ffff}\u{e9}\u{1f600}"), "one\n\ttwo\n\u{e9}\u{1f600}");
    }

    #[test]
    fn a_limit_is_never_said_to_be_nothing() {
        assert_eq!([5 << 20, 1000, 1024, 1536 << 10, 700_000].map(size), ["5 MB", "1000 bytes", "1 kB", "1.5 MB", "683.6 kB"]);
    }

    #[test]
    fn words_for_numbers_are_read() {
        assert_eq!(["zero", "seven", "nineteen", "twenty", "ninety"].map(number_word), [Some(0), Some(7), Some(19), Some(20), Some(90)]);
        assert_eq!((number_word("drei"), number_word("f\u{fc}nf")), (Some(3), Some(5)));
        assert_eq!((number_word("hundred"), number_word("")), (None, None));
    }

    #[test]
    fn folding_makes_quotes_dashes_and_blanks_plain() {
        assert_eq!(fold("  It\u{2019}s\u{a0}2019 \u{2013} now "), "it's 2019 - now");
    }
}
