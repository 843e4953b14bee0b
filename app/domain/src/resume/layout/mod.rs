//! Positioned text into lines in reading order.
//!
//! A page gives runs of text with a place, a size and a look, in whatever order its producer painted them. We
//! 1. clean the text (ligatures, icon glyphs of private-use areas, soft hyphens) — [`clean`],
//! 2. join neighbours on one baseline to pieces,
//! 3. set page numbers and running headers apart — [`furniture`],
//! 4. look for columns: a strip of white with independent text on both sides; a column of dates or labels beside its text is a
//!    table, read row by row — [`columns`]; titles in the margin go in front of their sections — [`margin`], cells of entries
//!    follow each other — [`pairs`],
//! 5. make rows of what stands on one baseline, with a tab where the white space is wide — [`rows`],
//! 6. mark lines that go on with the one in front: a next word that would not have fitted — [`wrap`].

mod clean;
mod columns;
mod furniture;
mod hyphen;
mod margin;
mod pairs;
mod rows;
mod wrap;

pub(super) use clean::{marker, pictograph, split_marker, without_leaders};
pub(super) use furniture::{note, page_of};
pub(super) use hyphen::keep_hyphen;

use super::structure::RawLine;

/// A stretch of text as it was painted. Points, y upwards from the foot of the page; text reads left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// From 1.
    pub page: u16,
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Advance.
    pub width: f32,
    /// Of the font, in points.
    pub size: f32,
    /// Heavier than the body.
    pub bold: bool,
    /// Slanted.
    pub italic: bool,
    /// As painted; may end in a blank.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
}

impl Run {
    fn end(&self) -> f32 {
        self.x + self.width
    }
}

/// Lines in reading order, with page furniture marked.
pub fn lines(mut runs: Vec<Run>) -> Vec<RawLine> {
    clean::drawn_markers(&mut runs);
    let runs: Vec<Run> = runs.into_iter().filter_map(clean::clean).flat_map(clean::split_wide).collect();
    let body = body_size(&runs);
    let mut pages: std::collections::BTreeMap<u16, Vec<Run>> = std::collections::BTreeMap::new();
    for run in runs {
        pages.entry(run.page).or_default().push(run);
    }
    let mut pages: Vec<Vec<rows::Piece>> = pages.into_values().map(rows::pieces).collect();
    let furniture = furniture::take(&mut pages, body);
    let regions = columns::regions(pages, body);
    let mut lines = wrap::mark(regions, body);
    lines.extend(furniture.into_iter().map(|piece| RawLine { furniture: true, ..rows::line(&rows::Row::of(vec![piece]), 0.0, body) }));
    lines
}

/// The size in which most characters are set.
fn body_size(runs: &[Run]) -> f32 {
    let mut sizes: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for run in runs {
        *sizes.entry((run.size * 2.0).round() as i32).or_default() += run.text.chars().filter(|c| c.is_alphanumeric()).count();
    }
    sizes.into_iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| (size as f32 / 2.0).max(1.0))
}

#[cfg(test)]
mod tests;
