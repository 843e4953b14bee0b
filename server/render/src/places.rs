//! Where each block of a document stands on the pages.
//!
//! Typst keeps no names of ours in what it lays out, so the texts of the document are looked for among the runs of text
//! that were set. They are compared by their letters and digits alone: a hyphen at the end of a line, a bullet or a
//! separator of the template changes nothing. A text that is not found has no place; nothing else depends on it.

use domain::ids::BlockId;
use domain::page_map::{BlockBox, PageMap};
use domain::resume::Document;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// A run of text: a page, left, top, right, bottom.
#[derive(Clone, Copy)]
struct Run {
    page: u32,
    edges: [f64; 4],
}

/// All that was set, in the order of the pages.
#[derive(Default)]
struct Stream {
    letters: String,
    /// For each byte of `letters`, the run that it stands in.
    owners: Vec<usize>,
    runs: Vec<Run>,
}

impl Stream {
    fn read(&mut self, frame: &Frame, origin: Point, page: u32) {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.read(&group.frame, at + moved, page);
                }
                FrameItem::Text(text) => {
                    // `at` is on the base line; letters reach about so far above and below it.
                    let [left, right] = [at.x, at.x + text.width()].map(Abs::to_pt);
                    let [top, bottom] = [at.y - text.size * 0.8, at.y + text.size * 0.22].map(Abs::to_pt);
                    self.letters.push_str(&letters(&text.text));
                    self.owners.resize(self.letters.len(), self.runs.len());
                    self.runs.push(Run { page, edges: [left, top, right, bottom] });
                }
                _ => {}
            }
        }
    }

    /// Where a text ends and the runs that show it, looked for behind `from`, then everywhere.
    fn find(&self, text: &str, from: usize) -> Option<(usize, &[Run])> {
        let wanted = letters(text);
        if wanted.is_empty() {
            return None;
        }
        let behind = self.letters.get(from..).and_then(|rest| rest.find(&wanted)).map(|at| from + at);
        let start = behind.or_else(|| self.letters.find(&wanted))?;
        let end = start + wanted.len();
        Some((end, &self.runs[self.owners[start]..=self.owners[end - 1]]))
    }
}

/// Small letters and digits.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Of every block whose text is found.
pub(crate) fn map(paged: &PagedDocument, document: &Document) -> PageMap {
    let mut stream = Stream::default();
    for (page, number) in paged.pages().iter().zip(1..) {
        stream.read(&page.frame, Point::zero(), number);
    }
    let size = paged.pages().first().map(|page| page.frame.size());
    let mut boxes: Vec<BlockBox> = Vec::new();
    // Texts follow each other on the page as in the document, but those of one block stand in the template's order.
    let (mut block, mut begin, mut end) = (None::<BlockId>, 0, 0);
    for (place, text) in document.texts() {
        if block.as_ref() != Some(&place.block) {
            (block, begin) = (Some(place.block.clone()), end);
        }
        let Some((behind, runs)) = stream.find(&text, begin) else { continue };
        if behind > begin {
            end = end.max(behind);
        }
        for run in runs {
            cover(&mut boxes, &place.block, run);
        }
    }
    PageMap {
        pages: crate::output::pages(paged),
        width: size.map_or(0.0, |size| size.x.to_pt() as f32),
        height: size.map_or(0.0, |size| size.y.to_pt() as f32),
        boxes,
    }
}

/// The box of the block on that page grows by a run.
fn cover(boxes: &mut Vec<BlockBox>, block: &BlockId, run: &Run) {
    let [left, top, right, bottom] = run.edges.map(|edge| edge as f32);
    match boxes.iter_mut().rev().find(|one| &one.block_id == block && one.page == run.page) {
        Some(one) => {
            let (far, low) = ((one.x + one.width).max(right), (one.y + one.height).max(bottom));
            (one.x, one.y) = (one.x.min(left), one.y.min(top));
            (one.width, one.height) = (far - one.x, low - one.y);
        }
        None => {
            boxes.push(BlockBox { block_id: block.clone(), page: run.page, x: left, y: top, width: right - left, height: bottom - top })
        }
    }
}
