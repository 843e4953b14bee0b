//! What the outbox promises, on a real database.

use super::*;
use crate::db::Tx;
use crate::mail::{MailError, Mailer};
use crate::testing::Bench;
use crate::{Error, Services};
use domain::ids::TenantId;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use std::collections::HashMap;
use std::sync::Mutex;

fn mail(key: &str) -> Mail {
    let [to, subject, text, html] = ["ada@example.com", "Ready", "Look.", "<p>Look.</p>"].map(str::to_owned);
    Mail { key: key.to_owned(), to, subject, text, html }
}

async fn post(tx: &Tx, key: &str) -> Result<()> {
    add(tx, &TenantId::new("ada"), key, &Errand::Mail(mail(key))).await
}

fn arrived(bench: &Bench) -> usize {
    std::fs::read_dir(bench.dir.path().join("outbox")).expect("a folder").count()
}

/// As if the pauses and leases were over.
async fn later(services: &Services) {
    services.write(async |tx| Ok(tx.execute_unprepared("UPDATE outbox SET next_at = 0").await.map(|_| ())?)).await.expect("changed");
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct Row {
    state: String,
    attempts: i32,
    last_error: Option<String>,
}

async fn row(services: &Services, key: &str) -> Row {
    let reader = services.db.reader();
    let sql = "SELECT state, attempts, last_error FROM outbox WHERE key = $1";
    let statement = Statement::from_sql_and_values(reader.get_database_backend(), sql, [key.into()]);
    Row::from_query_result(&reader.query_one_raw(statement).await.expect("reads").expect("a row"), "").expect("readable")
}

/// Counts what is sent, and says what it is told to say.
#[derive(Default)]
struct Counting {
    sent: Mutex<HashMap<String, u32>>,
    says: Option<MailError>,
}

#[async_trait::async_trait]
impl Mailer for Counting {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        *self.sent.lock().expect("no panic").entry(mail.key.clone()).or_default() += 1;
        tokio::task::yield_now().await;
        self.says.clone().map_or(Ok(()), Err)
    }
}

async fn bench_with(mailer: Counting) -> (Bench, Arc<Counting>) {
    let mut bench = Bench::open().await;
    let mailer = Arc::new(mailer);
    bench.services.mailer = mailer.clone();
    (bench, mailer)
}

#[tokio::test]
async fn what_is_rolled_back_is_not_sent_and_what_is_committed_is_sent_once() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let taken_back = services.write(async |tx| {
        post(tx, "ready:1").await?;
        Err::<(), _>(Error::Fault("not this one".to_owned()))
    });
    assert!(taken_back.await.is_err());
    assert_eq!((send_due(services).await.expect("nothing to do"), arrived(&bench)), (0, 0));
    for _ in 0..2 {
        services.write(async |tx| post(tx, "ready:2").await).await.expect("committed");
    }
    assert_eq!((send_due(services).await.expect("sent"), arrived(&bench)), (1, 1));
    services.write(async |tx| post(tx, "ready:2").await).await.expect("committed");
    assert_eq!(send_due(services).await.expect("nothing to do"), 0, "it was sent already");
    assert_eq!(row(services, "ready:2").await, Row { state: "sent".to_owned(), attempts: 1, last_error: None });
}

#[tokio::test]
async fn a_sender_that_dies_before_it_can_say_so_leaves_the_same_mail_to_the_next() {
    let bench = Bench::open().await;
    let services = &bench.services;
    services.write(async |tx| post(tx, "ready:1").await).await.expect("committed");
    let claimed = services.write(async |tx| rows::claim(tx, 10).await).await.expect("claimed");
    assert_eq!(claimed.len(), 1);
    services.mailer.send(&mail("ready:1")).await.expect("sent, and here it dies");
    assert_eq!(send_due(services).await.expect("nothing to do"), 0, "it may still live");
    later(services).await;
    assert_eq!((send_due(services).await.expect("sent again"), arrived(&bench)), (1, 1));
    assert_eq!(row(services, "ready:1").await.attempts, 2);
    // The first was only slow: what it says is not about the attempt that counts.
    services.write(async |tx| rows::bury(tx, &claimed[0], "too late").await).await.expect("no fault");
    assert_eq!(row(services, "ready:1").await.state, "sent");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_senders_send_each_mail_once() {
    let (bench, mailer) = bench_with(Counting::default()).await;
    let services = &bench.services;
    services
        .write(async |tx| {
            for n in 0..60 {
                post(tx, &format!("ready:{n}")).await?;
            }
            Ok(())
        })
        .await
        .expect("committed");
    let senders = (0..4).map(|_| {
        let services = services.clone();
        tokio::spawn(async move { while send_due(&services).await.expect("sent") > 0 {} })
    });
    for sender in senders.collect::<Vec<_>>() {
        sender.await.expect("no panic");
    }
    let sent = mailer.sent.lock().expect("no panic");
    assert!(sent.len() == 60 && sent.values().all(|times| *times == 1), "{sent:?}");
}

#[tokio::test]
async fn what_can_not_be_sent_is_tried_again_and_then_dead_with_the_reason() {
    let away = Counting { says: Some(MailError::Temporary("away".to_owned())), ..Counting::default() };
    let (bench, mailer) = bench_with(away).await;
    let services = &bench.services;
    services.write(async |tx| post(tx, "ready:1").await).await.expect("committed");
    send_due(services).await.expect("tried");
    let Row { state, last_error, .. } = row(services, "ready:1").await;
    assert!(state == "queued" && last_error.is_some_and(|error| error.contains("away")));
    for _ in 1..rows::MAX_ATTEMPTS + 3 {
        later(services).await;
        send_due(services).await.expect("tried");
    }
    let Row { state, attempts, last_error } = row(services, "ready:1").await;
    assert_eq!((state.as_str(), attempts, last_error.as_deref()), ("dead", rows::MAX_ATTEMPTS, Some("away")));
    assert_eq!(mailer.sent.lock().expect("no panic")["ready:1"], u32::try_from(rows::MAX_ATTEMPTS).expect("small"));
}

#[tokio::test]
async fn what_is_refused_for_ever_is_dead_at_once_and_so_is_what_kills_its_senders() {
    let (bench, _) = bench_with(Counting { says: Some(MailError::Permanent("nobody there".to_owned())), ..Counting::default() }).await;
    let services = &bench.services;
    services.write(async |tx| post(tx, "ready:1").await).await.expect("committed");
    send_due(services).await.expect("tried");
    assert_eq!(row(services, "ready:1").await, Row { state: "dead".to_owned(), attempts: 1, last_error: Some("nobody there".to_owned()) });
    services.write(async |tx| post(tx, "ready:2").await).await.expect("committed");
    for _ in 0..rows::MAX_ATTEMPTS + 1 {
        services.write(async |tx| rows::claim(tx, 10).await).await.expect("claimed, and here it dies");
        later(services).await;
    }
    let Row { state, attempts, last_error } = row(services, "ready:2").await;
    assert_eq!((state.as_str(), attempts, last_error.as_deref()), ("dead", rows::MAX_ATTEMPTS, Some("its senders died")));
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_send_as_soon_as_the_bell_rings_and_forget_what_is_long_past() {
    let bench = Bench::open().await;
    let services = &bench.services;
    let workers = crate::start_workers(services, crate::Shift::of_all(1));
    tokio::time::sleep(Duration::from_millis(100)).await;
    services.write(async |tx| post(tx, "ready:1").await).await.expect("committed");
    services.outbox.ring();
    let sent = async {
        while row(services, "ready:1").await.state != "sent" {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_millis(1900), sent).await.expect("before anybody looks by himself");
    workers.drain(Duration::from_secs(1)).await;
    assert_eq!(services.write(async |tx| forget(tx, Duration::from_secs(60)).await).await.expect("nothing yet"), 0);
    tokio::time::sleep(Duration::from_millis(5)).await;
    assert_eq!(services.write(async |tx| forget(tx, Duration::ZERO).await).await.expect("forgotten"), 1);
    assert_eq!(arrived(&bench), 1);
}
