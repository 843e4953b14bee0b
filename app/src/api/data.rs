//! All data of the caller as a whole, and the record of who did what.

use super::{Failure, Wire};
use domain::archive::Archive;
use domain::audit::{Kind, Log};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Entries of a page.
#[cfg(feature = "ssr")]
const PAGE: u64 = 30;

/// What the page "Your data" shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YourData {
    /// The archive that was asked for last.
    pub archive: Option<Archive>,
    /// Everything is being erased since then.
    pub erasing_since: Option<String>,
    /// It belongs to an account, which is deleted on a page of its own.
    pub account: bool,
}

/// What was done with the caller's data.
#[server(prefix = "/fn", endpoint = "data_activity", output = Wire)]
pub async fn load_activity(#[server(default)] kind: Option<Kind>, #[server(default)] cursor: Option<String>) -> Result<Log, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::audit::own_log(&services, &actor, &super::ssr::page_request(PAGE, "", cursor), kind).await?)
}

/// What was done by everybody; where asked for, whether the whole record is as it was written.
#[server(prefix = "/fn", endpoint = "data_audit", output = Wire)]
pub async fn load_audit(
    #[server(default)] kind: Option<Kind>,
    #[server(default)] cursor: Option<String>,
    #[server(default)] verify: bool,
) -> Result<Log, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::audit::whole_log(&services, &actor, &super::ssr::page_request(PAGE, "", cursor), kind, verify).await?)
}

/// The archive, and whether everything is being erased.
#[server(prefix = "/fn", endpoint = "data_state", output = Wire)]
pub async fn load_your_data() -> Result<YourData, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let archive = match services::archives::newest(&services, &actor).await {
        Err(services::Error::Refused(_)) => None,
        newest => Some(newest?),
    };
    let erasing_since = services::erasure::since(&services, &actor).await?;
    Ok(YourData { archive, erasing_since, account: actor.user().is_some() })
}

/// Has an archive of everything made.
#[server(prefix = "/fn", endpoint = "data_make_archive", output = Wire)]
pub async fn make_archive() -> Result<Archive, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::archives::begin(&services, &actor).await?)
}

/// Erases everything of whoever needs no login.
#[server(prefix = "/fn", endpoint = "data_erase", output = Wire)]
pub async fn erase_everything(#[server(default)] typed: String) -> Result<(), Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::erasure::begin_typed(&services, &actor, &typed).await?)
}
