//! How passwords are kept: Argon2id, as many at once as there are permits.
//!
//! Each hash takes 46 MiB and keeps a core busy. So as many run as half of the cores, on threads behind those that answer requests; a number
//! of others waits in line; who comes after these is told to come back. Memory is bounded by permits times 46 MiB, whoever calls.

use super::normal;
use crate::hands::hands;
use crate::{Error, Result};
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use domain::Code;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// OWASP's first choice for Argon2id: 46 MiB, one pass, one lane.
const MEMORY_KIB: u32 = 47_104;
const PASSES: u32 = 1;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// Who may wait for each permit: some seconds' work.
const WAITING: usize = 96;
/// Seconds.
const RETRY_AFTER: u32 = 3;

/// Hashes and verifies. Cheap to clone; one for the whole process.
#[derive(Clone)]
pub struct Hasher(Arc<Shared>);

struct Shared {
    /// One for each hash that is reckoned now.
    permits: Arc<Semaphore>,
    /// One for each that is reckoned or waited for.
    places: Arc<Semaphore>,
    argon2: Argon2<'static>,
    /// What a password is held against when there is nobody to hold it against; no password fits.
    nobody: String,
}

/// A place in the line: what comes of it is certain, if not at once.
pub struct Place {
    shared: Arc<Shared>,
    _place: OwnedSemaphorePermit,
}

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// It is the password.
    pub matches: bool,
    /// It was hashed with less than today's parameters: hash it again, now that it is known.
    pub stale: bool,
}

impl Hasher {
    /// With half of the cores, one at least.
    pub fn new() -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with_permits((cores / 2).max(1))
    }

    fn with_permits(permits: usize) -> Result<Self> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(HASH_BYTES)).map_err(fault)?;
        let nobody = nobody(&params)?;
        Ok(Self(Arc::new(Shared {
            permits: Arc::new(Semaphore::new(permits)),
            places: Arc::new(Semaphore::new(permits * (1 + WAITING))),
            argon2: Argon2::new(Algorithm::Argon2id, Version::V0x13, params),
            nobody,
        })))
    }

    /// A place in the line, for who has more to do before the password is looked at. `UNAVAILABLE` while too many wait.
    pub fn line_up(&self) -> Result<Place> {
        let place = self.0.places.clone().try_acquire_owned().map_err(|_| busy())?;
        Ok(Place { shared: self.0.clone(), _place: place })
    }

    /// As it is stored: a PHC string with its own salt. `UNAVAILABLE` while too many wait.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = normal(password).ok_or_else(|| fault("a password that the rule does not know"))?;
        let reckoned = self.line_up()?.reckon(move |shared| {
            let salt: [u8; SALT_BYTES] = random()?;
            Ok(shared.argon2.hash_password_with_salt(password.as_bytes(), &salt).map_err(fault)?.to_string())
        });
        reckoned.await
    }

    /// [`Place::verify`], of who lines up just now. `UNAVAILABLE` while too many wait.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<Verdict> {
        self.line_up()?.verify(password, stored).await
    }
}

impl Place {
    /// Whether `stored` was made of this password. Without `stored` it takes as long, and never matches.
    pub async fn verify(self, password: &str, stored: Option<&str>) -> Result<Verdict> {
        // What is too long for a password is nobody's; that takes as long as any other.
        let password = normal(password);
        let somebody = stored.is_some() && password.is_some();
        let password = password.unwrap_or_default();
        let stored = stored.unwrap_or(&self.shared.nobody).to_owned();
        let reckoned = self.reckon(move |shared| {
            let stored = PasswordHash::new(&stored).map_err(fault)?;
            match shared.argon2.verify_password(password.as_bytes(), &stored) {
                Ok(()) => Ok(Verdict { matches: somebody, stale: is_stale(&stored) }),
                Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Verdict { matches: false, stale: false }),
                Err(error) => Err(fault(error)),
            }
        });
        reckoned.await
    }

    /// In its turn, on a thread that stands back.
    async fn reckon<T: Send + 'static>(self, work: impl FnOnce(&Shared) -> Result<T> + Send + 'static) -> Result<T> {
        let permit = self.shared.permits.clone().acquire_owned().await.map_err(fault)?;
        let shared = self.shared.clone();
        // The permit goes along: a caller who left does not let another one in before the work is done.
        let done = hands().spawn_blocking(move || {
            let _permit = permit;
            work(&shared)
        });
        done.await.map_err(|_| fault("the work was not finished"))?
    }
}

/// A hash that no password has: nobody knows what it is of.
fn nobody(params: &Params) -> Result<String> {
    let hash = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(params).map_err(fault)?,
        salt: Some(Salt::new(&random::<SALT_BYTES>()?).map_err(fault)?),
        hash: Some(Output::new(&random::<HASH_BYTES>()?).map_err(fault)?),
    };
    Ok(hash.to_string())
}

fn is_stale(stored: &PasswordHash) -> bool {
    let weaker = |params: Params| params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES || params.p_cost() < LANES;
    stored.algorithm != ARGON2ID_IDENT || stored.version != Some(Version::V0x13.into()) || Params::try_from(stored).map_or(true, weaker)
}

fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(fault)?;
    Ok(bytes)
}

fn busy() -> Error {
    let error = domain::Error::new(Code::Unavailable, "Very many people are logging in just now. Try again in a few seconds.");
    Error::Refused(error.with("retry_after_seconds", RETRY_AFTER))
}

/// Errors of the crate tell of parameters, never of a password or a hash.
fn fault(error: impl std::fmt::Display) -> Error {
    Error::Fault(format!("a password can't be hashed or held against its hash: {error}"))
}

#[cfg(test)]
mod tests;
