//! Ends a run at its owner's word, whatever it is doing.
//!
//! One transaction takes the job from its worker, withdraws what waits, and writes the final event: `interrupting` and
//! `interrupted` in one step, so that nothing can die in between. A worker of this process hears of it at once; another one finds
//! that its lease is lost when it next writes.

use super::row::{Advance, Key, advance, row, shown};
use crate::db::Tx;
use crate::entity::session;
use crate::events::Told;
use crate::{Actor, Result, Services, proposals, queue};
use domain::event::What;
use domain::ids::{RunId, SessionId};
use domain::run::{Run, RunStatus};

const UNFINISHED: [RunStatus; 4] = [RunStatus::Queued, RunStatus::Running, RunStatus::WaitingApproval, RunStatus::Interrupting];

/// Repeatable; an ended run keeps its status. The answer to the call that ends it says `interrupting`.
pub async fn interrupt(services: &Services, actor: &Actor, session: &SessionId, run: &RunId) -> Result<Run> {
    let before = row(&services.read(actor), session, run).await?;
    let key = Key { actor: actor.clone(), session: session.clone(), run: run.clone() };
    let now = services.now();
    let told = services
        .write(async |tx| {
            let told = stop(tx, &key, &now).await?;
            if told.is_some() {
                queue::ledger::cancel(tx, &before.job_id).await?;
            }
            Ok(told)
        })
        .await?;
    match told {
        Some(told) => {
            services.queue.stop(&before.job_id);
            services.bus.publish(told);
            Ok(Run { status: RunStatus::Interrupting, ..shown(&before)? })
        }
        None => shown(&row(&services.read(actor), session, run).await?),
    }
}

async fn stop(tx: &Tx, key: &Key, now: &str) -> Result<Option<Told>> {
    let own = tx.of(&key.actor);
    // In the order in which an approval takes them, so that the two never wait for each other.
    own.one::<session::Entity>(key.session.as_str()).await?;
    // The first event of a run is always that it started, also of one that nobody has worked on.
    let fresh = row(&own, &key.session, &key.run).await?.last_seq == 0;
    let first = fresh.then_some(What::RunStarted { status: RunStatus::Running });
    let events = first.into_iter().chain([What::RunInterrupted { status: RunStatus::Interrupted }]).collect();
    let step = Advance::to(RunStatus::Interrupted, events);
    let told = advance(tx, key, &UNFINISHED, step, now).await?;
    if told.is_some() {
        proposals::withdraw(tx, key, now).await?;
    }
    Ok(told)
}
