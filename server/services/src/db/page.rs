//! Lists that come in pages, newest first. The cursor is the position of the last item, so that what is added meanwhile
//! moves nothing.

use super::{Named, TenantDb};
use crate::{Error, Result};
use domain::Code;
use domain::page::PageRequest;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Select};

const DEFAULT: u64 = 20;
const MOST: u64 = 100;

/// An entity that is listed newest first.
pub trait Listed: Named {
    /// When it was made.
    const CREATED: Self::Column;
    /// What a search looks at.
    const SEARCHED: &'static [Self::Column];

    /// What a search looks at in the rows that this one refers to.
    fn found_elsewhere(_like: &LikeExpr) -> Option<Expr> {
        None
    }

    /// When it was made, and its name.
    fn position(row: &Self::Model) -> (&str, &str);
}

impl<C: ConnectionTrait> TenantDb<'_, C> {
    /// One page of `rows`, and the cursor of the next.
    pub async fn page<E: Listed>(&self, rows: Select<E>, request: &PageRequest) -> Result<(Vec<E::Model>, Option<String>)> {
        page(self.connection(), rows, request).await
    }
}

/// As [`TenantDb::page`], of rows that may be anybody's.
pub(crate) async fn page<E: Listed>(
    connection: &impl ConnectionTrait,
    rows: Select<E>,
    request: &PageRequest,
) -> Result<(Vec<E::Model>, Option<String>)> {
    let limit = request.limit.unwrap_or(DEFAULT).clamp(1, MOST);
    let mut rows = rows.order_by_desc(E::CREATED).order_by_desc(E::ID).limit(limit + 1);
    if let Some(cursor) = &request.cursor {
        rows = rows.filter(behind::<E>(cursor)?);
    }
    for word in request.search.iter().flat_map(|words| words.split_whitespace()).take(10) {
        rows = rows.filter(has::<E>(word));
    }
    let mut page = rows.all(connection).await?;
    let more = page.len() as u64 > limit;
    page.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = page.last().filter(|_| more).map(|last| {
        let (created, id) = E::position(last);
        format!("{created}~{id}")
    });
    Ok((page, next))
}

fn behind<E: Listed>(cursor: &str) -> Result<Condition> {
    let (created, id) = cursor
        .split_once('~')
        .ok_or_else(|| Error::refused(Code::BadRequest, "This cursor is not one of ours. Start again without a cursor."))?;
    Ok(Condition::any().add(E::CREATED.lt(created)).add(Condition::all().add(E::CREATED.eq(created)).add(E::ID.lt(id))))
}

fn has<E: Listed>(word: &str) -> Condition {
    let word = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let like = LikeExpr::new(format!("%{word}%")).escape('\\');
    any_like(E::SEARCHED, &like).add_option(E::found_elsewhere(&like))
}

/// Any of the columns is like that, in whatever case.
pub(crate) fn any_like<C: ColumnTrait>(columns: &[C], like: &LikeExpr) -> Condition {
    columns
        .iter()
        .fold(Condition::any(), |any, column| any.add(Expr::expr(Func::lower(Expr::col(column.as_column_ref()))).like(like.clone())))
}
