//! Objects that are too large to be held: kept from a file, and read a piece at a time.

use super::{Blobs, Hashing, PART, PARTS_AT_ONCE};
use crate::{Error, Result};
use bytes::Bytes;
use domain::ids::TenantId;
use futures::StreamExt;
use futures::stream::BoxStream;
use object_store::{ObjectStoreExt, WriteMultipart};
use std::fs::File;
use tokio::io::AsyncReadExt;

impl Blobs {
    /// Keeps a file of which the hash is known, from its beginning.
    pub(crate) async fn put_file(&self, tenant: &TenantId, hash: &str, file: File, size: u64) -> Result<()> {
        let path = self.path(tenant, hash);
        let mut file = tokio::fs::File::from_std(file);
        if size <= PART as u64 {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).await?;
            return self.write(&path, bytes.into()).await;
        }
        let mut parts = WriteMultipart::new_with_chunk_size(self.store.put_multipart(&path).await?, PART);
        loop {
            let mut part = Vec::with_capacity(PART);
            let read = (&mut file).take(PART as u64).read_to_end(&mut part).await;
            let room = parts.wait_for_capacity(PARTS_AT_ONCE).await;
            match (read, room) {
                (Ok(0), Ok(())) => break,
                (Ok(_), Ok(())) => parts.put(part.into()),
                (read, room) => {
                    // The first error is the one that says what is wrong.
                    let _ = parts.abort().await;
                    room?;
                    read?;
                    return Err(Error::Fault("an object was not kept".to_owned()));
                }
            }
        }
        parts.finish().await?;
        Ok(())
    }

    /// How many bytes there are, and the bytes. The last piece comes only when all of them are those that were put.
    pub(crate) async fn stream(&self, tenant: &TenantId, hash: &str) -> Result<(u64, BoxStream<'static, Result<Bytes>>)> {
        let there = self.store.get(&self.path(tenant, hash)).await?;
        let size = there.meta.size;
        let checked = Checked { rest: there.into_stream(), held: None, hashing: Hashing::default(), hash: hash.to_owned() };
        let pieces =
            futures::stream::try_unfold(checked, |mut checked| async move { Ok(checked.next().await?.map(|piece| (piece, checked))) });
        Ok((size, pieces.boxed()))
    }
}

/// A stream that is one piece behind.
struct Checked {
    rest: BoxStream<'static, object_store::Result<Bytes>>,
    held: Option<Bytes>,
    hashing: Hashing,
    hash: String,
}

impl Checked {
    async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let Some(piece) = self.rest.next().await.transpose()? else {
                let (_, hash) = std::mem::take(&mut self.hashing).end();
                return match self.held.take() {
                    Some(_) if hash != self.hash => {
                        Err(Error::Fault(format!("the stored object {} does not have the bytes that were put", self.hash)))
                    }
                    last => Ok(last),
                };
            };
            self.hashing.add(&piece);
            if let Some(piece) = self.held.replace(piece) {
                return Ok(Some(piece));
            }
        }
    }
}
