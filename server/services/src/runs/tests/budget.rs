//! Runs that cost money. The scripted provider takes a cent for each reply.

use super::*;
use crate::proposals;
use domain::Code;
use domain::event::What;
use domain::proposal::Approve;
use domain::run::RunStatus;

async fn stage(cap: &str, usd: &str) -> Stage {
    Stage::with(&[(cap, usd)], [two()]).await
}

async fn run_to_the_end(stage: &Stage) -> Vec<domain::event::Event> {
    let run = stage.start().await.run_id;
    stage.work().await;
    let actor = &stage.bench.actor;
    let waiting = proposals::waiting(stage.services(), actor, &stage.session).await.expect("lists").remove(0);
    proposals::approve(stage.services(), actor, &stage.session, &waiting.approval_id, Approve::default()).await.expect("approved");
    stage.events(&run, None, 99).await
}

fn warning(events: &[domain::event::Event]) -> Option<(f64, f64)> {
    events.iter().find_map(|event| match event.what {
        What::BudgetWarning { spent, cap } => Some((spent, cap)),
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_or_day_that_is_used_up_begins_no_run_and_keeps_those_it_had() {
    for cap in ["RESUMAX_MAX_COST_USD_PER_SESSION", "RESUMAX_MAX_COST_USD_PER_DAY"] {
        let stage = stage(cap, "0.01").await;
        let first = stage.start_as(Some("once")).await.expect("starts");
        stage.work().await;
        crate::runs::interrupt(stage.services(), &stage.bench.actor, &stage.session, &first.run_id).await.expect("interrupted");
        let refused = stage.start_as(None).await.expect_err("used up").public();
        assert_eq!(refused.code, Code::BudgetExceeded, "{cap}");
        let again = refused.details.get("retry_after_seconds").and_then(serde_json::Value::as_u64);
        assert_eq!(again.is_some_and(|seconds| seconds > 0), cap.ends_with("DAY"), "a session's cap does not pass by itself");
        assert_eq!(stage.start_as(Some("once")).await.expect("the same run").run_id, first.run_id);
        if cap.ends_with("DAY") {
            stage.bench.clock.advance(chrono::Duration::days(1));
            assert_eq!(stage.start_as(None).await.expect("another day").status, RunStatus::Queued);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_near_a_cap_warns_before_it_waits() {
    let near = stage("RESUMAX_MAX_COST_USD_PER_SESSION", "0.012").await;
    let events = run_to_the_end(&near).await;
    assert_eq!(warning(&events), Some((0.01, 0.012)));
    let kinds = kinds(&events);
    let at = |kind: &str| kinds.iter().position(|one| one == kind);
    assert!(at("budget_warning") < at("tool_call_proposed"));
    let far = stage("RESUMAX_MAX_COST_USD_PER_SESSION", "1").await;
    assert_eq!(warning(&run_to_the_end(&far).await), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_at_its_own_cap_keeps_what_it_has_and_says_so() {
    let stage = stage("RESUMAX_MAX_COST_USD_PER_RUN", "0.01").await;
    let events = run_to_the_end(&stage).await;
    assert_eq!(warning(&events), Some((0.01, 0.01)));
    let said: String = events
        .iter()
        .filter_map(|event| match &event.what {
            What::AssistantDelta { text } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert!(said.contains("limit of 0.01 US dollars"), "{said}");
    assert_eq!(text(&stage.head().await.1, "b1"), "Ran builds.");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_begins_only_when_all_that_it_may_cost_is_left() {
    let caps = [("RESUMAX_MAX_COST_USD_PER_RUN", "0.01"), ("RESUMAX_MAX_COST_USD_PER_SESSION", "0.015")];
    let stage = Stage::with(&caps, [two()]).await;
    run_to_the_end(&stage).await;
    assert_eq!(stage.start_as(None).await.expect_err("0.005 are left").public().code, Code::BudgetExceeded);
}
