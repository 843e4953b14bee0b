//! Files on their way out: always as an attachment, never sniffed.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use services::{Download, Services, exports};

use crate::http::ApiResult;

/// The file behind a signed link.
pub async fn download(Extract(services): Extract<Services>, Path(token): Path<String>) -> ApiResult<Response> {
    Ok(attachment(exports::download(&services, &token).await?))
}

/// A reply that a browser saves and does not show.
pub fn attachment(download: Download) -> Response {
    let mut response = Response::new(Body::from(download.bytes));
    let headers = response.headers_mut();
    let mime = HeaderValue::from_str(&download.mime).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, mime);
    if let Ok(value) = HeaderValue::from_str(&disposition(&download.file_name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
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
    use super::disposition;

    #[test]
    fn a_name_can_not_break_out_of_the_header() {
        let value = disposition("exports/J\u{fc}rgen \"x\"\r\n.pdf");
        assert_eq!(value, "attachment; filename=\"J_rgen _x___.pdf\"; filename*=UTF-8''J%C3%BCrgen%20%22x%22%0D%0A.pdf");
    }
}
