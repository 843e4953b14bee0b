//! Lists: which of them show a bullet or a number.

use super::xml::{Visitor, attribute, visit};
use quick_xml::events::BytesStart;
use std::collections::{BTreeMap, BTreeSet};

/// The lists by their ids.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstract_of: BTreeMap<u32, u32>,
    /// Abstract list and level that show nothing.
    silent: BTreeSet<(u32, u32)>,
}

impl Numbering {
    /// Whether items of this list and level have a mark. A list that is not described has one.
    pub(super) fn has_mark(&self, list: u32, level: u32) -> bool {
        list != 0 && !self.abstract_of.get(&list).is_some_and(|of| self.silent.contains(&(*of, level)))
    }
}

/// Reads `numbering.xml`; what is broken in it is left out.
pub(super) fn read(part: &str) -> Numbering {
    let mut reader = Reader::default();
    let _ = visit(part, &mut reader);
    reader.numbering
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    list: Option<u32>,
    abstract_list: Option<u32>,
    level: u32,
}

impl Visitor for Reader {
    fn start(&mut self, name: &str, element: &BytesStart) {
        let number = |key: &str| attribute(element, key).and_then(|value| value.parse::<u32>().ok());
        match name {
            "abstractNum" => self.abstract_list = number("abstractNumId"),
            "num" => self.list = number("numId"),
            "abstractNumId" => {
                if let (Some(list), Some(of)) = (self.list, number("val")) {
                    self.numbering.abstract_of.insert(list, of);
                }
            }
            "lvl" => self.level = number("ilvl").unwrap_or(0),
            "numFmt" => {
                if let (Some(of), Some("none")) = (self.abstract_list, attribute(element, "val").as_deref()) {
                    self.numbering.silent.insert((of, self.level));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "abstractNum" => self.abstract_list = None,
            "num" => self.list = None,
            _ => {}
        }
    }
}
