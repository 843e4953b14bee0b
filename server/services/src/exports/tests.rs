//! Exports on a real database: what is kept, what is refused, what a link opens.

use super::*;
use crate::testing::Bench;
use crate::{Upload, clock::Clock, resumes, sessions};
use domain::Code;
use domain::export::{Format, NewExport, RenderReply, RenderRequest, Template};
use domain::ids::SessionId;
use domain::resume::edit::Edit;
use domain::session::{NewSession, WorkflowState};
use sea_orm::ConnectionTrait;

const RESUME: &str = "# Alex Chen\n\nalex@example.com | +49 30 5550123\n\n## Experience\n\n### Engineer\nAcme GmbH, Berlin\nJan 2020 – Present\n\n- Cut build times by 30 %\n- Led a team of four\n\n## Skills\n\nLanguages: Rust, Go, SQL\n";

fn here(request: &RenderRequest) -> (RenderReply, Vec<u8>) {
    match ::render::once(request) {
        Ok(file) => (RenderReply { pages: file.pages, undisplayable: file.undisplayable, error: None }, file.bytes),
        Err(::render::Error::NoSuchPage { pages, .. }) => {
            (RenderReply { pages, error: Some("no such page".into()), ..RenderReply::default() }, vec![])
        }
        Err(error) => (RenderReply { error: Some(error.to_string()), ..RenderReply::default() }, vec![]),
    }
}

async fn bench(resume: &str) -> (Bench, SessionId) {
    bench_with(&[], resume).await
}

async fn bench_with(settings: &[(&str, &str)], resume: &str) -> (Bench, SessionId) {
    render::render_here(here);
    let bench = Bench::with(settings).await;
    let session = sessions::create(&bench.services, &bench.actor, NewSession::default()).await.expect("a session").session_id;
    let upload = Upload { file_name: "resume.md".into(), bytes: resume.as_bytes().to_vec().into() };
    resumes::upload_to_session(&bench.services, &bench.actor, &session, upload).await.expect("a resume");
    (bench, session)
}

fn pdf(template: Template) -> NewExport {
    NewExport { format: Some(Format::Pdf), template: Some(template), version_id: None }
}

fn code<T: std::fmt::Debug>(answer: crate::Result<T>) -> Code {
    answer.expect_err("a refusal").public().code
}

#[tokio::test]
async fn every_format_is_exported_without_loss_and_moves_the_session() {
    let (bench, session) = bench(RESUME).await;
    for format in Format::ALL {
        let new = NewExport { format: Some(format), ..NewExport::default() };
        let artifact = create(&bench.services, &bench.actor, &session, new).await.unwrap_or_else(|error| panic!("{format:?}: {error}"));
        assert_eq!(artifact.round_trip.lost, Vec::<String>::new(), "{format:?}: {}", artifact.round_trip.text);
        assert!(artifact.artifact_path.starts_with("exports/alex-chen-v1"), "{}", artifact.artifact_path);
        assert_eq!(artifact.workflow_state, WorkflowState::Exported);
        let session = sessions::get(&bench.services, &bench.actor, &session).await.expect("the session");
        assert_eq!(session.latest_export_path, Some(artifact.artifact_path));
    }
    assert_eq!(list(&bench.services, &bench.actor, &session).await.expect("a list").len(), Format::ALL.len());
}

#[tokio::test]
async fn a_link_opens_the_file_until_it_ends_and_no_other_file() {
    let (bench, session) = bench(RESUME).await;
    let artifact = create(&bench.services, &bench.actor, &session, pdf(Template::Formal)).await.expect("an export");
    let token = artifact.download_url.rsplit('/').next().expect("a token").to_owned();
    let Delivery::Here(file) = download(&bench.services, &token).await.expect("the file") else { panic!("a folder has no addresses") };
    assert_eq!((file.file_name.expose().as_str(), file.mime.as_str()), ("alex-chen-v1-formal.pdf", "application/pdf"));
    assert_eq!(crate::blobs::sha256(&file.bytes), artifact.sha256);

    assert_eq!(code(download(&bench.services, &token[1..]).await), Code::ArtifactNotFound);
    bench.clock.advance(chrono::Duration::days(3650));
    assert!(crate::clock::read(&artifact.expires_at).expect("a time") < bench.clock.now());
    assert_eq!(code(download(&bench.services, &token).await), Code::ArtifactNotFound);
    assert_eq!(list(&bench.services, &bench.actor, &session).await.expect("a list"), []);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_object_store_who_waits_is_told_at_once() {
    let (bench, session) = bench(RESUME).await;
    let objects = bench.dir.path().join("objects");
    std::fs::rename(&objects, bench.dir.path().join("away")).expect("moved");
    std::fs::write(&objects, "no folder").expect("in its place");
    let new = || NewExport { format: Some(Format::Txt), ..NewExport::default() };
    let refused = create(&bench.services, &bench.actor, &session, new()).await.expect_err("a refusal").public();
    assert!(refused.code == Code::Unavailable && refused.message.contains("object store"), "{refused:?}");
    std::fs::remove_file(&objects).expect("removed");
    std::fs::rename(bench.dir.path().join("away"), &objects).expect("back");
    create(&bench.services, &bench.actor, &session, new()).await.expect("asked again");
    assert_eq!(list(&bench.services, &bench.actor, &session).await.expect("a list").len(), 1, "nothing was tried again behind its back");
}

mod on_servers {
    use super::*;

    #[tokio::test]
    #[ignore = "scripts/test gives it S3"]
    async fn a_link_leads_to_the_stores_own_address_while_it_holds() {
        let settings = crate::blobs::conformance::settings().await;
        let settings: Vec<_> = settings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (bench, session) = bench_with(&settings, RESUME).await;
        let artifact = create(&bench.services, &bench.actor, &session, pdf(Template::Formal)).await.expect("an export");
        let token = artifact.download_url.rsplit('/').next().expect("a token").to_owned();
        let Delivery::There(address) = download(&bench.services, &token).await.expect("an address") else { panic!("S3 has addresses") };
        let reply = reqwest::get(&address).await.expect("the server answers");
        let said = reply.headers()["content-disposition"].to_str().expect("text").to_owned();
        assert!(said.starts_with("attachment; filename=\"alex-chen-v1-formal.pdf\""), "{said}");
        assert_eq!(reply.headers()["content-type"], "application/pdf");
        assert_eq!(crate::blobs::sha256(&reply.bytes().await.expect("bytes")), artifact.sha256);
        sessions::delete(&bench.services, &bench.actor, &session).await.expect("trashed");
        assert_eq!(code(download(&bench.services, &token).await), Code::ArtifactNotFound);
    }
}

#[tokio::test]
async fn the_same_version_exports_to_the_same_bytes() {
    let (bench, session) = bench(RESUME).await;
    for format in Format::ALL {
        let export = || create(&bench.services, &bench.actor, &session, NewExport { format: Some(format), ..NewExport::default() });
        let (one, two) = (export().await.expect("one"), export().await.expect("two"));
        assert_eq!(one.sha256, two.sha256, "{format:?}");
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing_and_a_session_without_a_resume_exports_nothing() {
    let (bench, session) = bench(RESUME).await;
    let foreign = create(&bench.services, &bench.stranger, &session, NewExport::default()).await;
    assert_eq!(code(foreign), Code::SessionNotFound);
    let empty = sessions::create(&bench.services, &bench.actor, NewSession::default()).await.expect("a session").session_id;
    assert_eq!(code(create(&bench.services, &bench.actor, &empty, NewExport::default()).await), Code::InvalidState);
}

#[tokio::test]
async fn a_pdf_that_can_not_show_a_character_is_refused_and_docx_is_not() {
    let (bench, session) = bench(&RESUME.replace("Led a team", "Led \u{1f680} a team")).await;
    let refused = create(&bench.services, &bench.actor, &session, pdf(Template::Classic)).await.expect_err("a refusal").public();
    assert_eq!(refused.code, Code::InvalidState);
    assert_eq!(refused.details["undisplayable"], "\u{1f680}");
    let docx = NewExport { format: Some(Format::Docx), ..NewExport::default() };
    create(&bench.services, &bench.actor, &session, docx).await.expect("a Word file");
}

#[tokio::test]
async fn the_preview_is_a_picture_of_the_page_and_a_missing_page_is_not_found() {
    let (bench, session) = bench(RESUME).await;
    let head = sessions::get(&bench.services, &bench.actor, &session).await.expect("the session").head_version_id.expect("a version");
    let look = |page| preview(&bench.services, &bench.actor, &session, &head, Template::Modern, page);
    let first = look(1).await.expect("a picture");
    assert!(first.png.starts_with(b"\x89PNG"));
    assert_eq!(first.pages, 1);
    assert_eq!(look(1).await.expect("the same picture").png, first.png);
    assert_eq!(code(look(2).await), Code::NotFound);
}

#[tokio::test]
async fn a_claim_that_nobody_vouches_for_is_not_exported_while_it_stands_there() {
    let (bench, session) = bench(RESUME).await;
    let head = sessions::get(&bench.services, &bench.actor, &session).await.expect("the session").head_version_id.expect("a version");
    let document = crate::versions::get(&bench.services, &bench.actor, &session, &head).await.expect("the version").document;
    let (place, text) = document.texts().into_iter().find(|(_, text)| text == "Led a team of four").expect("the bullet");
    let change = |after: &str, confirmation: Option<&str>| {
        let edit = Edit::Replace { place: place.clone(), before: "Was in a team".into(), after: after.into() };
        serde_json::json!({
            "change_id": "chg_1", "block_id": place.block, "field": place.field, "kind": "replace", "section": "Experience", "section_kind": null,
            "before": "Was in a team", "after": after, "reason": "", "evidence": [], "findings": [], "decision": "approved", "text": null,
            "confirmation": confirmation, "stale": false, "edit": edit,
        })
    };
    let keep = async |body: serde_json::Value, confirmation: Option<&str>| {
        let tenant = bench.actor.tenant.as_str();
        let confirmation = confirmation.map_or("NULL".to_owned(), |word| format!("'{word}'"));
        let rows = format!(
            "DELETE FROM runs WHERE id = 'run_1';
             INSERT INTO runs VALUES ('run_1', '{tenant}', '{session}', 'job_1', 'completed', '', 'balanced', NULL, '', 'mock', 'mock', 0, 0, 0, 0, NULL, NULL, '', NULL, NULL);
             INSERT INTO proposals VALUES ('appr_1', '{tenant}', '{session}', 'run_1', '{head}', 'resume.md', 'approved', 1, '{head}', '', NULL);
             INSERT INTO changes VALUES ('chg_1', '{tenant}', '{session}', 'appr_1', 0, 0, '{body}', 'approved', NULL, {confirmation}, NULL, true, false, '');"
        );
        bench.services.write(async |tx| Ok(tx.execute_unprepared(&rows).await.map(|_| ())?)).await.expect("the rows");
    };
    let export = || create(&bench.services, &bench.actor, &session, NewExport::default());

    keep(change(&text, None), None).await;
    assert_eq!(code(export().await), Code::UnsupportedClaim);
    keep(change(&text, Some("I did")), Some("I did")).await;
    export().await.expect("a confirmed claim leaves");
    keep(change("Led the company", None), None).await;
    export().await.expect("what does not stand in the version does not hold it back");
}
