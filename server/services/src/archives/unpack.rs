//! Reads an archive that may be anything: nothing of it is believed before it was counted and its hash compared, nothing of it becomes a
//! path of the disk, and what would unpack to more than an archive of its size can hold is refused.

use super::manifest::{ACCOUNT, FORMAT, Format, Manifest, Member, NAME, object, rows_of};
use super::refused;
use super::rows::Row;
use crate::Result;
use crate::belongings::OF_TENANTS;
use crate::blobs::{Hashing, sha256};
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use zip::ZipArchive;

/// The longest manifest, in bytes.
const MANIFEST_MAX: u64 = 256 << 20;
/// The largest object: uploads are smaller.
const OBJECT_MAX: u64 = 256 << 20;
/// The longest row.
const ROW_MAX: u64 = 64 << 20;
/// An archive unpacks to at most so many times its size: text in rows much alike, but not a bomb.
const EXPANDS: u64 = 200;
/// A small archive may unpack to this much in any case.
const SMALL: u64 = 64 << 20;

/// An archive whose manifest is read.
pub(super) struct Opened {
    zip: ZipArchive<BufReader<File>>,
    pub manifest: Manifest,
    /// Of the manifest, which has all other hashes: names the archive.
    pub sha256: String,
    members: HashMap<String, Member>,
}

impl Opened {
    /// `BAD_REQUEST` for what is not an archive of ours, is damaged, or of a newer program.
    pub fn open(file: File) -> Result<Self> {
        let size = file.metadata()?.len();
        let mut zip = ZipArchive::new(BufReader::new(file))
            .map_err(|_| refused("This file is not an archive of resuMAX, or it is cut off. Name one that was downloaded as a whole."))?;
        let bytes = read(&mut zip, NAME, MANIFEST_MAX)?;
        let Ok(Format { format }) = serde_json::from_slice(&bytes) else { return Err(damaged(NAME)) };
        if format > FORMAT {
            let message =
                format!("This archive is of a newer program (format {format}; this one reads {FORMAT}). Restore it with that one.");
            return Err(refused(message));
        }
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| damaged(NAME))?;
        let most = size.saturating_mul(EXPANDS).max(SMALL);
        let mut sum = 0_u64;
        let mut members = HashMap::new();
        for member in &manifest.members {
            sum = sum.saturating_add(member.size);
            if members.insert(member.path.clone(), member.clone()).is_some() {
                return Err(damaged(&member.path));
            }
        }
        if sum > most {
            return Err(refused("This archive would unpack to far more than an archive of its size holds. It is not one of ours."));
        }
        Ok(Self { zip, sha256: sha256(&bytes), manifest, members })
    }

    /// The hashes of the objects that it has.
    pub fn objects(&self) -> Vec<String> {
        let hash = |path: &str| path.strip_prefix("objects/").filter(|hash| is_hash(hash)).map(str::to_owned);
        self.manifest.members.iter().filter_map(|member| hash(&member.path)).collect()
    }

    /// One of them.
    pub fn object(&mut self, hash: &str) -> Result<Vec<u8>> {
        let path = object(hash);
        let bytes = read(&mut self.zip, &path, OBJECT_MAX)?;
        let known = self.members.get(&path).is_some_and(|member| member.size == bytes.len() as u64 && member.sha256 == hash);
        if known && sha256(&bytes) == hash { Ok(bytes) } else { Err(damaged(&path)) }
    }

    /// The account as its owner saw it.
    pub fn account(&mut self) -> Result<serde_json::Value> {
        let bytes = read(&mut self.zip, ACCOUNT, MANIFEST_MAX)?;
        let known = self.members.get(ACCOUNT).is_some_and(|member| member.sha256 == sha256(&bytes));
        if known { serde_json::from_slice(&bytes).map_err(|_| damaged(ACCOUNT)) } else { Err(damaged(ACCOUNT)) }
    }

    /// Every member that is read back is there, and as it was written. Before anything is kept.
    pub fn check(&mut self) -> Result<()> {
        for one in OF_TENANTS.iter().filter(|one| one.travels) {
            let path = rows_of(one.table);
            let Some(known) = self.members.get(&path).cloned() else { return Err(damaged(&path)) };
            if self.hashed(&path, known.size)? != (known.size, known.sha256) {
                return Err(damaged(&path));
            }
        }
        for hash in self.objects() {
            let path = object(&hash);
            let size = self.members[&path].size;
            if size > OBJECT_MAX || self.hashed(&path, size)? != (size, hash) {
                return Err(damaged(&path));
            }
        }
        Ok(())
    }

    fn hashed(&mut self, path: &str, size: u64) -> Result<(u64, String)> {
        let member = self.zip.by_name(path).map_err(|_| damaged(path))?;
        // One more than there may be shows that there is more.
        let mut reader = member.take(size.saturating_add(1));
        let (mut hashing, mut buffer) = (Hashing::default(), vec![0; 256 << 10]);
        loop {
            match reader.read(&mut buffer).map_err(|_| damaged(path))? {
                0 => return Ok(hashing.end()),
                read => hashing.add(&buffer[..read]),
            }
        }
    }

    /// The rows of a table, one after the other.
    pub async fn rows(&mut self, table: &str, mut take: impl AsyncFnMut(Row) -> Result<()>) -> Result<u64> {
        let path = rows_of(table);
        let member = self.zip.by_name(&path).map_err(|_| damaged(&path))?;
        let mut lines = BufReader::new(member);
        let (mut line, mut count) = (Vec::new(), 0);
        loop {
            line.clear();
            let read = (&mut lines).take(ROW_MAX).read_until(b'\n', &mut line).map_err(|_| damaged(&path))?;
            if read == 0 {
                return Ok(count);
            }
            let row = serde_json::from_slice(&line).map_err(|_| damaged(&path))?;
            take(row).await?;
            count += 1;
        }
    }

    /// What rows may name: what is here, and what was not there when the archive was made.
    pub fn named(&self) -> HashSet<String> {
        self.objects().into_iter().chain(self.manifest.missing.iter().cloned()).collect()
    }
}

fn read(zip: &mut ZipArchive<BufReader<File>>, path: &str, most: u64) -> Result<Vec<u8>> {
    let member = zip.by_name(path).map_err(|_| damaged(path))?;
    let mut bytes = Vec::new();
    member.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged(path))?;
    if bytes.len() as u64 > most { Err(damaged(path)) } else { Ok(bytes) }
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// The member is named in the words of the archive, which may be somebody's file name: only ours are.
pub(super) fn damaged(path: &str) -> crate::Error {
    refused(format!("The archive is damaged: {path} is missing, or not as it was written. Download it again."))
}
