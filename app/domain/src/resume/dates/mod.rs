//! Dates as resumes write them: "Jan. 2020 – Present", "06/2020", "2019 – 2021", "seit 2018", "Summer 2019".
//!
//! [`find`] looks for spans inside a line; [`Dates::parse`] understands a text that is a date. The text is kept as it stands in
//! any case; what isn't understood has no `start` and no `end`.

mod scan;
mod words;

pub(in crate::resume) use scan::plain;
pub use scan::{Found, closes, find, is_duration, mostly, open};

use super::Dates;

impl Dates {
    /// Reads a span as resumes write it; keeps the text in any case. The one date that is given goes to `end`.
    pub fn parse(text: &str) -> Self {
        let text = crate::text::squeeze(text);
        let mut found = find(&text);
        match found.len() {
            0 => Self { text, ..Self::default() },
            // "2012 – 2014, 2016 – 2018" is one text: from the first beginning to the last end.
            _ => {
                let last = found.pop().map(|found| found.dates).unwrap_or_default();
                let first = found.into_iter().next().map(|found| found.dates);
                let start = first.and_then(|first| first.start.or(first.end)).or(last.start);
                Self { text, start, ..last }
            }
        }
    }

    /// Whether any of it was understood.
    pub fn understood(&self) -> bool {
        self.start.is_some() || self.end.is_some() || self.ongoing
    }
}

#[cfg(test)]
mod tests;
