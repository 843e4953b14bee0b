//! Reading files: what a file is by its content, and from it the document (resumes) or the text (job descriptions).
//!
//! Nothing here is safe against hostile files by itself: callers go through [`crate::child`].

pub mod docx;
mod lines;
pub mod page;
pub mod pdf;
mod prepare;
mod sniff;
mod text;

pub use sniff::{Kind, sniff};
pub use text::decode;

use domain::resume::structure::Import;
use domain::resume::{html, json_resume, markdown, plain};
use domain::text::size;
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
        let message =
            format!("The file is larger than {}. Save it with smaller pictures or without them, and try again.", size(limit as u64));
        return Err(Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).with("size_bytes", bytes.len()));
    }
    Ok(())
}

/// Reads a resume, in this process and without bounds.
pub fn read(bytes: &[u8]) -> Result<Import> {
    check_size(bytes, MAX_RESUME)?;
    match sniff(bytes)? {
        Kind::Pdf => pdf::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::JsonResume => {
            // A picture inside may be long: what counts is how much there is to read.
            let import = json_resume::read(&decode(bytes))?;
            if import.lines.len() > lines::MAX_LINES { Err(lines::too_much()) } else { Ok(import) }
        }
        Kind::Markdown => Ok(markdown::read(&text::checked(bytes)?)),
        Kind::Text => {
            let text = text::checked(bytes)?;
            if html::is_html(&text) { Ok(text::read_html(&text)) } else { Ok(plain::read(&text)) }
        }
    }
}

/// Reads the text of a job description in reading order, in this process and without bounds.
pub fn text(bytes: &[u8]) -> Result<String> {
    check_size(bytes, MAX_POSTING)?;
    match sniff(bytes)? {
        Kind::Pdf => pdf::text(bytes),
        Kind::Docx => docx::text(bytes),
        Kind::JsonResume | Kind::Markdown | Kind::Text => {
            let text = text::checked(bytes)?;
            if html::is_html(&text) { Ok(text::html_text(&text)) } else { Ok(text) }
        }
    }
}

/// The refusal of a file that only its password opens.
pub(crate) fn encrypted() -> Error {
    Error::new(Code::EncryptedFile, "This file is protected by a password. Save a copy without a password and upload that.")
}

#[cfg(test)]
mod tests;
