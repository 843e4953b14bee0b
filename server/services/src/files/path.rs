//! Paths of a workspace: names in it, never places on the disk.

use crate::{Error, Result};
use domain::Code;

/// The longest path, in bytes.
const LONGEST: usize = 512;

/// A relative path of plain segments.
pub(super) fn parse(path: &str) -> Result<String> {
    let plain = |segment: &str| !segment.trim().is_empty() && segment != "." && segment != ".." && !segment.chars().any(char::is_control);
    if path.len() > LONGEST || path.contains('\\') || !path.split('/').all(plain) {
        let message = "This is not a path in the workspace. Use names with single slashes between them, like notes/cover-letter.txt.";
        return Err(Error::refused(Code::InvalidPath, message));
    }
    Ok(path.to_owned())
}

/// Originals stay as they are, and the resume's Markdown and exports are made of versions.
pub(super) fn refuse_kept(path: &str, resume_path: Option<&str>) -> Result<()> {
    let kept = ["original", "exports"].iter().any(|folder| path.split('/').next() == Some(folder));
    if kept || resume_path == Some(path) {
        return Err(Error::refused(
            Code::InvalidPath,
            "Originals, exports and the resume itself can't be replaced by hand. Choose another path.",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_paths_of_plain_segments_are_paths() {
        for good in ["a.txt", "notes/cover letter.txt", "ä/..b/c..", "...", "original/x.pdf"] {
            assert_eq!(parse(good).expect(good), good);
        }
        for bad in ["", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/..", "./a", "a\0b", "a\\b", "a\nb", " /x", &"x".repeat(513)] {
            let error = parse(bad).expect_err(bad).public();
            assert_eq!(error.code, Code::InvalidPath, "{bad:?}");
        }
    }

    #[test]
    fn what_the_program_keeps_can_not_be_replaced() {
        for kept in ["original/cv.pdf", "exports/x.pdf", "original", "cv.md"] {
            assert!(refuse_kept(kept, Some("cv.md")).is_err(), "{kept}");
        }
        assert!(refuse_kept("notes/original/cv.md", Some("cv.md")).is_ok());
    }
}
