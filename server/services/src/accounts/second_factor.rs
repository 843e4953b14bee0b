//! A second factor: codes of an app (RFC 6238), and recovery codes for whoever loses it. The secret is sealed with a key of ours, so that the
//! database alone makes no codes; a code is taken once.

use super::letters::{self, Draft, Kind};
use super::signed::derived;
use super::{attempts, login_of, own, proved};
use crate::blobs::sha256;
use crate::config::Secrets;
use crate::db::Tx;
use crate::entity::{recovery_code, user};
use crate::ids::{hex, random, unhex};
use crate::{Actor, Error, Result, Services, audit, clock};
use domain::Code;
use domain::account::Enrolment;
use domain::ids::UserId;
use qrcode::{Color, QrCode};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::json;
use std::fmt::Write;
use totp_rs::{Builder, Secret, Totp};

/// 160 bits (RFC 4226, 4).
const SECRET: usize = 20;
/// Recovery codes that are made at once.
const CODES: usize = 10;
/// Letters and digits that are not taken for one another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Draws a secret; it counts when [`confirm_second_factor`] has seen a code of it. `WRONG_CREDENTIALS`.
pub async fn begin_second_factor(services: &Services, actor: &Actor, password: &str) -> Result<Enrolment> {
    let user = proved(services, actor, password).await?;
    actor.may_bring_in()?;
    let there = || Error::refused(Code::InvalidState, "There is a second factor already. Remove it first to set up another one.");
    if user.second_factor_since.is_some() {
        return Err(there());
    }
    let secret = random::<SECRET>();
    let sealed = seal(&services.secrets, &user.id, &secret);
    let change = user::ActiveModel { second_factor: Set(Some(sealed)), second_factor_step: Set(None), ..Default::default() };
    let now = services.now();
    services
        .write(async |tx| {
            super::still_stands(tx, actor, &now).await?;
            // One that was confirmed meanwhile counts.
            let own = tx.of(actor).update::<user::Entity>().set(change.clone()).filter(user::Column::SecondFactorSince.is_null());
            if own.exec(tx).await?.rows_affected == 0 { Err(there()) } else { Ok(()) }
        })
        .await?;
    let totp = totp(&secret, &user.email)?;
    let address = totp.to_url().map_err(|error| Error::Fault(error.to_string()))?;
    let (picture, modules) = picture(&address)?;
    Ok(Enrolment { secret: Secret::from(secret.to_vec()).to_base32(), address, picture, modules })
}

/// A code of the new secret: from now on logging in takes one. Answers with the recovery codes, which are shown this once.
pub async fn confirm_second_factor(services: &Services, actor: &Actor, code: &str) -> Result<Vec<String>> {
    login_of(actor)?;
    let user = own(services, actor).await?;
    if user.second_factor.is_none() || user.second_factor_since.is_some() {
        return Err(Error::refused(Code::InvalidState, "No second factor is being set up. Begin again."));
    }
    let tries = attempts::take(services, &format!("code:{}", user.id)).await?;
    if !takes_code(services, &user, code).await? {
        let message = "The code is not right. Take the one that the app shows now, and see that the clock of the phone is right.";
        return Err(domain::Error::new(Code::WrongCredentials, message).with("field", "code").into());
    }
    attempts::forget(services, &tries).await?;
    let now = services.now();
    let change = user::ActiveModel { second_factor_since: Set(Some(now.clone())), ..Default::default() };
    changed(services, actor, "second_factor.set_up", change, true).await
}

/// Logging in takes no code any more. `WRONG_CREDENTIALS`.
pub async fn remove_second_factor(services: &Services, actor: &Actor, password: &str) -> Result<()> {
    proved(services, actor, password).await?;
    let change =
        user::ActiveModel { second_factor: Set(None), second_factor_since: Set(None), second_factor_step: Set(None), ..Default::default() };
    changed(services, actor, "second_factor.remove", change, false).await.map(|_| ())
}

/// Recovery codes instead of those that there are. `WRONG_CREDENTIALS`.
pub async fn new_recovery_codes(services: &Services, actor: &Actor, password: &str) -> Result<Vec<String>> {
    if proved(services, actor, password).await?.second_factor_since.is_none() {
        return Err(Error::refused(Code::InvalidState, "There is no second factor. Set one up first."));
    }
    changed(services, actor, "second_factor.new_codes", user::ActiveModel::default(), true).await
}

/// A code of the app, or a recovery code; each is taken once.
pub(super) async fn accepts(services: &Services, user: &user::Model, code: &str) -> Result<bool> {
    Ok(takes_code(services, user, code).await? || takes_recovery(services, user, code).await?)
}

async fn changed(services: &Services, actor: &Actor, action: &str, change: user::ActiveModel, with_codes: bool) -> Result<Vec<String>> {
    let user = UserId::new(actor.tenant.as_str());
    let now = services.clock.now();
    let stamp = clock::stamp(now);
    let change = user::ActiveModel { updated_at: Set(stamp.clone()), ..change };
    let codes: Vec<String> = if with_codes { std::iter::repeat_with(recovery_code).take(CODES).collect() } else { Vec::new() };
    services
        .write(async |tx| {
            let own = tx.of(actor);
            own.update::<user::Entity>().set(change.clone()).exec(tx).await?;
            keep_codes(tx, actor, &user, &codes).await?;
            letters::write(tx, now, Draft::of(Kind::SecondFactorChanged, Some(&user))).await?;
            audit::append(tx, actor, &stamp, action, user.as_str(), json!({})).await
        })
        .await?;
    services.outbox.ring();
    Ok(codes)
}

/// No recovery code of the actor's holds any more.
pub(super) async fn forget_codes(tx: &Tx, actor: &Actor) -> Result<()> {
    tx.of(actor).delete::<recovery_code::Entity>().exec(tx).await?;
    Ok(())
}

async fn keep_codes(tx: &Tx, actor: &Actor, user: &UserId, codes: &[String]) -> Result<()> {
    forget_codes(tx, actor).await?;
    let own = tx.of(actor);
    for code in codes {
        own.insert(recovery_code::ActiveModel { hash: Set(hash(user.as_str(), code)), ..Default::default() }).await?;
    }
    Ok(())
}

/// By compare-and-set on the step: of two that show the same code one is let in.
async fn takes_code(services: &Services, user: &user::Model, code: &str) -> Result<bool> {
    let Some(secret) = user.second_factor.as_deref().and_then(|sealed| unseal(&services.secrets, &user.id, sealed)) else {
        return Ok(false);
    };
    let now = u64::try_from(services.clock.now().timestamp()).unwrap_or(0);
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(step) = totp(&secret, &user.email)?.check(&code, now).and_then(|step| i64::try_from(step).ok()) else { return Ok(false) };
    let older = Condition::any().add(user::Column::SecondFactorStep.is_null()).add(user::Column::SecondFactorStep.lt(step));
    let change = user::ActiveModel { second_factor_step: Set(Some(step)), ..Default::default() };
    services
        .write(async |tx| {
            let same = user::Entity::update_many().set(change.clone()).filter(user::Column::Id.eq(user.id.as_str())).filter(older.clone());
            Ok(same.exec(tx).await?.rows_affected == 1)
        })
        .await
}

async fn takes_recovery(services: &Services, user: &user::Model, code: &str) -> Result<bool> {
    let hash = hash(&user.id, code);
    services
        .write(async |tx| {
            let its = recovery_code::Entity::delete_many().filter(recovery_code::Column::UserId.eq(user.id.as_str()));
            Ok(its.filter(recovery_code::Column::Hash.eq(hash.as_str())).exec(tx).await?.rows_affected == 1)
        })
        .await
}

fn totp(secret: &[u8], email: &str) -> Result<Totp> {
    let builder = Builder::new().with_secret(secret.to_vec()).with_issuer(Some("resuMAX")).with_account_name(email.replace(':', " "));
    builder.build().map_err(|error| Error::Fault(format!("no second factor can be made: {error}")))
}

/// Every dark module a square of one unit.
fn picture(address: &str) -> Result<(String, u32)> {
    let code = QrCode::new(address).map_err(|error| Error::Fault(format!("no picture can be made: {error}")))?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let _ = write!(path, "M{} {}h1v1h-1z", at % width, at / width);
        }
    }
    Ok((path, u32::try_from(width).unwrap_or(0)))
}

/// Seals with the newest key what an older one has sealed, so that the older one can be taken out. Answers with how many.
pub(crate) async fn renew_seals(services: &Services) -> Result<u64> {
    let secrets = &services.secrets;
    let rows = user::Entity::find().filter(user::Column::SecondFactor.is_not_null()).all(services.db.reader()).await?;
    let mut renewed = 0;
    for row in rows {
        let Some(sealed) = row.second_factor.as_deref() else { continue };
        if unseal_with(std::iter::once(secrets.newest()), &row.id, sealed).is_some() {
            continue;
        }
        let Some(secret) = unseal(secrets, &row.id, sealed) else { continue };
        let anew = user::ActiveModel { second_factor: Set(Some(seal(secrets, &row.id, &secret))), ..Default::default() };
        let same = user::Entity::update_many().set(anew).filter(user::Column::Id.eq(row.id.as_str()));
        let same = same.filter(user::Column::SecondFactor.eq(sealed));
        renewed += services.write(async |tx| Ok(same.clone().exec(tx).await?)).await?.rows_affected;
    }
    Ok(renewed)
}

/// 120 bits, in groups that can be read out.
fn recovery_code() -> String {
    let letters: Vec<char> = random::<24>().iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn hash(user: &str, code: &str) -> String {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    sha256(format!("recovery code\n{user}\n{plain}").as_bytes())
}

/// `hex(nonce, ciphertext, tag)`, for this account alone.
fn seal(secrets: &Secrets, user: &str, secret: &[u8]) -> String {
    let nonce = random::<NONCE_LEN>();
    let mut sealed = secret.to_vec();
    key(secrets.newest())
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(user.as_bytes()), &mut sealed)
        .expect("a few bytes can be sealed");
    hex(&[nonce.as_slice(), &sealed].concat())
}

fn unseal(secrets: &Secrets, user: &str, sealed: &str) -> Option<Vec<u8>> {
    unseal_with(secrets.all(), user, sealed)
}

fn unseal_with<'a>(mut secrets: impl Iterator<Item = &'a [u8]>, user: &str, sealed: &str) -> Option<Vec<u8>> {
    let bytes = unhex(sealed)?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE_LEN>()?;
    secrets.find_map(|secret| {
        let mut bytes = sealed.to_vec();
        let opened = key(secret).open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::from(user.as_bytes()), &mut bytes).ok()?;
        Some(opened.to_vec())
    })
}

fn key(secret: &[u8]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &derived(secret, "second factor")).expect("the key has 256 bits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_for_its_account_under_any_key_in_use() {
        let (old, new) = (Secrets::of(&["old"]), Secrets::of(&["new", "old"]));
        let sealed = seal(&old, "usr_1", b"12345678901234567890");
        assert_eq!(unseal(&new, "usr_1", &sealed).as_deref(), Some(b"12345678901234567890".as_slice()));
        assert_eq!(unseal(&new, "usr_2", &sealed), None, "another account");
        assert_eq!(unseal(&Secrets::of(&["new"]), "usr_1", &sealed), None, "the key is gone");
        assert_eq!(unseal(&new, "usr_1", "00"), None);
    }

    #[test]
    fn a_recovery_code_is_known_however_it_is_written() {
        let code = recovery_code();
        assert_eq!((code.len(), code.matches('-').count()), (29, 5));
        assert_eq!(hash("usr_1", &code), hash("usr_1", &code.to_uppercase().replace('-', " ")));
        assert_ne!(hash("usr_1", &code), hash("usr_2", &code));
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six of eight digits.
        let totp = totp(b"12345678901234567890", "ada@example.com").expect("made");
        for (time, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(totp.check(code, time), Some(time / 30), "{time}");
        }
        assert_eq!(totp.check("287082", 59 + 90), None, "too late");
    }
}
