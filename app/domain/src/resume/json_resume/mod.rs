//! Documents as [JSON Resume](https://jsonresume.org/schema) 1.0.0, both ways, and Reactive Resume 4 and 5 one way.
//!
//! The schema knows fewer things than a document: it has no order of sections, no headings, no custom sections, only ISO dates, and
//! school subjects apart from degrees. What it can't say stands in extension keys that the schema allows:
//!
//! - `meta["x-resumax"].sections`: in order, for each section `kind`, `title` and `take`, how many elements of the list of that kind are
//!   its own (a summary takes `basics.summary`); and `items`, the items themselves without ids, where the list says less than they do.
//!   Custom sections have only `items`.
//! - `x-resumax` in `basics` and in an element of a list: fields of the contact or entry as the document writes them ("Jan. 2020 – Present"
//!   beside `startDate`).
//!
//! An extension counts only as long as it still says what the standard keys say: writing what it holds must give these keys again.
//! So another program may edit the file, and its edits win.

mod dates;
mod degree;
mod leaves;
mod lists;
mod reactive;
mod read;
mod shape;
mod tree;
mod write;

use super::structure::Import;
use super::{Document, Item, loss};
use crate::ids::BlockId;
use crate::{Code, Error, Result};
use serde_json::Value;

/// The key of what the schema can't say.
const EXTENSION: &str = "x-resumax";

/// Writes a document as JSON Resume 1.0.0, indented, keys in the order of the schema.
pub fn write(document: &Document) -> String {
    let mut text = serde_json::to_string_pretty(&write::resume(document)).expect("texts and lists serialise");
    text.push('\n');
    text
}

/// Reads JSON Resume (any version) or Reactive Resume; `PARSE_FAILED` for what is neither.
pub fn read(text: &str) -> Result<Import> {
    let failed = |message: String| Error::new(Code::ParseFailed, message);
    let value: Value = serde_json::from_str(text).map_err(|error| {
        failed(format!("The file looks like JSON, but it is broken ({error}). Export it again from where it came from."))
    })?;
    match &value {
        Value::Object(top) if reactive::is_one(top) => Ok(reactive::read(&value)),
        Value::Object(top) if read::is_one(top) => Ok(read::read(&value)),
        _ => Err(failed("This JSON file is not a resume: it has no “basics”. Export it as JSON Resume and try again.".into())),
    }
}

/// The texts of a document that its JSON Resume does not carry.
pub fn lost(document: &Document) -> Vec<String> {
    match read(&write(document)) {
        Ok(import) => loss::lost(document, &import.document),
        Err(_) => loss::texts(document),
    }
}

/// The items with all ids the same, for comparing what they say.
fn without_ids(items: &[Item]) -> Vec<Item> {
    let nothing = || BlockId::new("");
    let mut items = items.to_vec();
    for item in &mut items {
        match item {
            Item::Paragraph(line) | Item::Bullet(line) => line.id = nothing(),
            Item::Skills(group) => group.id = nothing(),
            Item::Entry(entry) => {
                entry.id = nothing();
                entry.bullets.iter_mut().for_each(|bullet| bullet.id = nothing());
            }
        }
    }
    items
}

#[cfg(test)]
mod tests;
