//! Text files: their encoding, HTML among them, and what is no text at all.

use super::lines::{MAX_LINES, too_much};
use domain::resume::html;
use domain::resume::structure::{self, Import, RawLine};
use domain::text::is_printable;
use domain::{Code, Error, Result};

/// Nobody writes more into one line.
const LONGEST_LINE: usize = 50_000;
/// Nor more characters into a resume or posting.
const MOST: usize = 1_000_000;

/// The text of a file: UTF-8, UTF-16 with or without a mark, or Windows-1252 when it is neither. Control characters are gone.
pub fn decode(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match wide(bytes) {
            Some(of_bytes) => utf16(bytes, of_bytes),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => western(bytes),
            },
        },
    };
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| is_printable(*c) || matches!(c, '\n' | '\t' | '\u{c}')).collect()
}

/// The text of a file that is to be read as lines; refuses what is no document of a person.
pub(super) fn checked(bytes: &[u8]) -> Result<String> {
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(Error::new(Code::EmptyFile, "The file has only blanks in it. Choose the file that has your text in it."));
    }
    let longest = text.lines().map(str::len).max().unwrap_or(0);
    let lines = text.lines().take(MAX_LINES + 1).count();
    if text.len() > MOST || longest > LONGEST_LINE || lines > MAX_LINES { Err(too_much()) } else { Ok(text) }
}

/// Whether bytes are no text in any encoding: NUL bytes or control characters among few others.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || wide(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(64 << 10)];
    let control = head.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x0c)).count();
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    zeros * 50 > head.len() || control > 3 && control * 50 > head.len()
}

/// Whether a text is in an encoding that [`decode`] does not know, as Windows-1251 is: it has more bytes beyond ASCII than one in a
/// Western encoding.
pub(super) fn is_legacy(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let foreign: usize = head.utf8_chunks().map(|chunk| chunk.invalid().len()).sum();
    !marked && foreign > 8 && foreign * 5 > head.len()
}

type OfBytes = fn([u8; 2]) -> u16;

/// UTF-16 without a mark: every other byte of the beginning is zero.
fn wide(bytes: &[u8]) -> Option<OfBytes> {
    let head = &bytes[..bytes.len().min(512) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |at: usize| head.chunks_exact(2).filter(|pair| pair[at] == 0).count() * 10 / (head.len() / 2);
    match (zeros(0), zeros(1)) {
        (0..=1, 7..) => Some(u16::from_le_bytes),
        (7.., 0..=1) => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16(bytes: &[u8], of_bytes: OfBytes) -> String {
    char::decode_utf16(bytes.chunks_exact(2).map(|pair| of_bytes([pair[0], pair[1]]))).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// Windows-1252, of which Latin-1 is a part. A file that is UTF-8 but for a few bytes stays UTF-8.
fn western(bytes: &[u8]) -> String {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let foreign = lossy.chars().filter(|c| !c.is_ascii()).count();
    if broken * 4 < foreign {
        return lossy.into_owned();
    }
    bytes.iter().map(|byte| if (0x80..0xa0).contains(byte) { UPPER[usize::from(*byte) - 0x80] } else { char::from(*byte) }).collect()
}

/// A resume saved as HTML.
pub(super) fn read_html(text: &str) -> Import {
    structure::read(html_lines(text), 1)
}

/// A job page saved as HTML.
pub(super) fn html_text(text: &str) -> String {
    super::lines::text_of(&html_lines(text))
}

fn html_lines(text: &str) -> Vec<RawLine> {
    raw_lines(html::lines(text))
}

pub(super) fn raw_lines(lines: Vec<html::HtmlLine>) -> Vec<RawLine> {
    let lines = lines.into_iter().map(|line| RawLine {
        bullet: line.bullet,
        heading: line.heading,
        gap: if line.heading.is_some() { 1.0 } else { 0.0 },
        ..RawLine::plain(&line.text)
    });
    lines.collect()
}
