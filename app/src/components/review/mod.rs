//! Parts of the review page.

mod bar;
mod card;
mod claims;
mod decide;
mod diff;
mod help;
mod keys;
mod list;
mod moved;
mod outlines;
mod preview;
mod run;
mod start;

pub use bar::ReviewBar;
pub use card::ChangeFocus;
pub use diff::{WordDiff, marks};
pub use help::KeyHelp;
pub use keys::{on_key, on_swipe_end, on_swipe_start};
pub use list::ChangeList;
pub use preview::PreviewPane;
pub use run::RunPanel;
pub use start::StartRunForm;
