//! Multipart forms with a file and a few texts.

use std::collections::BTreeMap;

use axum::extract::Multipart;
use bytes::BytesMut;
use domain::{Code, Error, text};
use services::{Actor, Upload};
use utoipa::ToSchema;

use crate::http::{ApiError, ApiResult};

/// What a form with a file looks like.
#[derive(ToSchema)]
pub struct FileForm {
    /// The bytes with a file name.
    #[schema(value_type = String, format = Binary)]
    #[expect(dead_code, reason = "describes the form in the OpenAPI document")]
    file: Vec<u8>,
}

/// A form as it was sent.
#[derive(Default)]
pub struct Form {
    file: Option<Upload>,
    texts: BTreeMap<String, String>,
}

/// A resume of so many bytes is kept even where it is too large to be read: its owner finds it in the library, with the reason.
pub const KEPT: u64 = 16 << 20;

/// What its texts may hold together, in bytes.
const TEXT: usize = 1024 * 1024;

impl Form {
    /// Reads a form; a file of more than `limit` bytes, or of somebody who may bring in nothing, is read to its end (so that the sender hears the
    /// answer) but not kept.
    pub async fn read(actor: &Actor, mut form: Multipart, limit: u64) -> ApiResult<Self> {
        let may = actor.may_bring_in();
        let mut read = Self::default();
        let mut room = TEXT;
        while let Some(mut field) = form.next_field().await.map_err(broken)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let is_file = file_name.is_some() || name == "file";
            let limit = if is_file { usize::try_from(limit).unwrap_or(usize::MAX) } else { room };
            let mut bytes = BytesMut::new();
            let mut size = 0usize;
            while let Some(chunk) = field.chunk().await.map_err(broken)? {
                size += chunk.len();
                if size <= limit && may.is_ok() {
                    bytes.extend_from_slice(&chunk);
                }
            }
            if size > limit {
                let most = text::size(limit as u64);
                let message = match is_file {
                    true => format!("The file is too large: {most} at most. Export it again without pictures, or as text."),
                    false => format!("The field {name} is too long: {most} at most, with the fields before it."),
                };
                return Err(Error::new(Code::UploadTooLarge, message)
                    .with("limit_bytes", limit as u64)
                    .with("size_bytes", size as u64)
                    .into());
            }
            if is_file {
                let file_name = file_name.filter(|name| !name.is_empty()).unwrap_or_else(|| "upload".to_owned());
                read.file = Some(Upload { file_name: file_name.into(), bytes: bytes.freeze() });
            } else {
                let text =
                    String::from_utf8(bytes.to_vec()).map_err(|_| ApiError::bad_request(format!("The field {name} is not UTF-8.")))?;
                room -= size;
                read.texts.insert(name, text);
            }
        }
        may?;
        Ok(read)
    }

    /// The file; without one the request is malformed.
    pub fn file(self) -> ApiResult<Upload> {
        self.file.ok_or_else(|| ApiError::bad_request("Send the file as the multipart field \"file\"."))
    }

    /// The file, when there is one.
    pub fn take_file(&mut self) -> Option<Upload> {
        self.file.take()
    }

    /// A text that is not empty.
    pub fn take_text(&mut self, name: &str) -> Option<String> {
        self.texts.remove(name).filter(|text| !text.trim().is_empty())
    }
}

fn broken(error: axum::extract::multipart::MultipartError) -> ApiError {
    match error.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::new(Code::UploadTooLarge, "The request is too large.").into(),
        _ => ApiError::bad_request("The form could not be read: send multipart/form-data with a field \"file\"."),
    }
}
