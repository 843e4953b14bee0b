//! Files made to break their readers. Each is answered with a clear error, or read where it is harmless, within ten seconds,
//! while a good file that is read at the same time still succeeds.

#[path = "sandbox/docx.rs"]
mod docx;
#[path = "sandbox/page.rs"]
mod page;
#[path = "sandbox/pdf.rs"]
mod pdf;
#[path = "sandbox/text.rs"]
mod text;

use domain::Code;
use domain::resume::loss::texts;
use services::child;
use std::time::{Duration, Instant};

/// What a file must be answered with.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// One of these refusals.
    Refused(&'static [Code]),
    /// A document with this text.
    Read(&'static str),
    /// Either: what matters is that there is an answer.
    Any,
}

/// A crafted file.
pub struct Crafted {
    /// What it is.
    pub name: &'static str,
    /// The whole of it.
    pub bytes: Vec<u8>,
    /// What it must be answered with.
    pub answer: Answer,
}

/// A crafted file by its name.
pub fn crafted(name: &'static str, answer: Answer, bytes: Vec<u8>) -> Crafted {
    Crafted { name, bytes, answer }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crafted_files_are_answered_within_ten_seconds_while_good_files_are_read() {
    child::use_program(env!("CARGO_BIN_EXE_resumax"));
    let good = pdf::good();
    let mut table = Vec::new();
    let mut faults = Vec::new();
    for file in [pdf::all(), docx::all(), text::all()].into_iter().flatten() {
        let started = Instant::now();
        let (answer, beside) = tokio::join!(child::parse(&file.bytes), async {
            let started = Instant::now();
            (child::parse(&good).await, started.elapsed())
        });
        let took = started.elapsed();
        let (shown, right) = match (&answer, file.answer) {
            (Err(error), Answer::Refused(codes)) => (error.code.as_str(), codes.contains(&error.code) && says_what_to_do(&error.message)),
            (Err(error), Answer::Any) => (error.code.as_str(), says_what_to_do(&error.message)),
            (Err(error), Answer::Read(_)) => (error.code.as_str(), false),
            (Ok(import), answer) => {
                let all = texts(&import.document).join("\n") + &import.left_over().map(|line| line.text.as_str()).collect::<String>();
                let right = match answer {
                    Answer::Read(text) => all.contains(text) && !all.contains("root:"),
                    Answer::Refused(_) => false,
                    Answer::Any => true,
                };
                (format!("read, {} lines", import.lines.len()), right)
            }
        };
        let good_read = beside.0.as_ref().is_ok_and(|import| import.document.contact.email == "jane@example.com");
        table.push(format!("{:<34} {:>9} B  {:<24} {:>6} ms", file.name, file.bytes.len(), shown, took.as_millis()));
        if !right || took > Duration::from_secs(10) {
            faults.push(format!("{}: {shown} in {took:?}, wanted {:?}", file.name, file.answer));
        }
        if !good_read {
            faults.push(format!("{}: the good file beside it was not read: {:?}", file.name, beside.0.err()));
        }
    }
    println!("{} crafted files\n{}", table.len(), table.join("\n"));
    assert!(table.len() >= 26);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_good_file_of_two_pages_is_read_at_once() {
    child::use_program(env!("CARGO_BIN_EXE_resumax"));
    let good = pdf::good();
    let mut times = Vec::new();
    for _ in 0..10 {
        let started = Instant::now();
        child::parse(&good).await.expect("a good file is read");
        times.push(started.elapsed());
    }
    times.sort();
    println!("a two-page PDF through the child: median {} ms, slowest {} ms", times[5].as_millis(), times[9].as_millis());
    // Generous, for machines under load; the bench measures the promise.
    assert!(times[5] < Duration::from_millis(1500), "{times:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postings_are_read_through_the_same_child() {
    child::use_program(env!("CARGO_BIN_EXE_resumax"));
    assert_eq!(child::text(b"<html><body><h1>Engineer</h1><ul><li>Rust</li></ul></body></html>").await.unwrap(), "Engineer\n- Rust");
    assert!(child::text(&pdf::good()).await.unwrap().contains("jane@example.com"));
    assert_eq!(child::text(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).await.unwrap_err().code, Code::UnsupportedFileType);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn crafted_pages_are_answered_within_ten_seconds() {
    child::use_program(env!("CARGO_BIN_EXE_resumax"));
    let mut faults = Vec::new();
    for (name, html) in page::all() {
        let started = Instant::now();
        let answer = child::page(&html).await;
        let took = started.elapsed();
        let (shown, right) = match &answer {
            Ok(page) => (format!("read, {} bytes", page.text.len()), true),
            Err(error) => (error.code.as_str(), says_what_to_do(&error.message)),
        };
        println!("{name:<42} {:>9} B  {shown:<24} {:>6} ms", html.len(), took.as_millis());
        if !right || took > Duration::from_secs(10) {
            faults.push(format!("{name}: {shown} in {took:?}"));
        }
    }
    let good = format!("<main><h1>Cook</h1><p>{}</p></main>", "You cook lunch for two hundred children. ".repeat(10));
    assert!(child::page(&good).await.expect("a good page is read").text.starts_with("Cook\n"));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// More than a word, and a way out.
fn says_what_to_do(message: &str) -> bool {
    let lower = message.to_lowercase();
    ["upload", "save", "choose", "export", "paste", "copy", "keep"].iter().any(|word| lower.contains(word))
}
