//! Providers: who rewrites. Offline (deterministic, no network), mock (scripted), and later real ones, behind one trait.
//!
//! What a provider says is untrusted: the run pipeline checks every draft against the document before it becomes a change.

pub mod mock;
pub mod offline;

use async_trait::async_trait;
use domain::posting::Posting;
use domain::proposal::Evidence;
use domain::resume::edit::Edit;
use domain::resume::{Document, Month};
use domain::run::Strategy;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use tokio::sync::mpsc;

/// What a provider is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The head version, to be changed.
    pub document: Document,
    /// What claims may be drawn from: the first version and what the owner wrote by hand.
    pub source: Document,
    /// The job.
    pub posting: Posting,
    /// How boldly.
    pub strategy: Strategy,
    /// The owner's words.
    pub message: String,
    /// The month of today, for jobs that go on.
    pub today: Option<Month>,
}

/// What a provider says, as it says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// More of its text.
    Text(String),
    /// One proposed change.
    Change(Box<Draft>),
}

/// A change as a provider proposes it; not yet checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What would be done. A new block's id is the provider's guess; the pipeline draws its own.
    pub edit: Edit,
    /// Why, one sentence.
    pub reason: String,
    /// What supports it.
    pub evidence: Vec<Evidence>,
}

/// All that a provider said: saved before it is used, so that a retry does not pay again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// In order.
    pub pieces: Vec<Piece>,
    /// The closing sentence.
    pub final_text: String,
    /// Read by the provider.
    pub input_tokens: u64,
    /// Written by the provider.
    pub output_tokens: u64,
    /// US dollars.
    pub cost_usd: f64,
}

/// Why a provider did not answer.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProviderError {
    /// No answer in time.
    #[error("the provider did not answer in time")]
    Timeout,
    /// 429; wait this long when it says so.
    #[error("the provider asks to slow down")]
    RateLimited(Option<Duration>),
    /// 5xx or no connection.
    #[error("the provider is not available: {0}")]
    Unavailable(String),
    /// An answer that is not of the agreed form.
    #[error("the provider's answer can't be read: {0}")]
    Malformed(String),
}

impl ProviderError {
    /// Without the provider's own words, which may be of somebody's resume.
    pub fn told(&self) -> &'static str {
        match self {
            Self::Timeout => "the provider did not answer in time",
            Self::RateLimited(_) => "the provider asks to slow down",
            Self::Unavailable(_) => "the provider is not available",
            Self::Malformed(_) => "the provider's answer can't be read",
        }
    }
}

/// One way to rewrite.
#[async_trait]
pub trait Provider: Send + Sync {
    /// "offline", "mock" …
    fn name(&self) -> &str;
    /// Of the provider.
    fn model(&self) -> &str;
    /// Rewrites; sends each piece as it is produced (a closed channel means that the run was interrupted: stop), and
    /// answers with all of them.
    async fn rewrite(&self, request: &Request, pieces: &mpsc::Sender<Piece>) -> Result<Reply, ProviderError>;
}

/// The provider that the configuration names.
pub fn open(config: &crate::config::Config) -> crate::Result<std::sync::Arc<dyn Provider>> {
    use crate::config::ProviderName;
    Ok(match config.ai.provider {
        ProviderName::Offline => std::sync::Arc::new(offline::Offline),
        ProviderName::Mock => {
            let script = config.ai.mock_script.as_deref().map_or(Ok(mock::Script::slow()), mock::Script::load);
            std::sync::Arc::new(mock::Mock::new(script.map_err(crate::Error::Fault)?))
        }
    })
}
