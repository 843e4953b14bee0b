//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document, posting_text};
use bytes::Bytes;
use domain::Code;
use domain::posting::{Requirement, Source};

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.expect_err("a refusal").public().code
}

#[tokio::test]
async fn exactly_one_of_text_address_and_file_is_read() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let text = || Some(posting_text().to_owned());
    assert_eq!(code(create(services, actor, NewPosting::default()).await), Code::BadRequest);
    let both = NewPosting { text: text(), url: Some("https://example.com/job".to_owned()), ..NewPosting::default() };
    assert_eq!(code(create(services, actor, both).await), Code::BadRequest);
    // What is fetched of an address is tried where there are addresses: `tests/egress.rs`.
    let address = NewPosting { url: Some("http://127.0.0.1/job".to_owned()), ..NewPosting::default() };
    assert_eq!(code(create(services, actor, address).await), Code::JdUrlUnreadable);
    let empty = NewPosting { text: Some(" \n ".to_owned()), ..NewPosting::default() };
    assert_eq!(code(create(services, actor, empty).await), Code::BadRequest);
}

#[tokio::test]
async fn what_the_owner_says_goes_before_what_was_found() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let new = NewPosting { text: Some(posting_text().to_owned()), title: Some(" Data  Lead ".to_owned()), ..NewPosting::default() };
    let posting = create(services, actor, new).await.expect("read");
    assert_eq!((posting.posting.title.as_str(), posting.source), ("Data Lead", Source::Text));
    let patch = PostingPatch { company: Some("Example Org".to_owned()), ..PostingPatch::default() };
    let posting = update(services, actor, &posting.job_description_id, patch).await.expect("corrected");
    assert_eq!((posting.posting.title.as_str(), posting.posting.company.as_str()), ("Data Lead", "Example Org"));
}

#[tokio::test]
async fn a_correction_has_the_limits_of_a_new_posting_and_reading_again_drops_it() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let new = NewPosting { text: Some(posting_text().to_owned()), ..NewPosting::default() };
    let given = create(services, actor, new).await.expect("read");
    let id = &given.job_description_id;
    let long = PostingPatch { text: Some("a ".repeat(100_001)), ..PostingPatch::default() };
    assert_eq!(code(update(services, actor, id, long).await), Code::UploadTooLarge);
    let none = PostingPatch { requirements: Some(Vec::new()), title: Some("Another".to_owned()), ..PostingPatch::default() };
    assert_eq!(update(services, actor, id, none).await.expect("corrected").posting.requirements, []);
    let again = parse(services, actor, id).await.expect("read again");
    assert_eq!(again.posting.requirements, given.posting.requirements);
    assert_eq!(code(parse(services, &bench.stranger, id).await), Code::JdNotFound);
}

#[tokio::test]
async fn a_corrected_posting_scores_and_names_its_sessions_anew() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let before = crate::sessions::get(services, actor, &id).await.expect("there");
    let ask = domain::posting::Ask::Skill { name: "Falconry".to_owned() };
    let requirement = Requirement { id: "r1".to_owned(), text: "Falconry".to_owned(), priority: domain::posting::Priority::Must, ask };
    let patch = PostingPatch { requirements: Some(vec![requirement]), title: Some("Falconer".to_owned()), ..PostingPatch::default() };
    update(services, actor, &before.job_description_id.expect("a posting"), patch).await.expect("corrected");
    let after = crate::sessions::get(services, actor, &id).await.expect("there");
    assert!(after.score < before.score, "{:?} {:?}", before.score, after.score);
    assert!(after.workspace_name.starts_with("Falconer"), "{}", after.workspace_name);
}

#[tokio::test]
async fn a_posting_in_the_trash_is_gone_from_the_library_and_kept_for_its_session() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let session = bench.session(&document(), false).await;
    let id = crate::sessions::get(services, actor, &session).await.expect("there").job_description_id.expect("a posting");
    trash(services, actor, &id).await.expect("trashed");
    assert_eq!(code(get(services, actor, &id).await), Code::JdNotFound);
    assert_eq!(list(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 0);
    let session = crate::sessions::get(services, actor, &session).await.expect("there");
    assert_eq!(session.jd_title.as_deref(), Some("Senior Data Engineer"));

    assert_eq!(trashed(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 1);
    assert_eq!(code(restore(services, &bench.stranger, &id).await), Code::JdNotFound);
    assert_eq!(restore(services, actor, &id).await.expect("restored").job_description_id, id);
    assert_eq!(list(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 1);
    assert_eq!(trashed(services, actor, &PageRequest::default()).await.expect("a list").items.len(), 0);
}

#[tokio::test]
async fn a_posting_too_large_is_refused_before_it_is_read() {
    let bench = Bench::with(&[("RESUMAX_MAX_UPLOAD_BYTES", "1000")]).await;
    let file = crate::Upload { file_name: "job.txt".into(), bytes: Bytes::from(vec![b'a'; 2001]) };
    let new = NewPosting { file: Some(file), ..NewPosting::default() };
    assert_eq!(code(create(&bench.services, &bench.actor, new).await), Code::UploadTooLarge);
}

#[tokio::test]
async fn an_account_that_is_not_confirmed_brings_no_job_description_in() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let user = domain::ids::UserId::new("usr_1");
    let via = crate::Via::Login(domain::ids::LoginId::new("log_1"));
    let access = crate::Access::Account { user, via, verified: false, admin: false };
    let actor = Actor { tenant: domain::ids::TenantId::new("usr_1"), access, network: None };
    let given = [
        NewPosting { text: Some(posting_text().to_owned()), ..NewPosting::default() },
        // Refused before anything is looked up.
        NewPosting { url: Some("https://jobs.example.com/1".to_owned()), ..NewPosting::default() },
    ];
    for new in given {
        assert_eq!(code(create(services, &actor, new.clone()).await), Code::NotVerified);
        assert_eq!(code(give(services, &actor, &SessionId::new("sess_1"), new).await), Code::NotVerified);
    }
}
