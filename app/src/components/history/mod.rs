//! Parts of the history page.

mod blame;
mod compare;
mod timeline;

pub use blame::BlameView;
pub use compare::Compare;
pub use timeline::Timeline;
