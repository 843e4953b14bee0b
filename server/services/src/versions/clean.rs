//! What an owner writes by hand, without what no file can show.

use crate::{Result, entity};
use domain::resume::edit::Edit;
use domain::text::printable;
use serde_json::Value;

/// The edits with clean new texts; what they were made for stays as it is, so that they still fit.
pub(crate) fn clean(edits: &[Edit]) -> Result<Vec<Edit>> {
    edits.iter().map(one).collect()
}

fn one(edit: &Edit) -> Result<Edit> {
    Ok(match edit {
        Edit::Replace { place, before, after } => Edit::Replace { place: place.clone(), before: before.clone(), after: printable(after) },
        Edit::Insert { at, node } => {
            let mut body: Value = entity::parse(&entity::json(node)?)?;
            strip(&mut body);
            Edit::Insert { at: at.clone(), node: entity::parse(&body.to_string())? }
        }
        Edit::Remove { .. } | Edit::Move { .. } => edit.clone(),
    })
}

fn strip(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable(text),
        Value::Array(all) => all.iter_mut().for_each(strip),
        Value::Object(fields) => fields.values_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::BlockId;
    use domain::resume::edit::{Anchor, Node};
    use domain::resume::{Field, Line, Place};

    #[test]
    fn what_no_file_can_show_is_gone_from_new_texts_alone() {
        let block = BlockId::new("b1");
        let place = Place { block: block.clone(), field: Field::Text };
        let at = Anchor { parent: Some(BlockId::new("e1")), after: None };
        let bullet = |text: &str| Node::Bullet(Line { id: block.clone(), text: text.into() });
        let edits = [
            Edit::Replace { place: place.clone(), before: "a\u{0}".into(), after: "b\u{0}\u{fffe}".into() },
            Edit::Insert { at: at.clone(), node: bullet("c\u{1b}[31m") },
        ];
        let wanted = [Edit::Replace { place, before: "a\u{0}".into(), after: "b".into() }, Edit::Insert { at, node: bullet("c[31m") }];
        assert_eq!(clean(&edits).expect("reads"), wanted);
    }
}
