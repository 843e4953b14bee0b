//! Parts of the job page.

mod give;
mod provenance;
mod requirements;

pub use give::GivePosting;
pub use provenance::provenance;
pub use requirements::{Requirements, changed};
