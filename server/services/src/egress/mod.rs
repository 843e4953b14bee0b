//! The one door through which an address that a person gave is fetched. Nothing else of this program may fetch one.
//!
//! Around this program stand databases, metadata services, other people's routers; an address makes *us* knock there, from inside of
//! their walls. So an address goes through all of this, and after a redirect the whole way again:
//!
//! ```text
//! text ─ Target: http(s), no user, usual port ─ looked up once ─ every address public? ─ connected to those addresses ─ reply
//! ```
//!
//! A name is never looked up a second time: what was checked is what is connected to, and a name server that changes its mind in
//! between is not asked. No proxy, no cookies, no referrer. A reply ends at [`MAX_BYTES`], and all of it within [`PATIENCE`].

mod get;
mod lookup;
mod public;
mod refusal;
mod target;

pub use get::{Fetched, Kind, MAX_BYTES};
pub use public::is_public;
pub use refusal::{PASTE, Refusal};
pub use target::Target;

use get::Reply;
use std::time::Duration;

/// For all of it: lookups, redirects and the reply.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// A page may send on so many times.
pub const MAX_REDIRECTS: usize = 5;

/// Fetches what an address names.
pub async fn fetch(link: &str) -> Result<Fetched, Refusal> {
    tokio::time::timeout(PATIENCE, walk(link)).await.unwrap_or(Err(Refusal::Slow))
}

async fn walk(link: &str) -> Result<Fetched, Refusal> {
    let mut target = Target::parse(link)?;
    for _ in 0..=MAX_REDIRECTS {
        let addresses = lookup::public(&target).await?;
        match get::get(&target, addresses).await? {
            Reply::Page(fetched) => return Ok(fetched),
            Reply::Redirect(location) => target = target.follow(&location)?,
        }
    }
    Err(Refusal::Redirects)
}
