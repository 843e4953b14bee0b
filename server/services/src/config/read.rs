//! Reads the variables, and collects what is wrong instead of stopping at the first fault.

use super::{Ai, Auth, Config, Costs, Limits, ProviderName, mail, network, storage, strength};
use crate::Secret;
use crate::limits::Rates;
use crate::parse::MAX_RESUME;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

const DAY: u64 = 24 * 60 * 60;

/// What other builds have: to ask for it here is a fault, not a wish that is passed over.
const ABSENT: [(&str, &str); 1] = [("AI_FALLBACK", "there is no provider to fall back to")];

/// Every name that begins like ours and is looked at.
const KNOWN: [&str; 21] = [
    "RESUMAX_ADDR",
    "RESUMAX_DATA_DIR",
    "RESUMAX_AUTH",
    "RESUMAX_API_TOKEN",
    "RESUMAX_SECRET",
    "RESUMAX_PUBLIC_URL",
    "RESUMAX_TRUSTED_PROXIES",
    "RESUMAX_MAIL_FROM",
    "RESUMAX_MAX_UPLOAD_BYTES",
    "RESUMAX_RATE_LIMIT_RPM",
    "RESUMAX_RATE_LIMIT_AUTH_RPM",
    "RESUMAX_RATE_LIMIT_UPLOAD_RPM",
    "RESUMAX_RATE_LIMIT_RUN_RPM",
    "RESUMAX_RATE_LIMIT_EXPORT_RPM",
    "RESUMAX_MAX_RUNS_PER_SESSION",
    "RESUMAX_MAX_COST_USD_PER_RUN",
    "RESUMAX_MAX_COST_USD_PER_SESSION",
    "RESUMAX_MAX_COST_USD_PER_DAY",
    "RESUMAX_RUN_TIMEOUT_S",
    "RESUMAX_SESSION_TTL_S",
    "RESUMAX_ARTIFACT_TTL_S",
];

/// The names among these that look like settings of ours and are not looked at.
pub fn unknown(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut unknown: Vec<_> = names.filter(|name| name.starts_with("RESUMAX_") && !KNOWN.contains(&name.as_str())).collect();
    unknown.sort();
    unknown
}

/// All settings, or all faults.
pub fn read(var: &dyn Fn(&str) -> Option<String>) -> Result<Config, Vec<String>> {
    let mut vars = Vars { var, faults: Vec::new() };
    let addr: SocketAddr = vars.parsed("RESUMAX_ADDR", ([127, 0, 0, 1], 3000).into(), "an address and port such as 127.0.0.1:3000");
    let data_dir = PathBuf::from(vars.text("RESUMAX_DATA_DIR").unwrap_or_else(|| "./data".to_owned()));
    let auth = auth(&mut vars, addr);
    let public_url = network::public_url(&mut vars, auth, addr);
    let secret = secret(&mut vars, auth);
    let config = Config {
        auth,
        api_token: api_token(&mut vars, auth, secret.as_deref()),
        secret,
        trusted_proxies: network::trusted_proxies(&mut vars),
        database_url: database_url(&mut vars, &data_dir),
        redis_url: redis_url(&mut vars),
        storage: storage::read(&mut vars, &data_dir),
        mail: mail::read(&mut vars, &public_url, auth),
        public_url,
        ai: Ai { provider: provider(&mut vars), mock_script: vars.text("AI_MOCK_SCRIPT") },
        limits: limits(&mut vars, auth),
        addr,
        data_dir,
    };
    for (name, instead) in ABSENT {
        if vars.text(name).is_some() {
            vars.faults.push(format!("{name}: not available in this build; leave it unset: {instead}."));
        }
    }
    if vars.faults.is_empty() { Ok(config) } else { Err(vars.faults) }
}

fn auth(vars: &mut Vars, addr: SocketAddr) -> Auth {
    match vars.text("RESUMAX_AUTH").as_deref() {
        None | Some("local") => {
            if !addr.ip().is_loopback() {
                vars.faults.push(format!(
                    "RESUMAX_ADDR: {addr} can be reached from other machines, and RESUMAX_AUTH=local has no login; listen on 127.0.0.1, or set RESUMAX_AUTH=accounts."
                ));
            }
            Auth::Local
        }
        Some("accounts") => Auth::Accounts,
        Some("token") => Auth::Token,
        Some(other) => {
            vars.faults.push(format!("RESUMAX_AUTH: {other:?} is not one of local, accounts and token."));
            Auth::Local
        }
    }
}

/// Signing keys. Where others can reach us they may not be easy to guess either.
fn secret(vars: &mut Vars, auth: Auth) -> Option<Vec<Secret>> {
    let keys: Vec<_> = vars.secret("RESUMAX_SECRET")?.expose().split(',').map(|key| Secret::from(key.trim())).collect();
    if keys.iter().any(|key| key.expose().chars().count() < strength::LEAST) {
        vars.fault(format!(
            "RESUMAX_SECRET: each key needs at least 32 characters; leave it unset to have one generated, or {}.",
            strength::ADVICE
        ));
    } else if auth != Auth::Local {
        for (n, weakness) in (1..).zip(keys.iter().map(|key| strength::weakness(key.expose()))) {
            if let Some(weakness) = weakness {
                vars.fault(format!("RESUMAX_SECRET: key {n} can be guessed: it {weakness}; {}.", strength::ADVICE));
            }
        }
    }
    if (1..keys.len()).any(|n| keys[..n].contains(&keys[n])) {
        vars.fault("RESUMAX_SECRET: the same key stands there twice; put a new one first, and keep the old ones behind it.");
    }
    Some(keys)
}

/// The service token, which only `token` mode needs.
fn api_token(vars: &mut Vars, auth: Auth, keys: Option<&[Secret]>) -> Option<Secret> {
    let token = vars.secret("RESUMAX_API_TOKEN");
    if auth != Auth::Token {
        return token;
    }
    match &token {
        None => vars.fault(format!("RESUMAX_API_TOKEN: RESUMAX_AUTH=token needs one; {}.", strength::ADVICE)),
        Some(token) => {
            if let Some(weakness) = strength::weakness(token.expose()) {
                vars.fault(format!("RESUMAX_API_TOKEN: it can be guessed: it {weakness}; {}.", strength::ADVICE));
            }
            if keys.is_some_and(|keys| keys.contains(token)) {
                vars.fault(format!(
                    "RESUMAX_API_TOKEN: it is a key of RESUMAX_SECRET, and whoever calls with it could sign what we sign; {}.",
                    strength::ADVICE
                ));
            }
        }
    }
    token
}

fn database_url(vars: &mut Vars, data_dir: &Path) -> Secret {
    let url = vars.text("DATABASE_URL").unwrap_or_else(|| format!("sqlite://{}", data_dir.join("resumax.db").display()));
    let postgres = url.starts_with("postgres:") || url.starts_with("postgresql:");
    if !postgres && !url.starts_with("sqlite:") {
        let message =
            "DATABASE_URL: use postgres://user:password@host/name or sqlite://file, or leave it unset for a database in the data dir.";
        vars.faults.push(message.into());
    }
    if postgres && vars.text("RESUMAX_SECRET").is_none() {
        let message = "RESUMAX_SECRET: required with PostgreSQL, because every replica has to sign with the same keys; set 32 random characters or more.";
        vars.faults.push(message.into());
    }
    url.into()
}

fn redis_url(vars: &mut Vars) -> Option<Secret> {
    let url = vars.secret("REDIS_URL")?;
    if !crate::redis::is_url(url.expose()) {
        // Without the value: it may hold a password.
        vars.faults.push(
            "REDIS_URL: not an address such as redis://127.0.0.1:6379/0, or rediss://… for TLS; leave it unset to do without.".into(),
        );
    }
    Some(url)
}

fn provider(vars: &mut Vars) -> ProviderName {
    match vars.text("AI_PROVIDER").as_deref() {
        None | Some("offline") => ProviderName::Offline,
        Some("mock") => ProviderName::Mock,
        Some(other) => {
            vars.faults.push(format!("AI_PROVIDER: {other:?} is not available in this build; use offline or mock."));
            ProviderName::Offline
        }
    }
}

/// On by themselves where people come from the internet; elsewhere only what is set. Whoever has more taken of all, has more taken of each.
fn rates(vars: &mut Vars, auth: Auth) -> Rates {
    const ALL: u64 = 600;
    let clients = auth == Auth::Accounts;
    let mut rate = |name: &str, default: u64| {
        let wanted = clients || vars.text(name).is_some();
        wanted.then(|| vars.positive(name, default))
    };
    let all = rate("RESUMAX_RATE_LIMIT_RPM", ALL);
    let mut of = |name: &str, usual: u64| {
        let all = all.unwrap_or(ALL).max(1);
        rate(name, (usual.saturating_mul(all) / ALL).max(usual.min(all)))
    };
    let [auth, upload, run, export] = [
        of("RESUMAX_RATE_LIMIT_AUTH_RPM", 20),
        of("RESUMAX_RATE_LIMIT_UPLOAD_RPM", 30),
        of("RESUMAX_RATE_LIMIT_RUN_RPM", 30),
        of("RESUMAX_RATE_LIMIT_EXPORT_RPM", 60),
    ];
    let held = |rpm: Option<u64>| rpm.map(|rpm| u32::try_from(rpm).unwrap_or(u32::MAX));
    Rates { api: held(all), auth: held(auth), upload: held(upload), run: held(run), export: held(export), clients }
}

fn limits(vars: &mut Vars, auth: Auth) -> Limits {
    Limits {
        max_upload_bytes: vars.at_most("RESUMAX_MAX_UPLOAD_BYTES", MAX_RESUME as u64),
        rates: rates(vars, auth),
        max_runs_per_session: u32::try_from(vars.positive("RESUMAX_MAX_RUNS_PER_SESSION", 200)).unwrap_or(u32::MAX),
        max_cost_usd: Costs {
            run: vars.money("RESUMAX_MAX_COST_USD_PER_RUN", 1.0),
            session: vars.money("RESUMAX_MAX_COST_USD_PER_SESSION", 10.0),
            day: vars.money("RESUMAX_MAX_COST_USD_PER_DAY", 50.0),
        },
        run_timeout: Duration::from_secs(vars.positive("RESUMAX_RUN_TIMEOUT_S", 120)),
        session_ttl: Duration::from_secs(vars.positive("RESUMAX_SESSION_TTL_S", 365 * DAY)),
        artifact_ttl: Duration::from_secs(vars.positive("RESUMAX_ARTIFACT_TTL_S", 30 * DAY)),
    }
}

/// Variables, and what was wrong with them so far. An empty variable counts as unset.
pub(super) struct Vars<'a> {
    var: &'a dyn Fn(&str) -> Option<String>,
    faults: Vec<String>,
}

impl Vars<'_> {
    pub(super) fn fault(&mut self, message: impl Into<String>) {
        self.faults.push(message.into());
    }

    /// Empty where it is missing, which is a fault.
    pub(super) fn required(&mut self, name: &str, wanted: &str) -> String {
        self.text(name).unwrap_or_else(|| {
            self.fault(format!("{name}: not set; set it to {wanted}."));
            String::new()
        })
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        (self.var)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    pub(super) fn secret(&self, name: &str) -> Option<Secret> {
        self.text(name).map(Secret::from)
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str, default: T, wanted: &str) -> T {
        let Some(value) = self.text(name) else { return default };
        value.parse().unwrap_or_else(|_| {
            self.faults.push(format!("{name}: {value:?} is not {wanted}."));
            default
        })
    }

    fn money(&mut self, name: &str, default: f64) -> f64 {
        let value = self.parsed(name, default, "an amount above 0 such as 2.50");
        if !(value.is_finite() && value > 0.0) {
            self.faults.push(format!("{name}: {value} is not an amount above 0 such as 2.50."));
        }
        value
    }

    /// The most there is, unless less is set.
    fn at_most(&mut self, name: &str, most: u64) -> u64 {
        let value = self.positive(name, most);
        if value > most {
            self.faults.push(format!("{name}: {value} is more than the readers take; set at most {most}."));
        }
        value
    }

    fn positive(&mut self, name: &str, default: u64) -> u64 {
        let value = self.parsed(name, default, "a whole number above 0");
        if value == 0 {
            self.faults.push(format!("{name}: 0 is not a whole number above 0."));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        Config::from_vars(|name| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn an_empty_environment_gives_the_defaults() {
        let config = with(&[]).expect("the defaults are valid");
        assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
        assert_eq!(config.database_url.expose(), "sqlite://./data/resumax.db");
        assert_eq!(config.public_url, "http://127.0.0.1:3000");
        assert_eq!(config.ai.provider, ProviderName::Offline);
    }

    #[test]
    fn every_fault_is_reported_at_once() {
        let faults = with(&[
            ("RESUMAX_ADDR", "nowhere"),
            ("RESUMAX_AUTH", "magic"),
            ("DATABASE_URL", "mysql://x"),
            ("RESUMAX_MAX_COST_USD_PER_DAY", "-1"),
            ("RESUMAX_RUN_TIMEOUT_S", "0"),
            ("AI_PROVIDER", "magic"),
        ])
        .expect_err("six faults");
        let named: Vec<_> = faults.iter().map(|fault| fault.split(':').next().unwrap_or_default()).collect();
        assert_eq!(
            named,
            ["RESUMAX_ADDR", "RESUMAX_AUTH", "DATABASE_URL", "AI_PROVIDER", "RESUMAX_MAX_COST_USD_PER_DAY", "RESUMAX_RUN_TIMEOUT_S"]
        );
    }

    #[test]
    fn what_this_build_does_not_have_is_refused_and_what_it_does_not_know_is_named() {
        let faults = with(&[("AI_FALLBACK", "openai:x")]);
        let faults = faults.expect_err("a fault");
        assert!(
            faults.len() == 1 && faults.iter().all(|fault| fault.contains("this build") && fault.contains("leave it unset")),
            "{faults:?}"
        );
        let names = ["RESUMAX_RATE_LIMIT_RPS", "RESUMAX_ADDR", "PATH"].map(str::to_owned);
        assert_eq!(unknown(names.into_iter()), ["RESUMAX_RATE_LIMIT_RPS"]);
    }

    #[test]
    fn postgresql_needs_keys_that_all_replicas_have() {
        let faults = with(&[("DATABASE_URL", "postgres://db/resumax")]).expect_err("no secret");
        assert!(faults.len() == 1 && faults[0].starts_with("RESUMAX_SECRET: required"), "{faults:?}");
        let secret = ("RESUMAX_SECRET", "0123456789abcdef0123456789abcdef");
        let config = with(&[("DATABASE_URL", "postgres://db/resumax"), secret]).expect("valid");
        assert_eq!(config.database_url.expose(), "postgres://db/resumax");
    }

    #[test]
    fn a_redis_is_taken_and_a_wrong_address_is_refused_without_its_password() {
        let url = "redis://:secret@127.0.0.1:6379/2";
        assert!(with(&[("REDIS_URL", url)]).expect("valid").redis_url == Some(url.into()));
        let faults = with(&[("REDIS_URL", "http://:secret@127.0.0.1")]).expect_err("no Redis");
        assert!(faults.len() == 1 && faults[0].contains("REDIS_URL") && !faults[0].contains("secret"), "{faults:?}");
    }

    #[test]
    fn requests_are_counted_where_a_rate_is_set_and_where_people_come_from_the_internet() {
        let rates = |vars: &[(&str, &str)]| with(vars).map(|config| config.limits.rates);
        assert_eq!(rates(&[]), Ok(Rates::default()));
        assert_eq!(rates(&[("RESUMAX_RATE_LIMIT_RPM", "90")]), Ok(Rates { api: Some(90), ..Rates::default() }));
        let people = rates(&[("RESUMAX_AUTH", "accounts"), ("RESUMAX_RATE_LIMIT_RUN_RPM", "7")]).expect("valid");
        assert!(people.clients && people.auth == Some(20) && people.run == Some(7) && people.api.is_some());
        let of_all = |rpm| rates(&[("RESUMAX_AUTH", "accounts"), ("RESUMAX_RATE_LIMIT_RPM", rpm)]).expect("valid");
        let (many, few) = (of_all("6000"), of_all("25"));
        assert_eq!((many.auth, many.upload, many.export), (Some(200), Some(300), Some(600)));
        assert_eq!((few.auth, few.upload, few.export), (Some(20), Some(25), Some(25)));
        assert!(rates(&[("RESUMAX_RATE_LIMIT_RPM", "0")]).is_err() && rates(&[("RESUMAX_RATE_LIMIT_UPLOAD_RPM", "x")]).is_err());
    }

    #[test]
    fn outside_of_this_machine_keys_may_not_be_easy_to_guess_and_all_faults_are_said() {
        let (weak, strong) = ("0123456789abcdef0123456789abcdef", "9f2c77b104deaa356180c9fe3b42d517");
        assert!(with(&[("RESUMAX_SECRET", weak)]).is_ok(), "local mode");
        let keys = format!("{strong}, {weak},{strong}");
        let faults =
            with(&[("RESUMAX_AUTH", "token"), ("RESUMAX_SECRET", &keys), ("RESUMAX_API_TOKEN", strong)]).expect_err("three faults");
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].contains("key 2") && faults[1].contains("twice") && faults[2].starts_with("RESUMAX_API_TOKEN: it is a key"));
        assert!(faults.iter().all(|fault| !fault.contains(weak) && !fault.contains(strong)), "{faults:?}");
        for token in [None, Some(weak), Some("short")] {
            let token = token.map(|token| ("RESUMAX_API_TOKEN", token));
            let vars: Vec<_> = token.into_iter().chain([("RESUMAX_AUTH", "token")]).collect();
            let faults = with(&vars).expect_err("no good token");
            assert!(faults.len() == 1 && faults[0].contains("openssl rand"), "{faults:?}");
        }
        assert!(with(&[("RESUMAX_AUTH", "token"), ("RESUMAX_API_TOKEN", strong)]).is_ok());
        assert!(with(&[("RESUMAX_AUTH", "accounts"), ("RESUMAX_SECRET", weak)]).is_err());
        assert!(with(&[("RESUMAX_SECRET", "short")]).is_err(), "too short is too short everywhere");
    }

    #[test]
    fn a_limit_that_the_readers_would_not_keep_is_refused() {
        let faults = with(&[("RESUMAX_MAX_UPLOAD_BYTES", "5242881")]).expect_err("too much");
        assert!(faults[0].contains("at most 5242880"), "{faults:?}");
        assert_eq!(with(&[("RESUMAX_MAX_UPLOAD_BYTES", "1000")]).expect("less is fine").limits.max_posting_bytes(), 2000);
    }

    #[test]
    fn local_mode_refuses_an_address_that_others_can_reach() {
        let faults = with(&[("RESUMAX_ADDR", "0.0.0.0:3000")]).expect_err("not loopback");
        assert!(faults[0].contains("has no login"), "{faults:?}");
        assert!(with(&[("RESUMAX_ADDR", "[::1]:8080")]).is_ok());
    }
}
