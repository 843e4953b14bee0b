//! What differs between two texts, word by word, and between two documents, block by block.

use crate::ids::BlockId;
use crate::resume::Field;
use serde::{Deserialize, Serialize};

/// A stretch of text that both sides have, or only one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    /// Who has it.
    pub mark: Mark,
    /// The words, with their blanks.
    pub text: String,
}

/// Who has a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Mark {
    Same,
    Removed,
    Added,
}

/// One text that differs between two documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BlockDiff {
    /// The block.
    pub block_id: BlockId,
    /// Which text of it.
    pub field: Field,
    /// The heading of its section.
    pub section: String,
    /// `None`: only the second document has it.
    pub before: Option<String>,
    /// `None`: only the first document has it.
    pub after: Option<String>,
    /// Word by word.
    pub spans: Vec<Span>,
    /// The block stands elsewhere among its siblings.
    pub moved: bool,
}
