//! What an archive says of itself.

use domain::ids::TenantId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Grows when an older program could not read an archive any more.
pub(super) const FORMAT: u32 = 1;
/// The member with this in it.
pub(super) const NAME: &str = "manifest.json";
/// The member with the account, as its owner sees it.
pub(super) const ACCOUNT: &str = "account.json";

/// The member `manifest.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: u32,
    /// `resumax 0.1.0`.
    pub program: String,
    pub made_at: String,
    pub tenant: TenantId,
    /// Rows by table, and `objects`.
    pub counts: BTreeMap<String, u64>,
    /// Objects that rows name and that could not be read: they were not there, or not what was put.
    pub missing: Vec<String>,
    /// Every other member, in the order in which they were written.
    pub members: Vec<Member>,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Member {
    pub path: String,
    pub size: u64,
    pub sha256: String,
}

/// Where the rows of a table stand.
pub(super) fn rows_of(table: &str) -> String {
    format!("rows/{table}.jsonl")
}

/// Where an object stands.
pub(super) fn object(sha256: &str) -> String {
    format!("objects/{sha256}")
}

#[derive(Deserialize)]
pub(super) struct Format {
    pub format: u32,
}
