//! What kind of file some bytes are, as a media type: by content, never by what the client calls it. Only texts, which all
//! look alike, are told apart by the end of their name.

use crate::parse::{Kind, sniff};

/// For everything that is not known.
const BYTES: &str = "application/octet-stream";
const ZIP: &str = "application/zip";
const WORD: &[u8] = b"word/document.xml";

/// Files that are known by their first bytes.
const KNOWN: [(&[u8], &str); 4] =
    [(b"\x89PNG\r\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"{\\rtf", "application/rtf")];

/// The media type, without a charset. Looks at the bytes and takes nothing apart: whoever sent them is not trusted.
pub(crate) fn of(bytes: &[u8], name: &str) -> &'static str {
    if let Some((_, mime)) = KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return mime;
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return if bytes.windows(WORD.len()).any(|part| part == WORD) { Kind::Docx.mime() } else { ZIP };
    }
    match sniff(bytes) {
        Ok(Kind::Text) if ends_with(name, ".md") => Kind::Markdown.mime(),
        Ok(Kind::Markdown) if ends_with(name, ".txt") => Kind::Text.mime(),
        Ok(kind) => kind.mime(),
        Err(_) => BYTES,
    }
}

fn ends_with(name: &str, end: &str) -> bool {
    name.len() >= end.len() && name.as_bytes()[name.len() - end.len()..].eq_ignore_ascii_case(end.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(of(b"%PDF-1.7 ...", "cv.txt"), "application/pdf");
        assert_eq!(of(b"PK\x03\x04..word/document.xml..", "cv.pdf"), Kind::Docx.mime());
        assert_eq!(of(b"PK\x03\x04..xl/workbook.xml..", "cv.docx"), "application/zip");
        assert_eq!(of(b"  {\"basics\": {}}", "cv"), "application/json");
        assert_eq!(of("# José\n\nEngineer".as_bytes(), "cv"), "text/markdown");
        assert_eq!(of(b"Engineer", "cv.pdf"), "text/plain");
        assert_eq!(of(b"\x89PNG\r\n\x1a\n", "cv.pdf"), "image/png");
        assert_eq!(of(b"\x7fELF\0\0\x01\x02", "cv.pdf"), "application/octet-stream");
        assert_eq!(of(b"", "cv.pdf"), "application/octet-stream");
    }

    #[test]
    fn only_among_texts_the_name_decides() {
        assert_eq!(of(b"Engineer", "NOTES.MD"), "text/markdown");
        assert_eq!(of(b"# Engineer", "notes.txt"), "text/plain");
        assert_eq!(of(b"# Engineer", "notes.md"), "text/markdown");
        assert_eq!(of("# é".as_bytes(), "é"), "text/markdown");
    }
}
