//! Counts over sessions, jobs, proposals and runs.

use crate::clock;
use crate::entity::session;
use crate::{Result, Services};
use domain::operations::Figures;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, Func, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter};
use std::collections::HashMap;

/// Latencies are of so many runs that ended last.
const RECENT: u64 = 1000;

/// Figures of this instance, as they are now.
pub(super) async fn read(services: &Services) -> Result<Figures> {
    let db = services.db.reader();
    let runs = counted(db, "runs", "status", None).await?;
    let jobs = counted(db, "jobs", "state", Some(Expr::col("every_ms").is_null())).await?;
    let proposals = counted(db, "proposals", "status", None).await?;
    let of = |counts: &HashMap<String, i64>, word: &str| counts.get(word).copied().unwrap_or(0);
    let [completed, failed, interrupted] = ["completed", "failed", "interrupted"].map(|word| of(&runs, word));
    let total = runs.values().sum::<i64>();
    let ended = completed + failed + interrupted;
    let latencies = latencies(db).await?;
    let (total_tokens, total_estimated_cost_usd) = spent(db).await?;
    Ok(Figures {
        sessions: session::Entity::find().filter(session::Column::TrashedAt.is_null()).count(db).await?,
        queue_depth: of(&jobs, "queued"),
        dead_letters: of(&jobs, "dead"),
        pending_approvals: of(&proposals, "pending"),
        runs_total: total,
        runs_active: total - ended,
        runs_completed: completed,
        runs_failed: failed,
        runs_interrupted: interrupted,
        error_rate: if ended == 0 { 0.0 } else { failed as f64 / ended as f64 },
        avg_latency_ms: if latencies.is_empty() { 0.0 } else { latencies.iter().sum::<f64>() / latencies.len() as f64 },
        p95_latency_ms: percentile(latencies, 95),
        total_tokens,
        total_estimated_cost_usd,
    })
}

/// How many rows have each word in a column.
async fn counted(db: &DatabaseConnection, table: &'static str, column: &'static str, which: Option<Expr>) -> Result<HashMap<String, i64>> {
    let mut query = Query::select();
    query
        .column(column)
        .expr(Func::count(Expr::col(Asterisk)))
        .from(table)
        .group_by_col(column)
        .cond_where(Condition::all().add_option(which));
    db.query_all(&query).await?.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

async fn spent(db: &DatabaseConnection) -> Result<(i64, f64)> {
    // PostgreSQL's sum of whole numbers is a decimal one.
    let tokens = Expr::expr(Func::sum(Expr::col("input_tokens").add(Expr::col("output_tokens")))).cast_as("bigint");
    let query: SelectStatement = Query::select().expr(tokens).expr(Func::sum(Expr::col("cost_usd"))).from("runs").to_owned();
    let Some(row) = db.query_one(&query).await? else { return Ok((0, 0.0)) };
    Ok((row.try_get_by_index::<Option<i64>>(0)?.unwrap_or(0), row.try_get_by_index::<Option<f64>>(1)?.unwrap_or(0.0)))
}

/// In milliseconds.
async fn latencies(db: &DatabaseConnection) -> Result<Vec<f64>> {
    let mut query = Query::select();
    query.column("started_at").column("ended_at").from("runs").and_where(Expr::col("status").eq("completed"));
    query.order_by("ended_at", Order::Desc).limit(RECENT);
    let mut latencies = Vec::new();
    for row in db.query_all(&query).await? {
        let (started, ended): (Option<String>, Option<String>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        if let (Some(started), Some(ended)) = (started.as_deref().and_then(clock::read), ended.as_deref().and_then(clock::read)) {
            latencies.push((ended - started).num_milliseconds() as f64);
        }
    }
    Ok(latencies)
}

/// The smallest value that so many of a hundred do not exceed; 0 of none.
fn percentile(mut values: Vec<f64>, percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get((values.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        assert_eq!(percentile(Vec::new(), 95), 0.0);
        assert_eq!(percentile(vec![7.0], 95), 7.0);
        assert_eq!(percentile((1..=100).rev().map(f64::from).collect(), 95), 95.0);
    }
}
