//! Mails about an account. A letter is a row, written with what causes it; its text, its address and the link in it are made when the outbox
//! sends it, so that neither the row nor the outbox holds what would let somebody in.

use super::signed::{self, Purpose};
use super::{address, installation, tenant};
use crate::db::Tx;
use crate::entity::letter::{ActiveModel, Column, Entity, Model};
use crate::entity::user;
use crate::mail::{Mail, MailError};
use crate::outbox::{self, Errand};
use crate::{Error, Result, Services, clock, entity, ids};
use chrono::{DateTime, Duration, Utc};
use domain::Code;
use domain::ids::{LetterId, UserId};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use serde::{Deserialize, Serialize};

/// So many of a kind are written to an address within an hour.
const MOST: u64 = 10;

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// Confirm the address of a new account.
    Verify,
    /// Somebody wanted to make an account where there is one.
    Known,
    /// Choose a new password.
    Reset,
    /// Confirm the new address of an account.
    NewEmail,
    /// To the old address: there is a new one.
    EmailChanged,
    /// There is a new password.
    PasswordChanged,
    /// The second factor was set up, or taken away.
    SecondFactorChanged,
    /// Somebody used what was used before: a login was ended.
    LoginEnded,
}

impl Kind {
    /// How long its link holds.
    fn holds(self) -> Duration {
        match self {
            Self::Reset => Duration::hours(1),
            _ => Duration::days(2),
        }
    }

    /// The page of its link.
    fn page(self) -> Option<&'static str> {
        match self {
            Self::Verify | Self::NewEmail => Some("confirm"),
            Self::Reset => Some("reset"),
            _ => None,
        }
    }
}

/// A letter that is to be written.
pub(super) struct Draft<'a> {
    pub kind: Kind,
    /// `None`: nobody has the address; what is done is the same, and nothing is sent.
    pub user: Option<&'a UserId>,
    /// If not to the address of the account.
    pub email: Option<String>,
}

impl<'a> Draft<'a> {
    /// To the address of the account.
    pub fn of(kind: Kind, user: Option<&'a UserId>) -> Self {
        Self { kind, user, email: None }
    }
}

/// In the transaction of what causes it; ring the outbox' bell after the commit.
pub(super) async fn write(tx: &Tx, now: DateTime<Utc>, draft: Draft<'_>) -> Result<()> {
    let id = ids::new::<LetterId>();
    let row = ActiveModel {
        id: Set(id.as_str().to_owned()),
        user_id: Set(draft.user.map(|user| user.as_str().to_owned())),
        kind: Set(entity::word(draft.kind)),
        email: Set(draft.email),
        created_at: Set(clock::stamp(now)),
        expires_at: Set(clock::stamp(now + draft.kind.holds())),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    let tenant = draft.user.map_or_else(installation, tenant);
    outbox::add(tx, &tenant, id.as_str(), &Errand::Letter { letter: id.clone() }).await
}

/// To an account of an address, or to nobody where enough of the kind were written: one a minute to whoever gave this password (a stranger who signs
/// up with somebody's address does not keep their mail from them), and ten an hour to the address. The same statements whatever there is.
pub(super) async fn write_once(tx: &Tx, now: DateTime<Utc>, email: &str, kind: Kind, account: Option<&user::Model>) -> Result<()> {
    let of_address = user::Entity::find().select_only().column(user::Column::Id).filter(user::Column::Email.eq(email));
    let same = of_address.clone().filter(user::Column::PasswordHash.eq(account.map_or("", |account| account.password_hash.as_str())));
    let lately = written(tx, same, kind, now - Duration::minutes(1)).await?;
    let often = written(tx, of_address, kind, now - Duration::hours(1)).await?;
    let user = account.filter(|_| lately == 0 && often < MOST).map(|account| UserId::new(account.id.as_str()));
    write(tx, now, Draft::of(kind, user.as_ref())).await
}

/// Whether people who want an address for their account have had as many mails sent to it as may be, this hour.
pub(super) async fn has_heard_enough(tx: &Tx, email: &str, now: DateTime<Utc>) -> Result<bool> {
    let lately = Entity::find().filter(Column::Kind.eq(entity::word(Kind::NewEmail))).filter(Column::Email.eq(email));
    let lately = lately.filter(Column::CreatedAt.gt(clock::stamp(now - Duration::hours(1))));
    Ok(lately.count(tx).await? >= MOST)
}

/// The letter behind a link, held for this transaction, if it was not used and has not ended; `LINK_NOT_VALID`.
pub(super) async fn opened(tx: &Tx, services: &Services, token: &str, kinds: &[Kind]) -> Result<(Kind, UserId, Model)> {
    let id = signed::open(&services.secrets, Purpose::Letter, token).ok_or_else(not_valid)?;
    let row = Entity::find_by_id(id).lock_exclusive().one(tx).await?.ok_or_else(not_valid)?;
    let kind = entity::read(&row.kind)?;
    match &row.user_id {
        Some(user) if kinds.contains(&kind) && row.used_at.is_none() && services.now() < row.expires_at => {
            Ok((kind, UserId::new(user.as_str()), row))
        }
        _ => Err(not_valid()),
    }
}

/// Whose a link is, before anything is reckoned: whoever has none costs nothing. As [`opened`].
pub(super) async fn account(services: &Services, token: &str, kinds: &[Kind]) -> Result<user::Model> {
    let (_, whose, _) = services.write(async |tx| opened(tx, services, token, kinds).await).await?;
    user::Entity::find_by_id(whose.as_str()).one(services.db.reader()).await?.ok_or_else(not_valid)
}

/// No link of these kinds to this account holds any more.
pub(super) async fn close(tx: &Tx, now: &str, user: &UserId, kinds: &[Kind]) -> Result<()> {
    let used = ActiveModel { used_at: Set(Some(now.to_owned())), ..Default::default() };
    let its = Entity::update_many().set(used).filter(Column::UserId.eq(user.as_str())).filter(Column::UsedAt.is_null());
    its.filter(Column::Kind.is_in(kinds.iter().map(entity::word))).exec(tx).await?;
    Ok(())
}

/// How many of this kind were written to these accounts since then.
pub(super) async fn written(tx: &Tx, users: Select<user::Entity>, kind: Kind, since: DateTime<Utc>) -> Result<u64> {
    let to_them = Entity::find().filter(Column::UserId.in_subquery(users.into_query())).filter(Column::Kind.eq(entity::word(kind)));
    Ok(to_them.filter(Column::CreatedAt.gt(clock::stamp(since))).count(tx).await?)
}

pub(super) fn not_valid() -> Error {
    Error::refused(Code::LinkNotValid, "This link was used already, or has ended. Have a new one sent to you.")
}

/// Sends a letter; called by the outbox. What is meant for nobody, or came too late, is as good as sent.
pub(crate) async fn send(services: &Services, id: &LetterId) -> Result<(), MailError> {
    let later = |error: Error| MailError::Temporary(error.to_string());
    match mail(services, id).await.map_err(later)? {
        Some(mail) => services.mailer.send(&mail).await,
        None => Ok(()),
    }
}

async fn mail(services: &Services, id: &LetterId) -> Result<Option<Mail>> {
    let Some(row) = Entity::find_by_id(id.as_str()).one(services.db.reader()).await? else { return Ok(None) };
    let Some(user) = row.user_id.as_deref() else { return Ok(None) };
    let Some(user) = user::Entity::find_by_id(user).one(services.db.reader()).await? else { return Ok(None) };
    let mut kind: Kind = entity::read(&row.kind)?;
    if user.verified_at.is_none() && !matches!(kind, Kind::Verify | Kind::Reset) {
        // Whoever has the address did not sign up with it: what becomes of this account is nothing to them.
        return Ok(None);
    }
    let to = row.email.clone().unwrap_or_else(|| user.email.clone());
    if kind == Kind::NewEmail && address::confirmed(&address::accounts(services.db.reader(), &to).await?).is_some() {
        // Whoever asked for it does not learn that somebody else has it.
        kind = Kind::Known;
    }
    let base = &services.config.public_url;
    let link = kind.page().map(|page| format!("{base}/{page}?token={}", signed::sign(&services.secrets, Purpose::Letter, id.as_str())));
    Ok(Some(text(kind, id, to, base, link.as_deref())))
}

/// Nothing that a stranger can write stands in a mail of ours: no name, no address.
fn text(kind: Kind, id: &LetterId, to: String, base: &str, link: Option<&str>) -> Mail {
    let (subject, before, button, after) = words(kind);
    let login = format!("{base}/login");
    let link = link.unwrap_or(&login);
    let text = format!("{before}\n\n{link}\n\n{after}\n\n-- \nresuMAX, {base}\n");
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{subject}</title></head>\
         <body style=\"margin:0;background:#f4f6f8;font:16px/1.5 system-ui,sans-serif;color:#0F172A\">\
         <div style=\"max-width:34em;margin:2em auto;padding:2em;background:#fff;border-radius:12px\">\
         <h1 style=\"font-size:20px;margin:0 0 1em\">{subject}</h1><p>{before}</p>\
         <p style=\"margin:1.5em 0\"><a href=\"{link}\" style=\"background:#0b7a6e;color:#fff;padding:.7em 1.2em;border-radius:6px;text-decoration:none\">{button}</a></p>\
         <p style=\"font-size:14px;word-break:break-all\">{link}</p><p>{after}</p>\
         <p style=\"font-size:14px;color:#475569\">resuMAX, {base}</p></div></body></html>"
    );
    Mail { key: id.as_str().to_owned(), to, subject: subject.to_owned(), text, html }
}

/// Subject, what happened, what the button does, what else is to be known.
fn words(kind: Kind) -> (&'static str, &'static str, &'static str, &'static str) {
    const NOT_YOU: &str = "If that was not you, choose a new password at once: “Forgot your password?” on the page of the link does it, and logs everybody out.";
    match kind {
        Kind::Verify => (
            "Confirm your e-mail address",
            "Somebody, we think you, made an account at resuMAX with this address. Confirm that it is yours, and you can upload your resume.",
            "Confirm this address",
            "The link holds for two days. If you made no account, do nothing: without the confirmation it is of no use to anybody.",
        ),
        Kind::Known => (
            "You have an account already",
            "Somebody, we think you, wanted to use this address for an account at resuMAX. It has one already: log in, or have a new password sent to you.",
            "Log in",
            "If that was not you, there is nothing to do: nothing was changed.",
        ),
        Kind::Reset => (
            "Choose a new password",
            "Somebody, we think you, asked for a new password for your account at resuMAX.",
            "Choose a new password",
            "The link holds for one hour, once. If that was not you, do nothing: your password stays as it is.",
        ),
        Kind::NewEmail => (
            "Confirm your new e-mail address",
            "This is to be the new address of an account at resuMAX. Confirm that it is yours.",
            "Confirm this address",
            "The link holds for two days. If you did not ask for it, do nothing.",
        ),
        Kind::EmailChanged => (
            "Your e-mail address was changed",
            "The address of your account at resuMAX is another one now; this one gets no more mail.",
            "Log in",
            "If that was not you, log in if you still can, change the address back and choose a new password. If you can't, ask whoever runs this resuMAX at once: they can give the account its address back.",
        ),
        Kind::PasswordChanged => (
            "Your password was changed",
            "There is a new password for your account at resuMAX, and everybody else who was logged in was logged out.",
            "Log in",
            NOT_YOU,
        ),
        Kind::SecondFactorChanged => (
            "The second factor was changed",
            "Logging in to your account at resuMAX with a code of an app was set up, changed or taken away.",
            "Log in",
            NOT_YOU,
        ),
        Kind::LoginEnded => (
            "You were logged out for your safety",
            "Something that belongs to one of your logins at resuMAX was used a second time, as a thief would. That login was ended.",
            "Log in",
            "If you did nothing unusual, look at the list of your logins, and choose a new password.",
        ),
    }
}
