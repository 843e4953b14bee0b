//! PDF: positioned text into lines in reading order.
//!
//! `pdf-inspector` says what stands where and in which font; columns, rows and wraps are [`domain::resume::layout`]'s. A few
//! things only the font's name tells are settled here: the bold faces of TeX, small capitals, and icon fonts, whose glyphs pretend to be
//! letters. What `pdf-inspector` would misread is settled before, in [`super::prepare`].

use super::prepare;
use domain::resume::layout::{self, Run};
use domain::resume::structure::{self, Import, RawLine};
use domain::{Code, Error, Result};
use pdf_inspector::extractor::{ItemType, extract_text_with_positions_mem_with_options};
use pdf_inspector::{PdfError, PositionFrame, PositionOptions, TextItem};
use std::collections::BTreeMap;

/// So many letters on all pages together are a stamp or a page number, not a text.
const FEW_LETTERS: usize = 24;

/// A resume.
pub fn read(bytes: &[u8]) -> Result<Import> {
    let (lines, pages) = lines(bytes)?;
    Ok(structure::read(lines, pages))
}

/// The text in reading order: a line for each paragraph, an empty line where the page has white space.
pub fn text(bytes: &[u8]) -> Result<String> {
    let (lines, _) = lines(bytes)?;
    Ok(structure::plain_text(&lines))
}

fn lines(bytes: &[u8]) -> Result<(Vec<RawLine>, u16)> {
    let options = PositionOptions::new().frame(PositionFrame::Display).bold_from_weight(true);
    let prepared = prepare::readable(bytes);
    let bytes = prepared.as_deref().unwrap_or(bytes);
    let mut items = extract_text_with_positions_mem_with_options(bytes, None, options).map_err(refusal)?;
    // Fonts without names: the pages inherit their resources, which `pdf-inspector` does not look up.
    if items.iter().any(|item| matches!(item.item_type, ItemType::Text))
        && items.iter().filter(|item| matches!(item.item_type, ItemType::Text)).all(|item| item.font == item.font_tag)
        && let Some(flat) = with_own_resources(bytes)
        && let Ok(better) = extract_text_with_positions_mem_with_options(&flat, None, options)
    {
        items = better;
    }
    let pages = items.iter().map(|item| item.page).max().map_or(1, |page| u16::try_from(page).unwrap_or(u16::MAX));
    let pictures = items.iter().any(|item| matches!(item.item_type, ItemType::Image));
    let runs = runs(&items);
    let letters: usize = runs.iter().map(|run| run.text.chars().filter(|c| c.is_alphanumeric()).count()).sum();
    if letters < FEW_LETTERS {
        return Err(match (pictures, letters) {
            (true, _) => Error::new(
                Code::ScannedFile,
                "The pages of this PDF are pictures without text. Export the resume as PDF from the program it was written in, or run text recognition on the scan first.",
            ),
            (false, 0) => Error::new(Code::EmptyFile, "This PDF has no text on its pages. Choose the file that has your text in it."),
            (false, _) => {
                Error::new(Code::EmptyFile, "This PDF has hardly any text on its pages. Choose the file that has your text in it.")
            }
        });
    }
    Ok((layout::lines(runs), pages))
}

/// The file with the resources that pages inherit written into each page.
fn with_own_resources(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut document = lopdf::Document::load_mem(bytes).ok()?;
    let pages: Vec<lopdf::ObjectId> = document.get_pages().into_values().collect();
    for page in pages {
        if document.get_dictionary(page).ok()?.has(b"Resources") {
            continue;
        }
        let mut node = page;
        let mut found = None;
        // A tree of pages is flat; a loop in it is a fault.
        for _ in 0..32 {
            let dictionary = document.get_dictionary(node).ok()?;
            if let Ok(resources) = dictionary.get(b"Resources") {
                found = Some(resources.clone());
                break;
            }
            node = dictionary.get(b"Parent").and_then(lopdf::Object::as_reference).ok()?;
        }
        document.get_dictionary_mut(page).ok()?.set("Resources", found?);
    }
    let mut flat = Vec::new();
    document.save_to(&mut flat).ok()?;
    Some(flat)
}

fn refusal(error: PdfError) -> Error {
    match error {
        PdfError::Encrypted => {
            Error::new(Code::EncryptedFile, "This PDF is protected by a password. Save a copy without a password and upload that.")
        }
        PdfError::NotAPdf(_) | PdfError::InvalidStructure | PdfError::Parse(_) | PdfError::Io(_) => Error::new(
            Code::ParseFailed,
            "This PDF is damaged and can't be read. Open it in a PDF viewer, save it again as PDF (print to PDF), and upload the new file.",
        ),
    }
}

fn runs(items: &[TextItem]) -> Vec<Run> {
    let links: Vec<(&TextItem, &str)> = items
        .iter()
        .filter_map(|item| match &item.item_type {
            ItemType::Link(url) => Some((item, url.as_str())),
            _ => None,
        })
        .collect();
    let icons = icon_fonts(items);
    let text = items.iter().filter(|item| matches!(item.item_type, ItemType::Text) && item.is_upright());
    text.filter_map(|item| run(item, &links, &icons)).collect()
}

/// What a glyph of an icon font is: how often it stands on its own.
type Icons<'a> = BTreeMap<&'a str, BTreeMap<&'a str, usize>>;

/// Fonts without a name that set single glyphs, beside named fonts that set the text: icons drawn as type 3.
fn icon_fonts(items: &[TextItem]) -> Icons<'_> {
    let mut fonts: BTreeMap<&str, (bool, BTreeMap<&str, usize>)> = BTreeMap::new();
    for item in items.iter().filter(|item| matches!(item.item_type, ItemType::Text)) {
        let (text, glyphs) = fonts.entry(item.font_tag.as_str()).or_default();
        let trimmed = item.text.trim();
        let mut chars = trimmed.chars();
        let alone = chars.next().is_some_and(|c| !c.is_ascii_digit()) && chars.next().is_none_or(|c| c == ' ');
        *text |= item.font != item.font_tag && !item.font.is_empty() || !trimmed.is_empty() && !alone;
        if trimmed.chars().count() == 1 {
            *glyphs.entry(trimmed).or_default() += 1;
        }
    }
    let any_text = fonts.values().any(|(text, _)| *text);
    fonts.into_iter().filter(|(_, (text, _))| any_text && !text).map(|(tag, (_, glyphs))| (tag, glyphs)).collect()
}

/// A sign that stands often on its own marks the items of a list; a glyph that pretends to be a letter never does.
fn drawn_marker(text: &str, glyphs: &BTreeMap<&str, usize>) -> bool {
    let text = text.trim();
    glyphs.get(text).is_some_and(|count| *count > 2) && !text.chars().any(|c| c.is_alphabetic() && c.is_ascii())
}

fn run(item: &TextItem, links: &[(&TextItem, &str)], icons: &Icons<'_>) -> Option<Run> {
    let face = face(&item.font);
    let text = match icons.get(item.font_tag.as_str()) {
        Some(glyphs) if drawn_marker(&item.text, glyphs) => "•",
        Some(_) => without_icon(&item.text),
        None if face.icons => without_icon(&item.text),
        None => &item.text,
    };
    if text.trim().is_empty() {
        return None;
    }
    let cut = item.text.chars().count() - text.chars().count();
    // An icon takes about one em; its text stands behind.
    let shift = if cut > 0 { (item.font_size * 1.2).min(item.width * 0.5) } else { 0.0 };
    Some(Run {
        page: u16::try_from(item.page).unwrap_or(u16::MAX),
        x: item.x + shift,
        y: item.line_y(),
        width: item.width - shift,
        size: item.font_size,
        bold: item.is_bold && !face.signs || face.bold,
        italic: item.is_italic && !face.signs || face.italic,
        text: text.to_owned(),
        link: link(item, links),
    })
}

/// The link whose box covers most of the item.
fn link(item: &TextItem, links: &[(&TextItem, &str)]) -> Option<String> {
    let covers = |link: &TextItem| {
        let level = link.y <= item.y + 0.5 * item.font_size && link.y + link.height >= item.y + 0.2 * item.font_size;
        let shared = (link.x + link.width).min(item.x + item.width) - link.x.max(item.x);
        link.page == item.page && level && shared > 0.5 * item.width
    };
    links.iter().find(|(link, _)| covers(link)).map(|(_, url)| (*url).to_owned())
}

/// What a font's name says and its flags do not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Face {
    bold: bool,
    italic: bool,
    /// Signs of formulas: their slant means nothing.
    signs: bool,
    icons: bool,
}

fn face(font: &str) -> Face {
    let name = font.split_once('+').map_or(font, |(_, name)| name).to_ascii_lowercase();
    let starts = |list: &[&str]| list.iter().any(|start| name.starts_with(start));
    let holds = |list: &[&str]| list.iter().any(|part| name.contains(part));
    Face {
        // Computer Modern and its kin; "Medi" is the bold face of the Nimbus fonts. Small capitals set off headings as bold does.
        bold: starts(&["cmbx", "cmssbx", "sfbx", "sfsx", "ecbx", "ecsx", "cmb1", "cmcsc", "sfcc", "eccc"])
            || name.ends_with("medi")
            || holds(&["romancaps", "smallcaps"]),
        italic: starts(&["cmti", "cmsl", "cmssi", "cmbxti", "sfti", "sfsl", "sfsi", "ecti", "ecsl"])
            || name.ends_with("ital")
            || holds(&["oblique", "slanted"]),
        signs: holds(&["math"]) || starts(&["cmsy", "cmmi", "cmex", "msam", "msbm"]),
        icons: holds(&[
            "awesome",
            "icon",
            "phosphor",
            "material",
            "fontello",
            "academicons",
            "wingdings",
            "webdings",
            "marvosym",
            "fontisto",
            "feather",
            "remix",
        ]),
    }
}

/// The text behind the icon in front: one glyph that reads as some letter.
fn without_icon(text: &str) -> &str {
    let trimmed = text.trim_start();
    let mut chars = trimmed.chars();
    match (chars.next(), chars.next()) {
        (Some('•'), _) => text,
        (Some(_), None) => "",
        (Some(c), Some(' ')) => trimmed[c.len_utf8()..].trim_start(),
        (Some(c), Some(_)) if !c.is_ascii() => trimmed[c.len_utf8()..].trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_faces_are_known_by_name() {
        assert!(face("FSIEEL+CMBX10").bold);
        assert!(face("ABCDEF+NimbusRomNo9L-Medi").bold);
        assert!(face("ABCDEF+CMTI10").italic);
        assert_eq!(face("ABCDEF+LMRoman10-Regular"), Face::default());
    }

    #[test]
    fn an_icon_in_front_is_dropped_and_its_text_kept() {
        assert_eq!(without_icon("à jane@example.com"), "jane@example.com");
        assert_eq!(without_icon("\u{f3c5} Leeds"), "Leeds");
        assert_eq!(without_icon("Á"), "");
    }

    #[test]
    fn a_broken_file_says_what_to_do() {
        let error = read(b"%PDF-1.7\nnothing here").expect_err("broken");
        assert_eq!(error.code, Code::ParseFailed);
        assert!(error.message.contains("save it again"));
    }
}
