//! Over SMTP.

use super::{Mail, MailError, Mailer, message};
use crate::{Result, Secret, told};
use async_trait::async_trait;
use domain::Code;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Category;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(5);
/// The whole conversation.
const SEND: Duration = Duration::from_secs(30);

/// A server that takes mail for everybody.
#[derive(Clone)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// Connects when there is something to send.
    pub fn open(server: &Secret, from: Mailbox) -> Result<Self> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(server.expose())
            .map_err(|error| crate::Error::refused(Code::Unavailable, format!("SMTP_URL can't be used: {error}.")))?;
        Ok(Self { transport: builder.timeout(Some(CONNECT)).build(), from })
    }
}

#[async_trait]
impl Mailer for Smtp {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let message = message(&self.from, mail)?;
        match tokio::time::timeout(SEND, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if is_about_the_mail(&error) => Err(MailError::Permanent(said(&error))),
            Ok(Err(error)) => Err(MailError::Temporary(said(&error))),
            Err(_) => Err(MailError::Temporary(format!("the mail server did not answer in {SEND:?}"))),
        }
    }
}

/// The server's code without its words, in which the address may stand.
fn said(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None => format!("the mail server can't be talked to: {}", told(error)),
    }
}

/// The server said never. 53x is said about us, who did not log in as it wants: another mail would be refused as well, and this one will
/// go when that is put right.
fn is_about_the_mail(error: &Error) -> bool {
    error.is_permanent() && error.status().is_some_and(|code| code.category != Category::Unspecified3)
}
