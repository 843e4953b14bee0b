//! The last look: does every line that counts as mapped really stand in the document?
//!
//! A line of which a word is missing at its places goes back to the owner as left over. Only the words that name a field
//! ("Phone:", "at", the length of a span) may go.

use super::{LineUse, SourceLine, contact};
use crate::resume::{Document, Place, contact_id};
use std::collections::HashMap;

/// Words that join or name what stands beside them.
const JOINING: &[&str] = &[
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "at",
    "bei",
    "chez",
    "presso",
    "bij",
    "w",
    "from",
    "el",
    "of",
    "von",
    "cv",
    "curriculum",
    "vitae",
    "resume",
    "résumé",
    "lebenslauf",
];

/// Settles what became of each line. `dropped` has the words of each line that say nothing of their own: lengths of time.
pub(super) fn settle(
    document: &Document,
    lines: &[SourceLine],
    places: Vec<Vec<Place>>,
    furniture: &[bool],
    dropped: &[String],
) -> Vec<LineUse> {
    let texts: HashMap<Place, String> = document
        .texts()
        .into_iter()
        .map(|(place, text)| (place, text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()))
        .collect();
    let said = |places: &[Place]| places.iter().filter_map(|place| texts.get(place)).map(String::as_str).collect::<String>();
    let settled = lines.iter().zip(places).enumerate().map(|(number, (line, places))| {
        if places.is_empty() {
            return if furniture[number] { LineUse::Furniture } else { LineUse::LeftOver };
        }
        let said = said(&places);
        let of_contact = places.iter().any(|place| place.block == contact_id());
        let dropped: Vec<String> = words(&dropped[number]);
        let held = words(&line.text).iter().all(|word| {
            said.contains(word.as_str())
                || JOINING.contains(&word.as_str())
                || dropped.contains(word)
                || of_contact && contact::names_a_field(word)
        });
        if held { LineUse::Mapped { places } } else { LineUse::LeftOver }
    });
    settled.collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}
