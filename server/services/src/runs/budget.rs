//! What runs may cost: caps for a run, a session and a day of a tenant.
//!
//! A run does not begin when its session or its day is used up. What it cost is known when the provider has answered: near a cap
//! the run warns, at its own cap it keeps what it has and says so. A provider that costs nothing is not asked about.

use super::row::{Key, Spent};
use crate::db::{TenantDb, Tx};
use crate::entity::{run, session};
use crate::{Actor, Result, Services, sessions};
use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::Code;
use domain::event::What;
use domain::ids::SessionId;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect};

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
}

/// Why no further run may begin, if none may.
pub(super) async fn used_up(tx: &Tx, services: &Services, actor: &Actor, id: &SessionId) -> Result<Option<domain::Error>> {
    if is_free(services) {
        return Ok(None);
    }
    let own = tx.of(actor);
    let now = services.clock.now();
    let [of_session, of_day] = accounts(services, &own, &sessions::row(&own, id).await?, now).await?;
    let refused = |account: Account, message: String, again: i64| {
        let error = domain::Error::new(Code::BudgetExceeded, message).with("spent", account.spent).with("cap", account.cap);
        error.with("retry_after_seconds", again)
    };
    let until_tomorrow = tomorrow(now).signed_duration_since(now).num_seconds().max(1);
    if of_session.share() >= 1.0 {
        let message = format!("The runs of this session have cost their {:.2} US dollars. Open a new session to go on.", of_session.cap);
        return Ok(Some(refused(of_session, message, until_tomorrow)));
    }
    if of_day.share() >= 1.0 {
        let message = format!("The runs of today have cost their {:.2} US dollars. Go on tomorrow, or raise the limit.", of_day.cap);
        return Ok(Some(refused(of_day, message, until_tomorrow)));
    }
    Ok(None)
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

fn is_free(services: &Services) -> bool {
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
