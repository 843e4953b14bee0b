//! The second wall, on PostgreSQL: a connection sees the rows of those that its setting [`SEEN`] names, and the policies of the migration
//! `m0009_walls` keep every other row from it. So a query that forgot its filter (the first wall, [`super::TenantDb`]) finds nothing of others.
//!
//! What the program does for all (claim jobs, sweep, migrate) goes over connections that begin with [`ALL`]. Where it is known whose work it
//! is, one tenant is seen: a transaction is told so as it begins, or before its next statement, and sees all that it was told of; a read
//! outside of a transaction takes a connection of a pool that sees nothing, tells it whom to see, and asks. That pool is used in no other
//! way, so that nobody has to put anything back. A wall against our own mistakes: who can send statements of their own can also say whom to see.

use super::way::{Way, asking};
use domain::ids::TenantId;
use sea_orm::sqlx::{self, AssertSqlSafe, PgConnection, PgPool, Postgres, Transaction};
use sea_orm::{ConnAcquireErr, DatabaseConnection, DbErr, RuntimeErr, SqlxError};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

/// Whose rows a connection sees.
pub(super) const SEEN: &str = "resumax.tenant";
/// Everybody's.
pub(super) const ALL: &str = "*";
/// Between several.
const AND: &str = ",";

/// A row when a table's wall does not hold who asks: a superuser, a role with `BYPASSRLS`, or one who took it down.
pub(super) const FALLEN: &str = "SELECT 1 FROM pg_class WHERE relforcerowsecurity AND NOT row_security_active(oid) LIMIT 1";

/// A transaction's connection, for one statement.
pub(super) type Line<'a> = MappedMutexGuard<'a, PgConnection>;

/// Connections that see nothing until they are told whom to see.
#[derive(Clone)]
pub(super) struct Walled(PgPool);

impl Walled {
    pub(super) fn new(connection: &DatabaseConnection) -> Self {
        Self(connection.get_postgres_connection_pool().clone())
    }

    /// One that sees these tenants' rows.
    pub(super) async fn as_seen_by(&self, tenants: &[TenantId]) -> Result<Way<'static>, DbErr> {
        let mut line = self.0.acquire().await.map_err(acquiring)?;
        see(&mut line, tenants, false).await?;
        Ok(Way::One(line))
    }

    pub(super) async fn close(&self) {
        self.0.close().await;
    }
}

/// A transaction that begins with its first statement. It sees everybody's rows until it is told whom to see.
pub(super) struct Open {
    pool: PgPool,
    begun: Mutex<Option<Begun>>,
}

struct Begun {
    transaction: Transaction<'static, Postgres>,
    /// Of how many tenants it was told.
    told: usize,
}

impl Open {
    pub(super) fn new(connection: &DatabaseConnection) -> Self {
        Self { pool: connection.get_postgres_connection_pool().clone(), begun: Mutex::default() }
    }

    /// The next statement's, which sees these tenants' rows; of none: everybody's.
    pub(super) async fn way(&self, tenants: Vec<TenantId>) -> Result<Way<'_>, DbErr> {
        let mut begun = self.begun.lock().await;
        match &mut *begun {
            None => *begun = Some(Begun::new(&self.pool, &tenants).await?),
            Some(begun) if begun.told < tenants.len() => {
                see(&mut begun.transaction, &tenants, true).await?;
                begun.told = tenants.len();
            }
            Some(_) => {}
        }
        let line = MutexGuard::try_map(begun, |begun| Some(&mut *begun.as_mut()?.transaction));
        Ok(Way::Within(line.map_err(|_| DbErr::Custom("the transaction did not begin".to_owned()))?))
    }

    pub(super) async fn commit(self) -> Result<(), DbErr> {
        match self.begun.into_inner() {
            Some(begun) => begun.transaction.commit().await.map_err(asking),
            None => Ok(()),
        }
    }
}

impl Begun {
    /// In one message, so that the wall costs no way to the database and back.
    async fn new(pool: &PgPool, tenants: &[TenantId]) -> Result<Self, DbErr> {
        let mut sql = "BEGIN".to_owned();
        if !tenants.is_empty() {
            // Values can't be bound here; digits need no quoting.
            let names = crate::ids::hex(names(tenants)?.as_bytes());
            sql += &format!("; SELECT set_config('{SEEN}', convert_from(decode('{names}', 'hex'), 'UTF8'), true)");
        }
        let transaction = pool.begin_with(AssertSqlSafe(sql)).await.map_err(acquiring)?;
        Ok(Self { transaction, told: tenants.len() })
    }
}

async fn see(line: &mut PgConnection, tenants: &[TenantId], in_transaction: bool) -> Result<(), DbErr> {
    let told = sqlx::query("SELECT set_config($1, $2, $3)").bind(SEEN).bind(names(tenants)?).bind(in_transaction);
    told.execute(line).await.map_err(asking)?;
    Ok(())
}

/// As the setting has them.
fn names(tenants: &[TenantId]) -> Result<String, DbErr> {
    let names: Vec<_> = tenants.iter().map(TenantId::as_str).collect();
    match names.iter().find(|name| **name == ALL || name.contains(AND)) {
        Some(name) => Err(DbErr::Custom(format!("no tenant is called {name}"))),
        None => Ok(names.join(AND)),
    }
}

/// As sea-orm says it.
fn acquiring(error: SqlxError) -> DbErr {
    match error {
        SqlxError::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        SqlxError::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
        error => DbErr::Conn(RuntimeErr::SqlxError(error.into())),
    }
}
