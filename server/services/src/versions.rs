//! Versions: immutable snapshots.

use crate::{Actor, Result, Services};
use domain::ids::{ChangeId, SessionId, VersionId};
use domain::resume::edit::Edit;
use domain::version::{Blame, Version, VersionDiff, VersionSummary};

/// Newest first.
pub async fn list(_services: &Services, _actor: &Actor, _session: &SessionId) -> Result<Vec<VersionSummary>> {
    todo!()
}

/// Or `VERSION_NOT_FOUND`.
pub async fn get(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &VersionId) -> Result<Version> {
    todo!()
}

/// Block by block.
pub async fn diff(_services: &Services, _actor: &Actor, _session: &SessionId, _from: &VersionId, _to: &VersionId) -> Result<VersionDiff> {
    todo!()
}

/// A new version with the old document.
pub async fn restore(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &VersionId) -> Result<Version> {
    todo!()
}

/// At most 100 characters.
pub async fn label(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &VersionId, _label: &str) -> Result<VersionSummary> {
    todo!()
}

/// The owner's own edits, rebased when the head has moved on; `STALE_VERSION` where they do not fit.
pub async fn edit(_services: &Services, _actor: &Actor, _session: &SessionId, _base: &VersionId, _edits: &[Edit]) -> Result<Version> {
    todo!()
}

/// Takes one applied change back, long after.
pub async fn revert(_services: &Services, _actor: &Actor, _session: &SessionId, _change: &ChangeId) -> Result<Version> {
    todo!()
}

/// Who made each block what it is.
pub async fn blame(_services: &Services, _actor: &Actor, _session: &SessionId, _id: &VersionId) -> Result<Vec<Blame>> {
    todo!()
}
