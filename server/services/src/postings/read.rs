//! What is given as a job description, read.

use super::{NewPosting, link};
use crate::{Error, Result, Services, Upload};
use domain::Code;
use domain::posting::{self, Fetched, Known, Posting, Source};
use domain::text::{printable, size, squeeze};

/// The longest text of a posting, in bytes.
pub(super) const TEXT_MAX: usize = 200_000;

/// A posting as it was understood, and where it came from.
pub(super) struct Read {
    pub posting: Posting,
    pub source: Source,
    pub file: Option<Upload>,
    pub url: Option<String>,
    pub fetched: Option<Fetched>,
}

/// A text, and what is known of it apart from its words.
#[derive(Default)]
pub(super) struct Found {
    pub text: String,
    pub known: Known,
    pub file: Option<Upload>,
    pub fetched: Option<Fetched>,
}

/// Reads what was given; what the owner says about title, company and location goes before what was found.
pub(super) async fn read(services: &Services, new: NewPosting) -> Result<Read> {
    for given in [&new.title, &new.company, &new.location].into_iter().flatten() {
        short(given)?;
    }
    let url = new.url.map(|url| url.trim().to_owned());
    let (found, source) = match (new.text, &url, new.file) {
        (Some(text), None, None) => (Found { text: printable(&text), ..Found::default() }, Source::Text),
        (None, None, Some(file)) => (Found { text: of_file(services, &file).await?, file: Some(file), ..Found::default() }, Source::File),
        (None, Some(url), None) => (link::read(services, url).await?, Source::Url),
        _ => return Err(Error::refused(Code::BadRequest, "Give the job description as exactly one of text, url and file.")),
    };
    check_text(&found.text)?;
    let (title, company, location) = (new.title.as_deref(), new.company.as_deref(), new.location.as_deref());
    let posting = posting::read_known(&found.text, &found.known, title, company, location);
    titled(&posting)?;
    Ok(Read { posting, source, file: found.file, url, fetched: found.fetched })
}

/// Refuses what is empty or too long.
pub(super) fn check_text(text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::refused(Code::BadRequest, "The job description is empty. Paste its text."));
    }
    if text.len() > TEXT_MAX {
        let message = "The job description is longer than 200,000 characters. Give only the part about the job.";
        return Err(Error::refused(Code::UploadTooLarge, message));
    }
    Ok(())
}

/// A field of one line, at most 200 characters; an empty one clears it.
pub(super) fn set(field: &mut String, given: Option<&str>) -> Result<()> {
    let Some(given) = given.map(squeeze) else { return Ok(()) };
    short(&given)?;
    *field = given;
    Ok(())
}

fn short(given: &str) -> Result<()> {
    if given.chars().count() > domain::session::NAME_MAX {
        return Err(Error::refused(Code::BadRequest, "Title, company and location have at most 200 characters each."));
    }
    Ok(())
}

/// A posting needs a title.
pub(super) fn titled(posting: &Posting) -> Result<()> {
    if !posting.title.is_empty() {
        return Ok(());
    }
    let message = "No job title was found in this text. Give the title of the job along with it.";
    Err(domain::Error::new(Code::JdTitleRequired, message).with("field", "title").into())
}

/// The text of a file.
pub(super) async fn of_file(services: &Services, file: &Upload) -> Result<String> {
    let limit = services.config.limits.max_posting_bytes();
    if file.bytes.len() as u64 > limit {
        let message = format!("The file is larger than {}. Paste the text of the job description instead.", size(limit));
        return Err(domain::Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).into());
    }
    Ok(crate::child::text(&file.bytes).await?)
}
