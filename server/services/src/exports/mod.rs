//! Exported files, their round trip, previews and signed links.
//!
//! ```text
//! version ─► file ─► read back ─► blob ─► row, session moves to `exported` ─► signed link
//!            │        └ a PDF that lost text is refused, whatever the template
//!            └ PDF and PNG: a child renders (`render`); the others are written here
//! ```

mod artifacts;
mod create;
mod delivery;
mod docx;
mod guard;
mod links;
mod preview;
mod read_back;
mod round_trip;

pub mod render;

pub use artifacts::{download, list};
pub(crate) use artifacts::{link, signed_path_holds};
pub(crate) use create::work;
pub use create::{create, create_once};
pub use delivery::{Delivery, Pieces};
pub use preview::{Preview, page_map, page_map_of_proposal, preview, preview_proposal};
pub use read_back::pdftotext;
pub use round_trip::lost;

#[cfg(test)]
mod tests;
