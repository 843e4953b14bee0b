//! What a file is, by its content. Names and media types of uploads are not believed.

use super::text::{decode, is_binary, is_legacy};
use domain::{Code, Error, Result};

/// A file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Pdf,
    Docx,
    Markdown,
    Text,
    JsonResume,
}

impl Kind {
    /// The media type.
    pub fn mime(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Kind::Markdown => "text/markdown",
            Kind::Text => "text/plain",
            Kind::JsonResume => "application/json",
        }
    }
}

/// What a file is. Others are refused with what to do about them.
pub fn sniff(bytes: &[u8]) -> Result<Kind> {
    let has = |magic: &[u8]| bytes.starts_with(magic);
    if has(b"PK\x03\x04") || has(b"PK\x05\x06") {
        return zip(bytes);
    }
    if has(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound(bytes));
    }
    // Some producers write a line or a mark in front; readers look through the first kilobyte.
    if find(&bytes[..bytes.len().min(1024)], b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if has(b"{\\rtf") {
        return Err(other("an RTF document", "Open it in your editor and save it as DOCX or PDF."));
    }
    let picture =
        has(b"\x89PNG") || has(b"\xff\xd8\xff") || has(b"GIF8") || has(b"BM") && is_binary(bytes) || has(b"II*\0") || has(b"MM\0*");
    if picture || has(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") || bytes.get(4..8) == Some(b"ftyp") {
        return Err(other("a picture", "Upload the document that it was made from, as PDF or DOCX, or paste its text."));
    }
    if has(b"\x1f\x8b") || has(b"7z\xbc\xaf") || has(b"Rar!") || has(b"BZh") || has(b"\xfd7zXZ") || bytes.get(257..262) == Some(b"ustar") {
        return Err(archive());
    }
    if is_program(bytes) {
        return Err(other("a program", "Upload the document itself, as PDF, DOCX, Markdown, plain text or JSON Resume."));
    }
    if has(b"%!PS") {
        return Err(other("a PostScript file", "Convert it to PDF and upload that."));
    }
    if is_binary(bytes) {
        return Err(other("of a kind that can't be read here", "Upload PDF, DOCX, Markdown, plain text or JSON Resume."));
    }
    if is_legacy(bytes) {
        return Err(other("a text in an older encoding", "Open it in your editor, save it as UTF-8 and upload it again."));
    }
    let text = decode(bytes);
    let trimmed = text.trim_start();
    if trimmed.is_empty() {
        return Err(Error::new(Code::EmptyFile, "The file has only blanks in it. Choose the file that has your text in it."));
    }
    if is_json(trimmed) {
        return Ok(Kind::JsonResume);
    }
    Ok(if is_markdown(trimmed) { Kind::Markdown } else { Kind::Text })
}

/// Programs by their first bytes. Two letters alone say nothing: a text may begin with them.
fn is_program(bytes: &[u8]) -> bool {
    let has = |magic: &[u8]| bytes.starts_with(magic);
    let portable = has(b"MZ") && (is_binary(bytes) || bytes[..bytes.len().min(512)].contains(&0));
    portable || has(b"\x7fELF") || has(b"\xcf\xfa\xed\xfe") || has(b"\xca\xfe\xba\xbe") || has(b"\0asm") || has(b"SQLite format 3\0")
}

/// An object, even a broken one; or a list that is JSON, or that nothing but JSON begins like. `[[page]]` and `[text](link)` are Markdown.
fn is_json(text: &str) -> bool {
    let Some(list) = text.strip_prefix('[') else { return text.starts_with('{') };
    let next = list.trim_start();
    let nested = next.trim_start_matches(|c: char| c == '[' || c.is_whitespace());
    let object = next.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
    object || nested.is_empty() || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Headings, emphasis, links or rows of dashes under headings, on more than a line or two.
fn is_markdown(text: &str) -> bool {
    let mut marks = 0;
    for line in text.lines().take(400).map(str::trim) {
        let level = line.len() - line.trim_start_matches('#').len();
        if (1..=6).contains(&level) && line[level..].starts_with(' ') {
            return true;
        }
        marks += usize::from(line.matches("**").count() >= 2 || line.contains("](") && line.contains('['));
    }
    marks >= 2
}

/// What is in a ZIP file, by the names of its parts.
fn zip(bytes: &[u8]) -> Result<Kind> {
    let names =
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).map(|archive| archive.file_names().map(str::to_owned).collect::<Vec<_>>());
    let Ok(names) = names else {
        // The list of parts stands at the end of the file: it was cut off.
        if find(&bytes[..bytes.len().min(4096)], b"word/") || find(&bytes[..bytes.len().min(4096)], b"[Content_Types].xml") {
            return Err(Error::new(
                Code::ParseFailed,
                "This Word file is damaged: its end is missing. Download or save it again and upload that file.",
            ));
        }
        return Err(archive());
    };
    let any = |start: &str| names.iter().any(|name| name.starts_with(start));
    if any("word/") {
        Ok(Kind::Docx)
    } else if any("xl/") || any("ppt/") {
        Err(other("a spreadsheet or a presentation", "Save its text as DOCX or PDF and upload that."))
    } else if names.iter().any(|name| name == "content.xml" || name == "mimetype") {
        Err(other("an OpenDocument or e-book file", "Open it in your editor and save it as DOCX or PDF."))
    } else if any("Index/") {
        Err(other("a Pages document", "Export it from Pages as Word (DOCX) or PDF."))
    } else {
        Err(archive())
    }
}

/// Old Office files, and the wrapper around new ones with a password.
fn compound(bytes: &[u8]) -> Error {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    if find(bytes, &wide("EncryptedPackage")) || find(bytes, &wide("EncryptionInfo")) {
        return super::encrypted();
    }
    other("an old Word file (.doc)", "Open it in your editor and save it as DOCX or PDF.")
}

fn archive() -> Error {
    other("an archive", "Unpack it and upload the resume itself, as PDF or DOCX.")
}

fn other(what: &str, then: &str) -> Error {
    Error::new(Code::UnsupportedFileType, format!("This file is {what}. {then}"))
}

fn find(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
