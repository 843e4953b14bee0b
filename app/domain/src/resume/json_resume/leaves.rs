//! Accounts for every value of the source: what was read goes to a place, the rest is listed as left over.

use crate::ids::BlockId;
use crate::resume::structure::{Import, LineUse, Minter, SourceLine};
use crate::resume::{Document, Field, Place};
use crate::text::squeeze;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// An object of the source and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) keys: &'a Map<String, Value>,
    pub(super) path: String,
}

impl<'a> Node<'a> {
    /// The objects of the list under `key`.
    pub(super) fn list(&self, key: &str) -> Vec<Node<'a>> {
        let list = self.keys.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let objects = list.iter().enumerate().filter_map(|(index, value)| Some((index, value.as_object()?)));
        objects.map(|(index, keys)| Node { keys, path: format!("{}{key}[{index}].", self.path) }).collect()
    }

    /// The object under `key`.
    pub(super) fn object(&self, key: &str) -> Option<Node<'a>> {
        self.keys.get(key)?.as_object().map(|keys| Node { keys, path: format!("{}{key}.", self.path) })
    }

    /// The text or number under `key`, squeezed, without taking it.
    pub(super) fn peek(&self, key: &str) -> String {
        self.keys.get(key).map(shown).unwrap_or_default()
    }
}

/// What was taken from the source so far.
#[derive(Default)]
pub(super) struct Ledger {
    lines: Vec<(String, LineUse)>,
    taken: BTreeSet<String>,
    pub(super) minter: Minter,
}

impl Ledger {
    /// Takes the text under the first of these keys that has one, for this place.
    pub(super) fn text(&mut self, node: &Node, keys: &[&str], block: &BlockId, field: Field) -> String {
        let Some((key, text)) = keys.iter().map(|key| (key, node.peek(key))).find(|(_, text)| !text.is_empty()) else {
            return String::new();
        };
        self.take(&format!("{}{key}", node.path), &text, block, field);
        text
    }

    /// Takes the texts of the list under `key`, all for one place.
    pub(super) fn texts(&mut self, node: &Node, key: &str, block: &BlockId, field: Field) -> Vec<String> {
        let list = node.keys.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let texts = list.iter().enumerate().map(|(index, value)| (index, shown(value))).filter(|(_, text)| !text.is_empty());
        texts
            .map(|(index, text)| {
                self.take(&format!("{}{key}[{index}]", node.path), &text, block, field);
                text
            })
            .collect()
    }

    /// Notes that the value at `path` says `text` and stands at this place now.
    pub(super) fn take(&mut self, path: &str, text: &str, block: &BlockId, field: Field) {
        self.taken.insert(path.to_owned());
        self.lines.push((text.to_owned(), LineUse::Mapped { places: vec![Place { block: block.clone(), field }] }));
    }

    /// Whether the value under `key` has been taken.
    pub(super) fn has(&self, node: &Node, key: &str) -> bool {
        self.taken.contains(&format!("{}{key}", node.path))
    }

    /// Notes that the value at `path` says nothing about the person.
    pub(super) fn skip(&mut self, path: String) {
        self.taken.insert(path);
    }

    /// The import: what was taken in order, then what was not. `furniture` tells by their paths the values that say nothing about the person.
    pub(super) fn close(mut self, document: Document, source: &Value, furniture: impl Fn(&str) -> bool) -> Import {
        let mut rest = Vec::new();
        walk(source, "", &mut |path, text| {
            if !self.taken.contains(path) {
                let used = if furniture(path) { LineUse::Furniture } else { LineUse::LeftOver };
                rest.push((format!("{path}: {text}"), used));
            }
        });
        self.lines.append(&mut rest);
        let (texts, uses): (Vec<_>, Vec<_>) = self.lines.into_iter().unzip();
        let lines = texts.into_iter().enumerate().map(|(number, text)| SourceLine { number, page: 1, text }).collect();
        Import { document, lines, uses, pages: 1 }
    }
}

/// A scalar as text.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => squeeze(text),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Every text, number and `true` of the source with its path.
fn walk(value: &Value, path: &str, visit: &mut impl FnMut(&str, &str)) {
    match value {
        Value::Object(keys) => {
            let dot = if path.is_empty() { "" } else { "." };
            keys.iter().for_each(|(key, value)| walk(value, &format!("{path}{dot}{key}"), visit));
        }
        Value::Array(list) => list.iter().enumerate().for_each(|(index, value)| walk(value, &format!("{path}[{index}]"), visit)),
        scalar => {
            let text = if let Value::Bool(flag) = scalar { flag.to_string() } else { shown(scalar) };
            if !text.is_empty() {
                visit(path, &text);
            }
        }
    }
}
