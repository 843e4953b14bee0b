//! Files on their way out: always as an attachment, never sniffed.

use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use services::attachment::disposition;
use services::exports::{self, Delivery};
use services::{Download, Services};

use crate::http::ApiResult;

/// The file behind a signed link, or the address at which the object store sends it.
#[utoipa::path(get, path = "/downloads/{token}", tag = "exports", params(("token" = String, Path)), responses((status = 200, content_type = "application/octet-stream"), (status = 302, description = "The address at which the object store sends the file, for a few minutes")))]
pub async fn download(Extract(services): Extract<Services>, Path(token): Path<String>) -> ApiResult<Response> {
    Ok(match exports::download(&services, &token).await? {
        Delivery::Here(download) => attachment(download),
        Delivery::Pieces(pieces) => {
            let mut response = attachment(Download { file_name: pieces.file_name.into(), mime: pieces.mime, bytes: Default::default() });
            response.headers_mut().insert(header::CONTENT_LENGTH, pieces.size.into());
            *response.body_mut() = Body::from_stream(pieces.bytes);
            response
        }
        Delivery::There(address) => {
            (StatusCode::FOUND, [(header::LOCATION, address.as_str()), (header::CACHE_CONTROL, "no-store")]).into_response()
        }
    })
}

/// A reply that a browser saves and does not show.
pub fn attachment(download: Download) -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    let mime = HeaderValue::from_str(&content_type(&download)).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_TYPE, mime);
    if let Ok(value) = HeaderValue::from_str(&disposition(download.file_name.expose())) {
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

#[cfg(test)]
mod tests {
    use super::content_type;
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
}
