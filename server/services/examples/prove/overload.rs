//! More than the program can do: a crowd that posts without end, clients that send a byte a second, more connections than it takes. Those who
//! behave are served, the rest hears when to come back, and afterwards all is as before.

use super::report::Report;
use super::servers::until;
use super::web::{self, Web, answer, percentile};
use super::{Asked, Played};
use reqwest::Method;
use serde_json::json;
use services::testing::TempDir;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// More connections than the program keeps.
const OVER_THE_CAP: usize = 2_048 + 150;
/// Requests a minute and tenant: the crowd uses them up although the machine is slow.
const RPM: &str = "150";
const TENANTS: usize = 5;
/// The promise to whoever looks after the program.
const HEALTH: Duration = Duration::from_secs(1);
/// A client that is slow is given up by then: the longest of its timeouts, and some.
const GIVEN_UP: Duration = Duration::from_secs(45);
const MEMORY_MB: f64 = 300.0;
const SESSIONS: &str = "/api/v1/sessions";
const HEAD: &str = "GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow: ";
const BODY: &str = "POST /api/v1/sessions HTTP/1.1\r\nhost: 127.0.0.1\r\nx-tenant-id: slow-TENANT\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n{\"workspace_name\":\"";

/// What a crowd was told.
#[derive(Default)]
struct Told {
    answers: BTreeMap<String, usize>,
    /// Refusals that don't say when to come back.
    without_time: usize,
    /// Neither done nor a clear refusal.
    unclear: usize,
}

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let dir = TempDir::new();
    let environment = [("RESUMAX_RATE_LIMIT_RPM", RPM.to_owned())];
    let mut web = Web::start(asked, dir.path(), &[], &environment).await?;
    let before = calm(&web).await;
    report.figure("memory before, MB", web.process.memory("VmRSS").round());
    crowd(asked, report, &web).await?;
    if !asked.small {
        for (what, begins, promise) in [
            ("heads", HEAD, "heads that take for ever do not keep others out"),
            ("bodies", BODY, "bodies that take for ever do not keep others out"),
        ] {
            over_the_cap(report, &web, what, begins, promise).await?;
        }
    }
    let peak = web.process.memory("VmHWM").round();
    let fast = percentile(&before, 50);
    let mut again = percentile(&calm(&web).await, 50);
    for _ in 0..4 {
        // A machine that is busy with something else just then is looked at again.
        if again > fast * 3.0 + 5.0 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            again = again.min(percentile(&calm(&web).await, 50));
        }
    }
    report.figure("memory after, MB", web.process.memory("VmRSS").round());
    report.check("memory is bounded", peak <= MEMORY_MB, format!("{peak} MB at most"));
    report.check("afterwards it is as quick as before, p50", again <= fast * 3.0 + 5.0, format!("{fast} ms, then {again} ms"));
    report.check("the program was not started again", !web.process.ended(), "by its process");
    Ok(())
}

/// One client alone.
async fn calm(web: &Web) -> Vec<Duration> {
    let mut took = Vec::new();
    for _ in 0..40 {
        took.push(post(web, "calm").await.took);
    }
    took
}

async fn post(web: &Web, tenant: &str) -> web::Answer {
    answer(web.request(Method::POST, SESSIONS).header("x-tenant-id", tenant).json(&json!({ "workspace_name": "One of many" }))).await
}

/// Many post as fast as they can, some send a byte a second, one behaves, and one looks whether the program is well.
async fn crowd(asked: &Asked, report: &mut Report, web: &Web) -> Played {
    let (many, slow, lasts) = asked.size((500, 200, Duration::from_secs(20)), (100, 40, Duration::from_secs(6)));
    let end = Instant::now() + lasts;
    let mut slow_ones = JoinSet::new();
    for n in 0..slow {
        slow_ones.spawn(held(web.port, n, if n % 2 == 0 { HEAD } else { BODY }));
    }
    let told = Mutex::new(Told::default());
    let posting = futures::future::join_all((0..many).map(async |n| {
        let tenant = format!("crowd-{}", n % TENANTS);
        while Instant::now() < end {
            let answer = post(web, &tenant).await;
            if let Ok(mut told) = told.lock() {
                *told.answers.entry(answer.said()).or_default() += 1;
                told.unclear += usize::from(!answer.done() && !answer.says_later());
                told.without_time += usize::from(answer.says_later() && answer.retry_after.is_none());
            }
            if !answer.done() {
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }));
    let behaving = async {
        let (mut took, mut refused) = (Vec::new(), 0);
        while Instant::now() < end {
            let answer = post(web, "behaves").await;
            refused += usize::from(!answer.done());
            took.push(answer.took);
            tokio::time::sleep(Duration::from_millis(150)).await;
        }
        (took, refused)
    };
    let looking = async {
        let mut took = Vec::new();
        while Instant::now() < end {
            took.push(alive(web.port, HEALTH * 5).await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        took
    };
    let (_, (took, refused), looked) = tokio::join!(posting, behaving, looking);
    let told = told.into_inner().unwrap_or_default();
    let mut looks: Vec<_> = looked.iter().map(|took| took.unwrap_or(Duration::MAX)).collect();
    looks.sort_unstable();
    // In the small size the machine is one of tests, which may stop for a second once.
    let slowest = looks.iter().rev().nth(asked.size(0, 1)).copied().unwrap_or(Duration::MAX);
    let later = told.answers.iter().filter(|(said, _)| said.starts_with("429")).map(|(_, many)| many).sum::<usize>();
    report.figure("connections that post", many);
    report.figure("clients that send a byte a second", slow);
    report.figure("the crowd was told", json!(told.answers));
    report.figure("who behaves waits, in milliseconds", json!({ "p50": percentile(&took, 50), "p99": percentile(&took, 99) }));
    report.check("the crowd is held back", later > 0, format!("{later} times 429"));
    report.check("who is refused hears why, and when to come back", told.unclear + told.without_time == 0, {
        format!("{} unclear, {} without a time", told.unclear, told.without_time)
    });
    report.check("who behaves is served", refused == 0 && !took.is_empty(), format!("{refused} of {} refused", took.len()));
    report.check("/healthz answers within 1 s", slowest < HEALTH, format!("slowest of {}: {slowest:.3?}", looks.len()));
    Ok(())
}

/// More slow clients than there are places; then somebody comes who is not slow.
async fn over_the_cap(report: &mut Report, web: &Web, what: &str, begins: &'static str, promise: &str) -> Played {
    // One who is there already stays served.
    let mut slowest = web.get("/healthz").await.took;
    let mut slow_ones = JoinSet::new();
    for n in 0..OVER_THE_CAP {
        slow_ones.spawn(held(web.port, n, begins));
    }
    // Connecting takes them a while. The first may be hung up on before the last is there: then there was a place all the time.
    let full = until("the last place", async || alive(web.port, HEALTH / 2).await.is_none().then_some(())).await;
    report.figure(&format!("slow {what} took all places"), full.is_ok());
    let began = Instant::now();
    let comes = tokio::spawn(alive(web.port, GIVEN_UP + Duration::from_secs(5)));
    while !comes.is_finished() {
        let answer = web.get("/healthz").await;
        slowest = slowest.max(if answer.done() { answer.took } else { Duration::MAX });
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let served = comes.await?;
    report.figure(&format!("memory with {OVER_THE_CAP} slow {what}, MB"), web.process.memory("VmRSS").round());
    report.check(&format!("with slow {what}, who is there is served"), slowest < HEALTH, format!("slowest {slowest:.3?}"));
    let said = served.map_or("not at all".to_owned(), |_| format!("after {:.1} s", began.elapsed().as_secs_f64()));
    report.check(promise, served.is_some_and(|took| took <= GIVEN_UP), said);
    slow_ones.shutdown().await;
    // The program has to notice that they are gone.
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(())
}

/// A client that sends a byte a second until it hears something or is hung up on.
async fn held(port: u16, n: usize, begins: &'static str) {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await else { return };
    if stream.write_all(begins.replace("TENANT", &n.to_string()).as_bytes()).await.is_err() {
        return;
    }
    let (mut reading, mut writing) = stream.split();
    let drips = async {
        while writing.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    };
    let mut heard = [0; 256];
    tokio::select! { () = drips => {}, _ = reading.read(&mut heard) => {} }
}

/// How long `/healthz` takes on a connection of its own.
async fn alive(port: u16, at_most: Duration) -> Option<Duration> {
    let began = Instant::now();
    let asked = async {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n").await.ok()?;
        let mut said = Vec::new();
        stream.read_to_end(&mut said).await.ok()?;
        said.starts_with(b"HTTP/1.1 200").then_some(())
    };
    tokio::time::timeout(at_most, asked).await.ok().flatten().map(|()| began.elapsed())
}
