//! Parts of the job page.

mod give;
mod requirements;

pub use give::GivePosting;
pub use requirements::{Requirements, changed};
