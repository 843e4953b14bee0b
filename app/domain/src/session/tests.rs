//! The state machine, walked at random.

use super::*;
use proptest::prelude::*;

fn step() -> impl Strategy<Value = Step> {
    prop::sample::select(vec![Step::Resume, Step::Posting, Step::Analysis, Step::Change, Step::Export, Step::Cancel])
}

fn walk(steps: &[Step]) -> Vec<(WorkflowState, Step, Option<WorkflowState>)> {
    let mut state = WorkflowState::Draft;
    let mut taken = Vec::new();
    for step in steps {
        let next = state.after(*step);
        taken.push((state, *step, next));
        state = next.unwrap_or(state);
    }
    taken
}

proptest! {
    #[test]
    fn no_step_loses_ground_but_another_job_and_a_change_after_an_export(steps in prop::collection::vec(step(), 0..40)) {
        for (from, step, to) in walk(&steps) {
            let Some(to) = to else { continue };
            let reopened = from == WorkflowState::Exported && step == Step::Change && to == WorkflowState::RewriteApplied;
            let anew = step == Step::Posting && to == WorkflowState::JdProvided;
            prop_assert!(to >= from || reopened || anew, "{from:?} --{step:?}--> {to:?}");
        }
    }

    #[test]
    fn a_cancelled_session_stays_cancelled(steps in prop::collection::vec(step(), 0..20)) {
        for (_, step, to) in walk(&[&[Step::Resume, Step::Cancel], steps.as_slice()].concat()).into_iter().skip(2) {
            prop_assert_eq!(to, (step == Step::Cancel).then_some(WorkflowState::Cancelled));
        }
    }

    #[test]
    fn nothing_but_a_resume_or_a_cancel_leaves_the_draft(steps in prop::collection::vec(step(), 0..20)) {
        for (from, step, to) in walk(&steps) {
            if from == WorkflowState::Draft {
                prop_assert_eq!(to.is_some(), matches!(step, Step::Resume | Step::Cancel));
            }
        }
    }

    #[test]
    fn an_analysis_needs_a_posting(steps in prop::collection::vec(step(), 0..40)) {
        let walked = walk(&steps);
        for (at, (_, _, to)) in walked.iter().enumerate() {
            if *to == Some(WorkflowState::GapAnalyzed) {
                let posting = walked[..at].iter().any(|(_, step, to)| *step == Step::Posting && to.is_some());
                prop_assert!(posting);
            }
        }
    }
}

#[test]
fn the_journey_goes_through_every_state() {
    let steps = [Step::Resume, Step::Posting, Step::Analysis, Step::Change, Step::Export];
    let states: Vec<_> = walk(&steps).into_iter().map(|(_, _, to)| to).collect();
    use WorkflowState::*;
    assert_eq!(states, [ResumeUploaded, JdProvided, GapAnalyzed, RewriteApplied, Exported].map(Some));
}

#[test]
fn another_job_begins_the_work_anew() {
    use WorkflowState::*;
    for state in [ResumeUploaded, JdProvided, GapAnalyzed, RewriteApplied, Exported] {
        assert_eq!(state.after(Step::Posting), Some(JdProvided), "{state:?}");
    }
}

#[test]
fn a_session_may_be_exported_as_soon_as_it_has_a_resume() {
    assert_eq!(WorkflowState::ResumeUploaded.after(Step::Export), Some(WorkflowState::Exported));
    assert_eq!(WorkflowState::Draft.after(Step::Export), None);
}

#[test]
fn the_default_name_is_made_of_what_is_known() {
    assert_eq!(default_name("Data Engineer", "Example Ltd"), "Data Engineer at Example Ltd");
    assert_eq!(default_name("Data Engineer", " "), "Data Engineer");
    assert_eq!(default_name("", ""), "New session");
}

#[test]
fn a_name_is_one_line_of_1_to_200_characters() {
    assert_eq!(parse_name("  My\n job ").as_deref(), Ok("My job"));
    assert!(parse_name(" ").is_err());
    assert!(parse_name(&"ä".repeat(200)).is_ok());
    assert!(parse_name(&"ä".repeat(201)).is_err());
}
