//! What a page knows in the browser while its owner works on it.

pub mod draft;
pub mod editor;
pub mod live;
pub mod review;
pub mod viewer;
