//! What this installation allows and who rewrites.

use super::{Failure, Wire};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One setting as the page explains it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    /// "Upload size".
    pub name: String,
    /// With its unit.
    pub value: String,
    /// What it means, one sentence.
    pub meaning: String,
    /// Where it is set.
    pub variable: String,
}

/// Settings that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// "Limits".
    pub title: String,
    /// In the order of the page.
    pub settings: Vec<Setting>,
}

/// The settings in groups.
#[server(prefix = "/fn", endpoint = "load_settings", output = Wire)]
pub async fn load_settings() -> Result<Vec<Group>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(super::ssr::settings(&services.config, actor.may_operate().is_ok()))
}
