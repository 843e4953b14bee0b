//! Without a server: each mail is a file in a folder, for the operator to read or to pass on.

use super::{Mail, MailError, Mailer, message, name};
use crate::Result;
use crate::config::private_folder;
use async_trait::async_trait;
use lettre::message::Mailbox;
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
