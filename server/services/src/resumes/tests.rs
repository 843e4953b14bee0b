//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document};
use crate::{Upload, sessions};
use bytes::Bytes;
use domain::Code;
use domain::ids::BlockId;
use domain::resume::edit::Edit;
use domain::resume::library::ParseStatus;
use domain::resume::{Field, Place};
use domain::session::NewSession;

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.expect_err("a refusal").public().code
}

#[tokio::test]
async fn an_upload_that_can_not_be_read_is_kept_with_its_error() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let bytes = Bytes::from_static(b"%PDF-1.7 and then nothing");
    let error = upload(services, actor, Upload { file_name: "cv.pdf".into(), bytes: bytes.clone() }).await.expect_err("broken").public();
    let id = ResumeId::new(error.details["resume_id"].as_str().expect("an id"));
    let resume = get(services, actor, &id).await.expect("kept").resume;
    assert_eq!((resume.parse_status, resume.error.map(|error| error.code)), (ParseStatus::Failed, Some(error.code)));
    assert_eq!(original(services, actor, &id).await.expect("kept").bytes, bytes);
    assert_eq!(code(parse(services, actor, &id).await), error.code);
    let session = sessions::create(services, actor, NewSession::default()).await.expect("opens");
    assert_eq!(code(attach(services, actor, &session.session_id, &id).await), Code::InvalidState);
}

#[tokio::test]
async fn an_upload_too_large_says_the_limit() {
    let bench = Bench::with(&[("RESUMAX_MAX_UPLOAD_BYTES", "1000")]).await;
    let large = Upload { file_name: "cv.txt".into(), bytes: Bytes::from(vec![b'a'; 1001]) };
    let error = upload(&bench.services, &bench.actor, large).await.expect_err("too large").public();
    assert_eq!((error.code, &error.details["limit_bytes"]), (Code::UploadTooLarge, &serde_json::json!(1000)));
}

#[tokio::test]
async fn an_upload_to_a_session_makes_its_first_version() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = sessions::create(services, actor, NewSession::default()).await.expect("opens");
    let text = "# Ada Example\n\nada@example.com\n\n## Experience\n\n- Built pipelines\n";
    let upload = Upload { file_name: "Ada CV.md".into(), bytes: Bytes::from(text) };
    let (resume, session) = upload_to_session(services, actor, &session.session_id, upload).await.expect("read");
    assert_eq!((resume.parse_status, session.resume_path.as_deref()), (ParseStatus::Completed, Some("Ada CV.md")));
    assert!(session.head_version_id.is_some());
    let original = crate::files::read(services, actor, &session.session_id, "original/Ada CV.md").await.expect("kept");
    assert_eq!(original.bytes, text);
}

#[tokio::test]
async fn a_session_shows_its_resume_and_posting_also_from_the_trash() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let session = sessions::get(services, actor, &id).await.expect("there");
    trash(services, actor, &session.resume_id.expect("a resume")).await.expect("trashed");
    crate::postings::trash(services, actor, &session.job_description_id.expect("a posting")).await.expect("trashed");
    assert_eq!(of(services, actor, &id).await.expect("shown").expect("a resume").resume.name, "cv");
    assert_eq!(crate::postings::of(services, actor, &id).await.expect("shown").expect("a posting").posting.title, "Senior Data Engineer");
    let empty = sessions::create(services, actor, NewSession::default()).await.expect("opens").session_id;
    assert!(of(services, actor, &empty).await.expect("none").is_none());
    let another = bench.resume(&document()).await;
    assert_eq!(attach(services, actor, &empty, &another).await.expect("taken").workspace_name, "cv");
    assert_eq!(code(of(services, &bench.stranger, &id).await), Code::SessionNotFound);
}

#[tokio::test]
async fn resumes_are_renamed_trashed_and_restored() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.resume(&document()).await;
    assert_eq!(rename(services, actor, &id, "Mine").await.expect("renamed").name, "Mine");
    assert_eq!(code(rename(services, &bench.stranger, &id, "Theirs").await), Code::ResumeNotFound);
    trash(services, actor, &id).await.expect("trashed");
    assert_eq!(code(get(services, actor, &id).await), Code::ResumeNotFound);
    assert_eq!(list(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 0);
    assert_eq!(trashed(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 1);
    assert_eq!(restore(services, actor, &id).await.expect("restored").name, "Mine");
    let found = PageRequest { search: Some("mINE".to_owned()), ..PageRequest::default() };
    assert_eq!(list(services, actor, &found).await.expect("a list").items.len(), 1);
}

#[tokio::test]
async fn corrections_apply_to_what_was_read_and_leave_sessions_alone() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.resume(&document()).await;
    let new = NewSession { resume_id: Some(id.clone()), ..NewSession::default() };
    let session = sessions::create(services, actor, new).await.expect("opens");
    let place = Place { block: BlockId::new("contact"), field: Field::Name };
    let edit = Edit::Replace { place: place.clone(), before: "Ada Example".to_owned(), after: "Ada B. Example".to_owned() };
    let corrected = correct(services, actor, &id, std::slice::from_ref(&edit)).await.expect("corrected");
    assert_eq!(corrected.import.expect("read").document.contact.name, "Ada B. Example");
    assert_eq!(code(correct(services, actor, &id, &[edit]).await), Code::StaleVersion);
    let head = session.head_version_id.expect("a head");
    let version = crate::versions::get(services, actor, &session.session_id, &head).await.expect("there");
    assert_eq!(version.document.text(&place).as_deref(), Some("Ada Example"));
}

#[tokio::test]
async fn two_originals_of_one_name_are_both_kept() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let mut other = document();
    other.contact.name = "Ada Other".to_owned();
    let id = bench.session(&document(), false).await;
    attach(services, actor, &id, &bench.resume(&other).await).await.expect("another");
    attach(services, actor, &id, &bench.resume(&document()).await).await.expect("the first again");
    let paths: Vec<_> = crate::files::list(services, actor, &id).await.expect("a list").into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["cv.md", "original/cv (2).pdf", "original/cv.pdf"]);
}

#[tokio::test]
async fn an_upload_whose_job_was_given_up_can_be_read_again() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let bytes = Bytes::from_static(b"Ada Example\nada@example.com\n\nExperience\nEngineer, Mill Works, 2020 - 2024\n");
    let read = upload(services, actor, Upload { file_name: "cv.txt".into(), bytes }).await.expect("read");
    services.write(async |tx| give_up(services, tx, actor, &read.resume_id).await).await.expect("as if its worker had died");
    let failed = get(services, actor, &read.resume_id).await.expect("there").resume;
    assert_eq!((failed.parse_status, failed.error.map(|error| error.code)), (ParseStatus::Failed, Some(Code::ParseFailed)));
    let again = parse(services, actor, &read.resume_id).await.expect("read again");
    assert_eq!((again.parse_status, again.error), (ParseStatus::Completed, None));
}
