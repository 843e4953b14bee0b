//! What runs may cost: caps for a run, a session and a day of a tenant.
//!
//! A run does not begin when its session or its day has not as much left as a run may cost: that much is set aside for it, and for
//! those of the day that are under way. What it cost is known when the provider has answered: near a cap the run warns, at its own
//! cap it keeps what it has and says so. A provider that costs nothing is not asked about.

use super::row::{Key, Spent};
use crate::db::{TenantDb, Tx};
use crate::entity::{self, run, session};
use crate::{Actor, Result, Services, sessions};
use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::Code;
use domain::event::What;
use domain::ids::SessionId;
use domain::run::RunStatus;
use sea_orm::{ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QuerySelect};

/// From this part of a cap on a run warns.
const NEAR: f64 = 0.8;

/// Money against its cap, in US dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Account {
    spent: f64,
    cap: f64,
}

impl Account {
    fn share(self) -> f64 {
        self.spent / self.cap
    }

    /// Whether so many more runs fit in. The first one always does.
    fn has_room_for(self, runs: f64, each: f64) -> bool {
        self.spent + runs * each.min(self.cap) <= self.cap * (1.0 + f64::EPSILON)
    }

    fn left(self) -> f64 {
        (self.cap - self.spent).max(0.0)
    }
}

/// Why no further run may begin, if none may.
pub(super) async fn used_up(tx: &Tx, services: &Services, actor: &Actor, id: &SessionId) -> Result<Option<domain::Error>> {
    if is_free(services) {
        return Ok(None);
    }
    let own = tx.of(actor);
    let now = services.clock.now();
    let [of_session, of_day] = accounts(services, &own, &sessions::row(&own, id).await?, now).await?;
    let run = services.config.limits.max_cost_usd.run;
    let refused = |account: Account, of: &str, then: &str| {
        let Account { spent, cap } = account;
        let message = format!(
            "The runs of {of} have cost {spent:.2} of {cap:.2} US dollars; the {:.2} left are not enough for another. {then}",
            account.left()
        );
        domain::Error::new(Code::BudgetExceeded, message).with("spent", spent).with("cap", cap).with("per_run", run)
    };
    if !of_session.has_room_for(1.0, run) {
        // Nothing that passes by itself: no time to come back at.
        return Ok(Some(refused(of_session, "this session", "Open a new session to go on.")));
    }
    let under_way = unsettled(&own).await? as f64;
    if !of_day.has_room_for(1.0 + under_way, run) {
        let again = tomorrow(now).signed_duration_since(now).num_seconds().max(1);
        let error = refused(of_day, "today", "Go on tomorrow, or raise the limit.");
        return Ok(Some(error.with("retry_after_seconds", again)));
    }
    Ok(None)
}

/// The runs of a tenant whose cost is not known yet.
async fn unsettled<C: ConnectionTrait>(own: &TenantDb<'_, C>) -> Result<u64> {
    let states = [RunStatus::Queued, RunStatus::Running].map(entity::word);
    let open = own.find::<run::Entity>().filter(run::Column::Status.is_in(states)).filter(run::Column::CostUsd.eq(0.0));
    Ok(open.count(own.connection()).await?)
}

/// What a run that has just cost so much has to say: a warning near a cap, and a sentence where it reached its own.
pub(super) async fn settle(services: &Services, key: &Key, spent: Spent) -> Result<(Option<What>, Option<String>)> {
    if is_free(services) || spent.cost_usd <= 0.0 {
        return Ok((None, None));
    }
    let own = services.read(&key.actor);
    let of_run = Account { spent: spent.cost_usd, cap: services.config.limits.max_cost_usd.run };
    let session = sessions::row(&own, &key.session).await?;
    let before = accounts(services, &own, &session, services.clock.now()).await?;
    let all = before.map(|account| Account { spent: account.spent + spent.cost_usd, ..account }).into_iter().chain([of_run]);
    let tightest = all.max_by(|one, other| one.share().total_cmp(&other.share()));
    let warning = tightest.filter(|account| account.share() >= NEAR);
    let stopped = (of_run.share() >= 1.0)
        .then(|| format!("The run reached its limit of {:.2} US dollars; these are the changes made until then.", of_run.cap));
    Ok((warning.map(|Account { spent, cap }| What::BudgetWarning { spent, cap }), stopped))
}

/// Whether runs cost nothing.
pub(super) fn is_free(services: &Services) -> bool {
    services.provider.name() == "offline"
}

/// Of the session, and of the tenant's day.
async fn accounts<C: ConnectionTrait>(
    services: &Services,
    own: &TenantDb<'_, C>,
    session: &session::Model,
    now: DateTime<Utc>,
) -> Result<[Account; 2]> {
    let caps = services.config.limits.max_cost_usd;
    let today = crate::clock::stamp(now.date_naive().and_time(NaiveTime::MIN).and_utc());
    let of_day: Option<Option<f64>> = own
        .find::<run::Entity>()
        .select_only()
        .column_as(run::Column::CostUsd.sum(), "spent")
        .filter(run::Column::CostUsd.gt(0.0))
        .filter(run::Column::CreatedAt.gte(today))
        .into_tuple()
        .one(own.connection())
        .await?;
    let of_day = of_day.flatten().unwrap_or(0.0);
    Ok([Account { spent: session.total_cost_usd, cap: caps.session }, Account { spent: of_day, cap: caps.day }])
}

fn tomorrow(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.date_naive();
    today.checked_add_days(Days::new(1)).unwrap_or(today).and_time(NaiveTime::MIN).and_utc()
}
