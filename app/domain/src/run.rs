//! One AI request in a session.
//!
//! `queued → running → waiting_approval → running → completed / failed`, and `interrupting → interrupted` from any
//! state that is not final. At most one unfinished run a session.

use crate::ids::{RunId, SessionId};
use serde::{Deserialize, Serialize};

/// Where a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum RunStatus {
    Queued,
    Running,
    WaitingApproval,
    Interrupting,
    Completed,
    Failed,
    Interrupted,
}

impl RunStatus {
    /// No way out of it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Interrupted)
    }
}

/// How often a provider is asked again, and how long to wait in between.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RetryPolicy {
    /// With the first one.
    pub max_attempts: u32,
    /// The most that is waited before the second attempt; doubles with each.
    pub base_delay_seconds: f64,
    /// Never more than this.
    pub max_delay_seconds: f64,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { max_attempts: 3, base_delay_seconds: 0.5, max_delay_seconds: 20.0 }
    }
}

impl RetryPolicy {
    /// Seconds to wait after the `failed`th attempt (from 1); `None` when there is no further one.
    ///
    /// Full jitter: anything between nothing and the cap, by `chance` (0 to 1), so that many runs do not come back at
    /// once. What the provider asks for (`Retry-After`) is the least.
    pub fn delay(&self, failed: u32, chance: f64, asked: Option<f64>) -> Option<f64> {
        if failed >= self.max_attempts {
            return None;
        }
        let doubled = self.base_delay_seconds * 2f64.powi(i32::try_from(failed.saturating_sub(1)).unwrap_or(i32::MAX).min(30));
        let jittered = doubled.min(self.max_delay_seconds) * chance.clamp(0.0, 1.0);
        Some(jittered.max(asked.unwrap_or(0.0)))
    }
}

/// How boldly the provider rewrites.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Only what is clearly better: fillers, spelling of skills.
    Conservative,
    /// The default.
    #[default]
    Balanced,
    /// The posting's words wherever the resume proves the thing.
    #[serde(alias = "keyword-focused")]
    KeywordFocused,
}

/// What is asked of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRun {
    /// The owner's words; may be a free instruction ("shorten the summary").
    pub message: String,
    /// Taken as balanced when not given.
    #[serde(default)]
    pub strategy: Option<Strategy>,
    /// The same key and body: the same run. The same key with another body: 409.
    #[serde(default)]
    pub idempotency_key: Option<String>,
}

/// A run as its owner sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// Names it.
    pub run_id: RunId,
    /// Where it belongs.
    pub session_id: SessionId,
    /// Where it is.
    pub status: RunStatus,
    /// The owner's words.
    pub message: String,
    /// How boldly.
    pub strategy: Strategy,
    /// ISO 8601, UTC.
    pub created_at: String,
    /// ISO 8601, UTC.
    pub started_at: Option<String>,
    /// ISO 8601, UTC.
    pub ended_at: Option<String>,
    /// Of a failed run.
    pub error: Option<crate::Error>,
    /// "offline", "mock" …
    pub provider: String,
    /// Of the provider.
    pub model: String,
    /// In and out.
    pub usage_tokens: u64,
    /// US dollars.
    pub estimated_cost_usd: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_retry_waits_at_most_twice_as_long_as_the_one_before_and_never_past_the_cap() {
        let policy = RetryPolicy { max_attempts: 9, base_delay_seconds: 1.0, max_delay_seconds: 5.0 };
        let waits: Vec<_> = (1..=9).map(|failed| policy.delay(failed, 1.0, None)).collect();
        assert_eq!(waits[..4], [Some(1.0), Some(2.0), Some(4.0), Some(5.0)]);
        assert_eq!(waits[8], None);
        assert_eq!(policy.delay(3, 0.0, None), Some(0.0));
    }

    #[test]
    fn a_strategy_is_understood_as_the_command_line_writes_it() {
        for written in ["\"keyword-focused\"", "\"keyword_focused\""] {
            assert_eq!(serde_json::from_str::<Strategy>(written).ok(), Some(Strategy::KeywordFocused), "{written}");
        }
    }

    #[test]
    fn a_provider_that_asks_for_time_gets_it() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.delay(1, 0.3, Some(7.0)), Some(7.0));
        assert_eq!(policy.delay(policy.max_attempts, 0.3, Some(7.0)), None);
    }
}
