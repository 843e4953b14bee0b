//! How many requests are taken a minute: of an account, and of the network address that they come from; and how many [`Places`] each has.
//!
//! Each has a bucket for each [`Kind`] of request, that holds a minute's worth and fills evenly. With Redis all replicas share the
//! buckets; while it does not answer, each counts for itself: nothing is ever let through uncounted.

mod buckets;
mod client;
mod places;

pub use client::ClientAddr;
pub use places::{Place, Places};

use crate::redis::Redis;
use buckets::Buckets;
use domain::ids::TenantId;
use std::time::Duration;

/// So many times what an account may do is taken from an address: people of one office, household or mobile network share one.
const SHARED_BY: u32 = 5;

/// What a request asks of the program, and of whom it is a guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A password, a code, a link of a mail, or a mail to be sent: what strangers try.
    Auth,
    /// A file or a posting that has to be read.
    Upload,
    /// A run: a provider may have to be paid for it.
    Run,
    /// A file that has to be made.
    Export,
    /// Everything else.
    Api,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Upload => "upload",
            Self::Run => "run",
            Self::Export => "export",
            Self::Api => "api",
        }
    }

    /// What there is too much of.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Auth => "attempts",
            Self::Upload => "uploads",
            Self::Run => "runs",
            Self::Export => "exports",
            Self::Api => "requests",
        }
    }

    /// Attempts are counted for whoever makes them, however many share the address.
    fn of_client(self, rpm: u32) -> u32 {
        if self == Self::Auth { rpm } else { rpm.saturating_mul(SHARED_BY) }
    }
}

/// How many requests of each kind are taken a minute; `None`: they count among all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// `RESUMAX_RATE_LIMIT_RPM`; `None`: not counted.
    pub api: Option<u32>,
    /// `RESUMAX_RATE_LIMIT_AUTH_RPM`.
    pub auth: Option<u32>,
    /// `RESUMAX_RATE_LIMIT_UPLOAD_RPM`.
    pub upload: Option<u32>,
    /// `RESUMAX_RATE_LIMIT_RUN_RPM`.
    pub run: Option<u32>,
    /// `RESUMAX_RATE_LIMIT_EXPORT_RPM`.
    pub export: Option<u32>,
    /// Addresses are counted as well: where people come from the internet.
    pub clients: bool,
}

impl Rates {
    /// The bucket that a request takes from, and how many a minute there are in it; `None`: it is not counted.
    fn of(&self, kind: Kind) -> Option<(Kind, u32)> {
        let own = match kind {
            Kind::Auth => self.auth,
            Kind::Upload => self.upload,
            Kind::Run => self.run,
            Kind::Export => self.export,
            Kind::Api => None,
        };
        own.map(|rpm| (kind, rpm)).or_else(|| self.api.map(|rpm| (Kind::Api, rpm)))
    }
}

/// Counts requests; clones count together.
#[derive(Clone)]
pub struct Requests {
    rates: Rates,
    buckets: Buckets,
}

/// A request that is one too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// Of which.
    pub kind: Kind,
    /// How many are taken a minute.
    pub rpm: u32,
    /// Until there is room for one.
    pub wait: Duration,
}

impl Requests {
    /// With empty hands: nobody has asked for anything yet, unless Redis knows better.
    pub fn new(rates: Rates, redis: Option<Redis>) -> Self {
        Self { rates, buckets: Buckets::new(redis) }
    }

    /// Counts a request from this address.
    pub async fn of_client(&self, kind: Kind, client: ClientAddr) -> Result<(), TooMany> {
        match self.rates.of(kind).filter(|_| self.rates.clients) {
            Some((kind, rpm)) => self.take(kind, &format!("address:{}", client.counted()), kind.of_client(rpm)).await,
            None => Ok(()),
        }
    }

    /// Counts a request for this account.
    pub async fn of_account(&self, kind: Kind, tenant: &TenantId) -> Result<(), TooMany> {
        match self.rates.of(kind) {
            Some((kind, rpm)) => self.take(kind, &format!("account:{tenant}"), rpm).await,
            None => Ok(()),
        }
    }

    async fn take(&self, kind: Kind, whose: &str, rpm: u32) -> Result<(), TooMany> {
        let taken = self.buckets.take(&format!("{}:{whose}", kind.as_str()), rpm).await;
        taken.map_err(|wait| TooMany { kind, rpm, wait })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: Rates = Rates { api: Some(3), auth: Some(2), upload: Some(1), run: None, export: None, clients: true };

    /// How many are taken before it is too many.
    async fn until_held(take: impl AsyncFn() -> Result<(), TooMany>) -> (u32, TooMany) {
        for taken in 0..100 {
            if let Err(held) = take().await {
                return (taken, held);
            }
        }
        panic!("never held");
    }

    #[tokio::test]
    async fn every_kind_with_a_rate_of_its_own_has_a_bucket_of_its_own_and_the_others_share_one() {
        let (requests, ada) = (Requests::new(RATES, None), TenantId::new("ada"));
        let (taken, held) = until_held(async || requests.of_account(Kind::Upload, &ada).await).await;
        assert_eq!((taken, held.kind, held.rpm), (1, Kind::Upload, 1));
        assert!(requests.of_account(Kind::Run, &ada).await.is_ok(), "one of three");
        let (taken, held) = until_held(async || requests.of_account(Kind::Api, &ada).await).await;
        assert_eq!((taken, held.kind), (2, Kind::Api));
        assert!(requests.of_account(Kind::Export, &ada).await.is_err(), "counts among all others");
        assert!(requests.of_account(Kind::Auth, &ada).await.is_ok());
        assert!(requests.of_account(Kind::Api, &TenantId::new("ben")).await.is_ok(), "another account");
    }

    #[tokio::test]
    async fn people_who_share_an_address_are_taken_together_but_attempts_are_not_multiplied() {
        let (requests, office) = (Requests::new(RATES, None), ClientAddr::new([203, 0, 113, 7].into()));
        let (taken, _) = until_held(async || requests.of_client(Kind::Api, office).await).await;
        assert_eq!(taken, 15);
        let (taken, held) = until_held(async || requests.of_client(Kind::Auth, office).await).await;
        assert_eq!((taken, held.rpm), (2, 2));
        assert!(requests.of_client(Kind::Auth, ClientAddr::new([203, 0, 113, 8].into())).await.is_ok(), "another address");
        assert!(requests.of_account(Kind::Api, &TenantId::new("ada")).await.is_ok(), "the account is not the address");
    }

    #[tokio::test]
    async fn nothing_is_counted_without_a_rate_and_no_address_where_nobody_comes_from_the_internet() {
        let (requests, ada, client) = (Requests::new(Rates::default(), None), TenantId::new("ada"), ClientAddr::default());
        let only_api = Requests::new(Rates { api: Some(1), ..Rates::default() }, None);
        for _ in 0..100 {
            assert!(requests.of_account(Kind::Api, &ada).await.is_ok() && requests.of_client(Kind::Auth, client).await.is_ok());
            assert!(only_api.of_client(Kind::Api, client).await.is_ok());
        }
        assert!(only_api.of_account(Kind::Upload, &ada).await.is_ok());
        assert!(only_api.of_account(Kind::Api, &ada).await.is_err());
    }
}
