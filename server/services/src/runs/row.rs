//! The row of a run: how it is shown, and how it moves on. State and events are written by one hand, [`advance`].

use crate::db::{TenantDb, Tx};
use crate::entity::{self, run, session};
use crate::events::{self, Told};
use crate::{Actor, Error, Result};
use domain::event::What;
use domain::ids::{RunId, SessionId};
use domain::run::{Run, RunStatus};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, Statement, Value};

/// Names a run.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub actor: Actor,
    pub session: SessionId,
    pub run: RunId,
}

/// What a run used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Spent {
    pub input_tokens: u64,
    pub output_tokens: u64,
    pub cost_usd: f64,
}

/// A step of a run.
#[derive(Clone, Debug)]
pub(crate) struct Advance {
    pub to: RunStatus,
    pub events: Vec<What>,
    pub spent: Spent,
    pub final_text: Option<String>,
    pub error: Option<domain::Error>,
    /// A proposal begins to wait.
    pub proposes: bool,
    /// What else changes in the session.
    pub session: session::ActiveModel,
}

impl Advance {
    pub(crate) fn to(to: RunStatus, events: Vec<What>) -> Self {
        Self { to, events, spent: Spent::default(), final_text: None, error: None, proposes: false, session: Default::default() }
    }
}

/// The row, or `RUN_NOT_FOUND`.
pub(crate) async fn row<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, id: &RunId) -> Result<run::Model> {
    let one = own.find::<run::Entity>().filter(run::Column::SessionId.eq(session.as_str())).filter(run::Column::Id.eq(id.as_str()));
    own.held(one).one(own.connection()).await?.ok_or_else(crate::db::missing::<run::Entity>)
}

/// Moves a run on, with its events, from any of these states; `None` when it is in another one. The sums and the active run
/// of its session follow in the same transaction.
pub(crate) async fn advance(tx: &Tx, key: &Key, from: &[RunStatus], step: Advance, now: &str) -> Result<Option<Told>> {
    let ended = step.to.is_final().then(|| now.to_owned());
    let started = matches!(step.to, RunStatus::Running | RunStatus::WaitingApproval | RunStatus::Completed).then(|| now.to_owned());
    let from = from.iter().map(|status| format!("'{}'", entity::word(status))).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "UPDATE runs SET status = $1, last_seq = last_seq + $2, started_at = COALESCE(started_at, $3), ended_at = $4, \
         final_text = COALESCE($5, final_text), error = $6, input_tokens = input_tokens + $7, output_tokens = output_tokens + $8, \
         cost_usd = cost_usd + $9 WHERE id = $10 AND tenant = $11 AND session_id = $12 AND status IN ({from}) RETURNING last_seq"
    );
    let error = step.error.as_ref().map(entity::json).transpose()?;
    let values: [Value; 12] = [
        entity::word(step.to).into(),
        signed(step.events.len() as u64).into(),
        started.into(),
        ended.into(),
        step.final_text.into(),
        error.into(),
        signed(step.spent.input_tokens).into(),
        signed(step.spent.output_tokens).into(),
        step.spent.cost_usd.into(),
        key.run.as_str().into(),
        key.actor.tenant.as_str().into(),
        key.session.as_str().into(),
    ];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let Some(row) = tx.query_one_raw(statement).await? else { return Ok(None) };
    let last = u64::try_from(row.try_get::<i64>("", "last_seq")?).unwrap_or(0);
    let events = events::append(tx, &key.session, &key.run, last, now, step.events).await?;
    if step.to.is_final() || step.proposes || step.spent != Spent::default() {
        follow(tx, key, (step.to, step.proposes), step.spent, step.session, now).await?;
    }
    Ok(Some(Told { run: key.run.clone(), events: events.into() }))
}

/// Adds events to an unfinished run that stays where it is.
pub(crate) async fn tell(tx: &Tx, key: &Key, events: Vec<What>, now: &str) -> Result<Told> {
    let sql = "UPDATE runs SET last_seq = last_seq + $1 WHERE id = $2 AND tenant = $3 AND session_id = $4 AND ended_at IS NULL RETURNING last_seq";
    let count = signed(events.len() as u64);
    let values: [Value; 4] = [count.into(), key.run.as_str().into(), key.actor.tenant.as_str().into(), key.session.as_str().into()];
    let statement = Statement::from_sql_and_values(tx.get_database_backend(), sql, values);
    let row = tx.query_one_raw(statement).await?.ok_or_else(|| moved_on(key))?;
    let last = u64::try_from(row.try_get::<i64>("", "last_seq")?).unwrap_or(0);
    let events = events::append(tx, &key.session, &key.run, last, now, events).await?;
    Ok(Told { run: key.run.clone(), events: events.into() })
}

/// The session's part of a step.
async fn follow(
    tx: &Tx,
    key: &Key,
    (to, proposes): (RunStatus, bool),
    spent: Spent,
    mut change: session::ActiveModel,
    now: &str,
) -> Result<()> {
    use session::Column::{CompletedRunCount, Id, TotalCostUsd, TotalTokens};
    change.updated_at = Set(now.to_owned());
    if to.is_final() {
        change.active_run_id = Set(None);
    }
    if to.is_final() || proposes {
        change.pending_approvals = Set(i32::from(!to.is_final()));
    }
    let own = tx.of(&key.actor);
    let update = own
        .update::<session::Entity>()
        .set(change)
        .col_expr(CompletedRunCount, Expr::col(CompletedRunCount).add(i32::from(to == RunStatus::Completed)))
        .col_expr(TotalTokens, Expr::col(TotalTokens).add(signed(spent.input_tokens + spent.output_tokens)))
        .col_expr(TotalCostUsd, Expr::col(TotalCostUsd).add(spent.cost_usd));
    update.filter(Id.eq(key.session.as_str())).exec(tx).await?;
    Ok(())
}

/// As its owner sees it.
pub(crate) fn shown(row: &run::Model) -> Result<Run> {
    Ok(Run {
        run_id: RunId::new(row.id.as_str()),
        session_id: SessionId::new(row.session_id.as_str()),
        status: entity::read(&row.status)?,
        message: row.message.clone(),
        strategy: entity::read(&row.strategy)?,
        created_at: row.created_at.clone(),
        started_at: row.started_at.clone(),
        ended_at: row.ended_at.clone(),
        error: row.error.as_deref().map(entity::parse).transpose()?,
        provider: row.provider.clone(),
        model: row.model.clone(),
        usage_tokens: u64::try_from(row.input_tokens + row.output_tokens).unwrap_or(0),
        estimated_cost_usd: row.cost_usd,
    })
}

/// The run was not in the state that the step needs: somebody moved it on.
pub(crate) fn moved_on(key: &Key) -> Error {
    let message = "The run has moved on. Load the page again.";
    domain::Error::new(domain::Code::InvalidState, message).with("run_id", key.run.as_str()).into()
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
