//! Keys that somebody could guess. Not a measure of how good a key is: a random one of 32 characters always passes, and what people put
//! there instead (a word again and again, the alphabet, the example of a manual) does not.

/// The least that is taken, in characters.
pub(super) const LEAST: usize = 32;
/// A random key of 32 hexadecimal digits has fewer different ones once in a billion.
const DIFFERENT: usize = 8;
/// What stands in examples and in keys that were to be changed later. Six letters at least: shorter words come up by chance.
const WORDS: [&str; 12] =
    ["change", "replace", "secret", "password", "passwort", "example", "resumax", "default", "insecure", "qwerty", "letmein", "random"];

/// How to get a good one.
pub(super) const ADVICE: &str = "make one with: openssl rand -hex 32";

/// What is wrong with a key, in words that follow "it"; `None`: nothing that shows.
pub(super) fn weakness(key: &str) -> Option<&'static str> {
    let letters: Vec<char> = key.to_lowercase().chars().collect();
    let lower: String = letters.iter().collect();
    let mut different = letters.clone();
    different.sort_unstable();
    different.dedup();
    if letters.len() < LEAST {
        Some("is shorter than 32 characters")
    } else if different.len() < DIFFERENT {
        Some("has too few different characters")
    } else if (1..=letters.len() / 2).any(|period| letters[period..] == letters[..letters.len() - period]) {
        Some("repeats itself")
    } else if runs_on(&letters) {
        Some("counts up or down")
    } else if WORDS.iter().any(|word| lower.contains(word)) {
        Some("is an example, or made of words that everybody tries")
    } else {
        None
    }
}

/// Three of four characters follow on the one before them: `0123456789abcdefghij…`.
fn runs_on(letters: &[char]) -> bool {
    let steps = letters.windows(2).filter(|pair| (u32::from(pair[0])).abs_diff(u32::from(pair[1])) <= 1).count();
    steps * 4 >= letters.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{hex, random};

    #[test]
    fn a_random_key_always_passes() {
        for _ in 0..2_000 {
            let key = hex(&random::<16>());
            assert_eq!(weakness(&key), None, "{key}");
        }
        for key in
            ["Vq3nT8zLw0kYb7RfJ2mXc5HdP9sGuA4E", "correct horse battery staple of eight mules", "9f2c-77b1-04de-aa35-6180-c9fe-3b42-d517"]
        {
            assert_eq!(weakness(key), None, "{key}");
        }
    }

    #[test]
    fn what_people_put_there_instead_does_not() {
        for key in [
            "short",
            "x",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0101010101010101010101010101010101",
            "0123456789abcdef0123456789abcdef",
            "deadbeefcafe42deadbeefcafe42deadbeefcafe42",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "zyxwvutsrqponmlkjihgfedcba9876543210",
            "change-me-to-32-characters-or-more!",
            "CHANGEME-9f2c77b104deaa356180c9fe3b42",
            "my-Password-is-very-long-and-nice-1",
            "your-resumax-signing-key-goes-here-ok",
            "please replace this by something else",
        ] {
            assert!(weakness(key).is_some(), "{key}");
        }
    }

    #[test]
    fn no_key_that_stands_in_our_own_examples_passes() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../");
        for file in [".env.example", "README.md", "ARCHITECTURE.md"] {
            let text = std::fs::read_to_string(format!("{root}{file}")).expect(file);
            assert!(file == "ARCHITECTURE.md" || text.contains("RESUMAX_SECRET="), "{file}");
            for (_, rest) in text
                .match_indices("RESUMAX_SECRET=")
                .chain(text.match_indices("RESUMAX_API_TOKEN="))
                .map(|(at, name)| (at, &text[at + name.len()..]))
            {
                let key = rest.split([' ', '\n', '`', '"', '\'']).next().unwrap_or_default();
                assert!(weakness(key).is_some(), "{file}: {key}");
            }
        }
    }
}
