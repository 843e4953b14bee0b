//! What the writer promises, on a real file.

use super::*;
use crate::Error;
use crate::testing::TempDir;
use sea_orm::{ConnectionTrait, Statement};

async fn open(dir: &TempDir) -> Db {
    let db = Db::open(&format!("sqlite://{}", dir.path().join("t.db").display())).await.expect("opens");
    db.migrator().execute_unprepared("CREATE TABLE t (n INTEGER PRIMARY KEY)").await.expect("a table");
    db
}

async fn count(db: &Db) -> i64 {
    let statement = Statement::from_string(db.reader().get_database_backend(), "SELECT count(*) FROM t");
    db.reader().query_one_raw(statement).await.expect("counts").expect("a row").try_get_by_index(0).expect("a number")
}

async fn insert(tx: &Tx, n: u32) -> Result<()> {
    tx.execute_unprepared(&format!("INSERT INTO t VALUES ({n})")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_is_durable_and_checks_foreign_keys() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    for (pragma, wanted) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        for connection in [db.reader(), db.migrator()] {
            let statement = Statement::from_string(connection.get_database_backend(), format!("PRAGMA {pragma}"));
            let row = connection.query_one_raw(statement).await.expect("asks").expect("a row");
            let is = row.try_get_by_index::<String>(0).or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string())).expect("a value");
            assert_eq!(is, wanted, "{pragma}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_member_takes_back_its_own_part_only() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    let mut tasks = Vec::new();
    for n in 0..60u32 {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            db.write(async |tx| {
                insert(tx, n).await?;
                tokio::task::yield_now().await;
                if n % 3 == 0 { Err(Error::Fault("not this one".to_owned())) } else { Ok(n) }
            })
            .await
        }));
    }
    let mut written = 0;
    for task in tasks {
        written += i64::from(task.await.expect("no panic").is_ok());
    }
    assert_eq!(written, 40);
    assert_eq!(count(&db).await, 40);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_transaction_that_sqlite_ended_by_itself_the_next_are_written() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    // As it does in the middle of a commit when the disk is full.
    let ended = db.write(async |tx| Ok(tx.execute_unprepared("ROLLBACK").await.map(|_| ())?)).await;
    ended.expect_err("there is nothing to commit");
    let failed: Result<()> = db.write(async |tx| insert(tx, 1).await.and(Err(Error::Fault("not this one".to_owned())))).await;
    failed.expect_err("taken back");
    db.write(async |tx| insert(tx, 2).await).await.expect("written");
    assert_eq!(count(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_that_goes_away_loses_nothing_of_the_others() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    let mut kept = Vec::new();
    for n in 0..60u32 {
        let db = db.clone();
        let task = tokio::spawn(async move {
            db.write(async |tx| {
                insert(tx, n).await?;
                if n % 2 == 0 {
                    tokio::time::sleep(std::time::Duration::from_millis(2)).await;
                }
                Ok(())
            })
            .await
        });
        if n % 5 == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            task.abort();
        } else {
            kept.push((n, task));
        }
    }
    for (n, task) in kept {
        task.await.expect("no panic").expect("written");
        let statement = Statement::from_string(db.reader().get_database_backend(), format!("SELECT n FROM t WHERE n = {n}"));
        assert!(db.reader().query_one_raw(statement).await.expect("asks").is_some(), "{n} was acknowledged");
    }
    db.write(async |tx| insert(tx, 1000).await).await.expect("the writer is still free");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conflict_is_an_answer_and_the_rest_is_written() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    db.write(async |tx| {
        insert(tx, 1).await?;
        assert!(insert(tx, 1).await.is_err());
        insert(tx, 2).await
    })
    .await
    .expect("written");
    assert_eq!(count(&db).await, 2);
}

/// `cargo test -p services --lib -- --ignored --nocapture commits_a_second`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn commits_a_second() {
    let dir = TempDir::new();
    let db = open(&dir).await;
    for writers in [1u32, 16, 64] {
        let each = 3200 / writers;
        let start = std::time::Instant::now();
        let tasks: Vec<_> = (0..writers)
            .map(|writer| {
                let db = db.clone();
                tokio::spawn(async move {
                    for n in 0..each {
                        db.write(async |tx| insert(tx, writers * 100_000 + writer * each + n).await).await.expect("written");
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.expect("no panic");
        }
        let seconds = start.elapsed().as_secs_f64();
        println!("{writers:>3} writers: {:.0} transactions a second", f64::from(writers * each) / seconds);
    }
}
