//! What an account says of its owner, and what its owner likes.

use super::letters::Kind;
use super::{own, still_stands};
use crate::entity::{letter, recovery_code, user};
use crate::{Actor, Result, Services, entity};
use domain::account::{Profile, ProfileChange, name};
use domain::ids::UserId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// The caller's.
pub async fn profile(services: &Services, actor: &Actor) -> Result<Profile> {
    let user = own(services, actor).await?;
    let reader = services.db.reader();
    let asked = letter::Entity::find().filter(letter::Column::UserId.eq(user.id.as_str())).filter(letter::Column::UsedAt.is_null());
    let asked = asked.filter(letter::Column::Kind.eq(entity::word(Kind::NewEmail))).filter(letter::Column::ExpiresAt.gt(services.now()));
    let asked = asked.order_by_desc(letter::Column::CreatedAt).one(reader).await?;
    let codes = services.read(actor).find::<recovery_code::Entity>().count(reader).await?;
    Ok(Profile {
        user_id: UserId::new(user.id.as_str()),
        email: user.email,
        new_email: asked.and_then(|letter| letter.email),
        name: user.name,
        verified: user.verified_at.is_some(),
        admin: user.role == super::admin::ADMIN,
        second_factor: user.second_factor_since.is_some(),
        recovery_codes: u32::try_from(codes).unwrap_or(u32::MAX),
        preferences: entity::parse(&user.preferences)?,
        created_at: user.created_at,
    })
}

/// What is given is changed, the rest stays.
pub async fn change_profile(services: &Services, actor: &Actor, change: ProfileChange) -> Result<Profile> {
    own(services, actor).await?;
    let now = services.now();
    let row = changed(change, now.clone())?;
    services
        .write(async |tx| {
            still_stands(tx, actor, &now).await?;
            Ok(tx.of(actor).update::<user::Entity>().set(row.clone()).exec(tx).await.map(|_| ())?)
        })
        .await?;
    profile(services, actor).await
}

/// The columns of a change.
pub(crate) fn changed(change: ProfileChange, now: String) -> Result<user::ActiveModel> {
    let mut row = user::ActiveModel { updated_at: Set(now), ..Default::default() };
    if let Some(text) = &change.name {
        row.name = Set(name(text, "name")?);
    }
    if let Some(mut preferences) = change.preferences {
        preferences.title = name(&preferences.title, "title")?;
        preferences.location = name(&preferences.location, "location")?;
        row.preferences = Set(entity::json(&preferences)?);
    }
    Ok(row)
}
