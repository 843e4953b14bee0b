//! How passwords are kept: Argon2id, as many at once as there are permits.
//!
//! Each hash takes 46 MiB and keeps a core busy. So as many run as half of the cores, on threads behind those that answer requests; a number
//! of others waits in line; who comes after these is told to come back. Memory is bounded by permits times 46 MiB, whoever calls.

use super::normal;
use crate::hands::hands;
use crate::ids::random;
use crate::{Error, Result};
use argon2::password_hash::CustomizedPasswordHasher;
use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt as PhcSalt};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Params, PasswordHasher, Version};
use domain::Code;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// OWASP's first choice for Argon2id: 46 MiB, one pass, one lane.
const MEMORY_KIB: u32 = 47_104;
const PASSES: u32 = 1;
const LANES: u32 = 1;
const SALT_BYTES: usize = 32;
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
    /// What a password is held against when there is nothing to hold it against; no password fits.
    nobody: String,
}

/// One's turn, after the line: what is done in it is reckoned next.
pub struct Turn {
    shared: Arc<Shared>,
    permit: OwnedSemaphorePermit,
    place: OwnedSemaphorePermit,
}

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which of the hashes is one of this password: the first that is.
    pub of: Option<usize>,
    /// It was hashed with less than today's parameters: hash it again, now that it is known.
    pub stale: bool,
}

/// What makes two hashes of the same password differ. Hashes with the same salt and parameters are held against a password in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salt(Vec<u8>);

impl Salt {
    /// Of a stored hash.
    pub fn of(stored: &str) -> Result<Self> {
        let hash = PasswordHash::new(stored).map_err(fault)?;
        Ok(Self(hash.salt.ok_or_else(|| fault("it has no salt"))?.to_vec()))
    }
}

impl From<[u8; SALT_BYTES]> for Salt {
    fn from(bytes: [u8; SALT_BYTES]) -> Self {
        Self(bytes.into())
    }
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

    /// Waits in line, for who has more to do before the password is looked at: in a crowd that is done by one after the other, too.
    /// `UNAVAILABLE` at once while too many wait.
    pub async fn turn(&self) -> Result<Turn> {
        let shared = self.0.clone();
        let place = shared.places.clone().try_acquire_owned().map_err(|_| busy())?;
        let permit = shared.permits.clone().acquire_owned().await.map_err(fault)?;
        Ok(Turn { shared, permit, place })
    }

    /// As it is stored: a PHC string. `UNAVAILABLE` while too many wait.
    pub async fn hash(&self, password: &str, salt: Salt) -> Result<String> {
        let password = normal(password).ok_or_else(|| fault("a password that the rule does not know"))?;
        let reckoned = self
            .turn()
            .await?
            .reckon(move |shared| Ok(shared.argon2.hash_password_with_salt(password.as_bytes(), &salt.0).map_err(fault)?.to_string()));
        reckoned.await
    }
}

impl Turn {
    /// Which of these hashes is one of this password, of those that have the salt and the parameters of the first. Without any it takes
    /// as long, and none is.
    pub async fn verify(self, password: &str, stored: &[&str]) -> Result<Verdict> {
        // What is too long for a password is nobody's; that takes as long as any other.
        let password = normal(password);
        let stored: Vec<String> = if password.is_some() { stored.iter().map(|&hash| hash.to_owned()).collect() } else { Vec::new() };
        let password = password.unwrap_or_default();
        let reckoned = self.reckon(move |shared| {
            let first = PasswordHash::new(stored.first().unwrap_or(&shared.nobody)).map_err(fault)?;
            let (salt, params) = (first.salt.as_deref().unwrap_or_default(), Params::try_from(&first).map_err(fault)?);
            let again =
                shared.argon2.hash_password_customized(password.as_bytes(), salt, Some(first.algorithm.as_str()), first.version, params);
            let again = again.map_err(fault)?;
            // Compared in constant time. With another salt or other parameters it would be another one.
            let is_of = |hash: &String| PasswordHash::new(hash).is_ok_and(|hash| hash.hash.is_some() && hash.hash == again.hash);
            let of = stored.iter().position(is_of);
            Ok(Verdict { of, stale: of.is_some() && is_stale(&first) })
        });
        reckoned.await
    }

    /// On a thread that stands back.
    async fn reckon<T: Send + 'static>(self, work: impl FnOnce(&Shared) -> Result<T> + Send + 'static) -> Result<T> {
        let Self { shared, permit, place } = self;
        // They go along: a caller who left does not let another one in before the work is done.
        let done = hands().spawn_blocking(move || {
            let _held = (permit, place);
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
        salt: Some(PhcSalt::new(&random::<SALT_BYTES>()).map_err(fault)?),
        hash: Some(Output::new(&random::<HASH_BYTES>()).map_err(fault)?),
    };
    Ok(hash.to_string())
}

fn is_stale(stored: &PasswordHash) -> bool {
    let weaker = |params: Params| params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES || params.p_cost() < LANES;
    stored.algorithm != ARGON2ID_IDENT || stored.version != Some(Version::V0x13.into()) || Params::try_from(stored).map_or(true, weaker)
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
