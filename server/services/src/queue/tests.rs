//! The ledger: who gets a job, and how often it may fail.

use super::*;
use crate::jobs::Kind;
use crate::testing::Bench;
use crate::{Error, Services};
use domain::ids::{JobId, TenantId};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashSet;
use std::time::Duration;

async fn enqueue_many(services: &Services, count: u128) {
    let tenant = TenantId::new("ada");
    services
        .write(async |tx| {
            for n in 0..count {
                enqueue(tx, NewJob { id: JobId::from_bits(n), tenant: &tenant, kind: Kind::Run, payload: "{}".into() }).await?;
            }
            Ok(())
        })
        .await
        .expect("enqueued");
}

async fn claim(services: &Services, owner: &str, most: usize) -> Vec<Claimed> {
    services.write(async |tx| ledger::claim(tx, owner, most).await).await.expect("claims")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_job_goes_to_one_worker() {
    let bench = Bench::open().await;
    enqueue_many(&bench.services, 60).await;
    let workers = (0..8).map(|n| {
        let services = bench.services.clone();
        tokio::spawn(async move {
            let mut mine = Vec::new();
            loop {
                let claimed = claim(&services, &format!("w{n}"), 3).await;
                if claimed.is_empty() {
                    return mine;
                }
                mine.extend(claimed.into_iter().map(|job| job.lease.id));
            }
        })
    });
    let mut all = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        all.extend(worker.await.expect("no panic"));
    }
    assert_eq!((all.len(), all.iter().collect::<HashSet<_>>().len()), (60, 60));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_effect_of_a_lost_lease_is_taken_back_with_it() {
    let bench = Bench::open().await;
    enqueue_many(&bench.services, 1).await;
    let old = claim(&bench.services, "old", 1).await.remove(0);
    bench.services.write(async |tx| ledger::take_back(tx, ledger::Stale::All).await).await.expect("taken back");
    let new = claim(&bench.services, "new", 1).await.remove(0);
    let effect = bench.services.write(async |tx| {
        tx.execute_unprepared("UPDATE jobs SET payload = 'effect'").await?;
        ledger::complete(tx, &old.lease).await
    });
    assert!(matches!(effect.await, Err(Error::LeaseLost)));
    assert_eq!(new.payload, "{}");
    let row = crate::entity::job::Entity::find().one(bench.services.db.reader()).await.expect("reads").expect("a row");
    assert_eq!(row.payload, "{}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_beat_keeps_a_lease_and_finds_those_that_were_lost() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_many(services, 2).await;
    let jobs = claim(services, "w", 2).await;
    services.write(async |tx| ledger::cancel(tx, &jobs[0].lease.id).await).await.expect("cancelled");
    let held = services.write(async |tx| ledger::beat(tx, "w").await).await.expect("beats");
    assert_eq!(held, vec![jobs[1].lease.clone()]);
    assert!(!ledger::any_expired(services.db.reader()).await.expect("looks"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_waits_for_its_time_is_not_claimed_before() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_many(services, 1).await;
    let job = claim(services, "w", 1).await.remove(0);
    let wait = Duration::from_secs(30);
    services.write(async |tx| ledger::retry(tx, &job.lease, wait, "later").await).await.expect("retried");
    assert!(claim(services, "w", 1).await.is_empty());
    let due = ledger::next_due(services.db.reader()).await.expect("looks").expect("one waits");
    assert!((Duration::from_secs(25)..=wait).contains(&due), "{due:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn three_lost_leases_bury_a_job_whatever_its_errors() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_many(services, 1).await;
    for crash in 1..=3 {
        assert_eq!(claim(services, "w", 1).await.len(), 1, "before crash {crash}");
        let (queued, buried) = services.write(async |tx| ledger::take_back(tx, ledger::Stale::All).await).await.expect("taken back");
        assert_eq!((queued, buried.len()), if crash < 3 { (1, 0) } else { (0, 1) });
    }
    assert!(claim(services, "w", 1).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_workers_died_keeps_the_error_that_it_had_before() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_many(services, 1).await;
    let job = claim(services, "w", 1).await.remove(0);
    services.write(async |tx| ledger::retry(tx, &job.lease, Duration::ZERO, "the disk is full").await).await.expect("retried");
    let mut last = Vec::new();
    for _ in 0..3 {
        claim(services, "w", 1).await;
        (_, last) = services.write(async |tx| ledger::take_back(tx, ledger::Stale::All).await).await.expect("taken back");
    }
    assert_eq!(last.remove(0).last_error, "its workers died; before that: the disk is full");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_ended_long_ago_is_forgotten() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_many(services, 2).await;
    let done = claim(services, "w", 1).await.remove(0);
    services.write(async |tx| ledger::complete(tx, &done.lease).await).await.expect("completed");
    let forget = async |ended| services.write(async |tx| ledger::forget(tx, ended).await).await.expect("forgets");
    assert_eq!(forget(Duration::from_secs(60)).await, 0);
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(forget(Duration::ZERO).await, 1);
}
