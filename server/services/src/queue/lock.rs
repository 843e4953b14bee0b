//! Whether anybody else works on this data folder.
//!
//! Every process with workers holds a shared lock on a file in the data folder, which the system releases when it dies,
//! however it dies. Who can have the file to itself at its start knows that every lease in the embedded database belongs
//! to the dead, and takes the work over at once instead of waiting for the leases to run out.

use std::fs::{File, OpenOptions};
use std::path::Path;

/// Held while the workers of this process live.
#[derive(Debug)]
pub(super) struct Presence {
    /// `None` where the folder can't have one: then leases have to run out.
    _file: Option<File>,
    /// Nobody else worked here when this process began.
    pub alone: bool,
}

impl Presence {
    /// Shows that this process works here.
    pub(super) fn show(folder: &Path) -> Self {
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("workers.lock"));
        let file = match open {
            Ok(file) => file,
            Err(error) => {
                tracing::warn!(
                    error = crate::told(&error),
                    "The lock file of the workers can't be opened; work of a dead process is taken over when its leases run out."
                );
                return Self { _file: None, alone: false };
            }
        };
        let alone = file.try_lock().is_ok();
        // From exclusive to shared, or shared from the start: whoever comes next sees that somebody works here.
        let shown = if alone { file.unlock().and_then(|()| file.lock_shared()) } else { file.lock_shared() };
        Self { _file: shown.is_ok().then_some(file), alone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempDir;

    #[test]
    fn only_the_first_is_alone_until_the_last_has_gone() {
        let dir = TempDir::new();
        let first = Presence::show(dir.path());
        let second = Presence::show(dir.path());
        assert!(first.alone && !second.alone);
        drop(first);
        assert!(!Presence::show(dir.path()).alone, "the second still works");
        drop(second);
        assert!(Presence::show(dir.path()).alone);
    }
}
