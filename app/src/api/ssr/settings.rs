//! The configuration in the words of the settings page.

use crate::api::settings::{Group, Setting};
use services::config::{Auth, Config};
use services::limits::Rates;
use std::time::Duration;

const DATA: &str = "Data";

/// Limits, rates, provider, and, for whoever looks after the installation, where the data is.
pub fn settings(config: &Config, operates: bool) -> Vec<Group> {
    let mut groups = all(config);
    groups.retain(|group| operates || group.title != DATA);
    groups
}

fn all(config: &Config) -> Vec<Group> {
    let limits = &config.limits;
    vec![
        Group {
            title: "Limits".into(),
            settings: vec![
                setting("Size of a resume", megabytes(limits.max_upload_bytes), "Larger files are refused.", "RESUMAX_MAX_UPLOAD_BYTES"),
                setting(
                    "Size of a job description",
                    megabytes(limits.max_posting_bytes()),
                    "Twice that of a resume.",
                    "RESUMAX_MAX_UPLOAD_BYTES",
                ),
                setting(
                    "Runs in a session",
                    limits.max_runs_per_session.to_string(),
                    "After that a new session is needed.",
                    "RESUMAX_MAX_RUNS_PER_SESSION",
                ),
                setting(
                    "Cost of a run",
                    dollars(limits.max_cost_usd.run),
                    "A run that reaches it keeps what it has.",
                    "RESUMAX_MAX_COST_USD_PER_RUN",
                ),
                setting(
                    "Cost of a session",
                    dollars(limits.max_cost_usd.session),
                    "After that it begins no run.",
                    "RESUMAX_MAX_COST_USD_PER_SESSION",
                ),
                setting(
                    "Cost of a day",
                    dollars(limits.max_cost_usd.day),
                    "After that no run begins before midnight UTC.",
                    "RESUMAX_MAX_COST_USD_PER_DAY",
                ),
                setting("Time of a run", span(limits.run_timeout), "A run that takes longer is stopped.", "RESUMAX_RUN_TIMEOUT_S"),
            ],
        },
        Group { title: "Rates".into(), settings: rates(&limits.rates) },
        Group {
            title: "Provider".into(),
            settings: vec![setting(
                "Who rewrites",
                config.ai.provider.as_str().into(),
                "“offline” is built in: it needs no key and no network, and nothing leaves this machine.",
                "AI_PROVIDER",
            )],
        },
        Group {
            title: DATA.into(),
            settings: vec![
                setting(
                    "Who may use it",
                    match config.auth {
                        Auth::Local => "one person, no login".into(),
                        Auth::Accounts => "whoever has an account".into(),
                        Auth::Token => "programs with the service token".into(),
                    },
                    "Without logins it is reachable from this machine only.",
                    "RESUMAX_AUTH",
                ),
                setting(
                    "Folder",
                    config.data_dir.display().to_string(),
                    "Everything is kept here: back up this folder.",
                    "RESUMAX_DATA_DIR",
                ),
                setting(
                    "Untouched sessions",
                    span(limits.session_ttl),
                    "Are removed after this time, with all that belongs to them.",
                    "RESUMAX_SESSION_TTL_S",
                ),
                setting(
                    "Exported files",
                    span(limits.artifact_ttl),
                    "Are removed after this time; they can be made again.",
                    "RESUMAX_ARTIFACT_TTL_S",
                ),
            ],
        },
    ]
}

/// As many may come at once as in a minute.
fn rates(rates: &Rates) -> Vec<Setting> {
    let rate = |name, own: Option<u32>, meaning, variable| {
        let value = match (own, rates.api) {
            (Some(rpm), _) => format!("{rpm} a minute"),
            (None, Some(_)) => "as all requests".to_owned(),
            (None, None) => "not limited".to_owned(),
        };
        setting(name, value, meaning, variable)
    };
    vec![
        rate("Requests", rates.api, "Of an account; one address may send five times as many.", "RESUMAX_RATE_LIMIT_RPM"),
        rate("Attempts", rates.auth, "To log in, to sign up and to have mail sent, from one address.", "RESUMAX_RATE_LIMIT_AUTH_RPM"),
        rate("Uploads", rates.upload, "Of resumes, job descriptions and other files.", "RESUMAX_RATE_LIMIT_UPLOAD_RPM"),
        rate("Runs", rates.run, "That are begun.", "RESUMAX_RATE_LIMIT_RUN_RPM"),
        rate("Exports", rates.export, "That are made.", "RESUMAX_RATE_LIMIT_EXPORT_RPM"),
    ]
}

fn setting(name: &str, value: String, meaning: &str, variable: &str) -> Setting {
    Setting { name: name.into(), value, meaning: meaning.into(), variable: variable.into() }
}

fn dollars(amount: f64) -> String {
    format!("{amount:.2} US dollars")
}

/// "5 MB" of 5 · 2²⁰ bytes, as people say it.
fn megabytes(bytes: u64) -> String {
    let megabytes = format!("{:.1}", bytes as f64 / f64::from(1 << 20));
    format!("{} MB", megabytes.trim_end_matches(".0"))
}

/// "30 days", "2 hours", "90 s".
fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds >= 172_800 => format!("{} days", seconds / 86_400),
        seconds if seconds >= 7_200 => format!("{} hours", seconds / 3_600),
        seconds if seconds >= 180 => format!("{} minutes", seconds / 60),
        seconds => format!("{seconds} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rates_in_force_are_shown() {
        let values = |vars: &[(&str, &str)]| {
            let var = |name: &str| vars.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            let config = Config::from_vars(var).expect("valid");
            rates(&config.limits.rates).into_iter().map(|rate| rate.value).collect::<Vec<_>>()
        };
        assert_eq!(values(&[]), ["not limited"; 5]);
        assert_eq!(
            values(&[("RESUMAX_RATE_LIMIT_RPM", "90"), ("RESUMAX_RATE_LIMIT_RUN_RPM", "3")]),
            ["90 a minute", "as all requests", "as all requests", "3 a minute", "as all requests"]
        );
    }
}
