//! The gap between a resume and a job description: a score from 0 to 100 with every point explained.
//!
//! Deterministic, without AI, the same code in browser and server; recomputed at every decision.

use crate::posting::Requirement;
use crate::resume::Place;
use serde::{Deserialize, Serialize};

/// How well a document answers a posting.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Analysis {
    /// 0 to 100: the sum of the points, rounded.
    pub score: u8,
    /// One for each requirement, and those for the document as a whole.
    pub points: Vec<Point>,
    /// What the resume shows in the posting's words.
    pub present: Vec<Match>,
    /// What the resume shows in other words ("k8s" for "Kubernetes").
    pub rephrased: Vec<Match>,
    /// What the resume doesn't show: add only if true.
    pub missing: Vec<Match>,
    /// What a tracking system may stumble over.
    pub ats: Vec<AtsCheck>,
}

/// Points won or not, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// The requirement's id; `None` for a point about the document as a whole.
    pub requirement: Option<String>,
    /// What it is for, one line.
    pub label: String,
    /// Points won.
    pub earned: f32,
    /// Points to be had.
    pub possible: f32,
    /// Why, one sentence.
    pub explanation: String,
    /// Where the resume shows it.
    pub places: Vec<Place>,
    /// The words there; empty when there are none.
    pub evidence: String,
}

/// A requirement and where the resume answers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Match {
    /// What the job asks for.
    pub requirement: Requirement,
    /// The words that were looked for: a skill, "5 years", a degree.
    pub keyword: String,
    /// The words that the resume has for it; empty when missing.
    pub found: String,
    /// Where.
    pub places: Vec<Place>,
}

/// One check of how a tracking system reads the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AtsCheck {
    /// Stable: `contact_found`, `dates_readable`, …
    pub code: String,
    /// Whether it is fine.
    pub ok: bool,
    /// What was found, and what to do when it is not fine.
    pub message: String,
}
