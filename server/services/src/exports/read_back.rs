//! Reads an exported file with the readers there are: our own importer, and `pdftotext` where the system has it.

use super::round_trip::lost;
use crate::child;
use domain::Code;
use domain::export::{Format, RoundTrip};
use domain::resume::Document;
use domain::resume::structure::Import;
use rustix::process::{Pid, Resource, Rlimit, prlimit};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// `pdftotext` is stopped after this.
const PATIENCE: Duration = Duration::from_secs(5);
/// Its address space.
const MEMORY: u64 = 512 << 20;
/// More text than this is not taken.
const LONGEST: u64 = 4 << 20;

/// What reading a file back showed.
pub(super) struct ReadBack {
    /// For the owner: everything that at least one reader lost.
    pub round_trip: RoundTrip,
    /// What no reader found: it is not in the file.
    pub gone: Vec<String>,
}

struct Seen {
    reader: &'static str,
    /// In reading order.
    text: String,
    /// What the reader made of it, where it makes more of it than text.
    document: Option<Document>,
}

/// Reads the file with every reader for its format.
pub(super) async fn read_back(document: &Document, format: Format, bytes: &[u8]) -> ReadBack {
    let mut seen = Vec::new();
    if format == Format::Pdf
        && let Some(text) = pdftotext(bytes).await
    {
        seen.push(Seen { reader: "pdftotext", text, document: None });
    }
    seen.extend(ours(format, bytes).await);
    compare(document, seen)
}

fn compare(document: &Document, seen: Vec<Seen>) -> ReadBack {
    let by_reader: Vec<_> = seen.iter().map(|one| lost(document, &one.everything())).collect();
    let mut all: Vec<String> = Vec::new();
    for text in by_reader.iter().flatten() {
        if !all.contains(text) {
            all.push(text.clone());
        }
    }
    let gone = all.iter().filter(|text| by_reader.iter().all(|lost| lost.contains(text))).cloned().collect();
    let readers = seen.iter().map(|one| one.reader.to_owned()).collect();
    let text = seen.into_iter().next().map(|one| one.text).unwrap_or_default();
    ReadBack { round_trip: RoundTrip { lost: all, readers, text }, gone }
}

impl Seen {
    fn everything(&self) -> String {
        let made = self.document.iter().flat_map(Document::texts).map(|(_, text)| text);
        std::iter::once(self.text.clone()).chain(made).collect::<Vec<_>>().join("\n")
    }
}

/// What our importer reads; empty when it can't read the file at all, `None` when it has no time for it.
async fn ours(format: Format, bytes: &[u8]) -> Option<Seen> {
    let import = match child::parse(bytes).await {
        Ok(import) => import,
        Err(error) if error.code == Code::Unavailable => return None,
        Err(_) => Import::default(),
    };
    let lines: Vec<_> = match format {
        // Keys and braces are not what a system reads.
        Format::Json => import.document.texts().into_iter().map(|(_, text)| text).collect(),
        _ => import.lines.into_iter().map(|line| line.text).collect(),
    };
    Some(Seen { reader: "resumax", text: lines.join("\n"), document: Some(import.document) })
}

/// What `pdftotext` reads; `None` where the system has no such program, or it fails.
pub async fn pdftotext(bytes: &[u8]) -> Option<String> {
    let read = timeout(PATIENCE, async {
        let mut child = Command::new("pdftotext")
            .args(["-layout", "-enc", "UTF-8", "-q", "-", "-"])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .ok()?;
        // It waits for its input, so the limit stands before the file comes.
        let pid = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw)?;
        prlimit(Some(pid), Resource::As, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) }).ok()?;
        let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
        let give = async move { input.write_all(bytes).await };
        let mut text = Vec::new();
        let mut output = output.take(LONGEST);
        let (_, taken) = tokio::join!(give, output.read_to_end(&mut text));
        taken.ok()?;
        let text = String::from_utf8_lossy(&text).into_owned();
        child.wait().await.ok()?.success().then_some(text)
    });
    read.await.ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::resume::Contact;

    fn seen(reader: &'static str, text: &str) -> Seen {
        Seen { reader, text: text.to_owned(), document: None }
    }

    #[test]
    fn a_text_that_one_reader_finds_is_in_the_file_though_another_lost_it() {
        let contact = Contact { name: "Alex Chen".into(), email: "alex@example.com".into(), ..Contact::default() };
        let document = Document { contact, sections: vec![] };
        let back = compare(&document, vec![seen("pdftotext", "Alex"), seen("resumax", "Alex Chen")]);
        assert_eq!(back.round_trip.lost, ["Alex Chen", "alex@example.com"]);
        assert_eq!(back.gone, ["alex@example.com"]);
        assert_eq!(back.round_trip.readers, ["pdftotext", "resumax"]);
        assert_eq!(back.round_trip.text, "Alex");
    }
}
