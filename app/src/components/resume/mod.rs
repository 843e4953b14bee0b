//! Parts of the resume page.

mod document;
mod field;
mod parser;

pub use document::EditableDocument;
pub use parser::ParserView;
