//! Configuration from the environment; all faults are reported at once.

mod mail;
mod network;
mod read;
mod secrets;
mod storage;
mod strength;

pub use mail::Mail;
pub use secrets::Secrets;
pub use storage::{Bucket, Storage};

use crate::limits::Rates;
use crate::{Error, Secret};
use domain::Code;
use ipnet::IpNet;
use std::fs::DirBuilder;
use std::net::SocketAddr;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Every setting.
#[derive(Clone, PartialEq)]
pub struct Config {
    /// `RESUMAX_ADDR`: listen address.
    pub addr: SocketAddr,
    /// `RESUMAX_DATA_DIR`: embedded database, objects, generated secret.
    pub data_dir: PathBuf,
    /// `RESUMAX_AUTH`: who may call.
    pub auth: Auth,
    /// `RESUMAX_API_TOKEN`: the service token; there in `token` mode.
    pub api_token: Option<Secret>,
    /// `RESUMAX_SECRET`: signing keys, newest first; `None`: generated in the data dir.
    pub secret: Option<Vec<Secret>>,
    /// `RESUMAX_PUBLIC_URL`: in links; without a slash at the end.
    pub public_url: String,
    /// `RESUMAX_TRUSTED_PROXIES`: who is believed when they say in `X-Forwarded-For` for whom they ask.
    pub trusted_proxies: Vec<IpNet>,
    /// `DATABASE_URL`, `sqlite://…` or `postgres://…`.
    pub database_url: Secret,
    /// `REDIS_URL`, `redis://…` or `rediss://…`; `None`: wake-ups and events stay inside the process.
    pub redis_url: Option<Secret>,
    /// `STORAGE_URL`: where bytes are kept.
    pub storage: Storage,
    /// How mail leaves.
    pub mail: Mail,
    /// Who rewrites.
    pub ai: Ai,
    /// Limits and retention.
    pub limits: Limits,
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// One person, no login, loopback only.
    Local,
    /// People who sign up and log in.
    Accounts,
    /// Programs that hold the service token, each request for a tenant that it names.
    Token,
}

/// Who rewrites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ai {
    /// `AI_PROVIDER`.
    pub provider: ProviderName,
    /// `AI_MOCK_SCRIPT`: a file, or the JSON itself.
    pub mock_script: Option<String>,
}

/// A provider that this build has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ProviderName {
    Offline,
    Mock,
}

impl ProviderName {
    /// As it stands in the environment and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Mock => "mock",
        }
    }
}

/// What may be paid to a provider, in US dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// `RESUMAX_MAX_COST_USD_PER_RUN`.
    pub run: f64,
    /// `RESUMAX_MAX_COST_USD_PER_SESSION`.
    pub session: f64,
    /// `RESUMAX_MAX_COST_USD_PER_DAY`: of a tenant, from midnight UTC.
    pub day: f64,
}

/// Limits and retention.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// `RESUMAX_MAX_UPLOAD_BYTES`: a resume, 5 MB. A job description may have twice that.
    pub max_upload_bytes: u64,
    /// `RESUMAX_RATE_LIMIT_RPM`, `RESUMAX_RATE_LIMIT_{AUTH,UPLOAD,RUN,EXPORT}_RPM`.
    pub rates: Rates,
    /// `RESUMAX_MAX_RUNS_PER_SESSION`.
    pub max_runs_per_session: u32,
    /// `RESUMAX_MAX_COST_USD_PER_{RUN,SESSION,DAY}`.
    pub max_cost_usd: Costs,
    /// `RESUMAX_RUN_TIMEOUT_S`.
    pub run_timeout: Duration,
    /// `RESUMAX_SESSION_TTL_S`: an untouched session is removed, with all that belongs to it.
    pub session_ttl: Duration,
    /// `RESUMAX_ARTIFACT_TTL_S`: exported files; they can be made again.
    pub artifact_ttl: Duration,
}

impl Limits {
    /// For the file of a job description.
    pub fn max_posting_bytes(&self) -> u64 {
        self.max_upload_bytes * 2
    }
}

/// It says nothing: much of it is secret, and it is printed by mistake alone.
impl std::fmt::Debug for Config {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Config")
    }
}

impl Config {
    /// Makes the data folder where it is not there (resumes are nobody else's business on this machine), and sees whether it can be
    /// written to. `UNAVAILABLE` with the folder and what to do.
    pub fn make_data_dir(&self) -> crate::Result<()> {
        let probe = self.data_dir.join(format!(".probe-{}", crate::ids::hex(&crate::ids::random::<8>())));
        let made = private_folder(&self.data_dir).and_then(|()| std::fs::write(&probe, b"")).and_then(|()| std::fs::remove_file(&probe));
        made.map_err(|error| {
            let message = format!(
                "The data folder {} can't be written to: {error}. Set RESUMAX_DATA_DIR to a folder that you may write to.",
                self.data_dir.display()
            );
            Error::refused(Code::Unavailable, message)
        })
    }

    /// People come over TLS: cookies and browsers may be told to use nothing else. What a request says of itself is not asked.
    pub fn is_https(&self) -> bool {
        self.origin().starts_with("https://")
    }

    /// What browsers say in `Origin` on our own pages.
    pub fn origin(&self) -> String {
        reqwest::Url::parse(&self.public_url).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
    }

    /// What may be meant so, and most often is not.
    pub fn warnings(&self) -> Vec<String> {
        let unnamed = self.auth == Auth::Accounts && self.is_https() && self.trusted_proxies.is_empty();
        let warning = "RESUMAX_TRUSTED_PROXIES is not set, so everybody seems to come from the proxy, and all are counted together where \
                       requests are limited. Set it to the proxy's address.";
        unnamed.then(|| warning.to_owned()).into_iter().collect()
    }

    /// From the environment, or everything that is wrong with it.
    pub fn from_env() -> Result<Self, Vec<String>> {
        Self::from_vars(|name| std::env::var(name).ok())
    }

    /// Names in the environment that look like settings and are none: a slip of the pen, or of another build.
    pub fn unknown_settings() -> Vec<String> {
        read::unknown(std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()))
    }

    /// From anything that has variables.
    pub fn from_vars(var: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<String>> {
        read::read(&var)
    }
}

/// Makes a folder, and those that it lies in, for its owner alone; one that is there stays as it is.
pub fn private_folder(path: &Path) -> std::io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempDir;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_new_data_folder_is_its_owners_alone() {
        let dir = TempDir::new();
        let path = dir.path().join("data");
        private_folder(&path).expect("made");
        private_folder(&path).expect("there already");
        assert_eq!(std::fs::metadata(&path).expect("a folder").permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_data_folder_that_can_not_be_is_named_with_the_setting() {
        let var = |name: &str| (name == "RESUMAX_DATA_DIR").then(|| "/proc/nope".to_owned());
        let error = Config::from_vars(var).expect("valid").make_data_dir().expect_err("no folder there").public();
        assert!(error.code == Code::Unavailable && error.message.contains("/proc/nope") && error.message.contains("RESUMAX_DATA_DIR"));
    }
}
