use crate::testing::Bench;
use crate::testing::posting_text;
use crate::{Error, Result, Upload, exports, files, postings, resumes, sessions, versions};
use domain::Code;
use domain::export::{Format, NewExport};
use domain::ids::SessionId;
use domain::page::PageRequest;
use domain::session::NewSession;
use postings::NewPosting;

const KEY: Option<&str> = Some("0b5c4a52");

fn upload(text: &str) -> Upload {
    Upload { file_name: "robin.md".into(), bytes: text.to_owned().into() }
}

fn resume() -> Upload {
    upload("# Robin Vale\n\nrobin@example.com\n\n## Experience\n\n### Miller, Harbor Mill, 2019-2023\n\n- Ground 40 tons of corn a day\n")
}

fn posting(title: &str) -> NewPosting {
    NewPosting { text: Some(posting_text().to_owned()), title: Some(title.to_owned()), ..NewPosting::default() }
}

fn conflict<T>(answer: Result<T>) -> bool {
    matches!(answer, Err(Error::Refused(error)) if error.code == Code::IdempotencyConflict)
}

async fn ready(bench: &Bench) -> SessionId {
    let session = sessions::create(&bench.services, &bench.actor, NewSession::default()).await.expect("opened").session_id;
    resumes::upload_to_session(&bench.services, &bench.actor, &session, resume()).await.expect("taken");
    session
}

#[tokio::test]
async fn a_resume_is_uploaded_once_a_key() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let first = resumes::upload_once(services, actor, resume(), KEY).await.expect("kept");
    let again = resumes::upload_once(services, actor, resume(), KEY).await.expect("answered");
    assert_eq!(first, again);
    assert!(conflict(resumes::upload_once(services, actor, upload("# Someone else"), KEY).await));
    assert_eq!(resumes::list(services, actor, &PageRequest::default()).await.expect("listed").items.len(), 1);
    assert_eq!(resumes::upload_once(services, &bench.stranger, upload("# Someone else"), KEY).await.expect("another's key").name, "robin");
}

#[tokio::test]
async fn a_resume_that_could_not_be_read_is_refused_as_before_and_kept_once() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let empty = || upload(" ");
    let refused = |answer: Result<_>| match answer {
        Err(Error::Refused(error)) => error,
        Ok(resume) => panic!("read: {resume:?}"),
        Err(error) => panic!("{error}"),
    };
    let first = refused(resumes::upload_once(services, actor, empty(), KEY).await);
    assert_eq!(first, refused(resumes::upload_once(services, actor, empty(), KEY).await));
    assert_eq!(resumes::list(services, actor, &PageRequest::default()).await.expect("listed").items.len(), 1);
}

#[tokio::test]
async fn a_resume_is_taken_into_a_session_once_a_key() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = sessions::create(services, actor, NewSession::default()).await.expect("opened").session_id;
    let (first, _) = resumes::upload_to_session_once(services, actor, &session, resume(), KEY).await.expect("taken");
    let (again, _) = resumes::upload_to_session_once(services, actor, &session, resume(), KEY).await.expect("answered");
    assert_eq!(first, again);
    assert!(conflict(resumes::upload_to_session_once(services, actor, &session, upload("# Someone else"), KEY).await));
    assert_eq!(versions::list(services, actor, &session).await.expect("listed").len(), 1);
}

#[tokio::test]
async fn a_posting_is_given_once_a_key() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = ready(&bench).await;
    let (first, _) = postings::give_once(services, actor, &session, posting("Miller"), KEY).await.expect("given");
    let (again, _) = postings::give_once(services, actor, &session, posting("Miller"), KEY).await.expect("answered");
    assert_eq!(first, again);
    assert!(conflict(postings::give_once(services, actor, &session, posting("Baker"), KEY).await));
    let first = postings::create_once(services, actor, posting("Miller"), KEY).await.expect("another operation, another key");
    assert_eq!(first, postings::create_once(services, actor, posting("Miller"), KEY).await.expect("answered"));
    assert!(conflict(postings::create_once(services, actor, posting("Baker"), KEY).await));
    assert_eq!(postings::list(services, actor, &PageRequest::default()).await.expect("listed").items.len(), 2);
}

#[tokio::test]
async fn an_export_and_a_restored_version_are_made_once_a_key() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = ready(&bench).await;
    let asked = |format| NewExport { format: Some(format), ..NewExport::default() };
    let first = exports::create_once(services, actor, &session, asked(Format::Md), KEY).await.expect("exported");
    let again = exports::create_once(services, actor, &session, asked(Format::Md), KEY).await.expect("answered");
    assert_eq!(first.artifact_id, again.artifact_id);
    assert!(conflict(exports::create_once(services, actor, &session, asked(Format::Txt), KEY).await));
    assert_eq!(exports::list(services, actor, &session).await.expect("listed").len(), 1);

    resumes::upload_to_session(services, actor, &session, upload("# Robin Vale\n\nrobin@example.com\n\n## Skills\n\nMilling\n"))
        .await
        .expect("another version");
    let old = &versions::list(services, actor, &session).await.expect("listed").last().expect("the first").version_id.clone();
    let first = versions::restore_once(services, actor, &session, old, KEY).await.expect("restored");
    let again = versions::restore_once(services, actor, &session, old, KEY).await.expect("answered");
    assert_eq!(first, again);
    assert_eq!(versions::list(services, actor, &session).await.expect("listed").len(), 3);
}

fn notes(text: &str) -> Upload {
    Upload { file_name: "notes.md".into(), ..upload(text) }
}

#[tokio::test]
async fn a_file_is_put_once_a_key() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = ready(&bench).await;
    let first = files::upload_once(services, actor, &session, notes("one"), KEY).await.expect("put");
    assert!(conflict(files::upload_once(services, actor, &session, notes("two"), KEY).await));
    files::upload(services, actor, &session, notes("two")).await.expect("replaced");
    let again = files::upload_once(services, actor, &session, notes("one"), KEY).await.expect("answered");
    assert_eq!((first.file_id, again.size), (again.file_id, 3));
}
