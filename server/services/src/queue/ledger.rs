//! The statements that move a job. Everything here runs in the caller's transaction; the clock is the database's.

use crate::db::Tx;
use crate::jobs::{Kind, Queue};
use crate::{Error, Result};
use domain::ids::{JobId, TenantId};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// So far behind the first in line a tenant with a free place is looked for.
const LINE: usize = 64;

/// How long a worker may be silent.
pub const LEASE: Duration = Duration::from_secs(10);

/// So many lost leases bury a job: it kills its workers.
pub const MAX_CRASHES: i32 = 3;

/// Those at work, as their index knows them: who is has a lease. A statement that names its job says `state = 'running'`, so that
/// PostgreSQL does not take that index, which is short but full of jobs that were at work, for a short way to the job.
const LEASED: &str = "lease_until IS NOT NULL";

/// The last error of such a job, in front of the one that it had before.
const DIED: &str = "its workers died";

/// A job to be done.
#[derive(Clone, Debug)]
pub struct NewJob<'a> {
    /// Names it.
    pub id: JobId,
    /// Whose it is.
    pub tenant: &'a TenantId,
    /// See [`crate::jobs::Kind`].
    pub kind: Kind,
    /// JSON, by kind.
    pub payload: String,
    /// Not before so long from now.
    pub after: Duration,
    /// It comes back so long after its end, for ever.
    pub every: Option<Duration>,
}

impl<'a> NewJob<'a> {
    /// To be done once, and now.
    pub fn new(id: JobId, tenant: &'a TenantId, kind: Kind, payload: String) -> Self {
        Self { id, tenant, kind, payload, after: Duration::ZERO, every: None }
    }
}

/// Which jobs a worker looks for.
#[derive(Clone, Debug)]
pub struct Claims<'a> {
    /// Names the worker.
    pub owner: &'a str,
    /// Of these queues.
    pub queues: &'a [Queue],
    /// At most so many now.
    pub most: usize,
    /// At most so many of one tenant may be at work, everywhere; `None`: as many as there are.
    pub of_one_tenant: Option<usize>,
}

/// The right to work on a job, until someone else has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, FromQueryResult)]
pub struct Lease {
    /// Which.
    pub id: String,
    /// Which claim of it.
    pub attempt: i32,
}

/// A claimed job.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// To be shown with every write.
    pub lease: Lease,
    /// Whose it is.
    pub tenant: TenantId,
    /// What is to be done.
    pub kind: String,
    /// JSON, by kind.
    pub payload: String,
    /// Attempts that said they failed.
    pub errors: i32,
    /// The lease was lost or the job taken away: stop.
    pub stopped: CancellationToken,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    attempt: i32,
    tenant: String,
    kind: String,
    payload: String,
    errors: i32,
}

/// A job that is given up, for its kind to say so in the same transaction.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Buried {
    /// Which.
    pub id: String,
    /// Whose it is.
    pub tenant: String,
    /// What was to be done.
    pub kind: String,
    /// JSON, by kind.
    pub payload: String,
    /// Why.
    pub last_error: String,
}

/// In the transaction of the state that needs the work. Announce it after the commit. One of that name that is there already stays as
/// it is.
///
/// Its turn is behind the last of its tenant, or, where its tenant has none, beside the first of all: who has a thousand jobs waiting and
/// who has one take turns.
pub async fn enqueue(tx: &Tx, job: NewJob<'_>) -> Result<()> {
    let sql = insertion(tx, job.kind, ["$1", "$2", "$3", "$4", "$5", "$6"], "");
    let every = job.every.map(millis);
    let values = [
        job.id.as_str().into(),
        job.tenant.as_str().into(),
        job.kind.as_str().into(),
        job.payload.into(),
        millis(job.after).into(),
        every.into(),
    ];
    execute(tx, &sql, values).await?;
    Ok(())
}

/// The statement of [`enqueue`], for one that does more: where its values stand (id, tenant, kind, payload, milliseconds until it is due,
/// milliseconds until it comes back), and a `FROM` whose rows are as many as jobs are wanted.
pub(crate) fn insertion(tx: &Tx, kind: Kind, [id, tenant, named, payload, after, every]: [&str; 6], from: &str) -> String {
    let now = clock(tx);
    let (queue, priority) = (kind.queue().as_str(), kind.priority());
    let line = format!("state = 'queued' AND queue = '{queue}'");
    // SQLite would take `ON` for a part of the `SELECT` if that had no `WHERE`.
    format!(
        "INSERT INTO jobs (id, tenant, kind, payload, queue, state, priority, turn, attempt, crashes, errors, run_at, created_at, every_ms) \
         SELECT {id}, {tenant}, {named}, {payload}, '{queue}', 'queued', {priority}, COALESCE(\
         (SELECT MAX(turn) + 1 FROM jobs WHERE tenant = {tenant} AND {line}), \
         (SELECT MIN(turn) FROM jobs WHERE {line} AND priority = {priority}), \
         (SELECT MAX(turn) FROM jobs WHERE {LEASED}), 0), 0, 0, 0, {now} + {after}, {now}, {every} {from} WHERE true \
         ON CONFLICT (id) DO NOTHING"
    )
}

/// Takes up to `most` jobs whose time has come.
pub async fn claim(tx: &Tx, claims: &Claims<'_>) -> Result<Vec<Claimed>> {
    let now = clock(tx);
    // What limits stands in the text: SQLite prepares a statement anew whenever a limit is bound.
    let most = claims.most;
    let queues = claims.queues.iter().map(|queue| format!("'{}'", queue.as_str())).collect::<Vec<_>>().join(", ");
    let due = format!("state = 'queued' AND queue IN ({queues}) AND run_at <= {now}");
    let first = format!("{due} ORDER BY priority, turn, run_at");
    // Of the first in line, those whose tenant has a place left.
    let placed = claims.of_one_tenant.map(|places| {
        format!(
            "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY line.tenant ORDER BY priority, turn, run_at) + COALESCE(busy, 0) AS place \
             FROM (SELECT id, tenant, priority, turn, run_at FROM jobs WHERE {first} LIMIT {}) line \
             LEFT JOIN (SELECT tenant, COUNT(*) AS busy FROM jobs WHERE {LEASED} GROUP BY tenant) theirs ON theirs.tenant = line.tenant) placed \
             WHERE place <= {places}",
            LINE + most * 8
        )
    });
    let ready = match placed {
        None => format!("SELECT id FROM jobs WHERE {first} LIMIT {most}"),
        Some(placed) => format!("SELECT id FROM jobs WHERE id {} AND {first} LIMIT {most}", chosen(tx, &placed)),
    };
    let among = chosen(tx, &for_me(tx, ready));
    let sql = format!(
        "UPDATE jobs SET state = 'running', attempt = attempt + 1, lease_owner = $1, lease_until = {now} + {LEASE_MS} \
         WHERE id {among} RETURNING id, attempt, tenant, kind, payload, errors"
    );
    let owner = claims.owner;
    let rows = rows::<Row>(tx, &sql, [owner.into()]).await?;
    let claimed = |row: Row| Claimed {
        lease: Lease { id: row.id, attempt: row.attempt },
        tenant: TenantId::new(row.tenant),
        kind: row.kind,
        payload: row.payload,
        errors: row.errors,
        stopped: CancellationToken::new(),
    };
    Ok(rows.into_iter().map(claimed).collect())
}

/// One of these rows: made once. As a plain subquery PostgreSQL may make the choice again for each row, and lock other ones.
pub(crate) fn chosen(tx: &Tx, select: &str) -> String {
    if tx.get_database_backend() == DbBackend::Postgres { format!("= ANY (ARRAY ({select}))") } else { format!("IN ({select})") }
}

/// Locks the rows, without those that somebody else is just taking (SQLite has one writer anyway).
pub(crate) fn for_me(tx: &Tx, select: String) -> String {
    if tx.get_database_backend() == DbBackend::Postgres { select + " FOR UPDATE SKIP LOCKED" } else { select }
}

/// The fence of a write that is not the last: extends the lease, or says that it is lost and takes the transaction back.
pub async fn hold(tx: &Tx, lease: &Lease) -> Result<()> {
    let now = clock(tx);
    fenced(tx, lease, &format!("lease_until = {now} + {LEASE_MS}"), []).await
}

/// The fence of the last write: the job is done when its effect is. One that comes back waits for its next time, as if it were new.
pub async fn complete(tx: &Tx, lease: &Lease) -> Result<()> {
    let now = clock(tx);
    let ends = ended("done", now);
    fenced(tx, lease, &format!("{ends}, crashes = CASE WHEN every_ms IS NULL THEN crashes ELSE 0 END"), []).await
}

/// As [`complete`], with an answer for who waits.
pub async fn answer(tx: &Tx, lease: &Lease, answer: &str) -> Result<()> {
    let now = clock(tx);
    fenced(tx, lease, &format!("{}, answer = $3", ended("done", now)), [answer.into()]).await
}

/// No more work on it: the last state, or for one that comes back the next time.
fn ended(state: &str, now: &str) -> String {
    format!(
        "state = CASE WHEN every_ms IS NULL THEN '{state}' ELSE 'queued' END, run_at = CASE WHEN every_ms IS NULL THEN run_at \
         ELSE {now} + every_ms END, ended_at = {now}, lease_owner = NULL, lease_until = NULL"
    )
}

/// The attempt failed; another one is made after a while.
pub async fn retry(tx: &Tx, lease: &Lease, after: Duration, error: &str) -> Result<()> {
    let now = clock(tx);
    let after = millis(after);
    let set =
        format!("state = 'queued', errors = errors + 1, run_at = {now} + {after}, lease_owner = NULL, lease_until = NULL, last_error = $3");
    fenced(tx, lease, &set, [error.into()]).await
}

/// No further attempt is made.
pub async fn bury(tx: &Tx, lease: &Lease, error: &str) -> Result<()> {
    let now = clock(tx);
    let errors = "errors = CASE WHEN every_ms IS NULL THEN errors + 1 ELSE 0 END";
    let set = format!("{}, {errors}, last_error = $3", ended("dead", now));
    fenced(tx, lease, &set, [error.into()]).await
}

/// Given back unfinished by a worker that shuts down: costs neither an error nor a crash.
pub async fn hand_back(tx: &Tx, lease: &Lease) -> Result<()> {
    fenced(tx, lease, "state = 'queued', lease_owner = NULL, lease_until = NULL", []).await
}

/// Not wanted any more, whoever has it: the worker finds that its lease is lost.
pub async fn cancel(tx: &Tx, job: &str) -> Result<()> {
    let now = clock(tx);
    let sql = format!(
        "UPDATE jobs SET state = 'cancelled', lease_owner = NULL, lease_until = NULL, ended_at = {now} \
         WHERE id = $1 AND state IN ('queued', 'running')"
    );
    execute(tx, &sql, [job.into()]).await?;
    Ok(())
}

/// Extends all leases of an owner; answers with those that it still has.
pub async fn beat(tx: &Tx, owner: &str) -> Result<Vec<Lease>> {
    let now = clock(tx);
    let sql = format!("UPDATE jobs SET lease_until = {now} + {LEASE_MS} WHERE {LEASED} AND lease_owner = $1 RETURNING id, attempt");
    rows(tx, &sql, [owner.into()]).await
}

/// Which leases are taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale {
    /// Those that have run out.
    Expired,
    /// All: nobody who could hold one is alive.
    All,
}

impl Stale {
    fn condition(self, now: &str) -> String {
        match self {
            Self::Expired => format!("lease_until < {now}"),
            Self::All => LEASED.to_owned(),
        }
    }
}

/// Whether there is a lease to take back; a reader asks first, so that an idle queue writes nothing.
pub async fn any_expired(reader: &impl ConnectionTrait) -> Result<bool> {
    let backend = reader.get_database_backend();
    let sql = format!("SELECT 1 AS one FROM jobs WHERE {} LIMIT 1", Stale::Expired.condition(now_ms(backend)));
    Ok(reader.query_one_raw(Statement::from_string(backend, sql)).await?.is_some())
}

/// Counts a crash for every stale lease. The job is queued again, or buried when it was the last crash; answers with how many
/// were queued and what was buried.
pub async fn take_back(tx: &Tx, stale: Stale) -> Result<(u64, Vec<Buried>)> {
    let now = clock(tx);
    let condition = stale.condition(now);
    let bury = format!(
        "UPDATE jobs SET {}, crashes = CASE WHEN every_ms IS NULL THEN crashes + 1 ELSE 0 END, \
         last_error = '{DIED}' || COALESCE('; before that: ' || last_error, '') \
         WHERE {condition} AND crashes + 1 >= {MAX_CRASHES} RETURNING id, tenant, kind, payload, last_error",
        ended("dead", now)
    );
    let buried = rows::<Buried>(tx, &bury, []).await?;
    let requeue = format!(
        "UPDATE jobs SET state = 'queued', crashes = crashes + 1, run_at = {now}, lease_owner = NULL, lease_until = NULL WHERE {condition}"
    );
    let queued = execute(tx, &requeue, []).await?;
    Ok((queued, buried))
}

/// How long until the next job that waits for its time; `None` when none does. What is due and not claimed belongs to others: they
/// have it already, or their tenant has no place left.
pub async fn next_due(reader: &impl ConnectionTrait) -> Result<Option<Duration>> {
    let backend = reader.get_database_backend();
    let now = now_ms(backend);
    let sql = format!("SELECT MIN(run_at) - {now} AS due FROM jobs WHERE state = 'queued' AND run_at > {now}");
    let row = reader.query_one_raw(Statement::from_string(backend, sql)).await?;
    let due = row.map(|row| row.try_get::<Option<i64>>("", "due")).transpose()?.flatten();
    Ok(due.map(|due| Duration::from_millis(u64::try_from(due).unwrap_or(0))))
}

/// Forgets what ended long ago.
pub async fn forget(tx: &Tx, ended: Duration) -> Result<u64> {
    let now = clock(tx);
    let ended = millis(ended);
    let sql = format!("DELETE FROM jobs WHERE state IN ('done', 'cancelled') AND ended_at < {now} - {ended}");
    execute(tx, &sql, []).await
}

const LEASE_MS: u128 = LEASE.as_millis();

async fn fenced<const N: usize>(tx: &Tx, lease: &Lease, set: &str, more: [Value; N]) -> Result<()> {
    let sql = format!("UPDATE jobs SET {set} WHERE id = $1 AND attempt = $2 AND state = 'running'");
    let values = [lease.id.as_str().into(), lease.attempt.into()].into_iter().chain(more);
    if execute(tx, &sql, values).await? == 1 { Ok(()) } else { Err(Error::LeaseLost) }
}

pub(crate) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX / 4)
}

pub(crate) fn clock(tx: &Tx) -> &'static str {
    now_ms(tx.get_database_backend())
}

/// Milliseconds since 1970 by the database's own clock: no two machines have to agree on the time.
pub(crate) fn now_ms(backend: DbBackend) -> &'static str {
    match backend {
        DbBackend::Postgres => "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)",
        _ => "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
    }
}

pub(crate) async fn execute(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<u64> {
    Ok(tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?.rows_affected())
}

pub(crate) async fn rows<R: FromQueryResult>(tx: &Tx, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<R>> {
    let rows = tx.query_all_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(rows.iter().map(|row| R::from_query_result(row, "")).collect::<std::result::Result<_, _>>()?)
}
