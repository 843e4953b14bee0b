//! The one writer of SQLite, with group commit.
//!
//! SQLite has one writer and `synchronous=FULL` makes every commit wait for the disk, so that a commit a request would mean a
//! disk flush a request. Instead the requests that queue for the writer share one:
//!
//! 1. The first takes the seat and opens `BEGIN IMMEDIATE`.
//! 2. When its work is done it looks behind itself. Somebody waits: it leaves the transaction open, gives the seat
//!    away and waits for the commit. Nobody waits, or the batch is full: it commits and tells everyone.
//! 3. The next works behind a savepoint of its own; an error takes back that savepoint alone.
//!
//! Nobody is answered before the commit, so that what is acknowledged is on the disk. A request that goes away in
//! the middle (its future is dropped) is taken back by a task of its own, which then keeps rule 2. An error that may have cost
//! SQLite the whole transaction (disk full, I/O) fails the batch: everyone in it is told that nothing was written, and the connection is
//! given up for a new one. sqlx counts how deep in transactions it is, and does not hear of one that SQLite ended by itself: from then on
//! its "commit" would end a savepoint, and what is acknowledged would never be written.

use crate::{Error, Result, told};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// So many share a commit at most: bounds how long the first of them waits.
const FULL: u32 = 32;
/// How often the journal is tried to be emptied; one try waits for readers as long as a transaction waits for a writer.
const EMPTYING: u32 = 20;

/// The writer's connection and who sits at it.
pub(super) struct Writer {
    connection: DatabaseConnection,
    seat: Arc<Mutex<Seat>>,
    waiting: AtomicUsize,
}

/// Who holds it may write.
#[derive(Default)]
struct Seat {
    batch: Option<Batch>,
    /// A transaction did not end as it was told to: nobody knows what the connection is in the middle of.
    unsure: bool,
}

/// An open transaction, and those who wait for its commit.
struct Batch {
    transaction: DatabaseTransaction,
    members: u32,
    done: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

/// A place in the shared transaction. Dropped without [`Member::commit`] it is taken back.
pub(super) struct Member {
    writer: Arc<Writer>,
    /// `None` once given away.
    seat: Option<OwnedMutexGuard<Seat>>,
    number: u32,
}

impl Writer {
    pub(super) fn new(connection: DatabaseConnection) -> Self {
        Self { connection, seat: Arc::default(), waiting: AtomicUsize::new(0) }
    }

    pub(super) fn connection(&self) -> &DatabaseConnection {
        &self.connection
    }

    pub(super) async fn begin(self: Arc<Self>) -> Result<Member> {
        let waiting = Waiting::behind(&self);
        let mut seat = self.seat.clone().lock_owned().await;
        waiting.seated();
        if let Some(batch) = &mut seat.batch {
            batch.members += 1;
            let number = batch.members;
            let member = Member { writer: self, seat: Some(seat), number };
            member.transaction()?.execute_unprepared(&format!("SAVEPOINT member_{number}")).await?;
            return Ok(member);
        }
        if seat.unsure {
            self.renew().await?;
            seat.unsure = false;
        }
        let options = TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() };
        let transaction = self.connection.begin_with_options(options).await?;
        seat.batch = Some(Batch { transaction, members: 1, done: Vec::new() });
        Ok(Member { writer: self, seat: Some(seat), number: 1 })
    }

    /// Copies all that was written to its place and empties the journal, which has pages as they were before. Waits while somebody reads what is
    /// older, but not for ever.
    pub(super) async fn empty_the_journal(self: &Arc<Self>) -> Result<()> {
        for _ in 0..EMPTYING {
            let seat = self.seat.clone().lock_owned().await;
            let row = match seat.batch {
                Some(_) => None,
                None => self.connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)")).await?,
            };
            drop(seat);
            if row.is_some_and(|row| row.try_get_by_index::<i32>(0).is_ok_and(|busy| busy == 0)) {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Err(Error::Fault("the journal could not be emptied: somebody reads from it all the time".to_owned()))
    }

    /// Ends the connection; the next transaction opens another. Only for who has the seat.
    async fn renew(&self) -> Result<()> {
        let connection = self.connection.get_sqlite_connection_pool().acquire().await.map_err(|_| lost())?;
        // One that can't even be closed well is gone as well.
        let _ = connection.close().await;
        Ok(())
    }

    /// Gives the seat to the next in the queue, or commits when there is none.
    async fn give_away(&self, mut seat: OwnedMutexGuard<Seat>) {
        let full = seat.batch.as_ref().is_some_and(|batch| batch.members >= FULL);
        if !full && self.waiting.load(Ordering::SeqCst) > 0 {
            return;
        }
        let Some(batch) = seat.batch.take() else { return };
        let written = batch.transaction.commit().await;
        if let Err(error) = &written {
            seat.unsure = true;
            tracing::error!(error = told(error), "A commit failed; nothing of it was written.");
        }
        for member in batch.done {
            // A member that went away needs no answer.
            let _ = member.send(written.clone());
        }
    }

    /// Takes back one member's part, or everything when that is all there is or more was lost.
    async fn take_back(&self, mut seat: OwnedMutexGuard<Seat>, member: u32) {
        let Some(batch) = seat.batch.as_ref() else { return };
        let alone = member == 1;
        if alone || batch.transaction.execute_unprepared(&format!("ROLLBACK TO member_{member}")).await.is_err() {
            let Some(batch) = seat.batch.take() else { return };
            if let Err(error) = batch.transaction.rollback().await {
                seat.unsure = true;
                tracing::warn!(error = told(&error), "A transaction was gone before it was rolled back.");
            }
        }
        self.give_away(seat).await;
    }
}

/// Counts those who queue for the seat, and keeps the promise that somebody commits when one of them goes away.
struct Waiting<'a> {
    writer: &'a Arc<Writer>,
    seated: bool,
}

impl<'a> Waiting<'a> {
    fn behind(writer: &'a Arc<Writer>) -> Self {
        writer.waiting.fetch_add(1, Ordering::SeqCst);
        Self { writer, seated: false }
    }

    fn seated(mut self) {
        self.seated = true;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let left = self.writer.waiting.fetch_sub(1, Ordering::SeqCst) - 1;
        if !self.seated && left == 0 {
            let writer = self.writer.clone();
            spawn(async move {
                let seat = writer.seat.clone().lock_owned().await;
                writer.give_away(seat).await;
            });
        }
    }
}

impl Member {
    /// Answers when it is on the disk.
    pub(super) async fn commit(mut self) -> Result<()> {
        let (done, written) = oneshot::channel();
        let Some(mut seat) = self.seat.take() else { return Err(lost()) };
        match &mut seat.batch {
            Some(batch) => batch.done.push(done),
            None => return Err(lost()),
        }
        let writer = self.writer.clone();
        // A task of its own: whoever asked may go away during the commit, the others may not lose it.
        spawn(async move { writer.give_away(seat).await });
        Ok(written.await.map_err(|_| lost())??)
    }

    pub(super) fn transaction(&self) -> Result<&DatabaseTransaction, DbErr> {
        let batch = self.seat.as_ref().and_then(|seat| seat.batch.as_ref());
        batch.map(|batch| &batch.transaction).ok_or_else(|| DbErr::Custom("the transaction is over".to_owned()))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        if let Some(seat) = self.seat.take() {
            let (writer, number) = (self.writer.clone(), self.number);
            spawn(async move { writer.take_back(seat, number).await });
        }
    }
}

/// Somebody else's fault took the batch with it: nothing was written, and it may be tried again.
fn lost() -> Error {
    DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed).into()
}

/// On the runtime of the caller; without one nothing waits for an answer either.
fn spawn(work: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        runtime.spawn(work);
    }
}
