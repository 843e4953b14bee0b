//! Dates as resumes write them.

use super::Dates;

impl Dates {
    /// Reads a span as resumes write it; keeps the text in any case.
    pub fn parse(text: &str) -> Self {
        // The owner of the import writes this.
        Self { text: crate::text::squeeze(text), ..Self::default() }
    }
}
