//! PDF: positioned text into lines in reading order.

use domain::resume::structure::Import;
use domain::{Code, Error, Result};

/// A resume.
pub fn read(_bytes: &[u8]) -> Result<Import> {
    Err(Error::new(Code::ParseFailed, "PDF files can't be read yet."))
}

/// The text in reading order.
pub fn text(_bytes: &[u8]) -> Result<String> {
    Err(Error::new(Code::ParseFailed, "PDF files can't be read yet."))
}
