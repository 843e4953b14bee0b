mod access_tokens;
mod entering;
mod factor;
mod mails;
mod refreshing;

use super::signed::{self, Purpose};
use super::*;
use crate::entity::letter;
use crate::testing::Bench;
use domain::account::NewAccount;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

pub(super) const PASSWORD: &str = "violet kayak beneath the tundra";
pub(super) const OTHER: &str = "seven maps under a quiet lantern";
pub(super) const ADA: &str = "ada@example.org";

pub(super) async fn bench() -> Bench {
    Bench::with(&[("RESUMAX_AUTH", "accounts")]).await
}

pub(super) fn code<T>(result: Result<T>) -> Option<Code> {
    result.err().map(|error| error.public().code)
}

/// Signs up.
pub(super) async fn signs_up(services: &Services, email: &str, password: &str) {
    let new = NewAccount { email: email.into(), password: password.into(), name: String::new() };
    sign_up(services, new).await.expect("signed up");
}

/// Follows the link of a mail, in a browser where nobody is logged in.
pub(super) async fn follow(services: &Services, token: &str) -> Result<()> {
    confirm(services, token, None, "").await
}

/// Signs up, and confirms the address.
pub(super) async fn member(services: &Services, email: &str) -> UserId {
    sign_up(services, NewAccount { email: email.into(), password: PASSWORD.into(), name: "Ada".into() }).await.expect("signed up");
    follow(services, &link(services, "verify").await).await.expect("confirmed");
    admin::by_email(services, email).await.expect("an account")
}

pub(super) async fn enter(services: &Services, email: &str, password: &str) -> Result<Opened> {
    match log_in(services, email, password, &Client::default()).await? {
        LoggedIn::In(opened) => Ok(opened),
        LoggedIn::SecondFactor { .. } => panic!("a second factor was not set up"),
    }
}

/// Logs in, and is somebody.
pub(super) async fn inside(services: &Services, email: &str) -> (Opened, Actor) {
    let opened = enter(services, email, PASSWORD).await.expect("in");
    let actor = of_access_token(services, &opened.entry.access_token).await.expect("read").expect("somebody");
    (opened, actor)
}

/// Whether the access token lets in, for whoever asks anew.
pub(super) async fn lets_in(services: &Services, entry: &domain::account::Entry) -> bool {
    services.standings.forget();
    of_access_token(services, &entry.access_token).await.expect("read").is_some()
}

pub(super) async fn letters(services: &Services) -> Vec<letter::Model> {
    letter::Entity::find().order_by_asc(letter::Column::CreatedAt).all(services.db.reader()).await.expect("read")
}

/// The token of the newest link of a kind that was written to somebody.
pub(super) async fn link(services: &Services, kind: &str) -> String {
    let of_kind = letter::Entity::find()
        .filter(letter::Column::Kind.eq(kind))
        .filter(letter::Column::UserId.is_not_null())
        .filter(letter::Column::UsedAt.is_null());
    let newest = of_kind.order_by_desc(letter::Column::CreatedAt).one(services.db.reader()).await.expect("read").expect("a letter");
    signed::sign(&services.secrets, Purpose::Letter, &newest.id)
}
