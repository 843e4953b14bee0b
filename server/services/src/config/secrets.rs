//! Signing keys: given by the environment, or generated once in the data dir, readable by their owner alone.

use super::{Config, strength};
use crate::ids::{hex, random};
use crate::{Error, Result, Secret};
use domain::Code;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Signing keys, newest first.
#[derive(Clone)]
pub struct Secrets(Vec<Secret>);

impl Secrets {
    /// As configured; draws and keeps one when none is given.
    pub fn load(config: &Config) -> Result<Self> {
        let keys = match &config.secret {
            Some(keys) => keys.clone(),
            None => vec![kept(&config.data_dir.join("secret"))?.into()],
        };
        Ok(Self(keys))
    }

    /// For tests.
    #[cfg(test)]
    pub(crate) fn of(keys: &[&str]) -> Self {
        Self(keys.iter().map(|key| Secret::from(*key)).collect())
    }

    /// Signs what is new.
    pub fn newest(&self) -> &[u8] {
        self.0[0].expose().as_bytes()
    }

    /// All that may have signed what is old.
    pub fn all(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(|key| key.expose().as_bytes())
    }
}

/// The key of the data folder; `UNAVAILABLE` for one that could be guessed, which is none that we have made.
fn kept(path: &Path) -> Result<String> {
    let key = generated(path)?;
    match strength::weakness(&key) {
        None => Ok(key),
        Some(weakness) => {
            let advice =
                format!("The key in {} {weakness}. Delete the file: a new one is made, and everybody logs in again.", path.display());
            Err(Error::refused(Code::Unavailable, advice))
        }
    }
}

/// Reads the key, or makes it. Two processes that start at once agree: a link is made only where none is.
fn generated(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(key) => return Ok(key.trim().to_owned()),
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        Err(_) => {}
    }
    let draft = path.with_extension(hex(&random::<8>()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    file.write_all(hex(&random::<32>()).as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match linked {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(fs::read_to_string(path)?.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempDir;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_that_was_not_made_here_is_refused() {
        let dir = TempDir::new();
        let path = dir.path().join("secret");
        for weak in ["", "hunter2", &"0".repeat(64)] {
            fs::write(&path, weak).expect("written");
            assert_eq!(kept(&path).expect_err("refused").public().code, Code::Unavailable, "{weak}");
        }
        fs::remove_file(&path).expect("gone");
        assert_eq!(kept(&path).expect("a new key").len(), 64);
    }

    #[test]
    fn a_generated_key_is_kept_and_private() {
        let dir = TempDir::new();
        let path = dir.path().join("secret");
        let key = generated(&path).expect("a new key");
        assert_eq!(key.len(), 64);
        assert_eq!(generated(&path).expect("the same key"), key);
        let mode = fs::metadata(&path).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
