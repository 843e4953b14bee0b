//! Bytes by content: originals, files of workspaces, exports. Blob first, row second, delete last: a row never names
//! bytes that are not there.
//!
//! An object is named by its tenant and the SHA-256 of its bytes, so that the same bytes are kept once a tenant and no tenant
//! can tell what another has.

use crate::{Error, Result, ids::hex};
use bytes::Bytes;
use chrono::{Duration, Utc};
use domain::ids::TenantId;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Bytes younger than this are never swept away. By the store's clock, not ours: it says how old they are.
const GRACE: Duration = Duration::hours(1);

/// The object store.
#[derive(Clone, Debug)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
}

impl Blobs {
    /// In a folder; what is acknowledged is on the disk.
    pub fn in_folder(folder: &std::path::Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|error| {
            let message =
                format!("The folder for files {} can't be made: {error}. Set STORAGE_URL to one that you may write to.", folder.display());
            Error::refused(domain::Code::Unavailable, message)
        })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// Keeps bytes; answers with their SHA-256 in hexadecimal. Keeping them twice is keeping them once, and makes them young
    /// again: the row that will name them is not there yet.
    pub async fn put(&self, tenant: &TenantId, bytes: Bytes) -> Result<String> {
        let hash = sha256(&bytes);
        let path = path(tenant, &hash);
        match self.store.head(&path).await {
            Ok(there) if Utc::now() - there.last_modified < GRACE / 2 => {}
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {
                self.store.put(&path, PutPayload::from_bytes(bytes)).await?;
            }
            Err(error) => return Err(error.into()),
        }
        Ok(hash)
    }

    /// The bytes, checked against their hash.
    pub async fn get(&self, tenant: &TenantId, hash: &str) -> Result<Bytes> {
        let bytes = self.store.get(&path(tenant, hash)).await?.bytes().await?;
        if sha256(&bytes) != hash {
            return Err(Error::Fault(format!("the stored object {hash} does not have the bytes that were put")));
        }
        Ok(bytes)
    }

    /// As [`Blobs::delete`], unless they were put so lately that the row that names them may be on its way.
    pub async fn delete_old(&self, tenant: &TenantId, hash: &str) -> Result<()> {
        match self.store.head(&path(tenant, hash)).await {
            Ok(there) if Utc::now() - there.last_modified < GRACE => Ok(()),
            Ok(_) => self.delete(tenant, hash).await,
            Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the store can be asked at all.
    pub async fn answers(&self) -> Result<()> {
        match self.store.head(&Path::from("answers")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Removes bytes that no row names any more; removing them twice is fine.
    pub async fn delete(&self, tenant: &TenantId, hash: &str) -> Result<()> {
        match self.store.delete(&path(tenant, hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// In hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn path(tenant: &TenantId, hash: &str) -> Path {
    let owner = sha256(tenant.as_str().as_bytes());
    Path::from_iter([&owner[..32], hash.get(..2).unwrap_or("--"), hash])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TempDir;

    #[tokio::test]
    async fn what_is_put_can_be_read_by_its_tenant_only() {
        let dir = TempDir::new();
        let blobs = Blobs::in_folder(dir.path()).expect("a folder");
        let (mine, other) = (TenantId::new("a"), TenantId::new("b"));
        let hash = blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept");
        assert_eq!(blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept once"), hash);
        assert_eq!(&blobs.get(&mine, &hash).await.expect("there")[..], b"resume");
        assert!(blobs.get(&other, &hash).await.is_err());
        blobs.delete(&mine, &hash).await.expect("gone");
        blobs.delete(&mine, &hash).await.expect("still gone");
        assert!(blobs.get(&mine, &hash).await.is_err());
    }
}
