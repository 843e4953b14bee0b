//! What a person or a program is told when something can't be done: a stable code and a sentence that says what to do next.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The result of a rule.
pub type Result<T> = std::result::Result<T, Error>;

/// The stable codes of the API; `server` maps each to one HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum Code {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotVerified,
    WrongCredentials,
    WeakPassword,
    LinkNotValid,
    NotFound,
    SessionNotFound,
    RunNotFound,
    ApprovalNotFound,
    ChangeNotFound,
    VersionNotFound,
    FileNotFound,
    ResumeNotFound,
    JdNotFound,
    ArtifactNotFound,
    InvalidState,
    ActiveRunExists,
    IdempotencyConflict,
    StaleVersion,
    AlreadyDecided,
    InvalidPath,
    UploadTooLarge,
    UnsupportedFileType,
    ParseFailed,
    EncryptedFile,
    ScannedFile,
    EmptyFile,
    JdTitleRequired,
    JdUrlUnreadable,
    UnsupportedClaim,
    RateLimited,
    SessionRunQuotaExceeded,
    BudgetExceeded,
    Internal,
    ProviderError,
    Unavailable,
}

impl Code {
    /// The code as it stands in the API, `SESSION_NOT_FOUND`.
    pub fn as_str(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            _ => unreachable!("a unit variant serialises as a string"),
        }
    }
}

/// A refusal: the code, a sentence for a person, and facts for a program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Error {
    /// Stable.
    pub code: Code,
    /// Says what happened and what to do next.
    pub message: String,
    /// Facts: the field at fault, the limit, the id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, serde_json::Value>,
}

impl Error {
    /// A refusal with its sentence.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), details: BTreeMap::new() }
    }

    /// Adds a fact.
    pub fn with(mut self, key: &str, value: impl Into<serde_json::Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
