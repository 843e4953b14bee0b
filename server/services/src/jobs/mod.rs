//! What the queue can be asked to do, one small file a kind.

mod archive;
mod erase;
mod export;
mod import;
mod probe;
mod run;
mod sweep;

pub(crate) use archive::ArchiveJob;
pub(crate) use erase::EraseJob;
pub(crate) use export::ExportJob;
pub(crate) use import::ImportJob;
pub use probe::{Probe, probes};
pub(crate) use run::RunJob;
pub(crate) use sweep::begin as begin_sweeps;

use crate::db::Tx;
use crate::events::Told;
use crate::queue::Claimed;
use crate::{Error, Result, Services};
use domain::ids::TenantId;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run, up to its proposal or its end.
    Run,
    /// An upload is read.
    Import,
    /// A file is made, and read back.
    Export,
    /// All that a tenant owns in one file.
    Archive,
    /// All that a tenant owns goes.
    Erase,
    /// What is past its time goes.
    Sweep,
    /// Proves that the queue works.
    Probe,
}

/// What workers choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Somebody waits for it.
    Run,
    /// Somebody waits for it with the page open.
    Import,
    /// Somebody waits for it with the page open.
    Export,
    /// What leaves the house: the outbox, which has no jobs.
    Mail,
    /// Nobody does.
    Sweep,
}

impl Queue {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Run, Self::Import, Self::Export, Self::Mail, Self::Sweep];
    /// Those whose jobs are done in a moment.
    pub(crate) const QUICK: [Self; 2] = [Self::Import, Self::Export];

    /// As it is stored and named on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Import => "import",
            Self::Export => "export",
            Self::Mail => "mail",
            Self::Sweep => "sweep",
        }
    }
}

impl std::str::FromStr for Queue {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let names = Self::ALL.map(Self::as_str).join(", ");
        Self::ALL.into_iter().find(|queue| queue.as_str() == word).ok_or_else(|| format!("there is no queue {word:?}; there are {names}"))
    }
}

impl Kind {
    /// As it is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Import => "import",
            Self::Export => "export",
            Self::Archive => "archive",
            Self::Erase => "erase",
            Self::Sweep => "sweep",
            Self::Probe => "probe",
        }
    }

    /// Where it waits.
    pub fn queue(self) -> Queue {
        match self {
            Self::Run | Self::Probe => Queue::Run,
            Self::Import => Queue::Import,
            Self::Export => Queue::Export,
            // They take minutes: on a place that is kept for exports they would be in the way of those.
            Self::Archive | Self::Erase | Self::Sweep => Queue::Sweep,
        }
    }

    /// Small first.
    pub fn priority(self) -> i32 {
        match self {
            Self::Import | Self::Export => -5,
            Self::Run => 0,
            Self::Archive | Self::Erase | Self::Probe => 5,
            Self::Sweep => 10,
        }
    }

    fn read(word: &str) -> Result<Self> {
        match word {
            "run" => Ok(Self::Run),
            "import" => Ok(Self::Import),
            "export" => Ok(Self::Export),
            "archive" => Ok(Self::Archive),
            "erase" => Ok(Self::Erase),
            "sweep" => Ok(Self::Sweep),
            "probe" => Ok(Self::Probe),
            other => Err(Error::Fault(format!("this program knows no jobs of kind {other:?}"))),
        }
    }
}

/// Does a job. It completes itself, in the transaction of its effect.
pub(crate) async fn work(services: &Services, job: &Claimed) -> Result<()> {
    match Kind::read(&job.kind)? {
        Kind::Run => run::work(services, job).await,
        Kind::Import => import::work(services, job).await,
        Kind::Export => export::work(services, job).await,
        Kind::Archive => archive::work(services, job).await,
        Kind::Erase => erase::work(services, job).await,
        Kind::Sweep => sweep::work(services, job).await,
        Kind::Probe => probe::work(services, job).await,
    }
}

/// A job was given up: its kind says so where people look, in the same transaction.
pub(crate) async fn buried(
    services: &Services,
    tx: &Tx,
    kind: &str,
    tenant: &TenantId,
    payload: &str,
    last_error: &str,
) -> Result<Vec<Told>> {
    match Kind::read(kind)? {
        Kind::Run => run::buried(services, tx, tenant, payload, last_error).await,
        Kind::Import => import::buried(services, tx, tenant, payload).await,
        Kind::Archive => archive::buried(tx, tenant, payload).await,
        // Who waits looks at the job itself; an erasure that was given up stays under way, until somebody has it tried again.
        Kind::Export | Kind::Erase | Kind::Sweep | Kind::Probe => Ok(Vec::new()),
    }
}
