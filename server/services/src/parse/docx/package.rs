//! The ZIP file around the parts of a document: opened in memory, each part and all together bounded.

use super::xml::{Visitor, attribute, visit};
use crate::parse::decode;
use domain::{Code, Error, Result};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// All parts that are read may have so many bytes together, unpacked.
const BUDGET: u64 = 96 << 20;

/// An opened package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    budget: u64,
}

/// A line of a `.rels` part.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type, `hyperlink`.
    pub(super) kind: String,
    pub(super) target: String,
}

pub(super) fn broken() -> Error {
    Error::new(Code::ParseFailed, "This Word file is damaged. Open it in your editor, save it again as DOCX or PDF, and upload that file.")
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
        Ok(Self { archive, budget: BUDGET })
    }

    /// The text of a part, or `None` when there is none of that name. Names are looked up inside the package only; nothing is unpacked to disk.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(crate::parse::encrypted()),
            Err(_) => return Err(broken()),
        };
        let mut bytes = Vec::new();
        file.take(self.budget + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        if bytes.len() as u64 > self.budget {
            return Err(Error::new(
                Code::ParseFailed,
                "This Word file unpacks to far more than a document has. Copy its text into a new document and upload that.",
            ));
        }
        self.budget -= bytes.len() as u64;
        Ok(Some(decode(&bytes)))
    }

    /// The part with the body: what the package says, or where it usually is.
    pub(super) fn main_part(&mut self) -> String {
        let relations = self.relations("").unwrap_or_default();
        let target =
            relations.into_values().find(|relation| relation.kind == "officeDocument").map(|relation| resolve("", &relation.target));
        target.unwrap_or_else(|| "word/document.xml".to_owned())
    }

    /// The part of the first relation of a kind.
    pub(super) fn related(&mut self, from: &str, relations: &BTreeMap<String, Relation>, kind: &str) -> Result<Option<String>> {
        match relations.values().find(|relation| relation.kind == kind) {
            Some(relation) => self.part(&resolve(from, &relation.target)),
            None => Ok(None),
        }
    }

    /// What a part refers to, by id; of the package itself for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<BTreeMap<String, Relation>> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let mut relations = Relations::default();
        if let Some(text) = self.part(&format!("{folder}{slash}_rels/{file}.rels"))? {
            visit(&text, &mut relations)?;
        }
        Ok(relations.0)
    }
}

/// Where a target of a part leads inside the package.
pub(super) fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "" | "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The addresses of the hyperlinks by id.
pub(super) fn links(relations: &BTreeMap<String, Relation>) -> BTreeMap<String, String> {
    let links = relations.iter().filter(|(_, relation)| relation.kind == "hyperlink");
    links.map(|(id, relation)| (id.clone(), relation.target.clone())).collect()
}

#[derive(Default)]
struct Relations(BTreeMap<String, Relation>);

impl Visitor for Relations {
    fn start(&mut self, name: &str, element: &BytesStart) {
        if name == "Relationship"
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(element, "Id"), attribute(element, "Type"), attribute(element, "Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
            self.0.insert(id, Relation { kind, target });
        }
    }

    fn end(&mut self, _name: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_stay_inside_the_package() {
        assert_eq!(resolve("word/document.xml", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word/document.xml", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("", "/word/document.xml"), "word/document.xml");
    }
}
