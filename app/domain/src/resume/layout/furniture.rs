//! Page numbers, running headers and "last updated" notes, taken out of the text and kept apart.

use super::super::structure::document_title;
use super::rows::Piece;
use std::collections::BTreeMap;

/// Takes the furniture out of the pages.
pub(super) fn take(pages: &mut [Vec<Piece>], body: f32) -> Vec<Piece> {
    let repeated = repeated(pages);
    let mut taken = Vec::new();
    let person = pages.first().map(|page| largest_text(page)).unwrap_or_default();
    for (number, page) in pages.iter_mut().enumerate() {
        let largest = page.iter().map(Piece::size).fold(0.0, f32::max);
        let (top, bottom) = edges(page);
        let mut kept = Vec::new();
        // What stands beside the name and the number in the foot of the page belongs to the foot.
        let foot = |piece: &Piece| {
            let text = piece.text();
            piece.y() <= bottom + 1.2 * body && (pages_numbered(&text, &person) || titled(&text, &person))
        };
        let foot = page.iter().find(|piece| foot(piece)).map(Piece::y);
        for piece in page.drain(..) {
            let text = piece.text();
            let edge = piece.y() >= top - 2.5 * body || piece.y() <= bottom + 2.5 * body;
            let low = piece.y() <= bottom + 2.5 * body;
            let runs_on = edge && repeated.get(&key(&piece, &text)).is_some_and(|count| *count > 1);
            // The name and the address may stand in a header that is on every page: the first page keeps them.
            let first = number == 0 && !low && (text.contains('@') || piece.size() >= largest - 0.1 && largest > 1.25 * body);
            let own = edge && (low || number > 0) && pages_numbered(&text, &person)
                || foot.is_some_and(|y| (piece.y() - y).abs() < 0.3 * piece.size())
                || edge && number > 0 && (crate::text::fold(&text) == crate::text::fold(&person) || document_title(&text));
            if edge && numbered(&text) || own || note(&text) || runs_on && !first {
                taken.push(piece);
            } else {
                kept.push(piece);
            }
        }
        *page = kept;
    }
    taken
}

fn largest_text(page: &[Piece]) -> String {
    page.iter().max_by(|a, b| a.size().total_cmp(&b.size())).map(Piece::text).unwrap_or_default()
}

fn edges(page: &[Piece]) -> (f32, f32) {
    let top = page.iter().map(Piece::y).fold(f32::MIN, f32::max);
    let bottom = page.iter().map(Piece::y).fold(f32::MAX, f32::min);
    (top, bottom)
}

/// On how many pages a text stands at one height.
fn repeated(pages: &[Vec<Piece>]) -> BTreeMap<(String, i32), usize> {
    let mut counts = BTreeMap::new();
    for page in pages {
        let keys: std::collections::BTreeSet<_> = page.iter().map(|piece| key(piece, &piece.text())).collect();
        for key in keys {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts
}

fn key(piece: &Piece, text: &str) -> (String, i32) {
    let text = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect::<String>();
    (crate::text::fold(&text), (piece.y() / 4.0).round() as i32)
}

/// "2", "Page 2 of 3", "– 2 –", "2/3".
pub(in crate::resume) fn numbered(text: &str) -> bool {
    let mut numbers = 0;
    let plain = crate::resume::dates::plain(text);
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            numbers += 1;
        } else if !matches!(
            word,
            "page" | "seite" | "pagina" | "of" | "von" | "de" | "di" | "sur" | "van" | "strona" | "p" | "pag" | "sida"
        ) {
            return false;
        }
    }
    // "06 55 50 10 77" is a telephone number.
    (1..=2).contains(&numbers)
}

/// The name with a page number: "Jane Doe – 1/1".
fn pages_numbered(text: &str, name: &str) -> bool {
    let name = crate::text::fold(name);
    let rest: String = crate::text::fold(text).replace(&name, " ");
    !name.is_empty() && crate::text::fold(text).contains(&name) && numbered(&rest)
}

/// "Jane Doe – Page 2" in a header.
pub(in crate::resume) fn page_of(text: &str) -> bool {
    let Some((_, number)) = text.rsplit_once(['–', '—', '|', '·', ',', '-']) else { return false };
    numbered(number) && number.chars().any(char::is_alphabetic) && text.split_whitespace().count() <= 8
}

/// The name with the title of the document: "Jane Doe · Résumé".
fn titled(text: &str, name: &str) -> bool {
    let (text, name) = (crate::text::fold(text), crate::text::fold(name));
    !name.is_empty() && text.contains(&name) && document_title(&text.replace(&name, " "))
}

/// A note of the template, not of the resume.
pub(in crate::resume) fn note(text: &str) -> bool {
    let text = crate::text::fold(text);
    ["last updated", "last update:", "updated on ", "stand: ", "zuletzt aktualisiert", "powered by ", "created with ", "made with "]
        .iter()
        .any(|start| text.starts_with(start))
}
