//! Score and gap of a session.

use crate::db::Tx;
use crate::entity::{self, session};
use crate::{Actor, Error, Result, Services, postings, sessions, versions};
use domain::Code;
use domain::gap::{Analysis, Prepared};
use domain::ids::SessionId;
use domain::posting::Posting;
use domain::resume::{Document, Month};
use domain::session::{Step, WorkflowState};
use sea_orm::ActiveValue::Set;

/// Of the head version against the posting; moves the session to `gap_analyzed` the first time.
pub async fn of_session(services: &Services, actor: &Actor, session: &SessionId) -> Result<Analysis> {
    let own = services.read(actor);
    let row = sessions::row(&own, session).await?;
    let (Some(head), Some(posting)) = (&row.head_version_id, &row.posting_id) else {
        return Err(Error::refused(Code::InvalidState, "The analysis needs a resume and a job description. Add what is missing first."));
    };
    let document = versions::document(&own, session, head).await?;
    let posting = postings::of_session(&own, posting).await?;
    let now = services.now();
    let analysis = analyse(&document, &posting, &now);
    let scores = Scores { now: Some(analysis.score), before: before(&own, &row, head, &analysis, &posting, &now).await? };
    let state: WorkflowState = entity::read(&row.workflow_state)?;
    let seen = state.after(Step::Analysis).unwrap_or(state);
    if seen != state || !scores.are_of(&row) {
        keep(services, actor, &row, scores, &now).await?;
    }
    Ok(analysis)
}

/// The score of the head version, and of the first version of the resume in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scores {
    pub now: Option<u8>,
    pub before: Option<u8>,
}

impl Scores {
    fn are_of(self, row: &session::Model) -> bool {
        row.score == self.now.map(i32::from) && row.score_before == self.before.map(i32::from)
    }
}

/// Jobs that go on end now.
fn analyse(document: &Document, posting: &Posting, now: &str) -> Analysis {
    Prepared::new(posting).on(Month::of_stamp(now)).analyse(document)
}

/// The score of a document, where there is a posting.
pub(crate) fn score(document: &Document, posting: Option<&Posting>, now: &str) -> Option<u8> {
    posting.map(|posting| analyse(document, posting, now).score)
}

async fn before<C: sea_orm::ConnectionTrait>(
    own: &crate::db::TenantDb<'_, C>,
    row: &session::Model,
    head: &str,
    of_head: &Analysis,
    posting: &Posting,
    now: &str,
) -> Result<Option<u8>> {
    match &row.source_version_id {
        Some(source) if source != head => {
            let document = versions::document(own, &SessionId::new(row.id.as_str()), source).await?;
            Ok(score(&document, Some(posting), now))
        }
        _ => Ok(Some(of_head.score)),
    }
}

/// Only where head and posting are still those that were looked at.
async fn keep(services: &Services, actor: &Actor, seen: &session::Model, scores: Scores, now: &str) -> Result<()> {
    services
        .write(async |tx: &Tx| {
            let row = sessions::row(&tx.of(actor), &SessionId::new(seen.id.as_str())).await?;
            if row.head_version_id != seen.head_version_id || row.posting_id != seen.posting_id {
                return Ok(());
            }
            let state: WorkflowState = entity::read(&row.workflow_state)?;
            let change = session::ActiveModel {
                score: Set(scores.now.map(i32::from)),
                score_before: Set(scores.before.map(i32::from)),
                workflow_state: Set(entity::word(state.after(Step::Analysis).unwrap_or(state))),
                updated_at: Set(now.to_owned()),
                ..Default::default()
            };
            sessions::change(tx, actor, &row.id, change).await
        })
        .await
}
