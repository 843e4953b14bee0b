//! What a file is by its content, and what can be read from it, in the bounded child process.

use crate::Services;
use domain::resume::structure::Import;
use domain::{Code, Error, Result};

/// Media type by content, never by name.
pub(super) fn mime(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(1024)];
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
    match &head[start..] {
        head if head.windows(5).any(|five| five == b"%PDF-") => "application/pdf",
        [b'P', b'K', 3, 4, ..] => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [b'{', ..] => "application/json",
        head if head.contains(&0) => "application/octet-stream",
        _ if std::str::from_utf8(bytes).is_ok() => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Reads a resume, or says why not and what to do.
pub(super) async fn import(services: &Services, bytes: &[u8]) -> Result<Import> {
    let limit = services.config.limits.max_upload_bytes;
    if bytes.len() as u64 > limit {
        let message = format!("The file is larger than {} MB. Save it with smaller pictures or without them, and try again.", limit >> 20);
        return Err(Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).with("size_bytes", bytes.len()));
    }
    crate::child::parse(bytes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        assert_eq!(mime(b"%PDF-1.7 ..."), "application/pdf");
        assert_eq!(mime(b"PK\x03\x04rest"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assert_eq!(mime(b"  {\"basics\": {}}"), "application/json");
        assert_eq!(mime("# José".as_bytes()), "text/plain; charset=utf-8");
        assert_eq!(mime(b"\x7fELF\0\0"), "application/octet-stream");
    }
}
