//! From a name to addresses: once, and only to public ones.

use super::{Refusal, Target, is_public};
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// A name that has no address by then has none.
const PATIENCE: Duration = Duration::from_secs(4);
/// How many names are looked up at the same time. The system's resolver can't be interrupted: where a name server is silent, the
/// thread stays after its caller left, and only so many may.
const AT_ONCE: usize = 16;
/// No site needs more to be reached.
const MOST: usize = 16;

static PLACES: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));

/// Where a target is. If but one of its addresses is not public, it is refused.
pub(super) async fn public(target: &Target) -> Result<Vec<SocketAddr>, Refusal> {
    let found = match target.host() {
        Err(literal) => vec![SocketAddr::new(literal, target.port())],
        Ok(name) => timeout(PATIENCE, of_name(name, target.port())).await.map_err(|_| Refusal::Unknown)??,
    };
    if found.is_empty() {
        return Err(Refusal::Unknown);
    }
    if !found.iter().all(|address| is_public(address.ip())) {
        return Err(Refusal::Private);
    }
    Ok(found.into_iter().take(MOST).collect())
}

async fn of_name(name: &str, port: u16) -> Result<Vec<SocketAddr>, Refusal> {
    let place = PLACES.clone().acquire_owned().await.map_err(|_| Refusal::Unknown)?;
    let name = name.to_owned();
    let found = tokio::task::spawn_blocking(move || {
        let found = (name.as_str(), port).to_socket_addrs().map(Iterator::collect);
        drop(place);
        found
    });
    found.await.ok().and_then(Result::ok).ok_or(Refusal::Unknown)
}
