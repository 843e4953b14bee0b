//! A whole run, from the message to its final event, and what it works on: of `scripts/bench runs` and `scripts/prove runs`.

use domain::ids::{BlockId, SessionId};
use domain::posting::Posting;
use domain::resume::{Contact, Document, Entry, Item, Line, Section, SectionKind, SkillGroup};
use domain::run::NewRun;
use futures::StreamExt;
use services::testing::ready;
use services::{Actor, Services, events, runs, sessions};

/// A session that asks nobody before it writes.
pub async fn trusting(services: &Services, actor: &Actor, resume: &Document, posting: &Posting) -> services::Result<SessionId> {
    let id = ready(services, actor, resume, posting).await?;
    sessions::set_auto_approve(services, actor, &id, true).await?;
    Ok(id)
}

/// From the message to the end of the stream.
pub async fn run(services: &Services, actor: &Actor, session: &SessionId) -> services::Result<()> {
    let run = runs::start(services, actor, session, message()).await?;
    let mut heard = events::stream(services, actor, session, &run.run_id, None).await?;
    while let Some(event) = heard.next().await {
        event?;
    }
    Ok(())
}

/// What the resume is written for.
pub fn posting() -> Posting {
    domain::posting::read(POSTING, Some("Data engineer"), None, None)
}

/// What each run is asked for.
pub fn message() -> NewRun {
    NewRun { message: "Tailor the resume to the job.".into(), ..NewRun::default() }
}

const POSTING: &str = "Data engineer at Harbor Works. You must have experience with Rust, SQL and Kubernetes. \
    5 years of experience in data engineering required. Terraform is a plus.";

/// Two pages: four jobs with six bullets each, and skills. So many of the bullets want to be written anew.
pub fn resume(weak: usize) -> Document {
    let line = |id: String, text: String| Line { id: BlockId::new(id), text };
    let section = |id: &str, kind, title: &str, items| Section { id: BlockId::new(id), kind, title: title.into(), items };
    let job = |n: usize| {
        let bullet = |b: usize| {
            let begins = if n * 6 + b < weak { "Was responsible for building and operating" } else { "Built and operated" };
            let text = format!("{begins} pipeline {b} of product {n}, which serves the reports of the sales team every morning.");
            line(format!("b{n}_{b}"), text)
        };
        Item::Entry(Entry {
            id: BlockId::new(format!("e{n}")),
            title: "Data engineer".into(),
            organisation: format!("Mill {n}"),
            bullets: (0..6).map(bullet).collect(),
            ..Entry::default()
        })
    };
    let skills = SkillGroup { id: BlockId::new("k1"), label: "Tools".into(), skills: vec!["Rust".into(), "SQL".into(), "k8s".into()] };
    Document {
        contact: Contact { name: "Robin Vale".into(), email: "robin@example.com".into(), ..Contact::default() },
        sections: vec![
            section(
                "s0",
                SectionKind::Summary,
                "Summary",
                vec![Item::Paragraph(line("p0".into(), "Builds data pipelines that people trust.".into()))],
            ),
            section("s1", SectionKind::Experience, "Experience", (0..4).map(job).collect()),
            section("s2", SectionKind::Skills, "Skills", vec![Item::Skills(skills)]),
        ],
    }
}
