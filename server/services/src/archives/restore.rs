//! Reads an archive back: into this installation or another, all of it or nothing.
//!
//! Files first (those of a restore that fails are nobody's, and are swept away like any other), then all rows in one transaction. Every row
//! becomes the tenant's whose it is to be, whatever it says, and may hang on rows of the same archive alone.

use super::account::{Known, tenant_of};
use super::rows::{Row, quoted};
use super::unpack::{Opened, damaged};
use super::{manifest, refused};
use crate::audit::{self, Adopting};
use crate::belongings::{Belonging, Column, OF_TENANTS, Of};
use crate::config::Auth;
use crate::db::Tx;
use crate::entity::{self, audit::Model, erasure, resume, run, session};
use crate::jobs::{ImportJob, Kind, RunJob};
use crate::queue::{self, NewJob};
use crate::{Actor, Error, Result, Services};
use domain::Code;
use domain::ids::{JobId, ResumeId, RunId, SessionId, TenantId};
use domain::resume::library::ParseStatus;
use domain::run::RunStatus;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, SqlErr, Statement, Value};
use serde::Deserialize;
use serde_json::{Value as Json, json};
use std::collections::{HashMap, HashSet};
use std::fs::File;

/// Rows that are written in one statement.
const AT_ONCE: usize = 50;
/// Where nothing may be: what a tenant has besides is a beginning that anybody has.
const EMPTY: [&str; 3] = ["resumes", "postings", "sessions"];

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Whose it is now.
    pub tenant: TenantId,
    /// Rows of all tables.
    pub rows: u64,
    /// Files.
    pub objects: u64,
    /// Files that were missing when the archive was made.
    pub missing: u64,
}

/// Restores an archive for this tenant, or for the one that it was made of; where people log in, for the account with the address that it was
/// made of.
///
/// `NOT_FOUND` when nobody has that address; `BAD_REQUEST` for what is not an archive, is damaged or of a newer program; `INVALID_STATE` for a tenant that has something
/// already, and where somebody else has the same data.
pub async fn restore(services: &Services, file: File, tenant: Option<TenantId>) -> Result<Restored> {
    let mut archive = Opened::open(file)?;
    archive.check()?;
    let known = Known::of(&archive.account()?)?;
    let actor = Actor::of(match tenant {
        Some(tenant) => tenant,
        None => whose(services, &archive, known.as_ref()).await?,
    });
    refuse_names(&actor.tenant)?;
    refuse_full(services, &actor).await?;
    for hash in archive.objects() {
        let bytes = archive.object(&hash)?;
        services.blobs.put(&actor.tenant, bytes.into()).await?;
    }
    let tx = services.db.begin().await?;
    let rows = write(&tx, &actor, &mut archive, &services.now()).await?;
    if let Some(known) = known {
        known.restore(&tx, &actor, services.now()).await?;
    }
    tx.commit().await?;
    services.queue.announce();
    Ok(Restored { tenant: actor.tenant, rows, objects: archive.objects().len() as u64, missing: archive.manifest.missing.len() as u64 })
}

/// Whose it is to be, where nobody says so.
async fn whose(services: &Services, archive: &Opened, known: Option<&Known>) -> Result<TenantId> {
    match known {
        _ if services.config.auth != Auth::Accounts => Ok(archive.manifest.tenant.clone()),
        Some(known) => tenant_of(services, &known.email).await,
        None => Err(refused("This archive was made where nobody logs in. Name the account whose it is to be with --email.")),
    }
}

fn refuse_names(tenant: &TenantId) -> Result<()> {
    if TenantId::may_be_named(tenant.as_str()) {
        return Ok(());
    }
    Err(refused("A tenant's name has 1 to 64 letters, digits, '-', '_' and '.'. Name one with --tenant."))
}

async fn refuse_full(services: &Services, actor: &Actor) -> Result<()> {
    let own = services.read(actor);
    if own.find::<erasure::Entity>().one(own.connection()).await?.is_some() {
        return Err(Error::refused(Code::InvalidState, "This tenant is just being erased. Wait a minute, then restore again."));
    }
    let db = services.db.reader();
    for table in EMPTY {
        let sql = format!("SELECT 1 AS one FROM {table} WHERE tenant = $1 LIMIT 1");
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [actor.tenant.as_str().into()]);
        if db.query_one_raw(statement).await?.is_some() {
            let message = format!("{} has {table} already, and an archive is restored into nothing. Name another tenant.", actor.tenant);
            return Err(Error::refused(Code::InvalidState, message));
        }
    }
    Ok(())
}

/// All rows, and the work that was under way.
async fn write(tx: &Tx, actor: &Actor, archive: &mut Opened, now: &str) -> Result<u64> {
    for table in ["preferences", "idempotency_keys"] {
        let sql = format!("DELETE FROM {table} WHERE tenant = $1");
        tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, [actor.tenant.as_str().into()])).await?;
    }
    let named = archive.named();
    let mut ids: HashMap<&'static str, HashSet<String>> = HashMap::new();
    let mut count = 0;
    for one in OF_TENANTS.iter().filter(|one| one.travels && one.table != "audit_log") {
        let mut filling = Filling::begin(tx, actor, one, &named, &mut ids).await?;
        count += archive.rows(one.table, async |row| filling.take(row).await).await?;
        filling.flush().await?;
        let theirs = filling.ids;
        ids.insert(one.table, theirs);
    }
    let from = archive.manifest.tenant.clone();
    let mut adopting = Adopting::begin(tx, actor, &from).await?;
    count += archive.rows("audit_log", async |row| adopting.take(entry(row)?).await).await?;
    let (entries, last) = adopting.end(now).await?;
    go_on(tx, actor).await?;
    let details = json!({ "from": from, "archive": archive.sha256, "rows": count, "entries": entries, "last_hash": last });
    audit::append_to_installation(tx, &Actor::of(TenantId::installation()), now, "account.restore", actor.tenant.as_str(), details).await?;
    Ok(count)
}

/// Fills one table.
struct Filling<'a> {
    tx: &'a Tx,
    actor: &'a Actor,
    one: &'static Belonging,
    columns: Vec<Column>,
    /// Objects that rows may name.
    named: &'a HashSet<String>,
    /// Rows of the archive that these may hang on.
    above: Option<&'a HashSet<String>>,
    ids: HashSet<String>,
    /// Which columns the archive has.
    shape: Vec<Column>,
    rows: usize,
    values: Vec<Value>,
}

impl<'a> Filling<'a> {
    async fn begin(
        tx: &'a Tx,
        actor: &'a Actor,
        one: &'static Belonging,
        named: &'a HashSet<String>,
        ids: &'a mut HashMap<&'static str, HashSet<String>>,
    ) -> Result<Self> {
        let above = match one.of {
            Of::Tenant { .. } => None,
            Of::Row { table, .. } => Some(&*ids.entry(table).or_default()),
        };
        let columns = one.columns(tx).await?;
        Ok(Self { tx, actor, one, columns, named, above, ids: HashSet::new(), shape: Vec::new(), rows: 0, values: Vec::new() })
    }

    async fn take(&mut self, row: Row) -> Result<()> {
        if self.shape.is_empty() {
            self.shape = self.shape_of(&row)?;
        }
        let text = |name: &str| row.get(name).and_then(Json::as_str);
        let foreign = self.above.is_some_and(|above| !text(self.one.column()).is_some_and(|id| above.contains(id)));
        let unkept = text("sha256").is_some_and(|sha256| !self.named.contains(sha256));
        if foreign || unkept || row.len() != self.shape.len() {
            return Err(self.damaged());
        }
        if self.one.carries() {
            self.ids.extend(text("id").map(str::to_owned));
        }
        for column in &self.shape {
            let value: Option<Value> = match column.name.as_str() {
                "tenant" => Some(self.actor.tenant.as_str().into()),
                name => row.get(name).and_then(|json| column.form.value(json)),
            };
            let value = value.ok_or_else(|| self.damaged())?;
            self.values.push(value);
        }
        self.rows += 1;
        if self.rows < AT_ONCE { Ok(()) } else { self.flush().await }
    }

    /// `BAD_REQUEST` for columns that this program does not know.
    fn shape_of(&self, row: &Row) -> Result<Vec<Column>> {
        let known = |name: &String| self.columns.iter().find(|column| column.name == *name).cloned();
        row.keys().map(known).collect::<Option<Vec<_>>>().ok_or_else(|| {
            refused(format!(
                "The archive knows more of {} than this program does: it is of a newer one. Restore it with that.",
                self.one.table
            ))
        })
    }

    async fn flush(&mut self) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let names = self.shape.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ");
        let width = self.shape.len();
        let places = |row: usize| (1..=width).map(|n| format!("${}", row * width + n)).collect::<Vec<_>>().join(", ");
        let rows = (0..self.rows).map(|row| format!("({})", places(row))).collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {} ({names}) VALUES {rows}", self.one.table);
        let values = std::mem::take(&mut self.values);
        self.rows = 0;
        let inserted = self.tx.execute_raw(Statement::from_sql_and_values(self.tx.get_database_backend(), sql, values)).await;
        inserted.map(|_| ()).map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => taken(),
            // The database is away or full; anything else is a row that does not fit.
            _ if Error::from(error.clone()).public().code == Code::Unavailable => error.into(),
            _ => self.damaged(),
        })
    }

    fn damaged(&self) -> Error {
        damaged(&manifest::rows_of(self.one.table))
    }
}

fn taken() -> Error {
    let message = "What this archive holds is in this installation already, as somebody else's: its ids are taken. Erase that first, or restore \
                   the archive into another installation.";
    Error::refused(Code::InvalidState, message)
}

/// An entry of the audit log.
fn entry(row: Row) -> Result<Model> {
    #[derive(Deserialize)]
    struct Kept {
        tenant: String,
        seq: i64,
        at: String,
        action: String,
        subject: String,
        details: String,
        previous: String,
        hash: String,
        form: i32,
        who: Option<String>,
        via: Option<String>,
        network: Option<String>,
    }
    let Kept { tenant, seq, at, action, subject, details, previous, hash, form, who, via, network } =
        serde_json::from_value(Json::Object(row)).map_err(|_| damaged(&manifest::rows_of("audit_log")))?;
    Ok(Model { tenant, seq, at, action, subject, details, previous, hash, form, who, via, network })
}

/// What was being read or rewritten when the archive was made goes on here.
async fn go_on(tx: &Tx, actor: &Actor) -> Result<()> {
    let own = tx.of(actor);
    let parsing = own.find::<resume::Entity>().filter(resume::Column::ParseStatus.eq(entity::word(ParseStatus::Parsing)));
    for row in parsing.all(tx).await? {
        let payload = entity::json(&ImportJob { resume: ResumeId::new(row.id) })?;
        queue::enqueue(tx, NewJob::new(crate::ids::new::<JobId>(), &actor.tenant, Kind::Import, payload)).await?;
    }
    let unfinished = [RunStatus::Queued, RunStatus::Running, RunStatus::WaitingApproval].map(entity::word);
    for row in own.find::<run::Entity>().filter(run::Column::Status.is_in(unfinished)).all(tx).await? {
        refuse_foreign_job(tx, &row.job_id).await?;
        if row.status == entity::word(RunStatus::WaitingApproval) {
            continue;
        }
        let session = own.one::<session::Entity>(&row.session_id).await?;
        let asked = RunJob { run: RunId::new(row.id), session: SessionId::new(session.id), strategy: entity::read(&row.strategy)? };
        let job = NewJob::new(JobId::new(row.job_id), &actor.tenant, Kind::Run, entity::json(&asked)?);
        queue::enqueue(tx, job).await?;
    }
    Ok(())
}

/// Whoever interrupts a run ends its job: it must not be another one.
async fn refuse_foreign_job(tx: &Tx, job: &str) -> Result<()> {
    let drawn = job.strip_prefix(JobId::PREFIX).is_some_and(|bits| bits.len() == 32 && crate::ids::unhex(bits).is_some());
    let there = Statement::from_sql_and_values(tx.get_database_backend(), "SELECT 1 AS one FROM jobs WHERE id = $1", [job.into()]);
    if drawn && tx.query_one_raw(there).await?.is_none() { Ok(()) } else { Err(taken()) }
}
