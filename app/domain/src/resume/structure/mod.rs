//! Import: lines in reading order become a [`Document`], without AI. Every line of the source is accounted for.

mod account;
mod block;
mod cells;
mod contact;
mod entry;
mod fields;
pub(super) mod heading;
mod honours;
mod labels;
mod line;
mod read;
mod sections;
mod skills;
mod words;

pub(super) use contact::{contact_like, document_title};
pub(super) use labels::is_label;
pub use line::{RawLine, Segment};
pub use read::{plain_text, read};

use super::{Document, Place};
use crate::ids::BlockId;
use serde::{Deserialize, Serialize};

/// Whether a text is the heading of a section, word for word: "Work Experience", "Berufserfahrung".
pub fn is_heading(text: &str) -> bool {
    heading::by_words(text).is_some()
}

/// Whether a text is the name of a country or state.
pub(super) fn surely_place(text: &str) -> bool {
    words::country(text)
}

/// Names the blocks of one document in order, `b_1`, `b_2` …: the same source gives the same ids.
#[derive(Clone, Debug, Default)]
pub struct Minter(u32);

impl Minter {
    /// The next id.
    pub fn mint(&mut self) -> BlockId {
        self.0 += 1;
        BlockId::new(format!("{}{}", BlockId::PREFIX, self.0))
    }
}

/// One line of the source in reading order, with what its looks say about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct SourceLine {
    /// From 0, in reading order.
    pub number: usize,
    /// From 1; 1 for files without pages.
    pub page: u16,
    /// As the source has it.
    pub text: String,
}

/// What became of a source line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "use", rename_all = "snake_case")]
pub enum LineUse {
    /// Its text stands at these places of the document.
    Mapped {
        /// One or more.
        places: Vec<Place>,
    },
    /// A page number or a running header: kept here, not in the document.
    Furniture,
    /// Not understood: shown to the owner.
    LeftOver,
}

/// What was read from a file: the document, every line of the source, and what became of each.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// The structure.
    pub document: Document,
    /// In reading order: what a parser reads.
    pub lines: Vec<SourceLine>,
    /// As many as `lines`.
    pub uses: Vec<LineUse>,
    /// Of the source; 1 for files without pages.
    pub pages: u16,
}

impl Import {
    /// The lines that were not understood.
    pub fn left_over(&self) -> impl Iterator<Item = &SourceLine> {
        self.lines.iter().zip(&self.uses).filter(|(_, used)| **used == LineUse::LeftOver).map(|(line, _)| line)
    }
}

#[cfg(test)]
mod tests;
