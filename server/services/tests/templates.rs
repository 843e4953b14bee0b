//! A template that loses text can't be chosen: every template sets every resume of the corpus, and what two readers find in
//! the file is compared with the document, text by text.

use domain::export::{RenderOutput, RenderRequest, Template};
use domain::resume::Document;
use services::{exports, parse};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Resumes of the corpus that our importer reads.
fn corpus() -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let named = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| ["pdf", "docx", "md", "txt"].iter().any(|known| end == *known)))
        .filter_map(|path| Some((named(path), parse::read(&std::fs::read(path).ok()?).ok()?.document)))
        .collect()
}

/// What `pdftotext` reads; `None` where there is none.
fn pdftotext(bytes: &[u8], order: &str) -> Option<String> {
    let mut child = Command::new("pdftotext")
        .args([order, "-enc", "UTF-8", "-q", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let bytes = bytes.to_vec();
    let given = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().ok()?;
    given.join().ok()?.ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn no_template_loses_a_text_of_the_corpus() {
    let corpus = corpus();
    assert!(corpus.len() > 30, "the importer reads only {} resumes", corpus.len());
    let mut renderer = render::Renderer::default();
    let mut losses = Vec::new();
    for (name, document) in &corpus {
        for template in Template::ALL {
            let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Pdf };
            let file = renderer.render(&request).unwrap_or_else(|error| panic!("{name} in {}: {error}", template.name()));
            let mut readers = vec![("resumax", parse::read(&file.bytes).map(|import| text(&import.lines)).unwrap_or_default())];
            for order in ["-layout", "-raw"] {
                readers.extend(pdftotext(&file.bytes, order).map(|text| (order, text)));
            }
            for (reader, text) in readers {
                let lost: Vec<_> =
                    exports::lost(document, &text).into_iter().filter(|lost| !lost.contains(|c| file.undisplayable.contains(c))).collect();
                if !lost.is_empty() {
                    losses.push(format!("{name} in {} by {reader}: {lost:?}", template.name()));
                }
            }
        }
    }
    assert!(losses.is_empty(), "{} of {}:\n{}", losses.len(), corpus.len() * Template::ALL.len(), losses.join("\n"));
}

#[test]
fn dates_are_extracted_on_the_line_of_their_title() {
    let mut renderer = render::Renderer::default();
    for (name, document) in corpus() {
        for template in Template::ALL {
            let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Pdf };
            let file = renderer.render(&request).expect("a file");
            let Some(text) = pdftotext(&file.bytes, "-raw") else { return };
            for section in &document.sections {
                for item in &section.items {
                    let domain::resume::Item::Entry(entry) = item else { continue };
                    let (title, dates) = (words(&entry.title), words(&entry.dates.text));
                    // A long title goes on in a second line, and the dates stand at its end.
                    if title.is_empty() || dates.is_empty() || title.len() + dates.len() > 60 {
                        continue;
                    }
                    let together = text.lines().any(|line| words(line).contains(&title) && words(line).contains(&dates));
                    assert!(together, "{name} in {}: {title:?} and {dates:?} are apart", template.name());
                }
            }
        }
    }
}

fn text(lines: &[domain::resume::structure::SourceLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> String {
    domain::text::fold(text)
}
