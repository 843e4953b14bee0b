//! The ledger: who gets a job, and how often it may fail.

use super::*;
use crate::jobs::{Kind, Probe, Queue as JobQueue};
use crate::testing::Bench;
use crate::{Error, Services};
use domain::ids::{JobId, TenantId};
use domain::operations::JobState;
use sea_orm::{ConnectionTrait, EntityTrait};
use std::collections::HashSet;
use std::time::Duration;

async fn enqueue_many(services: &Services, count: u128) {
    let tenant = TenantId::new("ada");
    services
        .write(async |tx| {
            for n in 0..count {
                enqueue(tx, NewJob::new(JobId::from_bits(n), &tenant, Kind::Run, "{}".into())).await?;
            }
            Ok(())
        })
        .await
        .expect("enqueued");
}

async fn claim(services: &Services, owner: &str, most: usize) -> Vec<Claimed> {
    let claims = Claims { owner, queues: &[JobQueue::Run], most, of_one_tenant: None };
    services.write(async |tx| ledger::claim(tx, &claims).await).await.expect("claims")
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

async fn enqueue_for(services: &Services, tenant: &str, first: u128, count: u128) {
    let tenant = TenantId::new(tenant);
    services
        .write(async |tx| {
            for n in first..first + count {
                enqueue(tx, NewJob::new(JobId::from_bits(n), &tenant, Kind::Run, "{}".into())).await?;
            }
            Ok(())
        })
        .await
        .expect("enqueued");
}

#[tokio::test(flavor = "multi_thread")]
async fn tenants_take_turns_whatever_one_of_them_has_waiting() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_for(services, "ada", 0, 50).await;
    claim(services, "w", 10).await;
    enqueue_for(services, "ben", 100, 3).await;
    let order: Vec<_> = claim(services, "w", 6).await.into_iter().map(|job| job.tenant).collect();
    let of_ben = order.iter().filter(|tenant| tenant.as_str() == "ben").count();
    assert_eq!(of_ben, 3, "{order:?}");
    assert_eq!(claim(services, "w", 99).await.len(), 50 + 3 - 16, "nobody is forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_has_no_more_at_work_than_its_places() {
    let bench = Bench::open().await;
    let services = &bench.services;
    enqueue_for(services, "ada", 0, 50).await;
    enqueue_for(services, "ben", 100, 2).await;
    let take = async |most| {
        let claims = Claims { owner: "w", queues: &[JobQueue::Run], most, of_one_tenant: Some(3) };
        services.write(async |tx| ledger::claim(tx, &claims).await).await.expect("claims")
    };
    let first = take(8).await;
    let of = |name: &str| first.iter().filter(|job| job.tenant.as_str() == name).count();
    assert_eq!((of("ada"), of("ben")), (3, 2));
    assert!(take(8).await.is_empty());
    let done = first.iter().find(|job| job.tenant.as_str() == "ada").expect("one of ada's");
    services.write(async |tx| ledger::complete(tx, &done.lease).await).await.expect("completed");
    assert_eq!(take(8).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_gets_jobs_of_its_queues_only_and_urgent_ones_first() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let tenant = TenantId::new("ada");
    let kinds = [Kind::Sweep, Kind::Probe, Kind::Run];
    services
        .write(async |tx| {
            for (n, kind) in (0..).zip(kinds) {
                enqueue(tx, NewJob::new(JobId::from_bits(n), &tenant, kind, "{}".into())).await?;
            }
            Ok(())
        })
        .await
        .expect("enqueued");
    assert_eq!(claim(services, "w", 1).await[0].kind, "run");
    assert_eq!(claim(services, "w", 9).await.iter().map(|job| job.kind.as_str()).collect::<Vec<_>>(), ["probe"]);
    let claims = Claims { owner: "s", queues: &JobQueue::ALL, most: 9, of_one_tenant: None };
    assert_eq!(services.write(async |tx| ledger::claim(tx, &claims).await).await.expect("claims")[0].kind, "sweep");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_comes_back_survives_its_errors_and_is_there_once() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let tenant = TenantId::new("ada");
    let every = Duration::from_secs(60);
    for _ in 0..2 {
        let job = NewJob { every: Some(every), ..NewJob::new(JobId::new("job_again"), &tenant, Kind::Run, "{}".into()) };
        services.write(async |tx| enqueue(tx, job.clone()).await).await.expect("enqueued");
    }
    let mut claimed = claim(services, "w", 9).await;
    assert_eq!(claimed.len(), 1);
    let job = claimed.remove(0);
    services.write(async |tx| ledger::bury(tx, &job.lease, "no").await).await.expect("given up for now");
    assert!(claim(services, "w", 9).await.is_empty(), "not before its time");
    let due = ledger::next_due(services.db.reader()).await.expect("looks").expect("it comes back");
    assert!((Duration::from_secs(50)..=every).contains(&due), "{due:?}");
    let row = crate::entity::job::Entity::find().one(services.db.reader()).await.expect("reads").expect("a row");
    assert_eq!((row.state.as_str(), row.errors, row.last_error.as_deref()), ("queued", 0, Some("no")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_can_be_tried_again_or_given_up_and_a_failed_run_can_not() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let tenant = TenantId::new("ada");
    let bury = async |name: &str, kind: Kind| {
        let id = JobId::new(name);
        services.write(async |tx| enqueue(tx, NewJob::new(id.clone(), &tenant, kind, "{}".into())).await).await.expect("enqueued");
        let job = claim(services, "w", 1).await.remove(0);
        services.write(async |tx| ledger::bury(tx, &job.lease, "the disk is full").await).await.expect("buried");
        id
    };
    let (probe, run) = (bury("job_probe", Kind::Probe).await, bury("job_run", Kind::Run).await);
    assert_eq!(desk::list(services, actor, Some(JobState::Dead)).await.expect("lists").len(), 2);
    assert_eq!(desk::get(services, actor, &probe).await.expect("there").last_error.as_deref(), Some("the disk is full"));

    let again = desk::retry(services, actor, &probe).await.expect("due now");
    assert_eq!((again.state, again.errors, again.crashes), (JobState::Queued, 0, 0));
    assert!(desk::retry(services, actor, &run).await.is_err(), "its owner knows that it failed");
    assert_eq!(desk::discard(services, actor, &run).await.expect("given up").state, JobState::Cancelled);
    assert_eq!(claim(services, "w", 9).await.len(), 1);
    assert!(desk::discard(services, actor, &probe).await.is_err(), "a worker has it");
    assert!(desk::get(services, actor, &JobId::new("job_none")).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_whose_answer_was_lost_goes_back() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let tenant = TenantId::new("ada");
    let put = async |n: u128, lasts_ms| {
        let payload = crate::entity::json(&Probe { lasts_ms, tells: false }).expect("JSON");
        let job = NewJob::new(JobId::from_bits(n), &tenant, Kind::Probe, payload);
        services.write(async |tx| enqueue(tx, job.clone()).await).await.expect("enqueued");
    };
    let state = async |n: u128| desk::get(services, &bench.actor, &JobId::from_bits(n)).await.expect("there").state;
    // Without work there are no beats.
    put(1, 12_000).await;
    let workers = start_workers(services, Shift::of_all(1));
    while state(1).await != JobState::Running {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    put(2, 0).await;
    assert_eq!(claim(services, workers.name(), 1).await.len(), 1, "as the worker would, but it does not hear of it");
    tokio::time::sleep(Duration::from_secs(8)).await;
    assert_eq!((state(1).await, state(2).await), (JobState::Running, JobState::Queued));
    drop(workers);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_with_the_page_open_does_not_wait_for_long_jobs() {
    let bench = Bench::open().await;
    // Not that of the bench, which would read the upload itself.
    let services = Services { queue: Queue::new(None), ..bench.services.clone() };
    let workers = start_workers(&services, Shift::of_all(8));
    let tenant = TenantId::new("ada");
    let payload = crate::entity::json(&Probe { lasts_ms: 6_000, tells: false }).expect("JSON");
    let long = |n: u128| NewJob::new(JobId::from_bits(n), &tenant, Kind::Probe, payload.clone());
    services
        .write(async |tx| {
            for n in 0..20 {
                enqueue(tx, long(n)).await?;
            }
            Ok(())
        })
        .await
        .expect("enqueued");
    services.queue.announce();
    while desk::get(&services, &bench.actor, &JobId::from_bits(6)).await.expect("there").state != JobState::Running {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    let bytes = bytes::Bytes::from_static(b"Ada Example\nada@example.com\n\nExperience\nEngineer, Mill Works, 2020 - 2024\n");
    let upload = crate::Upload { file_name: "cv.txt".into(), bytes };
    let read = tokio::time::timeout(Duration::from_secs(4), crate::resumes::upload(&services, &bench.actor, upload));
    read.await.expect("before the long ones end").expect("read");
    assert_eq!(desk::get(&services, &bench.actor, &JobId::from_bits(7)).await.expect("there").state, JobState::Queued, "one place is kept");
    drop(workers);
}
