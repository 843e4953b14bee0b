//! Typst templates of resuMAX: a document becomes PDF and PNG pages.
//!
//! Runs in a child process: Typst can't be cancelled and its memory is not bounded, so both are bounded from
//! outside. [`serve`] is that child's loop, [`once`] renders in the calling process (tests).
//!
//! ```text
//! Document ─ sheet ─► JSON ─ world ─► Typst ─► PagedDocument ─┬─► PDF (tagged, UA-1, same bytes every time)
//!                                              kept (a few)   ├─► PNG of one page
//!                                                             └─► map: where each block stands
//! ```

mod engine;
mod fonts;
mod output;
mod places;
mod protocol;
mod sheet;
mod world;

pub use engine::{Rendered, Renderer};
pub use protocol::serve;

use domain::export::RenderRequest;

/// The result of a rendering.
pub type Result<T> = std::result::Result<T, Error>;

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The page that was asked for is not there.
    #[error("the document has {pages} pages; page {asked} was asked for")]
    NoSuchPage {
        /// From 1.
        asked: u32,
        /// Of the document.
        pages: u32,
    },
    /// A picture of this size is refused.
    #[error("a scale from 10 to 800 is possible; {0} was asked for")]
    Scale(u32),
    /// The template does not compile with this document.
    #[error("the template failed: {0}")]
    Template(String),
    /// The pages could not be written as a file.
    #[error("the pages could not be written: {0}")]
    Output(String),
}

/// Renders in this process, without keeping anything.
pub fn once(request: &RenderRequest) -> Result<Rendered> {
    Renderer::default().render(request)
}
