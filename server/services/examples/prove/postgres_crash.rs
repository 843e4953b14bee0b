//! PostgreSQL is killed while clients write: what was acknowledged is there, once, and the program goes on without being started again.

use super::kill_storm::team;
use super::report::Report;
use super::servers::{Postgres, until};
use super::web::{Answer, Web};
use super::{Asked, Dice, Played};
use serde_json::json;
use services::testing::TempDir;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The promise.
const USABLE: Duration = Duration::from_secs(3);
/// Longer than the program itself waits for its database, so that clients hear of it.
const LONG: Duration = Duration::from_millis(4_500);
/// Between two calls of a client that was told to come back.
const AGAIN: Duration = Duration::from_millis(50);

/// What the clients saw.
#[derive(Default)]
struct Seen {
    /// Name and id of what was acknowledged.
    acknowledged: Vec<(String, String)>,
    /// What was said instead, and how often.
    refused: BTreeMap<String, usize>,
    /// Refusals that are not clear.
    unclear: usize,
    /// When each client was last answered as it wished.
    served: Vec<Option<Instant>>,
}

impl Seen {
    fn refuse(&mut self, what: &str, answer: &Answer) {
        *self.refused.entry(format!("{what}: {}", answer.said())).or_default() += 1;
        self.unclear += usize::from(answer.status != 503 || answer.code() != "UNAVAILABLE" || answer.retry_after.is_none());
    }
}

struct Load<'a> {
    web: &'a Web,
    over: AtomicBool,
    seen: Mutex<Seen>,
}

impl Load<'_> {
    /// Looks at what was seen, or adds to it.
    fn seen<T>(&self, with: impl FnOnce(&mut Seen) -> T) -> T {
        with(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// One after the other; what is not acknowledged is asked for again under the same key.
    async fn write(&self, client: usize) {
        let mut n = 0;
        while !self.over.load(Ordering::SeqCst) {
            let name = format!("client {client}, session {n}");
            let answer = self.web.post("/api/v1/sessions", Some(&name), &json!({ "workspace_name": name })).await;
            if answer.status == 201 {
                self.seen(|seen| {
                    seen.acknowledged.push((name, answer.text("session_id")));
                    seen.served[client] = Some(Instant::now());
                });
                n += 1;
            } else {
                self.seen(|seen| seen.refuse("write", &answer));
                tokio::time::sleep(AGAIN).await;
            }
        }
    }

    async fn read(&self, client: usize) {
        while !self.over.load(Ordering::SeqCst) {
            let answer = self.web.get("/api/v1/sessions?limit=1").await;
            self.seen(|seen| match answer.status {
                200 => seen.served[client] = Some(Instant::now()),
                _ => seen.refuse("read", &answer),
            });
            tokio::time::sleep(AGAIN).await;
        }
    }
}

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (kills, writers) = asked.size((8, 8), (1, 4));
    let mut postgres = Postgres::start().await?;
    let dir = TempDir::new();
    let mut web = Web::start(asked, dir.path(), &[], &team(&postgres, None)).await?;
    let seen = Seen { served: vec![None; writers + 1], ..Seen::default() };
    let load = Load { web: &web, over: AtomicBool::new(false), seen: Mutex::new(seen) };
    let breaking = async {
        let played = break_it(asked, kills, &mut postgres, &load).await;
        load.over.store(true, Ordering::SeqCst);
        played
    };
    let writing = futures::future::join_all((0..writers).map(|client| load.write(client)));
    let (played, _, ()) = tokio::join!(breaking, writing, load.read(writers));
    let usable = played?;
    let seen = load.seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    let there = sessions(&web).await?;
    let lost = seen.acknowledged.iter().filter(|(name, id)| there.get(name).is_none_or(|ids| !ids.contains(id))).count();
    let twice = there.values().filter(|ids| ids.len() > 1).count();
    let slowest = usable.iter().max().copied().unwrap_or_default();
    report.figure("kills of PostgreSQL", kills);
    report.figure("acknowledged writes", seen.acknowledged.len());
    report.figure("refused meanwhile", json!(seen.refused));
    report
        .figure("milliseconds until all clients were served again", usable.iter().map(|took| took.as_millis() as u64).collect::<Vec<_>>());
    report.check("there was something to lose", seen.acknowledged.len() >= kills * writers, seen.acknowledged.len());
    report.check("clients noticed", !seen.refused.is_empty(), format!("{} refusals", seen.refused.values().sum::<usize>()));
    report.check("nothing acknowledged is lost", lost == 0, format!("{lost} lost"));
    report.check("nothing is there twice", twice == 0, format!("{twice} twice"));
    report.check("usable 3 s after it is back", slowest <= USABLE, format!("slowest {:.2} s", slowest.as_secs_f64()));
    report.check("refusals are 503 with a code and a time", seen.unclear == 0, format!("{} others", seen.unclear));
    report.check("the program was not started again", !web.process.ended(), "by its process");
    Ok(())
}

/// Kills and starts; answers how long it took each time until every client was served.
async fn break_it(asked: &Asked, kills: usize, postgres: &mut Postgres, load: &Load<'_>) -> Played<Vec<Duration>> {
    let mut dice = Dice::new(asked.seed);
    let mut usable = Vec::new();
    for kill in 0..kills {
        tokio::time::sleep(dice.between(700, 1_500)).await;
        postgres.kill9();
        // The first is a long one.
        tokio::time::sleep(if kill == 0 { LONG } else { dice.between(50, 4_000) }).await;
        postgres.again().await?;
        let back = Instant::now();
        let all = || load.seen(|seen| seen.served.iter().all(|last| last.is_some_and(|last| last >= back)));
        until("service for every client", async || all().then_some(())).await?;
        usable.push(back.elapsed());
    }
    Ok(usable)
}

/// Every session by its name.
async fn sessions(web: &Web) -> Played<HashMap<String, Vec<String>>> {
    let mut there: HashMap<String, Vec<String>> = HashMap::new();
    let mut cursor = String::new();
    loop {
        let page = web.get(&format!("/api/v1/sessions?limit=100{cursor}")).await;
        let items = page.body["items"].as_array().ok_or_else(|| format!("the list of sessions: {}", page.said()))?;
        for item in items {
            let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
            there.entry(text("workspace_name")).or_default().push(text("session_id"));
        }
        match page.body["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return Ok(there),
        }
    }
}
