//! Identifiers: opaque strings with a prefix that says what they name. Each kind is a type of its own.
//!
//! The server draws 128 random bits and hands them to `from_bits`; nothing here is random.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What every kind of id can do, so that one function draws them all.
pub trait Id: Sized {
    /// An id made of 128 bits that the caller drew.
    fn of_bits(bits: u128) -> Self;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// What every id of this kind starts with.
            pub const PREFIX: &'static str = $prefix;

            /// An id made of 128 bits that the caller drew.
            pub fn from_bits(bits: u128) -> Self {
                Self(format!("{}{bits:032x}", $prefix))
            }

            /// Takes an id as it came over the wire. Anything may be asked for: what does not exist is not found.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Id for $name {
            fn of_bits(bits: u128) -> Self {
                Self::from_bits(bits)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    )*};
}

ids! {
    /// A tenant: whose data it is.
    TenantId = "";
    /// An account.
    UserId = "usr_";
    /// A browser, or program, that is logged in.
    LoginId = "log_";
    /// A personal API token.
    TokenId = "tok_";
    /// A mail about an account, and the link in it.
    LetterId = "let_";
    /// A tailoring workspace.
    SessionId = "sess_";
    /// One AI request in a session.
    RunId = "run_";
    /// A proposed write that waits for its owner (the API calls it an approval).
    ApprovalId = "appr_";
    /// One block replaced, inserted, removed or moved.
    ChangeId = "chg_";
    /// An immutable snapshot of the document.
    VersionId = "ver_";
    /// An uploaded resume.
    ResumeId = "res_";
    /// A job description.
    PostingId = "jd_";
    /// A file of a workspace.
    FileId = "file_";
    /// An exported file of one version in one format.
    ArtifactId = "art_";
    /// All data of a tenant in one file.
    ArchiveId = "arc_";
    /// A live event; sorts as a string in order within its run.
    EventId = "evt_";
    /// An item of the queue.
    JobId = "job_";
    /// A block of a document; unique and stable within the document and all versions made from it.
    BlockId = "b_";
}

impl TenantId {
    /// The tenant of `local` mode when no `X-Tenant-ID` is sent.
    pub fn local() -> Self {
        Self::new("local-dev")
    }

    /// The installation itself: what is done to all of it stands in its own audit log. No caller can name it in `X-Tenant-ID`.
    pub fn installation() -> Self {
        Self::new("~installation")
    }

    /// Whether a caller may name a tenant so: 1 to 64 ASCII letters, digits, `-`, `_` and `.`.
    pub fn may_be_named(name: &str) -> bool {
        (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    }
}

impl EventId {
    /// The id of event number `seq` (from 1) of a run: fixed width, so that it sorts as a string.
    pub fn at(run: &RunId, seq: u64) -> Self {
        let run = run.as_str().strip_prefix(RunId::PREFIX).unwrap_or(run.as_str());
        Self(format!("{}{run}_{seq:010}", Self::PREFIX))
    }

    /// The number within its run, as [`EventId::at`] wrote it; `None` for anything else.
    pub fn seq(&self) -> Option<u64> {
        self.0.rsplit_once('_')?.1.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenant_is_named_with_few_characters() {
        let long = "x".repeat(65);
        for name in ["a", "local-dev", "Ada_1.b", &long[1..]] {
            assert!(TenantId::may_be_named(name), "{name}");
        }
        for name in ["", &long, "~installation", "a b", "a/b", "ä"] {
            assert!(!TenantId::may_be_named(name), "{name}");
        }
    }

    #[test]
    fn event_ids_sort_as_strings_in_order() {
        let run = RunId::from_bits(7);
        assert!(EventId::at(&run, 9) < EventId::at(&run, 10));
        assert_eq!(EventId::at(&run, 10).seq(), Some(10));
    }
}
