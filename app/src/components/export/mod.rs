//! Parts of the export page.

mod artifact;
mod form;

pub use artifact::ArtifactCard;
pub use form::{Chosen, ExportForm};
