//! SIGTERM under load: the worker ends in time, and what it could not finish goes on elsewhere without a mark.

use super::kill_storm::{Crew, enqueue_probes, team};
use super::report::Report;
use super::servers::{Postgres, until};
use super::{Asked, Played, look};
use services::jobs::probes;
use std::process::Stdio;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// The promise.
const AT_MOST: Duration = Duration::from_secs(10);

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let (rounds, jobs) = asked.size((20, 60), (2, 30));
    let postgres = Postgres::start().await?;
    let crew = Crew::new(asked, team(&postgres, None));
    let services = crew.services().await?;
    let mut slowest = Duration::ZERO;
    let mut late = 0;
    for round in 0..rounds {
        let worker = crew.worker(8, Stdio::null())?;
        enqueue_probes(&services, asked.seed + round, jobs, 400, &AtomicUsize::new(0)).await?;
        tokio::time::sleep(Duration::from_millis(600)).await;
        match worker.terminate(AT_MOST).await {
            Some(took) => slowest = slowest.max(took),
            None => late += 1,
        }
    }
    let last = crew.worker(16, Stdio::null())?;
    let all = (rounds * jobs as u64) as i64;
    until("the rest", async || probes(&services).await.ok().filter(|(_, done)| *done >= all)).await?;
    drop(last);
    let (said, done) = probes(&services).await?;
    let burnt = "SELECT COUNT(*) FROM jobs WHERE kind = 'probe' AND (errors > 0 OR crashes > 0)";
    let burnt: i64 = look::one(&services, burnt, []).await?;
    report.figure("drains", rounds);
    report.check("it ends within 10 s", late == 0, format!("slowest {:.1} s, {late} too late", slowest.as_secs_f64()));
    report.check("nothing is lost or done twice", said == all && done == all, format!("{done} of {all} done, {} twice", said - done));
    report.check("no job has a mark of it", burnt == 0, format!("{burnt} with errors or crashes"));
    Ok(())
}
