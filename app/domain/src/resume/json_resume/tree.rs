//! JSON to be written, with keys in the order they were given.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// A piece of JSON.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// An object with its keys in order.
    Object(Vec<(&'static str, Tree)>),
    /// Anything.
    Value(Value),
}

impl Tree {
    /// An object; keys whose value says nothing are left out.
    pub(super) fn object(keys: impl IntoIterator<Item = (&'static str, Tree)>) -> Tree {
        Tree::Object(keys.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A list of texts.
    pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Tree {
        Tree::List(texts.into_iter().map(|text| Tree::Text(text.clone())).collect())
    }

    /// Adds a key, unless its value says nothing.
    pub(super) fn push(&mut self, key: &'static str, value: Tree) {
        if let Tree::Object(keys) = self
            && !value.is_empty()
        {
            keys.push((key, value));
        }
    }

    /// An empty text, list or object.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Tree::Text(text) => text.is_empty(),
            Tree::List(list) => list.is_empty(),
            Tree::Object(keys) => keys.is_empty(),
            Tree::Value(value) => value.is_null(),
        }
    }

    /// As a value, for comparing and reading.
    pub(super) fn value(&self) -> Value {
        serde_json::to_value(self).expect("texts and lists serialise")
    }
}

impl From<String> for Tree {
    fn from(text: String) -> Self {
        Tree::Text(text)
    }
}

impl From<&String> for Tree {
    fn from(text: &String) -> Self {
        Tree::Text(text.clone())
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Tree::Text(text) => serializer.serialize_str(text),
            Tree::List(list) => serializer.collect_seq(list),
            Tree::Value(value) => value.serialize(serializer),
            Tree::Object(keys) => {
                let mut map = serializer.serialize_map(Some(keys.len()))?;
                for (key, value) in keys {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}
