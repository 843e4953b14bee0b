//! What `resumax tailor` writes: changes for a reader at a terminal, and the file.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

use domain::Code;
use domain::proposal::{Change, ChangeKind};
use domain::resume::edit::Edit;

use super::refused;

/// One change with what becomes of it.
pub fn print_change(number: usize, change: &Change, taken: bool) {
    println!("{number}. [{}] {}: {}", if taken { "accepted" } else { "rejected" }, change.section, change.reason);
    for line in lines(change) {
        println!("   {line}");
    }
}

/// What stood there and what stands there then; a text that only moves is said once, with where to.
fn lines(change: &Change) -> Vec<String> {
    let text = change.before.as_ref().or(change.after.as_ref());
    let mut lines = match (change.kind, text) {
        (ChangeKind::Move, Some(text)) => {
            let to_the_top = matches!(&change.edit, Edit::Move { to, .. } if to.after.is_none());
            vec![format!("~ {text} ({})", if to_the_top { "moved to the top" } else { "moved" })]
        }
        _ => {
            let before = change.before.iter().map(|text| format!("- {text}"));
            before.chain(change.after.iter().map(|text| format!("+ {text}"))).collect()
        }
    };
    let unsupported = change.findings.iter().filter(|finding| !finding.supported);
    lines.extend(unsupported.map(|finding| format!("! not supported by the resume: {}", finding.text)));
    lines
}

/// Before the journey: nobody should wait for a file that can't be written. What stands there is not touched.
pub fn refuse_unwritable(path: &Path) -> Result<(), String> {
    if path.exists() {
        return OpenOptions::new().append(true).open(path).map(|_| ()).map_err(|error| unwritable(path, &error));
    }
    let made = OpenOptions::new().write(true).create_new(true).open(path).and_then(|_| std::fs::remove_file(path));
    made.map_err(|error| unwritable(path, &error))
}

/// Names the file and what to do.
pub fn unwritable(path: &Path, error: &io::Error) -> String {
    let message = format!("{} can't be written: {error}. Give -o a file in a folder that you may write to.", path.display());
    refused(Code::InvalidPath, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn moved(after: serde_json::Value) -> Change {
        let from = json!({"parent": "e1", "after": "b1"});
        let change = json!({
            "change_id": "chg_1", "block_id": "b2", "field": "text", "kind": "move", "section": "Experience", "section_kind": null,
            "before": "Ran builds.", "after": "Ran builds.", "reason": "First things first.", "evidence": [], "findings": [],
            "decision": "pending", "text": null, "confirmation": null, "stale": false,
            "edit": {"kind": "move", "block": "b2", "from": from, "to": {"parent": "e1", "after": after}},
        });
        serde_json::from_value(change).expect("a change")
    }

    #[test]
    fn a_text_that_moves_is_said_once_with_where_to() {
        assert_eq!(lines(&moved(json!(null))), ["~ Ran builds. (moved to the top)"]);
        assert_eq!(lines(&moved(json!("b3"))), ["~ Ran builds. (moved)"]);
    }

    #[test]
    fn a_file_that_can_not_be_written_is_refused_and_a_check_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = refuse_unwritable(&folder.path().join("missing/out.pdf")).expect_err("no such folder");
        assert!(refused.starts_with("INVALID_PATH: ") && refused.contains("missing/out.pdf"), "{refused}");
        assert!(refuse_unwritable(folder.path()).is_err(), "a folder is no file");
        refuse_unwritable(&folder.path().join("out.pdf")).expect("writable");
        assert_eq!(std::fs::read_dir(folder.path()).expect("reads").count(), 0);
    }
}
