//! Bytes by content: originals, files of workspaces, exports. Blob first, row second, delete last: a row never names
//! bytes that are not there.
//!
//! An object is named by its tenant and the SHA-256 of its bytes, so that the same bytes are kept once a tenant and no tenant
//! can tell what another has. What is read is checked against its name; S3 checks what it is given as well.

mod s3;
mod whole;

use crate::attachment::disposition;
use crate::config::Storage;
use crate::{Error, Result, ids::hex};
use bytes::Bytes;
use chrono::{Duration, Utc};
use domain::ids::TenantId;
use futures::{Stream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::signer::{Method, SignedUrlOptions, Signer};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest, Sha256};
use std::future::ready;
use std::sync::Arc;

/// Bytes younger than this are never swept away. By the store's clock, not ours: it says how old they are.
pub(crate) const GRACE: Duration = Duration::hours(1);
/// More goes up in parts, a few at a time; S3 takes none that are smaller.
const PART: usize = 5 << 20;
const PARTS_AT_ONCE: usize = 2;
/// How long the store's own address of an object holds: it is made when somebody downloads.
const LINK: std::time::Duration = std::time::Duration::from_secs(300);
/// Who asks whether the store answers does not wait for longer.
const ANSWER: std::time::Duration = std::time::Duration::from_secs(3);

/// The object store.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    /// Makes the store's own signed addresses, where it has them.
    signer: Option<Arc<dyn Signer>>,
    /// In front of every key.
    prefix: Path,
}

impl Blobs {
    /// As configured.
    pub fn open(storage: &Storage) -> Result<Self> {
        match storage {
            Storage::Folder(folder) => Self::in_folder(folder),
            Storage::S3(bucket) => s3::open(bucket, s3::SILENCE),
        }
    }

    /// What is acknowledged is on the disk.
    fn in_folder(folder: &std::path::Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| {
            let message =
                format!("The folder for files {} can't be made: {error}. Set STORAGE_URL to one that you may write to.", folder.display());
            Error::refused(domain::Code::Unavailable, message)
        })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), signer: None, prefix: Path::default() })
    }

    /// Keeps bytes; answers with their SHA-256 in hexadecimal. Keeping them twice is keeping them once, and makes them young
    /// again: the row that will name them is not there yet.
    pub async fn put(&self, tenant: &TenantId, bytes: Bytes) -> Result<String> {
        let hash = sha256(&bytes);
        let path = self.path(tenant, &hash);
        match self.store.head(&path).await {
            Ok(there) if there.size == bytes.len() as u64 && Utc::now() - there.last_modified < GRACE / 2 => {}
            Ok(_) | Err(object_store::Error::NotFound { .. }) => self.write(&path, bytes).await?,
            Err(error) => return Err(error.into()),
        }
        Ok(hash)
    }

    /// Whole, or not at all. What S3 has of an upload that was cut off stays invisible; a rule of the bucket
    /// (`AbortIncompleteMultipartUpload`) removes it.
    async fn write(&self, path: &Path, mut bytes: Bytes) -> Result<()> {
        if bytes.len() <= PART {
            self.store.put(path, PutPayload::from_bytes(bytes)).await?;
            return Ok(());
        }
        let mut parts = WriteMultipart::new_with_chunk_size(self.store.put_multipart(path).await?, PART);
        while !bytes.is_empty() {
            if let Err(error) = parts.wait_for_capacity(PARTS_AT_ONCE).await {
                // The first error is the one that says what is wrong.
                let _ = parts.abort().await;
                return Err(error.into());
            }
            parts.put(bytes.split_to(PART.min(bytes.len())));
        }
        parts.finish().await?;
        Ok(())
    }

    /// The bytes, checked against their hash.
    pub async fn get(&self, tenant: &TenantId, hash: &str) -> Result<Bytes> {
        let bytes = self.store.get(&self.path(tenant, hash)).await?.bytes().await?;
        if sha256(&bytes) != hash {
            return Err(Error::Fault(format!("the stored object {hash} does not have the bytes that were put")));
        }
        Ok(bytes)
    }

    /// Unless they were put so lately that the row that names them may be on its way. Asks for the age at the last moment: who
    /// kept the same bytes again has made them young.
    pub(crate) async fn delete_older_than(&self, path: &Path, grace: Duration) -> Result<()> {
        match self.store.head(path).await {
            Ok(there) if Utc::now() - there.last_modified < grace => Ok(()),
            Ok(_) => self.remove(path).await,
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Where the objects of this age are; the last part of a path is the hash. What others keep in the same bucket is not ours to find.
    pub(crate) fn older_than(&self, grace: Duration) -> impl Stream<Item = Result<Path>> {
        let now = Utc::now();
        self.store.list(Some(&self.prefix)).filter_map(move |listed| {
            ready(match listed {
                Ok(object) => (now - object.last_modified >= grace && self.is_object(&object.location)).then_some(Ok(object.location)),
                Err(error) => Some(Err(error.into())),
            })
        })
    }

    /// An address of the store's own that sends these bytes as an attachment of this name, to whoever has it, for a few
    /// minutes. `None`: the store has no such addresses, read the bytes.
    pub async fn link(&self, tenant: &TenantId, hash: &str, file_name: &str, mime: &str) -> Result<Option<String>> {
        let Some(signer) = &self.signer else { return Ok(None) };
        let path = self.path(tenant, hash);
        // Whoever follows the address would be told of a failure in the words of the store.
        self.store.head(&path).await?;
        let said = [("response-content-disposition", disposition(file_name)), ("response-content-type", mime.to_owned())];
        let address = signer.signed_url_opts(Method::GET, &path, LINK, &SignedUrlOptions::new().with_query(said)).await?;
        Ok(Some(address.into()))
    }

    /// Whether the store can be asked at all, and has our bucket.
    pub async fn answers(&self) -> Result<()> {
        let nothing = self.prefix.clone().join("answers");
        let mut listed = self.store.list(Some(&nothing));
        match tokio::time::timeout(ANSWER, listed.next()).await {
            Ok(None | Some(Ok(_))) => Ok(()),
            Ok(Some(Err(error))) => Err(error.into()),
            Err(_) => Err(Error::Fault(format!("the object store did not answer in {ANSWER:?}"))),
        }
    }

    /// Whether the store is this database's: the first that asks owns it.
    pub(crate) async fn belongs_to(&self, database: &str) -> Result<bool> {
        let mark = self.prefix.clone().join("database");
        match self.store.get(&mark).await {
            Ok(there) => Ok(there.bytes().await? == database.as_bytes()),
            Err(object_store::Error::NotFound { .. }) => {
                self.store.put(&mark, PutPayload::from(database.to_owned())).await?;
                Ok(true)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// All that a tenant has, whether rows name it or not.
    pub(crate) fn all_of(&self, tenant: &TenantId) -> impl Stream<Item = Result<Path>> {
        let owner = sha256(tenant.as_str().as_bytes());
        self.store.list(Some(&self.prefix.clone().join(&owner[..32]))).map(|listed| Ok(listed?.location))
    }

    /// Removes bytes that no row names any more; removing them twice is fine.
    pub async fn delete(&self, tenant: &TenantId, hash: &str) -> Result<()> {
        self.remove(&self.path(tenant, hash)).await
    }

    /// What stands there.
    pub(crate) async fn remove(&self, path: &Path) -> Result<()> {
        match self.store.delete(path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Where an object is, or would be.
    pub(crate) fn path(&self, tenant: &TenantId, hash: &str) -> Path {
        let owner = sha256(tenant.as_str().as_bytes());
        [&owner[..32], hash.get(..2).unwrap_or("--"), hash].into_iter().fold(self.prefix.clone(), Path::join)
    }

    /// Whether [`Blobs::path`] makes such paths.
    fn is_object(&self, path: &Path) -> bool {
        let parts: Vec<_> = path.prefix_match(&self.prefix).into_iter().flatten().collect();
        let hexadecimal = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        match parts.iter().map(AsRef::as_ref).collect::<Vec<&str>>()[..] {
            [owner, two, hash] => hexadecimal(owner, 32) && hexadecimal(hash, 64) && hash[..2] == *two,
            _ => false,
        }
    }
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// As [`sha256`], of bytes that come a piece at a time.
#[derive(Clone, Default)]
pub(crate) struct Hashing {
    hasher: Sha256,
    size: u64,
}

impl Hashing {
    /// The next piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// How many they were, and the hash.
    pub fn end(self) -> (u64, String) {
        (self.size, hex(&self.hasher.finalize()))
    }
}

#[cfg(test)]
pub(crate) mod conformance;
