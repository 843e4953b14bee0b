//! The pages of a session: one frame, a stage each.

mod analysis;
mod export;
mod frame;
mod history;
mod job;
mod resume;
mod review;

pub use analysis::AnalysisPage;
pub use export::ExportPage;
pub use frame::{CurrentSession, NextStage, STAGES, SessionFrame, current_session, place_anchor, stages_done};
pub use history::HistoryPage;
pub use job::JobPage;
pub use resume::ResumePage;
pub use review::ReviewPage;
