//! Events of one transaction as they go from process to process: `session ts first [what, …]`. What they share is said once, and nothing of
//! it has to be gathered before it can be understood, as in the flat form that browsers get.

use domain::event::{Event, Proposed, What};
use domain::ids::{ApprovalId, EventId, RunId, SessionId};
use domain::proposal::Change;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
enum Said<'a> {
    Proposed(&'a ApprovalId, &'a Change),
    Other(&'a What),
}

impl<'a> From<&'a What> for Said<'a> {
    fn from(what: &'a What) -> Self {
        match what {
            What::ChangeProposed(proposed) => Self::Proposed(&proposed.approval_id, &proposed.change),
            what => Self::Other(what),
        }
    }
}

#[derive(Deserialize)]
enum Heard {
    Proposed(ApprovalId, Box<Change>),
    Other(What),
}

/// Those of one run, session and time, with numbers that follow each other; `None` for others and for none.
pub(super) fn write(events: &[Event]) -> Option<String> {
    let Event { session_id, ts, event_id, .. } = events.first()?;
    let first = event_id.seq()?;
    let follow = |(seq, event): (u64, &Event)| event.event_id.seq() == Some(seq) && event.session_id == *session_id && event.ts == *ts;
    if !(first..).zip(events).all(follow) {
        return None;
    }
    let said: Vec<Said<'_>> = events.iter().map(|event| Said::from(&event.what)).collect();
    Some(format!("{session_id} {ts} {first} {}", serde_json::to_string(&said).ok()?))
}

/// `None`: a release that says it differently.
pub(super) fn read(run: &RunId, text: &str) -> Option<Vec<Event>> {
    let mut parts = text.splitn(4, ' ');
    let (session, ts, first) = (SessionId::new(parts.next()?), parts.next()?.to_owned(), parts.next()?.parse::<u64>().ok()?);
    let heard: Vec<Heard> = serde_json::from_str(parts.next()?).ok()?;
    let event = |(seq, heard)| Event {
        event_id: EventId::at(run, seq),
        session_id: session.clone(),
        run_id: run.clone(),
        ts: ts.clone(),
        what: match heard {
            Heard::Proposed(approval_id, change) => What::ChangeProposed(Box::new(Proposed { approval_id, change: *change })),
            Heard::Other(what) => what,
        },
    };
    Some((first..).zip(heard).map(event).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::run::RunStatus;

    const CHANGE: &str = r#"{
        "change_id": "chg_1", "block_id": "b1", "field": "text", "kind": "replace", "section": "Experience", "section_kind": "experience",
        "before": "Built 3 mills", "after": "Built three mills", "reason": "Says it in words.",
        "evidence": [{"place": {"block": "b1", "field": "text"}, "quote": "3 mills", "start": 6, "end": 13}],
        "findings": [{"claim": "number", "text": "three", "supported": true, "evidence": null, "message": "The source says 3."}],
        "decision": "pending", "text": null, "confirmation": null, "stale": false,
        "edit": {"kind": "replace", "block": "b1", "field": "text", "before": "Built 3 mills", "after": "Built three mills"}
    }"#;

    #[test]
    fn what_is_written_is_read() {
        let run = RunId::from_bits(7);
        let whats = [
            What::RunStarted { status: RunStatus::Running },
            What::AssistantDelta { text: "Two words, \"quoted\".".into() },
            What::ChangeProposed(Box::new(Proposed {
                approval_id: ApprovalId::from_bits(2),
                change: serde_json::from_str(CHANGE).expect("one"),
            })),
            What::ToolResult { tool_name: "rewrite".into(), success: true, result: String::new(), version_id: None },
        ];
        let event = |(seq, what)| Event {
            event_id: EventId::at(&run, seq),
            session_id: SessionId::from_bits(1),
            run_id: run.clone(),
            ts: "2026-03-01T09:00:00.000Z".into(),
            what,
        };
        let mut events: Vec<Event> = (3..).zip(whats).map(event).collect();
        assert_eq!(read(&run, &write(&events).expect("said")), Some(events.clone()));
        events.remove(1);
        assert_eq!(write(&events), None, "a gap");
        assert_eq!(write(&[]), None);
        assert_eq!(read(&run, r#"ses_1 2026-03-01T09:00:00.000Z 1 [{"Unheard":1}]"#), None);
        assert_eq!(read(&run, ""), None);
    }
}
