//! A job description: cleaned text, title, company, location, and the requirements read from it, without AI.
//!
//! [`read`] goes through the text once: lines are cleaned and put under their headings ([`sections`]), who and where is read
//! from the head ([`head`]), what is asked for from the lines under the requirements ([`asks`]).

mod asks;
mod clean;
mod head;
mod sections;

use serde::{Deserialize, Serialize};

/// A job description as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Posting {
    /// Cleaned: boilerplate, page headers and personal data removed.
    pub text: String,
    /// "Machine Learning Engineer"; empty when none was found (the owner has to give one).
    pub title: String,
    /// Empty when none was found.
    pub company: String,
    /// Empty when none was found.
    pub location: String,
    /// In the order of the text.
    pub requirements: Vec<Requirement>,
    /// What is odd about the text.
    pub warnings: Vec<Warning>,
}

/// One thing that the job asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requirement {
    /// "r1", "r2" … in the order of the text; stable while the text is.
    pub id: String,
    /// The words of the posting, one line.
    pub text: String,
    /// How much it matters.
    pub priority: Priority,
    /// What is asked for.
    pub ask: Ask,
}

/// How much a requirement matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// "Required", "must have", or in a list of requirements.
    Must,
    /// "A plus", "preferred", "nice to have".
    Nice,
}

/// What a requirement asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ask {
    /// A skill or tool.
    Skill {
        /// The canonical name of [`crate::keywords`], or the posting's own words.
        name: String,
    },
    /// Any one of some skills ("TensorFlow, PyTorch or scikit-learn").
    AnyOf {
        /// Canonical names.
        names: Vec<String>,
    },
    /// Years of experience.
    Years {
        /// At least.
        years: u8,
        /// In what; empty for "of experience".
        area: String,
    },
    /// A degree, the lowest that will do.
    Degree {
        /// How high.
        level: DegreeLevel,
        /// "Computer Science"; may be empty.
        fields: Vec<String>,
    },
    /// A certificate or licence.
    Certification {
        /// "CPA", "RN licence".
        name: String,
    },
}

/// How high a degree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum DegreeLevel {
    Secondary,
    Associate,
    Bachelor,
    Master,
    Doctorate,
}

/// Something odd about a job description.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Warning {
    /// Stable: `too_short`, `clipped`, `not_a_job_description`, `no_requirements`.
    pub code: String,
    /// Says what to do.
    pub message: String,
}

/// A job description in the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobDescription {
    /// Names it.
    pub job_description_id: crate::ids::PostingId,
    /// Where its text came from.
    pub source: Source,
    /// With [`Source::Url`]: as its owner gave it.
    pub url: Option<String>,
    /// With [`Source::Url`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Fetched>,
    /// What was understood, as corrected by its owner.
    #[serde(flatten)]
    pub posting: Posting,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// ISO 8601, UTC.
    pub updated_at: String,
}

/// Where a job description came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Source {
    Text,
    File,
    Url,
}

/// How the text behind an address was got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fetched {
    /// When; ISO 8601, UTC.
    pub at: String,
    /// The address that it was found at, after redirects.
    pub from: String,
    /// What was read there.
    pub read: ReadFrom,
}

/// What is read of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReadFrom {
    /// The data that the page gives to search engines (JSON-LD `JobPosting`).
    JsonLd,
    /// The text that people see.
    Page,
    /// A document in place of a page: PDF, Word, plain text.
    File,
}

/// The address, where a text is nothing else: one word that begins with `https://` or `http://`.
pub fn link(text: &str) -> Option<&str> {
    let text = text.trim();
    let scheme = text.split_once("://")?.0.to_ascii_lowercase();
    (matches!(scheme.as_str(), "http" | "https") && !text.contains(char::is_whitespace)).then_some(text)
}

/// What is known of a job apart from the words of its text: a page has it in its data, or in its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Known {
    pub title: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
}

/// Reads a job description. What the owner gave (`title`, `company`, `location`) wins over what the text says.
pub fn read(raw: &str, title: Option<&str>, company: Option<&str>, location: Option<&str>) -> Posting {
    read_known(raw, &Known::default(), title, company, location)
}

/// As [`read`], where more is known than the text: it goes before what the text says, and behind what the owner gave.
pub fn read_known(raw: &str, known: &Known, title: Option<&str>, company: Option<&str>, location: Option<&str>) -> Posting {
    let given = |text: Option<&str>| text.map(crate::text::squeeze).filter(|text| !text.is_empty());
    let lines = clean::lines(raw);
    let found = head::read(&lines, known);
    let blocks = sections::divide(&lines);
    let text = sections::text(&blocks);
    let title = given(title).unwrap_or(found.title);
    let company = given(company).unwrap_or(found.company);
    let location = given(location).unwrap_or(found.location);
    let requirements = asks::read(&blocks, &[&title, &company, &location]);
    let warnings = warnings(raw, &text, &requirements, blocks.last().is_some_and(|block| block.part == sections::Part::Company));
    Posting { text, title, company, location, requirements, warnings }
}

/// Fewer words than this are hardly a job description.
const SHORT: usize = 50;

fn warnings(raw: &str, text: &str, requirements: &[Requirement], ends_with_company: bool) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut warn = |code: &str, message: &str| warnings.push(Warning { code: code.to_owned(), message: message.to_owned() });
    if text.split_whitespace().count() < SHORT {
        warn("too_short", "This is very short. Paste the whole job description, so that nothing it asks for is missed.");
    }
    // "Show more" under "About the company" hides nothing that is asked for.
    if clean::is_clipped(raw) && !ends_with_company {
        warn("clipped", "The text seems to be cut off. Open the full posting and paste the rest.");
    }
    if !clean::looks_like_a_posting(raw) {
        warn("not_a_job_description", "This does not read like a job description. Check that the right text was pasted.");
    }
    if requirements.is_empty() {
        warn("no_requirements", "No requirements were found. Paste the part that says what the job asks for, or add requirements by hand.");
    }
    warnings
}

#[cfg(test)]
mod styles;
#[cfg(test)]
mod tests;
