//! What another site makes a browser send is refused, unless it only reads: by `Sec-Fetch-Site`, and by `Origin` where a browser does not
//! say that. Our own origin is the one of `RESUMAX_PUBLIC_URL`, also behind a proxy that writes another name into `Host`.

use axum::response::{IntoResponse, Response};
use domain::{Code, Error};
use services::config::Config;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use super::ApiError;

/// Refuses with `FORBIDDEN`, in the shape that who asked can read.
pub fn layer(config: &Config) -> CsrfLayer<fn(ProtectionError) -> Response> {
    let own = config.origin();
    let layer = CsrfLayer::new();
    let layer = layer.clone().add_trusted_origin(&own).unwrap_or(layer);
    layer.with_rejection_response(refuse as fn(ProtectionError) -> Response)
}

fn refuse(_: ProtectionError) -> Response {
    let message = "This request came from another site and was refused. Nothing was changed; open resuMAX itself and try again there.";
    ApiError(Error::new(Code::Forbidden, message)).into_response()
}
