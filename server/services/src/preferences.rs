//! Small things that a tenant chose: that the checklist is dismissed, which template comes first.

use crate::entity::preference::{ActiveModel, Column, Entity};
use crate::{Actor, Error, Result, Services, audit, entity};
use domain::Code;
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The longest value, in bytes of JSON.
const LONGEST: usize = 4096;
/// The most that a tenant may have.
const MOST: usize = 100;

/// All of them by name.
pub async fn all(services: &Services, actor: &Actor) -> Result<BTreeMap<String, Value>> {
    let own = services.read(actor);
    let rows = own.find::<Entity>().all(own.connection()).await?;
    rows.into_iter().map(|row| Ok((row.name, entity::parse(&row.value)?))).collect()
}

/// One of them; `None` where nothing was chosen.
pub async fn get(services: &Services, actor: &Actor, name: &str) -> Result<Option<Value>> {
    let own = services.read(actor);
    let row = own.find::<Entity>().filter(Column::Name.eq(name)).one(own.connection()).await?;
    row.map(|row| entity::parse(&row.value)).transpose()
}

/// Chooses; `null` takes it back.
pub async fn set(services: &Services, actor: &Actor, name: &str, value: &Value) -> Result<()> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() || name.len() > 64 || !name.chars().all(plain) {
        return Err(Error::refused(Code::BadRequest, "The name of a preference has 1 to 64 letters, digits, dots and dashes."));
    }
    let json = value.to_string();
    if json.len() > LONGEST {
        return Err(Error::refused(Code::BadRequest, "The value of a preference is too long. It may have 4096 bytes as JSON."));
    }
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            own.delete::<Entity>().filter(Column::Name.eq(name)).exec(tx).await?;
            audit::append(tx, actor, &now, "preference.choose", name, json!({})).await?;
            if value.is_null() {
                return Ok(());
            }
            if own.find::<Entity>().all(tx).await?.len() >= MOST {
                return Err(Error::refused(Code::BadRequest, "There are 100 preferences already. Take one back first."));
            }
            let row =
                ActiveModel { name: Set(name.to_owned()), value: Set(json.clone()), updated_at: Set(now.clone()), ..Default::default() };
            own.insert(row).await
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;

    #[tokio::test]
    async fn what_was_chosen_last_holds_for_its_tenant_only() {
        let bench = Bench::open().await;
        let (services, actor) = (&bench.services, &bench.actor);
        set(services, actor, "checklist", &json!({ "dismissed": false })).await.expect("set");
        set(services, actor, "checklist", &json!({ "dismissed": true })).await.expect("set again");
        assert_eq!(get(services, actor, "checklist").await.expect("read"), Some(json!({ "dismissed": true })));
        assert_eq!(all(services, &bench.stranger).await.expect("read").len(), 0);
        set(services, actor, "checklist", &Value::Null).await.expect("taken back");
        assert_eq!(get(services, actor, "checklist").await.expect("read"), None);
        assert!(set(services, actor, "no such name!", &json!(1)).await.is_err());
    }
}
