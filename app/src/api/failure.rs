//! What a page is told when a server function fails.

use domain::{Code, Error};
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// A refusal as the page shows it: the stable code, and a sentence that says what to do next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Failure(pub Error);

impl Failure {
    /// Of a kind that the owner can't mend by another input: the thing is not there.
    pub fn is_not_found(&self) -> bool {
        use Code::*;
        matches!(
            self.0.code,
            NotFound
                | SessionNotFound
                | RunNotFound
                | ApprovalNotFound
                | ChangeNotFound
                | VersionNotFound
                | FileNotFound
                | ResumeNotFound
                | JdNotFound
                | ArtifactNotFound
        )
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for Failure {}

impl FromServerFnError for Failure {
    type Encoder = super::ByValue;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self(match error {
            ServerFnErrorErr::Request(_) => {
                Error::new(Code::Unavailable, "The server can't be reached. Nothing was lost; check the connection and try again.")
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => {
                Error::new(Code::BadRequest, "The form was not complete. Reload the page and try again.")
            }
            ServerFnErrorErr::Deserialization(_) => Error::new(
                Code::BadRequest,
                "That could not be read. Reload the page and try again, with less text if there was a lot of it.",
            ),
            _ => Error::new(Code::Internal, "Something went wrong on our side. Nothing was lost; try again in a moment."),
        })
    }
}
