//! An exported file of one version in one format, and what reading it back showed.

use crate::ids::{ArtifactId, VersionId};
use crate::resume::Document;
use crate::session::WorkflowState;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Format {
    #[default]
    Md,
    Pdf,
    Docx,
    Txt,
    /// JSON Resume.
    Json,
}

impl Format {
    /// All, in the order of the export page.
    pub const ALL: [Format; 5] = [Format::Pdf, Format::Docx, Format::Md, Format::Txt, Format::Json];

    /// Of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Txt => "txt",
            Format::Json => "json",
        }
    }

    /// Of the file.
    pub fn mime(self) -> &'static str {
        match self {
            Format::Md => "text/markdown; charset=utf-8",
            Format::Pdf => "application/pdf",
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Txt => "text/plain; charset=utf-8",
            Format::Json => "application/json",
        }
    }

    /// Reads "pdf".
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == text)
    }
}

/// How a PDF looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Sans serif, one column, ruled headings.
    #[default]
    Classic,
    /// Brand colour, generous space.
    Modern,
    /// Small margins, small type: much on one page.
    Compact,
    /// Serif, centred head, for law, medicine and academia.
    Formal,
}

impl Template {
    /// All, in the order of the export page.
    pub const ALL: [Template; 4] = [Template::Classic, Template::Modern, Template::Compact, Template::Formal];

    /// As it stands in the API.
    pub fn name(self) -> &'static str {
        match self {
            Template::Classic => "classic",
            Template::Modern => "modern",
            Template::Compact => "compact",
            Template::Formal => "formal",
        }
    }

    /// Reads "classic".
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.name() == text)
    }
}

/// What a document is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Paper {
    A4,
    Letter,
}

impl Paper {
    /// Letter for a North American phone number (`+1 …`, `(555) 123-4567`), else A4.
    pub fn of(document: &Document) -> Self {
        let phone = document.contact.phone.trim();
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let bracketed = phone.starts_with('(') && phone.get(4..5) == Some(")");
        if phone.starts_with("+1") && digits == 11 || bracketed && digits == 10 { Paper::Letter } else { Paper::A4 }
    }
}

/// The path of an export in the workspace's files: `exports/alex-chen-v3-classic.pdf`.
pub fn path(document: &Document, version: u32, format: Format, template: Option<Template>) -> String {
    let slug = slug(&document.contact.name);
    let template = template.map(|template| format!("-{}", template.name())).unwrap_or_default();
    format!("exports/{slug}-v{version}{template}.{}", format.extension())
}

/// Lower-case ASCII letters and digits with hyphens between; `resume` for a name without any.
fn slug(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).map(latin).collect::<String>().to_lowercase();
    let words: Vec<_> = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(60).collect();
    if slug.is_empty() { "resume".to_owned() } else { slug.trim_end_matches('-').to_owned() }
}

/// Latin letters that are not a letter and a mark.
fn latin(c: char) -> char {
    match c {
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        'ı' => 'i',
        'ß' => 's',
        c => c,
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
#[allow(missing_docs)]
pub struct NewExport {
    /// Markdown when not given.
    pub format: Option<Format>,
    /// For PDF; classic when not given.
    pub template: Option<Template>,
    /// The head version when not given.
    pub version_id: Option<VersionId>,
}

/// An exported file as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Artifact {
    /// Names it.
    pub artifact_id: ArtifactId,
    /// In the workspace's files, `exports/…`.
    pub artifact_path: String,
    /// What it is.
    pub format: Format,
    /// For PDF.
    pub template: Option<Template>,
    /// Of which version.
    pub version_id: VersionId,
    /// Hexadecimal, of the bytes.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
    /// For PDF.
    pub pages: Option<u32>,
    /// Signed; ends at `expires_at`.
    pub download_url: String,
    /// ISO 8601, UTC.
    pub expires_at: String,
    /// What reading the file back showed.
    pub round_trip: RoundTrip,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// Of the session, after the export.
    pub workflow_state: WorkflowState,
}

/// What reading an exported file back showed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundTrip {
    /// Texts of the version that were not found again, as the version has them.
    pub lost: Vec<String>,
    /// The readers that were asked: `resumax`, `pdftotext`.
    pub readers: Vec<String>,
    /// What a tracking system reads: the text in reading order.
    pub text: String,
}

/// What the renderer is asked (`render` runs in a child process; this goes over its standard input).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RenderRequest {
    /// What to render.
    pub document: Document,
    /// How it looks.
    pub template: Template,
    /// What is wanted.
    pub output: RenderOutput,
}

/// What the renderer should make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RenderOutput {
    /// The whole document as tagged PDF/UA-1.
    Pdf,
    /// One page (from 1) as PNG, `scale` pixels per point × 100.
    Png {
        /// From 1.
        page: u32,
        /// Pixels per point × 100; 200 is 144 dpi.
        scale: u32,
    },
    /// A [`PageMap`](crate::page_map::PageMap) as JSON.
    Map,
}

/// What the renderer answers; the bytes of the file follow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenderReply {
    /// Of the whole document.
    pub pages: u32,
    /// Characters of the document that no font can show.
    pub undisplayable: String,
    /// Why there is no file.
    pub error: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::Contact;

    #[test]
    fn an_export_is_named_after_the_person_the_version_and_the_template() {
        let named = |name: &str| Document { contact: Contact { name: name.into(), ..Contact::default() }, sections: vec![] };
        let pdf = |name: &str| path(&named(name), 3, Format::Pdf, Some(Template::Classic));
        assert_eq!(pdf("Alex Chen"), "exports/alex-chen-v3-classic.pdf");
        assert_eq!(pdf("Łukasz Nuñez-O'Brien"), "exports/lukasz-nunez-o-brien-v3-classic.pdf");
        assert_eq!(pdf("Київ / ../x"), "exports/x-v3-classic.pdf");
        assert_eq!(path(&named(""), 1, Format::Md, None), "exports/resume-v1.md");
    }

    #[test]
    fn north_american_resumes_are_printed_on_letter() {
        let paper = |phone: &str| Paper::of(&Document { contact: Contact { phone: phone.into(), ..Contact::default() }, sections: vec![] });
        assert_eq!(paper("(555) 123-4567"), Paper::Letter);
        assert_eq!(paper("+1 415-555-0134"), Paper::Letter);
        assert_eq!(paper("+49 30 5550123"), Paper::A4);
        assert_eq!(paper(""), Paper::A4);
    }
}
