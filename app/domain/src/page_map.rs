//! Where the blocks of a document stand on its exported pages.

use crate::ids::BlockId;
use serde::{Deserialize, Serialize};

/// The pages of a document in a template. Lengths are points, from the top left corner.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageMap {
    /// How many there are.
    pub pages: u32,
    /// Of each page.
    pub width: f32,
    /// Of each page.
    pub height: f32,
    /// In the order of the document; a block that goes on over the page has two.
    pub boxes: Vec<BlockBox>,
}

/// What a block covers of one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct BlockBox {
    pub block_id: BlockId,
    /// From 1.
    pub page: u32,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}
