//! Which changes a decision on many is about.

use domain::ids::ChangeId;
use domain::proposal::{Change, Decision};

/// Changes that "accept all" and "reject all" are about: not decided, no unsupported claim, not stale.
pub fn open_changes(changes: &[Change], section: Option<&str>) -> Vec<ChangeId> {
    let open = |change: &&Change| {
        change.decision == Decision::Pending
            && !change.stale
            && change.findings.iter().all(|finding| finding.supported)
            && section.is_none_or(|section| change.section == section)
    };
    changes.iter().filter(open).map(|change| change.change_id.clone()).collect()
}
