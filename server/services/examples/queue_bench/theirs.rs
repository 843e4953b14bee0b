//! Celery, RQ and BullMQ: programs of a few lines beside this one, whose jobs write a line into a file.

use super::Played;
use super::contender::{AT_ONCE, Batch, Moment, PROCESSES, Sent};
use super::crew::Crew;
use services::testing::{RedisServer, TempDir};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// One of them.
pub struct Theirs {
    /// With its version.
    pub name: String,
    worker: Vec<String>,
    producer: Vec<String>,
    dir: TempDir,
}

impl Theirs {
    /// In Python's environment of `scripts/bench`.
    pub fn celery(python: &str) -> Self {
        let at_once = AT_ONCE.to_string();
        let worker =
            [python, "-m", "celery", "-A", "celery_jobs", "worker", "--concurrency", &at_once, "--loglevel", "ERROR", "-n", "NAME@%h"];
        Self::new(format!("Celery {}", version(python, "celery")), &worker, &[python, "celery_jobs.py"])
    }

    /// A worker does one job at a time: a pool of them is what comes closest.
    pub fn rq(python: &str) -> Self {
        let at_once = AT_ONCE.to_string();
        let worker = [
            python,
            "-m",
            "rq.cli",
            "worker-pool",
            "default",
            "--num-workers",
            &at_once,
            "--worker-class",
            "rq_jobs.Worker",
            "--quiet",
            "--url",
            "REDIS",
        ];
        Self::new(format!("RQ {}", version(python, "rq")), &worker, &[python, "rq_jobs.py"])
    }

    /// In a folder where npm has installed it.
    pub fn bullmq(folder: &Path) -> Self {
        let path = |name: &str| folder.join(name).display().to_string();
        let package = std::fs::read_to_string(path("node_modules/bullmq/package.json")).unwrap_or_default();
        let package: serde_json::Value = serde_json::from_str(&package).unwrap_or_default();
        let version = package["version"].as_str().unwrap_or("that is not installed");
        let (worker, producer) = (path("worker.mjs"), path("enqueue.mjs"));
        Self::new(format!("BullMQ {version}"), &["node", &worker, &AT_ONCE.to_string()], &["node", &producer])
    }

    fn new(name: String, worker: &[&str], producer: &[&str]) -> Self {
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Self { name, worker: owned(worker), producer: owned(producer), dir: TempDir::new() }
    }

    /// See [`super::contender::Contender::crew`].
    pub fn crew(&self, redis: &RedisServer) -> Played<Crew> {
        let (words, url, effects) = (self.worker.clone(), redis.url(), self.file());
        let log = self.dir.path().join("log");
        let started = AtomicUsize::new(0);
        Crew::start(PROCESSES, move || {
            let name = format!("worker{}", started.fetch_add(1, Ordering::SeqCst));
            let words: Vec<_> = words.iter().map(|word| word.replace("NAME", &name).replace("REDIS", &url)).collect();
            let mut command = program(&words, &url, &effects);
            let log = std::fs::OpenOptions::new().create(true).append(true).open(&log);
            command.stdout(Stdio::null()).stderr(log.map_or_else(|_| Stdio::null(), Stdio::from));
            command
        })
    }

    /// See [`super::contender::Contender::enqueue`].
    pub fn enqueue(&self, redis: &RedisServer, batch: &Batch) -> Played<Sent> {
        let mut command = program(&self.producer, &redis.url(), &self.file());
        command.arg(batch.prefix).args([batch.count as u64, batch.most_ms, batch.pause_ms, batch.group as u64].map(|n| n.to_string()));
        let said = command.stdin(Stdio::null()).output()?;
        if !said.status.success() {
            return Err(format!("{} could not enqueue: {}", self.name, String::from_utf8_lossy(&said.stderr)).into());
        }
        let mut jobs = moments(&String::from_utf8_lossy(&said.stdout));
        let end = jobs.pop().filter(|last| last.job == "acknowledged").ok_or("a producer did not say that it was done")?;
        Ok(Sent { jobs, acknowledged: end.at })
    }

    /// See [`super::contender::Contender::effects`].
    pub fn effects(&self, prefix: &str) -> Played<Vec<Moment>> {
        let lines = std::fs::read_to_string(self.file()).unwrap_or_default();
        let mut moments = moments(&lines);
        moments.retain(|moment| moment.job.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('_')));
        Ok(moments)
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("effects")
    }
}

/// Lines of a name and nanoseconds; one that is not whole yet is left out.
fn moments(lines: &str) -> Vec<Moment> {
    let whole = lines.rsplit_once('\n').map_or("", |(whole, _)| whole).lines();
    let moment = |line: &str| {
        let (job, at) = line.split_once(' ')?;
        Some(Moment { job: job.to_owned(), at: at.parse::<f64>().ok()? / 1e6 })
    };
    whole.filter_map(moment).collect()
}

fn program(words: &[String], redis: &str, effects: &Path) -> Command {
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/queue_bench/python"));
    command.env("QUEUE_REDIS", redis).env("QUEUE_EFFECTS", effects).env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

fn version(python: &str, package: &str) -> String {
    let asked = Command::new(python).args(["-c", &format!("from importlib.metadata import version; print(version('{package}'))")]).output();
    asked.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned()).unwrap_or_default()
}
