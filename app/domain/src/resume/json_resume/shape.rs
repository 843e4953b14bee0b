//! How an entry of each kind stands in its list: which key holds which field.

use crate::resume::SectionKind;

/// The keys of one list of entries; the first of several is written, all are read.
pub(super) struct Shape {
    /// Of the whole list.
    pub(super) list: &'static str,
    pub(super) title: &'static [&'static str],
    pub(super) organisation: &'static [&'static str],
    /// A span has `startDate` and `endDate`; otherwise these.
    pub(super) date: &'static [&'static str],
    pub(super) summary: &'static [&'static str],
    /// Bullets of the form `label: text` that have a key of their own: label, key, whether it is a list.
    pub(super) labelled: &'static [(&'static str, &'static str, bool)],
}

/// Where the place, the address and the bullets of every entry stand.
pub(super) const PLACE: &str = "location";
pub(super) const URL: &[&str] = &["url", "website"];
pub(super) const BULLETS: &str = "highlights";

const WORK: Shape = Shape {
    list: "work",
    title: &["position"],
    organisation: &["name", "company"],
    date: &[],
    summary: &["summary", "description"],
    labelled: &[],
};
const VOLUNTEER: Shape =
    Shape { list: "volunteer", title: &["position"], organisation: &["organization"], date: &[], summary: &["summary"], labelled: &[] };
/// The title is `studyType` and `area` together.
const EDUCATION: Shape = Shape {
    list: "education",
    title: &["studyType"],
    organisation: &["institution"],
    date: &[],
    summary: &["summary"],
    labelled: &[("Score", "score", false), ("GPA", "gpa", false), ("Courses", "courses", true)],
};
const PROJECTS: Shape = Shape {
    list: "projects",
    title: &["name"],
    organisation: &["entity"],
    date: &[],
    summary: &["description", "summary"],
    labelled: &[("Roles", "roles", true), ("Keywords", "keywords", true), ("Type", "type", false)],
};
const AWARDS: Shape = Shape {
    list: "awards",
    title: &["title"],
    organisation: &["awarder"],
    date: &["date", "awardDate"],
    summary: &["summary"],
    labelled: &[],
};
const CERTIFICATES: Shape =
    Shape { list: "certificates", title: &["name"], organisation: &["issuer"], date: &["date"], summary: &["summary"], labelled: &[] };
const PUBLICATIONS: Shape = Shape {
    list: "publications",
    title: &["name"],
    organisation: &["publisher"],
    date: &["releaseDate"],
    summary: &["summary"],
    labelled: &[],
};
const REFERENCES: Shape = Shape {
    list: "references",
    title: &["name"],
    organisation: &["organization"],
    date: &["date"],
    summary: &["reference"],
    labelled: &[],
};

impl Shape {
    /// Of the kinds whose sections hold entries.
    pub(super) fn of(kind: SectionKind) -> Option<&'static Shape> {
        Some(match kind {
            SectionKind::Experience => &WORK,
            SectionKind::Volunteering => &VOLUNTEER,
            SectionKind::Education => &EDUCATION,
            SectionKind::Projects => &PROJECTS,
            SectionKind::Awards => &AWARDS,
            SectionKind::Certifications => &CERTIFICATES,
            SectionKind::Publications => &PUBLICATIONS,
            SectionKind::References => &REFERENCES,
            _ => return None,
        })
    }

    /// Whether its title is made of `studyType` and `area`.
    pub(super) fn is_education(&self) -> bool {
        self.list == EDUCATION.list
    }

    /// Whether it has a beginning and an end.
    pub(super) fn has_span(&self) -> bool {
        self.date.is_empty()
    }
}

/// The list of a kind; a summary stands in `basics` and custom sections in the extension.
pub(super) fn list(kind: SectionKind) -> Option<&'static str> {
    match kind {
        SectionKind::Skills => Some("skills"),
        SectionKind::Languages => Some("languages"),
        SectionKind::Interests => Some("interests"),
        SectionKind::Summary | SectionKind::Custom => None,
        _ => Shape::of(kind).map(|shape| shape.list),
    }
}

/// The kinds in the order in which a resume without an order of its own is read, with the headings it gets.
pub(super) const ORDER: [(SectionKind, &str); 12] = [
    (SectionKind::Summary, "Summary"),
    (SectionKind::Experience, "Work Experience"),
    (SectionKind::Projects, "Projects"),
    (SectionKind::Education, "Education"),
    (SectionKind::Skills, "Skills"),
    (SectionKind::Certifications, "Certifications"),
    (SectionKind::Volunteering, "Volunteering"),
    (SectionKind::Awards, "Awards"),
    (SectionKind::Publications, "Publications"),
    (SectionKind::Languages, "Languages"),
    (SectionKind::Interests, "Interests"),
    (SectionKind::References, "References"),
];
