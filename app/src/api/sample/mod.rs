//! An invented resume and job description, to see what the program does without giving it anything.
#![cfg_attr(not(feature = "ssr"), allow(dead_code))]

/// Alex Rivera, an invented data engineer.
const RESUME: &str = include_str!("resume.md");
/// An invented vacancy that the resume answers in part.
const POSTING: &str = include_str!("posting.txt");

/// Opens a session on the sample and starts a balanced run.
#[cfg(feature = "ssr")]
pub async fn open(services: &services::Services, actor: &services::Actor) -> services::Result<domain::ids::SessionId> {
    use domain::run::{NewRun, Strategy};
    use domain::session::NewSession;
    use services::{Upload, analysis, postings, resumes, runs, sessions};

    let new = NewSession { workspace_name: Some("Sample: Senior Data Engineer at Northwind Health".into()), ..Default::default() };
    let session = sessions::create(services, actor, new).await?.session_id;
    let upload = Upload { file_name: "alex-rivera.md".into(), bytes: bytes::Bytes::from_static(RESUME.as_bytes()) };
    resumes::upload_to_session(services, actor, &session, upload).await?;
    let posting = postings::NewPosting { text: Some(POSTING.into()), ..Default::default() };
    postings::give(services, actor, &session, posting).await?;
    analysis::of_session(services, actor, &session).await?;
    let run = NewRun { strategy: Some(Strategy::Balanced), ..Default::default() };
    runs::start(services, actor, &session, run).await?;
    Ok(session)
}
