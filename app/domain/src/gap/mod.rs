//! The gap between a resume and a job description: a score from 0 to 100 with every point explained.
//!
//! Deterministic, without AI, the same code in browser and server; recomputed at every decision.
//!
//! # The score
//!
//! | points | for |
//! |---|---|
//! | 80 | the requirements, shared by weight: must 3, nice 1 |
//! | 8 | the words of the job's title, in headline, summary or titles of entries |
//! | 12 | the document: e-mail 3, phone 2, dated experience 3, skills section 2, summary 2 |
//!
//! Of the points of a skill, 70 % are for showing it at all, 15 % for the posting's words, 15 % for a place that is read
//! first (skills, summary, headline). Any one of alternatives earns them all: the best counts. Years earn in proportion, half of it when what
//! they should be in is nowhere to be seen. A degree earns 80 % for its level, all with one of its fields. Without requirements the skills that the posting
//! names anywhere stand in for them; without those the 20 other points are scaled to 100.
//!
//! Every part is a sum over what is there and nothing is ever taken off: adding a skill never lowers the score.
//!
//! Call [`Prepared::new`] once a posting, then [`Prepared::analyse`] for each state of the document.

mod ats;
mod degree;
mod look;
mod prepared;
mod years;

pub use prepared::Prepared;

use crate::keywords::Phrases;
use crate::posting::{Posting, Requirement};
use crate::resume::{Document, Field, Place, SectionKind};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How well a document answers a posting. For one document; prepare the posting for more.
pub fn analyse(document: &Document, posting: &Posting) -> Analysis {
    Prepared::new(posting).analyse(document)
}

/// The skills of the table that the owner's own lines name, denied ones left out.
pub fn shown(document: &Document) -> HashSet<&'static str> {
    let mut texts = look::texts(document);
    texts.retain(|one| {
        matches!(one.place.field, Field::Text | Field::Summary | Field::Title)
            && !matches!(one.section, Some(SectionKind::Interests | SectionKind::References))
    });
    look::see(&texts, &Phrases::default()).skills.into_keys().collect()
}

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

#[cfg(test)]
mod tests;
