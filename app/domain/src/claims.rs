//! The truth guard: a change is split into claims, and each claim needs evidence in the source resume or a dated
//! statement by its owner.

use crate::proposal::Evidence;
use serde::{Deserialize, Serialize};

/// One claim of a change, and what supports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// What kind of claim.
    pub claim: ClaimKind,
    /// The words of the change that make the claim.
    pub text: String,
    /// Whether the source, or a statement of the owner, supports it.
    pub supported: bool,
    /// The span that supports it.
    pub evidence: Option<Evidence>,
    /// One sentence for the owner: why it counts as supported or not.
    pub message: String,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClaimKind {
    Number,
    Unit,
    Organisation,
    Title,
    Date,
    Degree,
    Certification,
    Tool,
    /// "Led" against "contributed to".
    Scope,
    /// "Company-wide", "global".
    Reach,
}
