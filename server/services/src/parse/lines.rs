//! Lines that the readers of formats hand over: what is too much, and their text.

use domain::resume::structure::RawLine;
use domain::{Code, Error, Result};

/// Nobody's resume has more lines.
pub const MAX_LINES: usize = 10_000;
/// Nor more characters.
const MAX_CHARS: usize = 1_000_000;

/// Refuses what is no document of a person, and what says nothing.
pub(super) fn check_lines(lines: &[&RawLine]) -> Result<()> {
    let chars: usize = lines.iter().flat_map(|line| &line.segments).map(|segment| segment.text.len()).sum();
    if lines.len() > MAX_LINES || chars > MAX_CHARS {
        return Err(too_much());
    }
    if lines.iter().all(|line| line.text().is_empty()) {
        return Err(Error::new(
            Code::EmptyFile,
            "The file has no text in it. If its text is a picture, save it from your editor as PDF or DOCX instead.",
        ));
    }
    Ok(())
}

/// The refusal of what is no document of a person.
pub(super) fn too_much() -> Error {
    Error::new(
        Code::ParseFailed,
        "This file has far more text than a resume or a job description. Keep the part that matters and upload that.",
    )
}

/// The lines as text: a blank line where there is white space, a dash before list items.
pub(super) fn text_of(lines: &[RawLine]) -> String {
    let mut text = String::new();
    for line in lines.iter().filter(|line| !line.furniture) {
        if !text.is_empty() {
            text.push_str(match (line.continues, line.gap >= 0.8 || line.heading.is_some()) {
                (true, _) => " ",
                (false, true) => "\n\n",
                (false, false) => "\n",
            });
        }
        if line.bullet {
            text.push_str("- ");
        }
        text.push_str(&line.text());
    }
    text
}
