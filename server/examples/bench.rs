//! `scripts/bench program`: starts the program with a data folder of its own and measures it over HTTP, as a client sees it.
//!
//! Prints import, offline run, PDF, preview, memory and whole runs per second; with `--check` it fails where a target is missed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures::StreamExt;
use http_body_util::{BodyExt, Full};
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

/// Of a two-page resume and its posting.
struct Input {
    resume: PathBuf,
    posting: String,
}

/// How often each single thing is measured.
const SAMPLES: usize = 40;
/// Whole runs of the load.
const RUNS: usize = 1600;
/// At once.
const CLIENTS: usize = 16;

#[tokio::main]
async fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let check = args.iter().position(|arg| arg == "--check").map(|at| args.remove(at)).is_some();
    let [binary, resume, posting] = &args[..] else {
        eprintln!("usage: bench RESUMAX RESUME POSTING [--check]");
        std::process::exit(2);
    };
    let input = Input { resume: resume.into(), posting: std::fs::read_to_string(posting).expect("the posting can be read") };
    let program = Program::start(Path::new(binary)).await;
    let mut rows = vec![Row::at_most("idle memory after the start, MB", 120.0, program.memory_mb())];
    rows.extend(singles(&program, &input).await);
    rows.push(load(&program, &input).await);
    rows.push(Row::at_most("memory after the work, MB (children included)", f64::INFINITY, program.memory_mb()));
    drop(program);
    let mut missed = 0;
    println!("{:<56} {:>10} {:>10}", "", "measured", "target");
    for row in &rows {
        missed += usize::from(!row.holds());
        println!("{:<56} {:>10.1} {:>10} {}", row.name, row.value, row.bound(), if row.holds() { "" } else { "MISSED" });
    }
    if check && missed > 0 {
        std::process::exit(1);
    }
}

struct Row {
    name: String,
    value: f64,
    target: f64,
    at_least: bool,
}

impl Row {
    fn at_most(name: &str, target: f64, value: f64) -> Self {
        Self { name: name.to_owned(), value, target, at_least: false }
    }

    fn holds(&self) -> bool {
        if self.at_least { self.value >= self.target } else { self.value <= self.target }
    }

    fn bound(&self) -> String {
        match (self.target.is_finite(), self.at_least) {
            (false, _) => "-".to_owned(),
            (true, true) => format!(">= {}", self.target),
            (true, false) => format!("<= {}", self.target),
        }
    }
}

/// One after the other: import, run, PDF, preview.
async fn singles(program: &Program, input: &Input) -> Vec<Row> {
    let (mut import, mut run, mut pdf, mut preview) = (vec![], vec![], vec![], vec![]);
    for round in 0..SAMPLES + 2 {
        let session = program.session(false).await;
        let started = Instant::now();
        program.upload(&session, &input.resume).await;
        import.push(ms(started));
        program.ok(Method::POST, &format!("/sessions/{session}/jd"), json!({"text": input.posting, "title": "Bench"})).await;

        let started = Instant::now();
        let id = program.ok(Method::POST, &format!("/sessions/{session}/messages"), json!({"message": "Tailor."})).await;
        let id = text(&id, "run_id");
        program.until(&session, &id, "tool_call_proposed").await;
        run.push(ms(started));

        let approvals = program.ok(Method::GET, &format!("/sessions/{session}/approvals"), Value::Null).await;
        let approval = &approvals["items"][0];
        let base = format!("/sessions/{session}/approvals/{}", text(approval, "approval_id"));
        // A text of its own in each round: no page and no file was seen before.
        let reworded = approval["changes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|change| change["before"].is_string() && change["after"].is_string());
        for change in reworded.take(2) {
            let own = format!("{} {}", text(change, "before"), word(round));
            let decision = json!({"decision": "edited", "text": own});
            program.ok(Method::POST, &format!("{base}/changes/{}", text(change, "change_id")), decision).await;
            let started = Instant::now();
            let (status, _) = program.raw(Method::GET, &format!("{base}/preview?page=1&round={round}"), Value::Null).await;
            assert_eq!(status, 200, "the preview");
            preview.push(ms(started));
        }
        program.ok(Method::POST, &format!("{base}/approve"), json!({})).await;
        let started = Instant::now();
        program.ok(Method::POST, &format!("/sessions/{session}/export"), json!({"format": "pdf"})).await;
        pdf.push(ms(started));
    }
    vec![
        Row::at_most("import: upload to parsed, ms, median", 150.0, percentile(&mut import, 50)),
        Row::at_most("offline run: message to proposal, ms, p95", 60.0, percentile(&mut run, 95)),
        Row::at_most("preview after a decision, ms, median", 100.0, percentile(&mut preview, 50)),
        Row::at_most("preview after a decision, ms, p95", 150.0, percentile(&mut preview, 95)),
        Row::at_most("PDF, rendered and read back twice, ms, median", 150.0, percentile(&mut pdf, 50)),
    ]
}

/// Whole runs: message with auto-approve to the final event, each on a session of its own, so that each has its changes to make.
async fn load(program: &Program, input: &Input) -> Row {
    let first = program.session(true).await;
    let resume = text(&program.upload(&first, &input.resume).await, "resume_id");
    let posting = program.ok(Method::POST, &format!("/sessions/{first}/jd"), json!({"text": input.posting, "title": "Bench"})).await;
    let posting = text(&posting, "job_description_id");
    let mut sessions = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let new = json!({"auto_approve": true, "resume_id": resume, "job_description_id": posting});
        sessions.push(text(&program.ok(Method::POST, "/sessions", new).await, "session_id"));
    }
    let started = Instant::now();
    let written: usize = futures::stream::iter(sessions)
        .map(|session| async move {
            let run = program.ok(Method::POST, &format!("/sessions/{session}/messages"), json!({"message": "Tailor."})).await;
            let events = program.until(&session, &text(&run, "run_id"), "run_completed").await;
            usize::from(events.contains("\"tool_result\""))
        })
        .buffer_unordered(CLIENTS)
        .collect::<Vec<_>>()
        .await
        .iter()
        .sum();
    let seconds = started.elapsed().as_secs_f64();
    assert_eq!(written, RUNS, "every run wrote a version");
    Row {
        name: format!("whole runs a second, {CLIENTS} at once, {RUNS} runs"),
        value: RUNS as f64 / seconds,
        target: 200.0,
        at_least: true,
    }
}

/// Letters that say a number.
fn word(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

struct Program {
    child: Child,
    data: PathBuf,
    url: String,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Program {
    async fn start(binary: &Path) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let data = std::env::temp_dir().join(format!("resumax-bench-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&data).expect("a data folder");
        let child = Command::new(binary)
            .arg("serve")
            .env("RESUMAX_ADDR", format!("127.0.0.1:{port}"))
            .env("RESUMAX_DATA_DIR", &data)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(64).build_http();
        let program = Self { child, data, url: format!("http://127.0.0.1:{port}"), client };
        for _ in 0..200 {
            let request = Request::get(format!("{}/readyz", program.url)).body(Full::default()).expect("a request");
            if program.client.request(request).await.is_ok_and(|reply| reply.status().is_success()) {
                tokio::time::sleep(Duration::from_secs(2)).await;
                return program;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the program did not become ready");
    }

    async fn raw(&self, method: Method, path: &str, body: Value) -> (u16, Bytes) {
        let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
        let request =
            Request::builder().method(method).uri(format!("{}/api/v1{path}", self.url)).header("content-type", "application/json");
        let reply = self.client.request(request.body(Full::new(body)).expect("a request")).await.expect("a reply");
        let status = reply.status().as_u16();
        (status, reply.into_body().collect().await.expect("the whole reply").to_bytes())
    }

    async fn ok(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, bytes) = self.raw(method, path, body).await;
        assert!(status < 300, "{path}: {status} {}", String::from_utf8_lossy(&bytes));
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    }

    async fn session(&self, auto_approve: bool) -> String {
        text(&self.ok(Method::POST, "/sessions", json!({"auto_approve": auto_approve})).await, "session_id")
    }

    async fn upload(&self, session: &str, file: &Path) -> Value {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or("resume");
        let mut body = format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
        body.extend(std::fs::read(file).expect("the resume can be read"));
        body.extend(b"\r\n--b--\r\n");
        let request = Request::post(format!("{}/api/v1/sessions/{session}/resume", self.url))
            .header("content-type", "multipart/form-data; boundary=b");
        let reply = self.client.request(request.body(Full::new(body.into())).expect("a request")).await.expect("a reply");
        let status = reply.status();
        let bytes = reply.into_body().collect().await.expect("the whole reply").to_bytes();
        assert_eq!(status, 201, "{}", String::from_utf8_lossy(&bytes));
        serde_json::from_slice(&bytes).expect("JSON")
    }

    /// Reads the live events until one of this type.
    async fn until(&self, session: &str, run: &str, event: &str) -> String {
        let request =
            Request::get(format!("{}/api/v1/sessions/{session}/runs/{run}/stream", self.url)).body(Full::default()).expect("a request");
        let mut body = self.client.request(request).await.expect("a stream").into_body();
        let mut seen = String::new();
        let wanted = format!("\"type\":\"{event}\"");
        while let Some(frame) = body.frame().await {
            if let Ok(data) = frame.expect("a frame").into_data() {
                seen.push_str(&String::from_utf8_lossy(&data));
            }
            if seen.contains(&wanted) {
                return seen;
            }
            assert!(!seen.contains("\"run_failed\""), "{seen}");
        }
        panic!("the stream ended before {event}: {seen}");
    }

    /// Resident memory of the program and its children, from /proc.
    fn memory_mb(&self) -> f64 {
        let id = self.child.id();
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let ids = children.split_whitespace().map(str::to_owned).chain([id.to_string()]);
        ids.map(|id| resident_kb(&id)).sum::<f64>() / 1000.0
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

fn resident_kb(id: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|kb| kb.parse().ok()).unwrap_or(0.0)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}")).to_owned()
}

fn ms(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1000.0
}

/// The first two are warm-up.
fn percentile(samples: &mut [f64], percent: usize) -> f64 {
    let warm = &mut samples[2..];
    warm.sort_by(f64::total_cmp);
    warm[(warm.len() * percent / 100).min(warm.len() - 1)]
}
