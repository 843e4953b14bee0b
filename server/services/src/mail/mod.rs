//! Mail: what is to be told to somebody who is not looking. Sent by the outbox alone ([`crate::outbox`]), so that what was rolled back
//! is told to nobody.
//!
//! A mail has a key. Sending it twice, after a crash between sending and noting that it was sent, is sending the same mail: its
//! `Message-ID` is made of the key.

mod eml;
mod folder;
mod smtp;

pub use folder::Folder;
pub use smtp::Smtp;

use crate::Result;
use crate::blobs::sha256;
use crate::config::Config;
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::{Mailbox, MultiPart};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A mail to one person. Printed it is its key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// Names it for ever.
    pub key: String,
    /// An address, or `Name <address>`.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The whole of it as text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mail({:?})", self.key)
    }
}

/// A mail that was kept, because there is no server that sends it.
#[derive(Clone)]
pub struct Kept {
    /// Names it among the others.
    pub name: String,
    /// When it was kept.
    pub at: DateTime<Utc>,
    /// An address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The whole of it as text; `None`: it stays closed.
    pub text: Option<String>,
}

/// Why it was not sent, without the address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// It never will be: trying again is pointless.
    #[error("the mail was refused: {0}")]
    Permanent(String),
    /// Perhaps later.
    #[error("the mail can't be sent now: {0}")]
    Temporary(String),
}

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Answers when somebody else is responsible for it.
    async fn send(&self, mail: &Mail) -> Result<(), MailError>;

    /// Removes what was sent to these addresses and is still here; answers with how many.
    async fn forget(&self, _to: &BTreeSet<String>) -> std::io::Result<u64> {
        Ok(0)
    }

    /// The newest mails that are kept here instead of sent, newest first; `None`: mail leaves.
    async fn kept(&self) -> std::io::Result<Option<Vec<Kept>>> {
        Ok(None)
    }
}

/// Over SMTP where a server is configured, else into a folder.
pub fn open(config: &Config) -> Result<Arc<dyn Mailer>> {
    let from = config.mail.from.clone();
    Ok(match &config.mail.server {
        Some(server) => Arc::new(Smtp::open(server, from)?),
        None => Arc::new(Folder::open(&config.data_dir.join("outbox"), from)?),
    })
}

/// The name of a mail, of its key: letters and digits, whatever stands in the key.
fn name(mail: &Mail) -> String {
    sha256(mail.key.as_bytes())[..32].to_owned()
}

/// With a head that nothing in the mail can add a line to: addresses are parsed, and what is no plain text in a subject is encoded.
fn message(from: &Mailbox, mail: &Mail) -> Result<Message, MailError> {
    let to = mail.to.parse::<Mailbox>().map_err(|error| MailError::Permanent(format!("no mail address: {error}")))?;
    Message::builder()
        .from(from.clone())
        .to(to)
        .subject(mail.subject.as_str())
        .message_id(Some(format!("<{}@{}>", name(mail), from.email.domain())))
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| MailError::Permanent(error.to_string()))
}

#[cfg(test)]
mod conformance;
