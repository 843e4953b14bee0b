//! The sender.

use super::Errand;
use super::rows::{self, Due, MAX_ATTEMPTS};
use crate::mail::MailError;
use crate::queue::chance;
use crate::{Result, Services, accounts, admin, entity};
use domain::ids::TenantId;
use futures::StreamExt;
use std::time::Duration;

/// So many are sent at the same time.
const AT_ONCE: usize = 8;
/// The longest pause before the second attempt; it doubles with every attempt.
const FIRST_PAUSE: Duration = Duration::from_secs(4);
const LONGEST_PAUSE: Duration = Duration::from_secs(3600);

/// How it went.
enum Outcome {
    Sent,
    Later(String),
    Never(String),
}

/// Sends some of what is due; answers with how many rows it took, so that the caller knows whether there may be more.
pub(crate) async fn send_due(services: &Services) -> Result<usize> {
    if !rows::any_due(services.db.reader()).await? {
        return Ok(0);
    }
    let claimed = services.write(async |tx| rows::claim(tx, AT_ONCE).await).await?;
    let count = claimed.len();
    let mut sending = futures::stream::iter(claimed).map(|row| send(services, row)).buffer_unordered(AT_ONCE);
    while let Some(noted) = sending.next().await {
        noted?;
    }
    Ok(count)
}

async fn send(services: &Services, row: Due) -> Result<()> {
    let outcome = match attempt(services, &row).await {
        Outcome::Later(error) if row.attempts >= MAX_ATTEMPTS => Outcome::Never(error),
        outcome => outcome,
    };
    services
        .write(async |tx| match &outcome {
            Outcome::Sent => rows::sent(tx, &row).await,
            Outcome::Later(error) => rows::retry(tx, &row, pause(row.attempts), error).await,
            Outcome::Never(error) => rows::bury(tx, &row, error).await,
        })
        .await?;
    // What went wrong may name a person: it stands in the row, not in the log.
    match outcome {
        Outcome::Sent => {}
        Outcome::Later(_) => tracing::warn!(key = row.key, attempts = row.attempts, "Something was not sent; trying again."),
        Outcome::Never(_) => tracing::error!(key = row.key, attempts = row.attempts, "Something will not be sent; its row says why."),
    }
    Ok(())
}

async fn attempt(services: &Services, row: &Due) -> Outcome {
    let errand = match entity::parse::<Errand>(&row.payload) {
        Ok(errand) => errand,
        // Of a newer program, which may be the next to claim it.
        Err(error) => return Outcome::Later(error.to_string()),
    };
    match errand {
        Errand::Mail(mail) => of_mail(services.mailer.send(&mail).await),
        Errand::Letter { letter } => of_mail(accounts::send(services, &letter).await),
        Errand::DeleteObject { sha256 } => match admin::remove_unnamed(services, &TenantId::new(row.tenant.as_str()), &sha256).await {
            Ok(()) => Outcome::Sent,
            Err(error) => Outcome::Later(error.to_string()),
        },
    }
}

fn of_mail(sent: Result<(), MailError>) -> Outcome {
    match sent {
        Ok(()) => Outcome::Sent,
        Err(MailError::Temporary(error)) => Outcome::Later(error),
        Err(MailError::Permanent(error)) => Outcome::Never(error),
    }
}

/// Full jitter: anything up to the longest pause of this attempt.
fn pause(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(16);
    FIRST_PAUSE.saturating_mul(1 << doublings).min(LONGEST_PAUSE).mul_f64(chance())
}
