//! Small parts of pages: one a file.

mod checklist;
mod chip;
mod dialog;
mod document_text;
mod error_panel;
pub mod export;
mod footer;
mod header;
pub mod history;
mod icon;
pub mod job;
mod library;
mod loaded;
pub mod resume;
pub mod review;
mod score;
mod session_card;
mod session_head;
mod toasts;
mod upload_zone;

pub use checklist::{Checklist, steps as checklist_steps};
pub use chip::Chip;
pub use dialog::Dialog;
pub use document_text::DocumentText;
pub use error_panel::{ActionError, ErrorPanel};
pub use footer::Footer;
pub use header::Header;
pub use icon::{Icon, icon};
pub use library::{PostingList, ResumeList};
pub use loaded::loaded;
pub use score::{ScoreChange, ScoreRing};
pub use session_card::SessionCard;
pub use session_head::SessionHead;
pub use toasts::{Toaster, Toasts};
pub use upload_zone::{UploadZone, refusal_in};
