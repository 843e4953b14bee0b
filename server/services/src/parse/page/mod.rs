//! The page of a job: what it tells search engines of the job, or else the text that people see.

mod encoding;
mod json_ld;
mod places;
mod readable;

pub use encoding::decode;

use crate::egress::PASTE;
use domain::posting::{Known, ReadFrom};
use domain::resume::html;
use domain::{Code, Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Fewer words are no job description: a page that its own program has yet to fill, or one that asks for a login.
const FEWEST_WORDS: usize = 40;

/// What a page says of a job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobPage {
    /// What of it was read.
    pub read: ReadFrom,
    /// What the page says of the job apart from its text.
    pub known: Known,
    /// With title, company and location at its head, so that it can be read again by itself.
    pub text: String,
}

/// Reads a page of HTML, in this process and without bounds.
pub fn read(html: &str) -> Result<JobPage> {
    let page = readable::Page::open(html);
    let data: Vec<Value> = page.data.iter().filter_map(|script| json_ld::parse(script)).collect();
    match chosen(json_ld::jobs(&data), &page.headings)? {
        Some(job) => Ok(job),
        None => enough(page.read()),
    }
}

/// Reads JSON that describes a job, in this process and without bounds.
pub fn read_data(json: &str) -> Result<JobPage> {
    let data: Vec<Value> = json_ld::parse(json).into_iter().collect();
    let none = || refused("no_job", "This address leads to data that describes no job.");
    chosen(json_ld::jobs(&data), &[])?.ok_or_else(none)
}

/// Of several jobs the one that the page is headed with.
fn chosen(mut jobs: Vec<JobPage>, headings: &[String]) -> Result<Option<JobPage>> {
    jobs.retain(|job| words(&job.text) >= FEWEST_WORDS);
    jobs.dedup();
    if jobs.len() > 1 {
        let headed = |job: &JobPage| job.known.title.as_ref().is_some_and(|title| headings.contains(title));
        jobs.retain(headed);
        if jobs.len() != 1 {
            return Err(refused("several_jobs", "This page shows several jobs. Give the address of the one that you want."));
        }
    }
    Ok(jobs.pop())
}

fn enough(page: JobPage) -> Result<JobPage> {
    if words(&page.text) < FEWEST_WORDS {
        let message =
            "This page has no job description in it that can be read from here: it may show one only in a browser, or after a login.";
        return Err(refused("no_text", message));
    }
    Ok(page)
}

fn refused(reason: &str, what: &str) -> Error {
    Error::new(Code::JdUrlUnreadable, format!("{what} {PASTE}")).with("field", "url").with("reason", reason)
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// HTML as lines, headings apart, a dash before the items of lists.
fn prose(html: &str) -> String {
    super::lines::text_of(&super::text::raw_lines(html::lines(html)))
}
