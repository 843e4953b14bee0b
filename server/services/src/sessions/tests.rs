//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document};
use domain::Code;
use domain::session::WorkflowState;

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.expect_err("a refusal").public().code
}

#[tokio::test]
async fn a_new_session_is_an_empty_draft() {
    let bench = Bench::open().await;
    let session = create(&bench.services, &bench.actor, NewSession::default()).await.expect("opens");
    assert_eq!(session.workflow_state, WorkflowState::Draft);
    assert_eq!((session.workspace_name.as_str(), session.created_at.as_str()), ("New session", "2026-03-01T09:00:00.000Z"));
    assert_eq!((session.head_version_id, session.score, session.usage), (None, None, Usage::default()));
}

#[tokio::test]
async fn a_session_opens_with_resume_and_posting_of_the_library() {
    let bench = Bench::open().await;
    let id = bench.session(&document(), true).await;
    let session = get(&bench.services, &bench.actor, &id).await.expect("there");
    assert_eq!(session.workflow_state, WorkflowState::JdProvided);
    assert_eq!(session.workspace_name, "Senior Data Engineer at Example Org");
    assert_eq!(session.resume_path.as_deref(), Some("cv.md"));
    assert!(session.head_version_id.is_some() && session.score.is_some() && session.score == session.score_before);
    assert!(session.settings.auto_approve);
}

#[tokio::test]
async fn a_name_of_the_owner_outlives_the_posting() {
    let bench = Bench::open().await;
    let new = NewSession {
        workspace_name: Some(" My  job ".to_owned()),
        resume_id: Some(bench.resume(&document()).await),
        ..NewSession::default()
    };
    let session = create(&bench.services, &bench.actor, new).await.expect("opens");
    let session = postings::attach(&bench.services, &bench.actor, &session.session_id, &bench.posting().await).await.expect("attached");
    assert_eq!(session.workspace_name, "My job");
}

#[tokio::test]
async fn a_foreign_session_does_not_exist() {
    let bench = Bench::open().await;
    let id = bench.session(&document(), false).await;
    let (services, stranger) = (&bench.services, &bench.stranger);
    assert_eq!(code(get(services, stranger, &id).await), Code::SessionNotFound);
    assert_eq!(code(rename(services, stranger, &id, "Mine").await), Code::SessionNotFound);
    assert_eq!(code(delete(services, stranger, &id).await), Code::SessionNotFound);
    assert_eq!(code(set_auto_approve(services, stranger, &id, true).await), Code::SessionNotFound);
    let resume_id = Some(bench.resume(&document()).await);
    assert_eq!(code(create(services, stranger, NewSession { resume_id, ..NewSession::default() }).await), Code::ResumeNotFound);
    assert_eq!(list(services, stranger, &PageRequest::default()).await.expect("a list").items.len(), 0);
}

#[tokio::test]
async fn a_deleted_session_comes_back_from_the_trash_as_it_was() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let head = get(services, actor, &id).await.expect("there").head_version_id;
    delete(services, actor, &id).await.expect("deleted");
    assert_eq!(code(get(services, actor, &id).await), Code::SessionNotFound);
    let request = PageRequest::default();
    assert_eq!(trashed(services, actor, &request).await.expect("a list").items.len(), 1);
    assert_eq!(trashed(services, &bench.stranger, &request).await.expect("a list").items.len(), 0);
    assert_eq!(code(restore(services, &bench.stranger, &id).await), Code::SessionNotFound);
    assert_eq!(restore(services, actor, &id).await.expect("restored").head_version_id, head);
    assert_eq!(list(services, actor, &request).await.expect("a list").items.len(), 1);
}

#[tokio::test]
async fn the_same_key_and_body_open_the_same_session() {
    let bench = Bench::open().await;
    let new = |name: &str| NewSession { workspace_name: Some(name.to_owned()), ..NewSession::default() };
    let first = create_once(&bench.services, &bench.actor, new("a"), Some("k")).await.expect("opens");
    let again = create_once(&bench.services, &bench.actor, new("a"), Some("k")).await.expect("the same");
    assert_eq!(first.session_id, again.session_id);
    assert_eq!(code(create_once(&bench.services, &bench.actor, new("b"), Some("k")).await), Code::IdempotencyConflict);
    let other = create_once(&bench.services, &bench.stranger, new("b"), Some("k")).await.expect("another tenant's key");
    assert_ne!(first.session_id, other.session_id);
}

#[tokio::test]
async fn lists_are_newest_first_paged_and_searched() {
    let bench = Bench::open().await;
    for n in 0..5 {
        let new = NewSession { workspace_name: Some(format!("Job {n} at 100%")), ..NewSession::default() };
        create(&bench.services, &bench.actor, new).await.expect("opens");
        bench.clock.advance(chrono::Duration::milliseconds(i64::from(n % 2)));
    }
    let mut request = PageRequest { limit: Some(2), ..PageRequest::default() };
    let mut seen = Vec::new();
    loop {
        let page = list(&bench.services, &bench.actor, &request).await.expect("a page");
        assert!(page.items.len() <= 2);
        seen.extend(page.items.into_iter().map(|session| (session.created_at, session.workspace_name)));
        request.cursor = page.next_cursor;
        if request.cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.windows(2).all(|pair| pair[0].0 >= pair[1].0), "{seen:?}");
    let found = |words: &str| PageRequest { search: Some(words.to_owned()), ..PageRequest::default() };
    assert_eq!(list(&bench.services, &bench.actor, &found("JOB 3")).await.expect("found").items.len(), 1);
    assert_eq!(list(&bench.services, &bench.actor, &found("100%")).await.expect("found").items.len(), 5);
    assert_eq!(list(&bench.services, &bench.actor, &found("J%b")).await.expect("none").items.len(), 0);
    let forged = PageRequest { cursor: Some("x".to_owned()), ..PageRequest::default() };
    assert_eq!(code(list(&bench.services, &bench.actor, &forged).await), Code::BadRequest);
}

#[tokio::test]
async fn a_session_is_found_by_the_job_that_it_is_for() {
    let bench = Bench::open().await;
    let id = bench.session(&document(), true).await;
    let job = rename(&bench.services, &bench.actor, &id, "Mine").await.expect("renamed").jd_title.expect("a job");
    let found = async |actor, words: String| {
        let request = PageRequest { search: Some(words), ..PageRequest::default() };
        list(&bench.services, actor, &request).await.expect("a page").items.len()
    };
    assert_eq!(found(&bench.actor, job.to_uppercase()).await, 1);
    assert_eq!(found(&bench.actor, format!("mine {job}")).await, 1);
    assert_eq!(found(&bench.actor, format!("zookeeper {job}")).await, 0);
    assert_eq!(found(&bench.stranger, job).await, 0);
}

#[tokio::test]
async fn a_cancelled_session_can_be_looked_at_and_not_changed() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    assert_eq!(cancel(services, actor, &id).await.expect("cancelled").workflow_state, WorkflowState::Cancelled);
    assert_eq!(cancel(services, actor, &id).await.expect("still cancelled").workflow_state, WorkflowState::Cancelled);
    assert_eq!(code(set_auto_approve(services, actor, &id, true).await), Code::InvalidState);
    assert_eq!(code(resumes::attach(services, actor, &id, &bench.resume(&document()).await).await), Code::InvalidState);
    assert_eq!(code(postings::attach(services, actor, &id, &bench.posting().await).await), Code::InvalidState);
}

#[tokio::test]
async fn a_deleted_session_is_gone_and_the_trail_is_whole() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    delete(services, actor, &id).await.expect("deleted");
    assert_eq!(code(get(services, actor, &id).await), Code::SessionNotFound);
    assert_eq!(list(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 0);
    assert_eq!(audit::verify(services, actor).await.expect("read").fault, None);
}

#[tokio::test]
async fn a_posting_before_a_resume_is_refused() {
    let bench = Bench::open().await;
    let session = create(&bench.services, &bench.actor, NewSession::default()).await.expect("opens");
    let posting = bench.posting().await;
    assert_eq!(code(postings::attach(&bench.services, &bench.actor, &session.session_id, &posting).await), Code::InvalidState);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_there_after_a_restart() {
    let bench = Bench::open().await;
    let id = bench.session(&document(), false).await;
    let before = get(&bench.services, &bench.actor, &id).await.expect("there");
    let reopened = Services::open((*bench.services.config).clone()).await.expect("opens again");
    assert_eq!(get(&reopened, &bench.actor, &id).await.expect("still there"), before);
}
