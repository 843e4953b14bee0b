//! What can be read from a file, in the bounded child process.

use crate::Services;
use domain::resume::structure::Import;
use domain::{Code, Error, Result};

/// Reads a resume, or says why not and what to do.
pub(super) async fn import(services: &Services, bytes: &[u8]) -> Result<Import> {
    let limit = services.config.limits.max_upload_bytes;
    if bytes.len() as u64 > limit {
        let message = format!("The file is larger than {} MB. Save it with smaller pictures or without them, and try again.", limit >> 20);
        return Err(Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).with("size_bytes", bytes.len()));
    }
    crate::child::parse(bytes).await
}
