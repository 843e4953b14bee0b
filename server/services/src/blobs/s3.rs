//! A bucket of S3, or of a store that speaks like it.

use super::Blobs;
use crate::Result;
use crate::config::Bucket;
use object_store::aws::{AmazonS3Builder, Checksum};
use object_store::path::Path;
use object_store::{BackoffConfig, ClientOptions, RetryConfig};
use std::sync::Arc;
use std::time::Duration;

/// A store that says nothing for so long is away.
pub(super) const SILENCE: Duration = Duration::from_secs(10);
const CONNECT: Duration = Duration::from_secs(2);
/// The one retry layer there is: what fails after it is told to the caller, who may come back.
const RETRIES: usize = 2;
const RETRY_FOR: Duration = Duration::from_secs(5);

/// Asks nothing yet: that the store is away is no reason not to start.
pub(super) fn open(bucket: &Bucket, silence: Duration) -> Result<Blobs> {
    let plain = bucket.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    let client = ClientOptions::new().with_connect_timeout(CONNECT).with_read_timeout(silence).with_allow_http(plain);
    let backoff = BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(1), ..Default::default() };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_access_key_id(&bucket.key_id)
        .with_secret_access_key(bucket.secret.expose())
        .with_checksum_algorithm(Checksum::SHA256)
        .with_client_options(client)
        .with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: RETRY_FOR });
    builder = match &bucket.endpoint {
        Some(endpoint) => builder.with_endpoint(endpoint),
        None => builder.with_virtual_hosted_style_request(true),
    };
    if let Some(token) = &bucket.token {
        builder = builder.with_token(token.expose());
    }
    use_tls();
    let store = Arc::new(builder.build()?);
    Ok(Blobs { store: store.clone(), signer: Some(store), prefix: Path::from(bucket.prefix.as_str()) })
}

/// The client takes the TLS of the process; where `main` has not chosen one, this is it.
pub(super) fn use_tls() {
    // It says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
