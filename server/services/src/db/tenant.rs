//! The only door to user data: every query that goes through it is scoped to one tenant, so that a foreign id is an id that
//! does not exist.

use crate::db::{Db, Reader, Tx};
use crate::{Actor, Error, Result};
use domain::Code;
use domain::ids::TenantId;
use sea_orm::sea_query::{LockType, Value};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DeleteMany, EntityTrait, Insert, IntoActiveModel, QueryFilter, QuerySelect, Select,
    UpdateMany,
};

/// An entity whose rows belong to a tenant.
pub trait Owned: EntityTrait {
    /// The column that says whose it is.
    const TENANT: Self::Column;
}

/// An entity whose rows a caller can name.
pub trait Named: Owned {
    /// The column of the name.
    const ID: Self::Column;
    /// What is answered when there is none.
    const MISSING: (Code, &'static str);
}

enum Held<'a, C> {
    Lent(&'a C),
    Own(C),
}

/// A connection or transaction, as one tenant sees it.
pub struct TenantDb<'a, C> {
    connection: Held<'a, C>,
    tenant: &'a TenantId,
    /// What is read by its name stays as it is until the transaction ends.
    holds: bool,
}

impl<'a, C: ConnectionTrait> TenantDb<'a, C> {
    /// For `.one(…)`, `.all(…)`, `.exec(…)`.
    pub fn connection(&self) -> &C {
        match &self.connection {
            Held::Lent(connection) => connection,
            Held::Own(connection) => connection,
        }
    }

    /// Whose data it is.
    pub fn tenant(&self) -> &'a TenantId {
        self.tenant
    }

    /// The tenant's rows.
    pub fn find<E: Owned>(&self) -> Select<E> {
        E::find().filter(E::TENANT.eq(self.tenant.as_str()))
    }

    /// The tenant's row of that name, or the not-found code of its kind; [held](Self::held).
    pub async fn one<E: Named>(&self, id: &str) -> Result<E::Model> {
        // PostgreSQL takes no such text, not even to say that it has none.
        if id.contains('\0') {
            return Err(missing::<E>());
        }
        self.held(self.find::<E>().filter(E::ID.eq(id))).one(self.connection()).await?.ok_or_else(missing::<E>)
    }

    /// The rows, which in a transaction stay as they are read until it ends: whoever else means to change one waits (SQLite has one
    /// writer anyway).
    pub fn held<E: Owned>(&self, rows: Select<E>) -> Select<E> {
        if self.holds { rows.lock(LockType::NoKeyUpdate) } else { rows }
    }

    /// A new row, which becomes the tenant's.
    pub async fn insert<A>(&self, row: A) -> Result<()>
    where
        A: ActiveModelTrait + Send,
        A::Entity: Owned,
        <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    {
        let mut row = row;
        row.set(<A::Entity as Owned>::TENANT, Value::from(self.tenant.as_str()));
        Insert::one(row).exec_without_returning(self.connection()).await?;
        Ok(())
    }

    /// Changes some of the tenant's rows.
    pub fn update<E: Owned>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::TENANT.eq(self.tenant.as_str()))
    }

    /// Removes some of the tenant's rows.
    pub fn delete<E: Owned>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::TENANT.eq(self.tenant.as_str()))
    }
}

impl Tx {
    /// As the caller sees it, from now on; see [`Tx::see`].
    pub fn of<'a>(&'a self, actor: &'a Actor) -> TenantDb<'a, Tx> {
        self.see(&actor.tenant);
        TenantDb { connection: Held::Lent(self), tenant: &actor.tenant, holds: true }
    }
}

impl<'a> TenantDb<'a, Reader<'a>> {
    /// As the caller sees it.
    pub(crate) fn reading(db: &'a Db, actor: &'a Actor) -> Self {
        let tenant = &actor.tenant;
        TenantDb { connection: Held::Own(db.as_seen_by(tenant)), tenant, holds: false }
    }
}

/// The answer for a row that is not there, or not the caller's.
pub fn missing<E: Named>() -> Error {
    Error::refused(E::MISSING.0, E::MISSING.1)
}
