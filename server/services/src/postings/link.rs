//! A job description by its address: fetched through the one door, read in a child.

use super::read::{Found, of_file};
use crate::egress::{self, Kind, PASTE};
use crate::parse::page::{JobPage, decode};
use crate::{Result, Services, Upload, child};
use domain::posting::{Fetched, ReadFrom};
use domain::text::printable;
use domain::{Code, Error};

/// What the page says, or the document. Refusals say to paste the text instead.
pub(super) async fn read(services: &Services, url: &str) -> Result<Found> {
    let reply = egress::fetch(url).await.map_err(Error::from)?;
    let fetched = |read| Some(Fetched { at: services.now(), from: reply.url.to_string(), read });
    let page = match &reply.kind {
        Kind::Page(charset) => child::page(&decode(&reply.bytes, charset.as_deref())).await.map_err(of_page)?,
        Kind::Json(charset) => child::data(&decode(&reply.bytes, charset.as_deref())).await.map_err(of_page)?,
        Kind::File => {
            let name = reply.url.path_segments().and_then(|mut parts| parts.next_back()).filter(|name| !name.is_empty());
            let file = Upload { file_name: name.unwrap_or("job").to_owned(), bytes: reply.bytes.clone() };
            let text = of_file(services, &file).await?;
            return Ok(Found { text, file: Some(file), fetched: fetched(ReadFrom::File), ..Found::default() });
        }
    };
    let JobPage { read, known, text } = page;
    Ok(Found { text: printable(&text), known, file: None, fetched: fetched(read) })
}

/// A page that broke its reader is no file to be saved again.
fn of_page(error: Error) -> Error {
    if error.code != Code::ParseFailed {
        return error;
    }
    Error::new(Code::JdUrlUnreadable, format!("This page is made in a way that can't be read. {PASTE}")).with("field", "url")
}
