//! Files on their way out: always as an attachment, never sniffed.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use services::{Download, Services, exports};

use crate::http::ApiResult;

/// The file behind a signed link.
#[utoipa::path(get, path = "/downloads/{token}", tag = "exports", params(("token" = String, Path)), responses((status = 200, content_type = "application/octet-stream")))]
pub async fn download(Extract(services): Extract<Services>, Path(token): Path<String>) -> ApiResult<Response> {
    Ok(attachment(exports::download(&services, &token).await?))
}

/// A reply that a browser saves and does not show.
pub fn attachment(download: Download) -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    let mime = HeaderValue::from_str(&content_type(&download)).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, mime);
    if let Ok(value) = HeaderValue::from_str(&disposition(&download.file_name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    *response.body_mut() = Body::from(download.bytes);
    response
}

/// A text says its encoding, where it is the one of the web.
fn content_type(download: &Download) -> String {
    let plain = download.mime.starts_with("text/") && !download.mime.contains("charset");
    if plain && std::str::from_utf8(&download.bytes).is_ok() { format!("{}; charset=utf-8", download.mime) } else { download.mime.clone() }
}

/// RFC 6266: a plain name for old clients, the real one percent-encoded.
fn disposition(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() || b"-_.~".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::{content_type, disposition};
    use services::Download;

    #[test]
    fn a_text_says_its_encoding_only_where_it_is_known() {
        let of =
            |mime: &str, bytes: &'static [u8]| content_type(&Download { file_name: "x".into(), mime: mime.into(), bytes: bytes.into() });
        assert_eq!(of("text/plain", b"ok"), "text/plain; charset=utf-8");
        assert_eq!(of("text/plain", b"\xff\xfeo\0"), "text/plain");
        assert_eq!(of("text/markdown; charset=utf-8", b"ok"), "text/markdown; charset=utf-8");
        assert_eq!(of("application/pdf", b"ok"), "application/pdf");
    }

    #[test]
    fn a_name_can_not_break_out_of_the_header() {
        let value = disposition("exports/J\u{fc}rgen \"x\"\r\n.pdf");
        assert_eq!(value, "attachment; filename=\"J_rgen _x___.pdf\"; filename*=UTF-8''J%C3%BCrgen%20%22x%22%0D%0A.pdf");
    }
}
