//! What a careful human would type from a resume: `NAME.expected.json` beside it, or the source it was made from, named by a
//! `MANIFEST.tsv`. The shape is described in `corpus/make/README.md`.

use super::foreign;
use serde::Deserialize;
use std::path::Path;

/// The truth of one file. An empty text is a field that the print does not have.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Truth {
    pub made_by: String,
    pub name: String,
    pub headline: String,
    pub email: String,
    pub phone: String,
    pub location: String,
    pub links: Vec<String>,
    pub sections: Vec<Heading>,
    pub order: Vec<String>,
    pub work: Vec<Row>,
    pub education: Vec<Row>,
    pub projects: Vec<Row>,
    pub volunteering: Vec<Row>,
    pub certifications: Vec<Row>,
    pub awards: Vec<Row>,
    pub publications: Vec<Row>,
    pub other: Vec<Row>,
    pub skills: Vec<String>,
    pub bullets: Vec<String>,
    pub texts: Vec<Text>,
}

/// A section: its kind (or kinds that are as good) and its heading, where the format has headings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Heading {
    pub kind: String,
    pub also: Vec<String>,
    pub title: String,
}

/// A job, a school, a project, a certificate.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Row {
    pub organisation: String,
    pub title: String,
    /// Other ways to type the title that are as good.
    pub also: Vec<String>,
    pub place: String,
    pub url: String,
    pub summary: String,
    /// "2019-04" or "2019".
    pub start: String,
    /// A single date stands here.
    pub end: String,
    pub ongoing: bool,
    pub bullets: Vec<String>,
}

/// Running text, and the heading it stands under.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    pub section: String,
    pub text: String,
}

/// The resumes of a folder by name, each with its truth where there is one.
pub fn resumes(folder: &Path) -> std::io::Result<Vec<(String, Option<Truth>)>> {
    let manifest = folder.join("MANIFEST.tsv");
    if manifest.exists() {
        return listed(folder, &std::fs::read_to_string(manifest)?);
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        let truth = folder.join(format!("{file}.expected.json"));
        if truth.exists() {
            let text = std::fs::read_to_string(&truth)?;
            let truth = serde_json::from_str(&text).map_err(|error| std::io::Error::other(format!("{}: {error}", truth.display())))?;
            found.push((file, Some(truth)));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(found)
}

/// A folder with a manifest: tab separated, with the columns `file`, `kind` and `ground_truth` ("self", a file name, or "-").
fn listed(folder: &Path, manifest: &str) -> std::io::Result<Vec<(String, Option<Truth>)>> {
    let mut rows = manifest.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    let column = |row: &[&str], name: &str| {
        head.iter().position(|title| *title == name).and_then(|index| row.get(index)).map_or_else(String::new, |cell| (*cell).to_owned())
    };
    let mut found = Vec::new();
    for row in rows {
        let (file, source) = (column(&row, "file"), column(&row, "ground_truth"));
        let readable = [".pdf", ".docx", ".md", ".txt", ".json"].iter().any(|ending| file.ends_with(ending));
        // The export of another program is the truth of its print, not a resume that people upload.
        if column(&row, "kind") != "resume" || !readable || file.starts_with("rxr4_") && file.ends_with(".json") {
            continue;
        }
        let source = if source == "self" { file.clone() } else { source };
        let truth =
            if folder.join(&source).is_file() { foreign::truth(&source, &std::fs::read_to_string(folder.join(&source))?) } else { None };
        found.push((file, truth));
    }
    Ok(found)
}
