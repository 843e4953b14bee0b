//! Which passwords may be chosen: long enough, hard to guess for somebody who knows the person, and not known to attackers already.

use super::{breached, normal};
use domain::{Code, Error, Result};
use zeroize::Zeroizing;
use zxcvbn::{Entropy, Score, zxcvbn};

/// Characters (Unicode scalar values of the form NFKC).
const SHORTEST: usize = 8;
const LONGEST: usize = 256;
/// Characters that are judged. What follows can only make a password harder to guess, and judging takes more than linear time.
const JUDGED: usize = 64;
/// Signs that zxcvbn reads as letters ("p@$$w0rd"), in all combinations: with ten of them that takes a second. A word is written with a few.
const SIGNS: &str = "@({[<!|$+%";
const MOST_SIGNS: usize = 3;
/// Stands for the others; means nothing to zxcvbn.
const SIGN: char = '·';
/// Of what the person said about themselves.
const MOST_PARTS: usize = 24;
const SHORTEST_PART: usize = 3;

/// `WEAK_PASSWORD`, with what to do, for a password that may not be chosen. `about` is what others know of the person: address, name.
pub fn check(password: &str, about: &[&str]) -> Result<()> {
    let password = measure(password)?;
    let judged = judge(&password, about);
    if judged.score() < Score::Three {
        return Err(weak(easy(&judged)));
    }
    if breached::contains(&password) {
        return Err(weak(
            "This password was stolen from another site and is in the lists that attackers try. Choose another one, and change it wherever else you use it.",
        ));
    }
    Ok(())
}

/// Guesses (decimal logarithm) for a password that may be chosen as long as nobody knows it; `None` for any other.
pub fn guesses(password: &str) -> Option<f64> {
    let judged = judge(&measure(password).ok()?, &[]);
    (judged.score() >= Score::Three).then(|| judged.guesses_log10())
}

fn measure(password: &str) -> Result<Zeroizing<String>> {
    let too_long = || weak(format!("A password has at most {LONGEST} characters. Choose a shorter one."));
    let password = normal(password).ok_or_else(too_long)?;
    match password.chars().count() {
        ..SHORTEST => Err(weak(format!(
            "A password has at least {SHORTEST} characters. Choose a longer one: a few words that do not belong together are good."
        ))),
        SHORTEST..=LONGEST => Ok(password),
        _ => Err(too_long()),
    }
}

fn judge(password: &str, about: &[&str]) -> Entropy {
    let start = few_signs(password.chars().take(JUDGED));
    let about: Vec<&str> = about.iter().copied().chain(["resumax"]).flat_map(parts).take(MOST_PARTS).collect();
    zxcvbn(&start, &about)
}

fn few_signs(password: impl Iterator<Item = char>) -> Zeroizing<String> {
    let mut seen = Vec::with_capacity(MOST_SIGNS);
    let mut few = Zeroizing::new(String::with_capacity(4 * JUDGED));
    few.extend(password.map(|sign| match sign {
        _ if !SIGNS.contains(sign) || seen.contains(&sign) => sign,
        _ if seen.len() == MOST_SIGNS => SIGN,
        _ => {
            seen.push(sign);
            sign
        }
    }));
    few
}

fn easy(judged: &Entropy) -> String {
    let feedback = judged.feedback();
    let warning = feedback.and_then(|feedback| feedback.warning()).map(|warning| warning.to_string());
    let suggestions = feedback.map(|feedback| feedback.suggestions()).unwrap_or_default().iter().map(ToString::to_string);
    let said = std::iter::once("This password is easy to guess.".to_owned()).chain(warning).chain(suggestions);
    said.collect::<Vec<_>>().join(" ")
}

/// A text about the person as a whole, and word by word.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(move |word| *word != text);
    std::iter::once(text).chain(words).filter(|part| (SHORTEST_PART..=LONGEST).contains(&part.len()))
}

fn weak(message: impl Into<String>) -> Error {
    Error::new(Code::WeakPassword, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    const ABOUT: [&str; 2] = ["wilhelmina.okonkwo@example.com", "Wilhelmina Okonkwo"];

    fn said(password: &str) -> String {
        match check(password, &ABOUT) {
            Ok(()) => String::new(),
            Err(error) => {
                assert_eq!(error.code, Code::WeakPassword);
                error.message
            }
        }
    }

    #[test]
    fn a_password_has_8_to_256_characters_however_many_bytes_they_are() {
        assert!(said("mu4T!xk").contains("at least 8"));
        assert!(!said("mu4T!xkQ").contains("at least 8") && said("mu4T!xkQ9w").is_empty());
        assert!(said("ñandú-ö").contains("at least 8"), "seven characters, though ten bytes");
        assert_eq!(said(&"violet kayak möbius tundra ".repeat(10)[..250]), "");
        assert!(said(&"violet kayak möbius tundra ".repeat(10)).contains("at most 256"));
        assert!(said(&"x".repeat(10_000_000)).contains("at most 256"));
    }

    #[test]
    fn length_counts_in_the_form_that_is_hashed() {
        assert!(said("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}").contains("at least 8"), "five letters, ten code points");
        assert!(said("ｐａｓｓｗｏｒｄ１").contains("easy to guess"), "full-width letters are the same letters");
    }

    #[test]
    fn what_is_easy_to_guess_is_refused_with_what_to_do() {
        assert!(said("password").contains("This is a top-10 common password. Add another word or two."));
        assert!(said("qwertyuiop").contains("easy to guess"));
        assert!(said("19871987").contains("easy to guess"));
        for signs in ["p@$$w0rd", "P@$$w0rd!", "l3tm31n!!"] {
            assert!(said(signs).contains("easy to guess"), "{signs}");
        }
        assert_eq!(said("violet kayak tundra"), "");
    }

    #[test]
    fn what_others_know_of_the_person_is_no_password() {
        for personal in ["wilhelmina1", "okonkwo2024", "resumax2026", "example.com1"] {
            assert!(said(personal).contains("easy to guess"), "{personal}");
        }
        assert!(check("0konkw0W1lhelmina", &[]).is_ok(), "from somebody else it would do");
        assert!(!said("0konkw0W1lhelmina").is_empty());
    }

    #[test]
    fn a_message_never_repeats_the_password() {
        for password in ["wilhelmina1", "letmein99", "abcdefgh1"] {
            assert!(!said(password).to_lowercase().contains(password));
        }
    }

    #[test]
    fn the_longest_and_oddest_input_is_judged_quickly() {
        let about: Vec<String> = (0..500).map(|i| format!("name{i} ").repeat(50)).collect();
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        for odd in ["4@8({[<3691!|1|70$5+7%2", "p@$$w0rd", "ab", "1/1/11", "日本語İßﬁ", "11111119", "\u{1d160}"] {
            let password: String = odd.chars().cycle().take(LONGEST).collect();
            let took = (0..3).map(|_| {
                let start = Instant::now();
                let _ = check(&password, &about);
                start.elapsed()
            });
            let took = took.min().unwrap_or_default();
            println!("{odd}: {took:?}");
            assert!(took < Duration::from_millis(250), "{odd}: {took:?}");
        }
    }
}
