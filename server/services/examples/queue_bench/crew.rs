//! Two worker processes of a contender and all that they start.

use super::Played;
use super::servers::{Process, Signal};
use rustix::process::{Pid, kill_process};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// By this in its environment a process of a crew is known, whoever its parent is by now.
const MARK: &str = "QUEUE_BENCH_CREW";
/// How long a worker has to end by itself.
const PATIENCE: Duration = Duration::from_secs(10);

static CREWS: AtomicUsize = AtomicUsize::new(0);

/// Killed when it is dropped.
pub struct Crew {
    mark: String,
    start: Box<dyn Fn() -> Command + Send + Sync>,
    workers: Vec<Process>,
}

impl Crew {
    /// So many, each started like this.
    pub fn start(many: usize, start: impl Fn() -> Command + Send + Sync + 'static) -> Played<Self> {
        let mark = format!("{MARK}={}-{}", std::process::id(), CREWS.fetch_add(1, Ordering::SeqCst));
        let mut crew = Self { mark, start: Box::new(start), workers: Vec::new() };
        for _ in 0..many {
            let worker = crew.worker()?;
            crew.workers.push(worker);
        }
        Ok(crew)
    }

    fn worker(&self) -> Played<Process> {
        Process::start((self.start)().env(MARK, &self.mark[MARK.len() + 1..]))
    }

    /// Those that ended are started again, as a supervisor does; answers with how many.
    pub fn supervise(&mut self) -> Played<usize> {
        let mut restarts = 0;
        for at in 0..self.workers.len() {
            if self.workers[at].ended() {
                self.workers[at] = self.worker()?;
                restarts += 1;
            }
        }
        Ok(restarts)
    }

    /// All of them at once, with what they started.
    pub fn kill9(&self) {
        // What forks while it is looked for is found the next time.
        for _ in 0..50 {
            let found = self.processes();
            if found.is_empty() {
                return;
            }
            for process in found {
                // One that has ended meanwhile needs none.
                let _ = kill_process(process, Signal::KILL);
            }
        }
    }

    /// As for an update: SIGTERM, and what does not end is killed.
    pub async fn end(mut self) {
        let ends: Vec<_> = self.workers.drain(..).map(|worker| tokio::spawn(worker.terminate(PATIENCE))).collect();
        for end in ends {
            // Whatever is left goes with the crew.
            let _ = end.await;
        }
    }

    fn processes(&self) -> Vec<Pid> {
        let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        all.filter_map(|entry| {
            let id = Pid::from_raw(entry.file_name().to_str()?.parse().ok()?)?;
            // One that is dead and not yet waited for has none.
            let environment = std::fs::read(entry.path().join("environ")).ok()?;
            environment.split(|byte| *byte == 0).any(|pair| pair == self.mark.as_bytes()).then_some(id)
        })
        .collect()
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        self.kill9();
    }
}
