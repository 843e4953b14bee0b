//! A resume, a posting, and sessions that have them, without reading any file.

use super::Bench;
use crate::entity::{self, resume};
use crate::postings::{self, NewPosting};
use crate::{blobs, sessions};
use domain::ids::{BlockId, PostingId, ResumeId, SessionId};
use domain::resume::library::ParseStatus;
use domain::resume::structure::Import;
use domain::resume::{Contact, Dates, Document, Entry, Item, Line, Section, SectionKind, SkillGroup};
use domain::session::NewSession;
use sea_orm::ActiveValue::Set;

/// A short resume of someone invented; blocks `summary`, `job`, `b1`, `b2`, `skills`.
pub fn document() -> Document {
    let id = |name: &str| BlockId::new(name);
    let line = |name: &str, text: &str| Line { id: id(name), text: text.to_owned() };
    let job = Entry {
        id: id("job"),
        title: "Data Engineer".to_owned(),
        organisation: "Example Ltd".to_owned(),
        place: "Leeds".to_owned(),
        dates: Dates { text: "2020 – 2024".to_owned(), ..Dates::default() },
        bullets: vec![
            line("b1", "Built pipelines in Python and k8s for 12 teams."),
            line("b2", "Was responsible for the nightly reports."),
        ],
        ..Entry::default()
    };
    let skills = SkillGroup { id: id("skills"), label: String::new(), skills: vec!["Python".to_owned(), "SQL".to_owned()] };
    let section = |name: &str, kind, title: &str, items| Section { id: id(name), kind, title: title.to_owned(), items };
    Document {
        contact: Contact {
            name: "Ada Example".to_owned(),
            email: "ada@example.com".to_owned(),
            phone: "+1 555-0100".to_owned(),
            ..Contact::default()
        },
        sections: vec![
            section("s1", SectionKind::Summary, "Summary", vec![Item::Paragraph(line("summary", "Engineer of data."))]),
            section("s2", SectionKind::Experience, "Experience", vec![Item::Entry(job)]),
            section("s3", SectionKind::Skills, "Skills", vec![Item::Skills(skills)]),
        ],
    }
}

/// A short job description.
pub fn posting_text() -> &'static str {
    "Senior Data Engineer\n\nWe look for someone who builds data pipelines.\n\nRequirements:\n- 3 years of experience with Python\n- SQL\n- Kubernetes\n\nNice to have:\n- Airflow"
}

impl Bench {
    /// A resume in the library, as if it had been read from a file.
    ///
    /// # Panics
    /// When it can't be kept: the test can't go on.
    pub async fn resume(&self, document: &Document) -> ResumeId {
        let (services, actor) = (&self.services, &self.actor);
        let import = Import { document: document.clone(), pages: 1, ..Import::default() };
        let bytes = bytes::Bytes::from(entity::json(document).expect("JSON"));
        let id = crate::ids::new::<ResumeId>();
        let now = services.now();
        services.blobs.put(&actor.tenant, bytes.clone()).await.expect("the object is kept");
        let row = resume::ActiveModel {
            id: Set(id.as_str().to_owned()),
            name: Set("cv".to_owned()),
            file_name: Set("cv.pdf".to_owned()),
            mime_type: Set("application/pdf".to_owned()),
            size: Set(i64::try_from(bytes.len()).expect("small")),
            sha256: Set(blobs::sha256(&bytes)),
            parse_status: Set(entity::word(ParseStatus::Completed)),
            import: Set(Some(entity::json(&import).expect("JSON"))),
            left_over_count: Set(0),
            pages: Set(1),
            created_at: Set(now.clone()),
            updated_at: Set(now),
            ..Default::default()
        };
        services.write(async |tx| tx.of(actor).insert(row.clone()).await).await.expect("the row is kept");
        id
    }

    /// A posting in the library, of [`posting_text`].
    ///
    /// # Panics
    /// When it can't be kept: the test can't go on.
    pub async fn posting(&self) -> PostingId {
        let new = NewPosting {
            text: Some(posting_text().to_owned()),
            title: Some("Senior Data Engineer".to_owned()),
            company: Some("Example Org".to_owned()),
            ..NewPosting::default()
        };
        postings::create(&self.services, &self.actor, new).await.expect("the posting is kept").job_description_id
    }

    /// A session with a resume and a posting, in `jd_provided`.
    ///
    /// # Panics
    /// When it can't be made: the test can't go on.
    pub async fn session(&self, document: &Document, auto_approve: bool) -> SessionId {
        let new = NewSession {
            resume_id: Some(self.resume(document).await),
            job_description_id: Some(self.posting().await),
            auto_approve: Some(auto_approve),
            ..NewSession::default()
        };
        sessions::create(&self.services, &self.actor, new).await.expect("the session opens").session_id
    }
}
