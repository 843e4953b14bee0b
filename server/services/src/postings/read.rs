//! What is given as a job description, read.

use super::NewPosting;
use crate::{Error, Result, Services, Upload};
use domain::Code;
use domain::posting::{Posting, Source};
use domain::text::{printable, size, squeeze};

/// The longest text of a posting, in bytes.
const TEXT_MAX: usize = 200_000;

/// A posting as it was understood, and where it came from.
pub(super) struct Read {
    pub posting: Posting,
    pub source: Source,
    pub file: Option<Upload>,
}

/// Reads what was given; what the owner says about title, company and location goes before what was found.
pub(super) async fn read(services: &Services, new: NewPosting) -> Result<Read> {
    let (text, source, file) = match (new.text, new.url, new.file) {
        (Some(text), None, None) => (printable(&text), Source::Text, None),
        (None, None, Some(file)) => (of_file(services, &file).await?, Source::File, Some(file)),
        (None, Some(_), None) => {
            let message = "Addresses can't be read in this build. Open the page, copy the text of the job description and paste it.";
            return Err(Error::refused(Code::Unavailable, message));
        }
        _ => return Err(Error::refused(Code::BadRequest, "Give the job description as exactly one of text, url and file.")),
    };
    check_text(&text)?;
    for given in [&new.title, &new.company, &new.location].into_iter().flatten() {
        short(given)?;
    }
    let posting = domain::posting::read(&text, new.title.as_deref(), new.company.as_deref(), new.location.as_deref());
    titled(&posting)?;
    Ok(Read { posting, source, file })
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

async fn of_file(services: &Services, file: &Upload) -> Result<String> {
    let limit = services.config.limits.max_posting_bytes();
    if file.bytes.len() as u64 > limit {
        let message = format!("The file is larger than {}. Paste the text of the job description instead.", size(limit));
        return Err(domain::Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).into());
    }
    Ok(crate::child::text(&file.bytes).await?)
}
