//! `resumax import FILE`: what was read on standard output; leftovers and timing on standard error.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::time::Instant;

use clap::{Args as ClapArgs, ValueEnum};
use domain::resume::structure::Import;
use domain::resume::{json_resume, markdown, plain};

use super::{Outcome, read, refused};

#[derive(ClapArgs)]
pub struct Args {
    /// A PDF, DOCX, Markdown, text or JSON Resume file
    file: PathBuf,
    /// How to print it
    #[arg(long = "as", value_enum, default_value_t = As::Document)]
    form: As,
}

#[derive(Clone, Copy, ValueEnum)]
enum As {
    /// The document with its blocks, as JSON
    Document,
    /// JSON Resume
    JsonResume,
    /// Markdown
    Markdown,
    /// Plain text
    Text,
}

pub async fn run(args: Args) -> Outcome {
    let bytes = read(&args.file)?;
    let started = Instant::now();
    let import = services::child::parse(&bytes).await.map_err(|error| refused(error.code, error.message))?;
    let took = started.elapsed();
    print(&import, args.form)?;
    let left_over: Vec<_> = import.left_over().collect();
    for line in &left_over {
        eprintln!("left over (page {}): {}", line.page, line.text);
    }
    eprintln!("{} lines, {} left over, {} ms", import.lines.len(), left_over.len(), took.as_millis());
    Ok(())
}

fn print(import: &Import, form: As) -> Outcome {
    let text = match form {
        As::Document => serde_json::to_string_pretty(&import.document).map_err(|error| error.to_string())?,
        As::JsonResume => json_resume::write(&import.document),
        As::Markdown => markdown::write(&import.document),
        As::Text => plain::write(&import.document),
    };
    match writeln!(std::io::stdout(), "{}", text.trim_end()) {
        // Who reads has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written.map_err(|error| error.to_string())?),
    }
}
