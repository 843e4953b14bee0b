//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document};
use domain::ids::BlockId;
use domain::resume::edit::Edit;
use domain::resume::{Field, Place};
use domain::session::WorkflowState;
use domain::version::MadeBy;

fn code<T: std::fmt::Debug>(result: Result<T>) -> Code {
    result.expect_err("a refusal").public().code
}

fn replace(block: &str, before: &str, after: &str) -> Edit {
    let place = Place { block: BlockId::new(block), field: Field::Text };
    Edit::Replace { place, before: before.to_owned(), after: after.to_owned() }
}

async fn head(bench: &Bench, id: &SessionId) -> VersionId {
    sessions::get(&bench.services, &bench.actor, id).await.expect("there").head_version_id.expect("a head")
}

#[tokio::test]
async fn an_edit_by_hand_makes_a_version_and_keeps_the_old_one() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    let edits = [replace("summary", "Engineer of data.", "Engineer of much data.")];
    let second = edit(services, actor, &id, &first, &edits).await.expect("edited");
    assert_eq!((second.summary.number, second.summary.made_by, second.summary.summary.as_str()), (2, MadeBy::Manual, "1 edit by hand"));
    assert_eq!(second.summary.parent_id.as_ref(), Some(&first));
    assert_eq!(get(services, actor, &id, &first).await.expect("the first").document, document());
    let session = sessions::get(services, actor, &id).await.expect("there");
    assert_eq!((session.head_version_id, session.workflow_state), (Some(second.summary.version_id), WorkflowState::RewriteApplied));
}

#[tokio::test]
async fn an_edit_of_an_older_version_is_rebased_or_refused() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    edit(services, actor, &id, &first, &[replace("summary", "Engineer of data.", "One.")]).await.expect("edited");
    let third =
        edit(services, actor, &id, &first, &[replace("b2", "Was responsible for the nightly reports.", "Two.")]).await.expect("rebased");
    assert!(third.markdown.is_empty() || third.markdown.contains("Two."));
    assert_eq!(third.document.text(&Place { block: BlockId::new("summary"), field: Field::Text }).as_deref(), Some("One."));
    let stale = edit(services, actor, &id, &first, &[replace("summary", "Engineer of data.", "Three.")]).await.expect_err("stale").public();
    assert_eq!(stale.code, Code::StaleVersion);
    assert_eq!(stale.details["head_version_id"], third.summary.version_id.as_str());
    assert_eq!(list(services, actor, &id).await.expect("a list").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_edit_at_once_nobody_is_lost() {
    let bench = Bench::open().await;
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    let places = [
        ("summary", "Engineer of data."),
        ("b1", "Built pipelines in Python and k8s for 12 teams."),
        ("b2", "Was responsible for the nightly reports."),
    ];
    let tasks = places.map(|(block, before)| {
        let (services, actor, id, first) = (bench.services.clone(), bench.actor.clone(), id.clone(), first.clone());
        tokio::spawn(async move { edit(&services, &actor, &id, &first, &[replace(block, before, "Mine.")]).await })
    });
    for task in tasks {
        task.await.expect("no panic").expect("edited");
    }
    let last = get(&bench.services, &bench.actor, &id, &head(&bench, &id).await).await.expect("the last");
    for (block, _) in places {
        assert_eq!(last.document.text(&Place { block: BlockId::new(block), field: Field::Text }).as_deref(), Some("Mine."));
    }
    let numbers: Vec<_> = list(&bench.services, &bench.actor, &id).await.expect("a list").iter().map(|version| version.number).collect();
    assert_eq!(numbers, [4, 3, 2, 1]);
}

#[tokio::test]
async fn restoring_makes_a_new_version_of_the_old_document() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    edit(services, actor, &id, &first, &[replace("summary", "Engineer of data.", "One.")]).await.expect("edited");
    let third = restore(services, actor, &id, &first).await.expect("restored");
    assert_eq!((third.summary.number, third.summary.made_by, &third.document), (3, MadeBy::Restore, &document()));
    let again = restore(services, actor, &id, &first).await.expect("nothing to do");
    assert_eq!(again.summary.version_id, third.summary.version_id);
}

#[tokio::test]
async fn versions_are_labelled_compared_and_blamed() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    let second =
        edit(services, actor, &id, &first, &[replace("summary", "Engineer of data.", "One.")]).await.expect("edited").summary.version_id;
    assert_eq!(label(services, actor, &id, &second, " for  Example ").await.expect("labelled").label, "for Example");
    assert_eq!(code(label(services, actor, &id, &second, &"x".repeat(101)).await), Code::BadRequest);
    let blocks = diff(services, actor, &id, &first, &second).await.expect("compared").blocks;
    assert_eq!(blocks.iter().map(|block| block.block_id.as_str()).collect::<Vec<_>>(), ["summary"]);
    let blamed = blame(services, actor, &id, &second).await.expect("blamed");
    let of = |block: &str| blamed.iter().find(|blame| blame.block_id.as_str() == block).map(|blame| blame.version_id.clone());
    assert_eq!((of("summary"), of("b1")), (Some(second), Some(first)));
}

#[tokio::test]
async fn a_long_history_is_gone_through_to_its_beginning() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    let (mut last, mut before) = (first.clone(), "Engineer of data.".to_owned());
    for n in 0..AT_ONCE + 5 {
        let after = format!("Version {n}.");
        last = edit(services, actor, &id, &last, &[replace("summary", &before, &after)]).await.expect("edited").summary.version_id;
        before = after;
    }
    let blamed = blame(services, actor, &id, &last).await.expect("blamed");
    let of = |block: &str| blamed.iter().find(|blame| blame.block_id.as_str() == block).map(|blame| blame.version_id.clone());
    assert_eq!((of("summary"), of("b1")), (Some(last), Some(first)));
}

#[tokio::test]
async fn edits_that_are_too_many_or_make_a_resume_without_end_are_refused() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let first = head(&bench, &id).await;
    let there_and_back = [replace("summary", "Engineer of data.", "One."), replace("summary", "One.", "Engineer of data.")];
    let many: Vec<_> = there_and_back.into_iter().cycle().take(201).collect();
    assert_eq!(code(edit(services, actor, &id, &first, &many).await), Code::BadRequest);
    let long = replace("summary", "Engineer of data.", &"long ".repeat(1 << 20));
    assert_eq!(code(edit(services, actor, &id, &first, &[long]).await), Code::UploadTooLarge);
    assert_eq!(head(&bench, &id).await, first);
}

#[tokio::test]
async fn a_version_of_another_session_or_tenant_does_not_exist() {
    let bench = Bench::open().await;
    let (mine, other) = (bench.session(&document(), false).await, bench.session(&document(), false).await);
    let version = head(&bench, &mine).await;
    assert_eq!(code(get(&bench.services, &bench.actor, &other, &version).await), Code::VersionNotFound);
    assert_eq!(code(get(&bench.services, &bench.stranger, &mine, &version).await), Code::SessionNotFound);
}
