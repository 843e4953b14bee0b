//! The document: the structured form of a resume. Contact, sections, entries, bullets; every block has a stable id.
//!
//! ```text
//! Document
//! ├─ contact            block "contact" with the fields name, headline, email, phone, location, links
//! └─ sections[]         a block each: kind and title
//!    └─ items[]         Paragraph | Bullet | Skills (label: a, b, c) | Entry
//!       └─ bullets[]    of an entry, a block each
//! ```
//!
//! Text is addressed by block and field ([`Field`]), so that an edit, a claim, a piece of evidence and a diff all name the same place.

#[cfg(any(test, feature = "testing"))]
pub mod arbitrary;
pub mod check;
pub mod dates;
pub mod edit;
pub mod html;
pub mod json_resume;
pub mod layout;
pub mod library;
pub mod links;
pub mod loss;
pub mod markdown;
pub mod plain;
pub mod structure;

use crate::ids::BlockId;
use serde::{Deserialize, Serialize};

/// A resume as structure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Document {
    /// Who it is and how to reach them.
    pub contact: Contact,
    /// In reading order.
    pub sections: Vec<Section>,
}

/// Who the resume is about. Empty strings are fields that the source does not have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[allow(missing_docs)]
pub struct Contact {
    pub name: String,
    /// The line under the name, "Senior data engineer".
    pub headline: String,
    pub email: String,
    pub phone: String,
    pub location: String,
    /// Profiles and web pages.
    pub links: Vec<Link>,
}

/// A profile or web page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Link {
    /// "GitHub"; may be empty.
    pub label: String,
    /// As the source shows it, "github.com/alexchen" or with a scheme.
    pub url: String,
}

/// What a section is about; says how exports and scores treat it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum SectionKind {
    Summary,
    Experience,
    Education,
    Skills,
    Projects,
    Certifications,
    Languages,
    Awards,
    Publications,
    Volunteering,
    Interests,
    References,
    /// Anything else, kept under the heading it had.
    Custom,
}

impl SectionKind {
    /// Every kind.
    pub const ALL: [SectionKind; 13] = [
        SectionKind::Summary,
        SectionKind::Experience,
        SectionKind::Education,
        SectionKind::Skills,
        SectionKind::Projects,
        SectionKind::Certifications,
        SectionKind::Languages,
        SectionKind::Awards,
        SectionKind::Publications,
        SectionKind::Volunteering,
        SectionKind::Interests,
        SectionKind::References,
        SectionKind::Custom,
    ];
}

/// A heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Section {
    /// Stable.
    pub id: BlockId,
    /// What it is about.
    pub kind: SectionKind,
    /// The heading as the source has it.
    pub title: String,
    /// In reading order.
    pub items: Vec<Item>,
}

/// What stands in a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", schema(no_recursion))]
pub enum Item {
    /// Running text: a summary, a note.
    Paragraph(Line),
    /// A bullet that belongs to no entry.
    Bullet(Line),
    /// A row of skills: `label: a, b, c`.
    Skills(SkillGroup),
    /// A job, a school, a project, a certificate.
    Entry(Entry),
}

/// One block of text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    /// Stable.
    pub id: BlockId,
    /// Plain text, one line, [`crate::text::squeeze`]d.
    pub text: String,
}

/// Skills under one label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SkillGroup {
    /// Stable.
    pub id: BlockId,
    /// "Languages"; may be empty.
    pub label: String,
    /// Each as the source writes it.
    pub skills: Vec<String>,
}

/// A job, a school, a project, a certificate, an award, a publication. Empty strings are fields that the source does not have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    /// Stable.
    pub id: BlockId,
    /// Role, degree with its field, name of the project or certificate.
    #[serde(default)]
    pub title: String,
    /// Employer, school, issuer.
    #[serde(default)]
    pub organisation: String,
    /// City, country, "Remote".
    #[serde(default)]
    pub place: String,
    /// When.
    #[serde(default)]
    pub dates: Dates,
    /// Of the employer or project; may be empty.
    #[serde(default)]
    pub url: String,
    /// Running text above the bullets.
    #[serde(default)]
    pub summary: String,
    /// In reading order.
    #[serde(default)]
    pub bullets: Vec<Line>,
}

impl Default for BlockId {
    fn default() -> Self {
        BlockId::new("")
    }
}

/// A span of time as the source writes it, and as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Dates {
    /// As it stands in the source, "Jan. 2020 – Present"; empty when there is none.
    pub text: String,
    /// When it began (or the one date that is given goes to `end`).
    pub start: Option<Month>,
    /// When it ended; `None` with `ongoing`, or when not given.
    pub end: Option<Month>,
    /// "Present", "now", "today", "heute" …
    pub ongoing: bool,
}

/// A year, and the month when the source has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Month {
    /// 1900 to 2100.
    pub year: i16,
    /// 1 to 12.
    pub month: Option<u8>,
}

impl Month {
    /// Of a time as it is stored and sent, "2026-03-01T09:30:00.000Z".
    pub fn of_stamp(stamp: &str) -> Option<Self> {
        let (year, rest) = stamp.split_once('-')?;
        let month = rest.get(..2)?.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some(Self { year: year.parse().ok()?, month: Some(month) })
    }
}

/// Which text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Field {
    /// The text of a paragraph or bullet; the skills of a row, joined by ", ".
    Text,
    /// Of an entry or section.
    Title,
    Organisation,
    Place,
    Dates,
    Url,
    /// The running text of an entry.
    Summary,
    /// Of a row of skills.
    Label,
    Name,
    Headline,
    Email,
    Phone,
    Location,
    /// The links of the contact, one a line, `label | url` or `url`.
    Links,
}

/// One text of the document: where it is and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    /// Which block.
    pub block: BlockId,
    /// Which text of it.
    pub field: Field,
}

/// The id of the contact block, the same in every document.
pub fn contact_id() -> BlockId {
    BlockId::new("contact")
}
