//! Without a server: each mail is a file in a folder, for the operator to read or to pass on.

use super::{Mail, MailError, Mailer, message, name};
use crate::Result;
use crate::config::private_folder;
use async_trait::async_trait;
use lettre::message::Mailbox;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A folder of `.eml` files, its owner's alone.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
    from: Mailbox,
}

impl Folder {
    /// Makes the folder where it is not there.
    pub fn open(path: &Path, from: Mailbox) -> Result<Self> {
        private_folder(path)?;
        Ok(Self { path: path.to_owned(), from })
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let bytes = message(&self.from, mail)?.formatted();
        let (folder, name) = (self.path.clone(), name(mail));
        let kept = tokio::task::spawn_blocking(move || keep(&folder, &name, &bytes));
        match kept.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                Err(MailError::Temporary(format!("the folder for mail {} can't be written to: {error}", self.path.display())))
            }
            Err(_) => Err(MailError::Temporary("the mail was not written".to_owned())),
        }
    }

    async fn forget(&self, to: &BTreeSet<String>) -> io::Result<u64> {
        let addresses: Vec<String> =
            to.iter().filter_map(|to| to.parse::<Mailbox>().ok()).map(|to| to.email.to_string().to_lowercase()).collect();
        let folder = self.path.clone();
        tokio::task::spawn_blocking(move || remove(&folder, &addresses)).await.map_err(io::Error::other)?
    }
}

/// Every mail of which the head says that it is to one of these.
fn remove(folder: &Path, addresses: &[String]) -> io::Result<u64> {
    let mut removed = 0;
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "eml") && receivers(&path)?.iter().any(|to| addresses.contains(to)) {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    if removed > 0 {
        File::open(folder)?.sync_all()?;
    }
    Ok(removed)
}

/// The addresses in the `To` of a mail, in lower case.
fn receivers(mail: &Path) -> io::Result<Vec<String>> {
    let bytes = fs::read(mail)?;
    let text = String::from_utf8_lossy(&bytes);
    let head = text.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ").replace("\r\n\t", " ");
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let to = lines.filter(|(name, _)| name.eq_ignore_ascii_case("to")).filter_map(|(_, to)| to.trim().parse::<Mailbox>().ok());
    Ok(to.map(|to| to.email.to_string().to_lowercase()).collect())
}

/// Whole and on the disk, or not at all.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!(".{name}-{}", crate::ids::hex(&crate::ids::random::<8>())));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
    let kept = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&draft, folder.join(format!("{name}.eml"))))
        .and_then(|()| File::open(folder)?.sync_all());
    if kept.is_err() {
        // What is wrong with the folder may keep it from going away, too.
        let _ = fs::remove_file(&draft);
    }
    kept
}
