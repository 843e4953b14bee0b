//! DOCX: paragraphs, table rows, text boxes, headers and footers into lines in reading order, with what their looks say.
//!
//! The XML is walked here rather than by a DOCX library: the libraries drop text boxes, content controls, fields or table cells,
//! and a resume has its name in one of these often enough. The walk keeps a stack of its own, so that deep nesting can't overflow,
//! and resolves no entities but the five of XML.

mod numbering;
mod package;
mod paragraph;
mod styles;
mod table;
mod walk;
mod xml;

use super::lines::{check_lines, text_of};
use domain::Result;
use domain::resume::structure::{self, Import, RawLine};
use package::Package;
use walk::Spaced;

/// A resume.
pub fn read(bytes: &[u8]) -> Result<Import> {
    let lines = lines(bytes)?;
    let pages = lines.iter().map(|line| line.page).max().unwrap_or(1);
    Ok(structure::read(lines, pages))
}

/// The text in reading order.
pub fn text(bytes: &[u8]) -> Result<String> {
    Ok(text_of(&lines(bytes)?))
}

/// Every line that says something: headers, body, notes, footers.
fn lines(bytes: &[u8]) -> Result<Vec<RawLine>> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part();
    let document = package.part(&main)?.ok_or_else(package::broken)?;
    let relations = package.relations(&main)?;
    let styles = styles::read(package.related(&main, &relations, "styles")?.as_deref().unwrap_or(""));
    let numbering = numbering::read(package.related(&main, &relations, "numbering")?.as_deref().unwrap_or(""));

    let mut spaced: Vec<Spaced> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut add = |spaced: &mut Vec<Spaced>, part: Vec<Spaced>| {
        // First page, even and odd pages often have the same header.
        let text = part.iter().map(|line| line.line.source()).collect::<Vec<_>>().join("\n");
        if !text.is_empty() && !seen.contains(&text) {
            seen.push(text);
            spaced.extend(part);
        }
    };
    let apart = ["header", "", "footnotes", "endnotes", "diagramData", "footer"];
    for kind in apart {
        if kind.is_empty() {
            let body = walk::walk(&document, &styles, &numbering, &package::links(&relations))?;
            check_lines(&body.iter().map(|line| &line.line).collect::<Vec<_>>())?;
            spaced.extend(body);
            continue;
        }
        for relation in relations.values().filter(|relation| relation.kind == kind).take(32) {
            let name = package::resolve(&main, &relation.target);
            if let Some(part) = package.part(&name)? {
                let links = package::links(&package.relations(&name)?);
                let mut part = walk::walk(&part, &styles, &numbering, &links)?;
                part.iter_mut().for_each(|line| line.line.furniture = is_page_number(&line.line.text()));
                add(&mut spaced, part);
            }
        }
    }
    let lines = walk::settle(spaced);
    check_lines(&lines.iter().collect::<Vec<_>>())?;
    Ok(lines)
}

/// "2", "Page 2", "Page 2 of 3", "2/3"
fn is_page_number(text: &str) -> bool {
    text.len() < 24
        && text.chars().any(|c| c.is_ascii_digit())
        && text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || matches!(word.to_lowercase().as_str(), "page" | "of" | "seite" | "von" | "sur" | "p")
        })
}

#[cfg(test)]
mod tests;
