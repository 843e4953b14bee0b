//! Reading files: what a file is by its content, and from it the document (resumes) or the text (job descriptions).
//!
//! Nothing here is safe against hostile files by itself: callers go through [`crate::child`].

pub mod pdf;

use domain::resume::structure::Import;
use domain::{Code, Error, Result};

/// A resume may have so many bytes.
pub const MAX_RESUME: usize = 5 << 20;
/// A job description may have so many bytes.
pub const MAX_POSTING: usize = 10 << 20;

/// Refuses what is empty or too large.
pub fn check_size(bytes: &[u8], limit: usize) -> Result<()> {
    if bytes.is_empty() {
        return Err(Error::new(Code::EmptyFile, "The file is empty. Choose the file that has your text in it."));
    }
    if bytes.len() > limit {
        let message = format!("The file is larger than {} MB. Save it with smaller pictures or without them, and try again.", limit >> 20);
        return Err(Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).with("size_bytes", bytes.len()));
    }
    Ok(())
}

/// Reads a resume, in this process and without bounds.
pub fn read(bytes: &[u8]) -> Result<Import> {
    check_size(bytes, MAX_RESUME)?;
    pdf::read(bytes)
}

/// Reads the text of a job description in reading order, in this process and without bounds.
pub fn text(bytes: &[u8]) -> Result<String> {
    check_size(bytes, MAX_POSTING)?;
    pdf::text(bytes)
}
