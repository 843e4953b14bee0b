//! Without a server: each mail is a file in a folder, for the operator to read or to pass on.

use super::eml::Eml;
use super::{Kept, Mail, MailError, Mailer, message, name};
use crate::Result;
use crate::config::private_folder;
use async_trait::async_trait;
use lettre::message::Mailbox;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// So many of the mails are shown.
const SHOWN: usize = 50;
/// Bytes of a mail that are read for that; the text stands first.
const READ: u64 = 64 << 10;

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

    async fn kept(&self) -> io::Result<Option<Vec<Kept>>> {
        let folder = self.path.clone();
        tokio::task::spawn_blocking(move || newest(&folder)).await.map_err(io::Error::other)?.map(Some)
    }
}

/// Every mail of which the head says that it is to one of these.
fn remove(folder: &Path, addresses: &[String]) -> io::Result<u64> {
    let mut removed = 0;
    for path in mails(folder)? {
        if Eml::read(&fs::read(&path)?).receiver().is_some_and(|to| addresses.contains(&to)) {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    if removed > 0 {
        File::open(folder)?.sync_all()?;
    }
    Ok(removed)
}

/// The newest mails. One that is removed meanwhile is not missed.
fn newest(folder: &Path) -> io::Result<Vec<Kept>> {
    let dated = |path: PathBuf| Some((fs::metadata(&path).and_then(|file| file.modified()).ok()?, path));
    let mut files: Vec<(SystemTime, PathBuf)> = mails(folder)?.into_iter().filter_map(dated).collect();
    files.sort_unstable_by(|one, other| other.cmp(one));
    files.truncate(SHOWN);
    Ok(files.into_iter().filter_map(|(at, path)| shown(at, &path).ok()).collect())
}

fn shown(at: SystemTime, path: &Path) -> io::Result<Kept> {
    let mut bytes = Vec::new();
    File::open(path)?.take(READ).read_to_end(&mut bytes)?;
    let mail = Eml::read(&bytes);
    Ok(Kept {
        name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        at: at.into(),
        to: mail.receiver().unwrap_or_default(),
        subject: mail.subject(),
        text: Some(mail.text()),
    })
}

fn mails(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.map(|file| file.map(|file| file.path())).collect::<io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "eml")).collect())
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
