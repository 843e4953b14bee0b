//! A stored file on its way to whoever has a link to it.

use crate::{Download, Result, Services, Via, accounts};
use bytes::Bytes;
use domain::ids::TenantId;
use futures::StreamExt;
use futures::stream::BoxStream;

/// More is sent a piece at a time.
const WHOLE: u64 = 16 << 20;

/// The file behind a link of ours.
pub enum Delivery {
    /// To be sent.
    Here(Download),
    /// To be sent as it is read.
    Pieces(Pieces),
    /// At an address of the object store that holds for a few minutes.
    There(String),
}

/// A file that is too large to be held.
pub struct Pieces {
    /// For `Content-Disposition`.
    pub file_name: String,
    /// Media type.
    pub mime: String,
    /// In bytes.
    pub size: u64,
    /// It fails before its end when the bytes are not those that were put.
    pub bytes: BoxStream<'static, Result<Bytes>>,
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pieces({} bytes)", self.size)
    }
}

impl Delivery {
    /// The object of that hash, under that name.
    ///
    /// What `via` let in ends with that: it is not to be had at an address of the store's own, which can't be taken back when somebody logs out, and is
    /// cut off where it is still being sent.
    pub(crate) async fn of(
        services: &Services,
        tenant: &TenantId,
        sha256: &str,
        file_name: &str,
        mime: &str,
        via: Option<&Via>,
    ) -> Result<Self> {
        if via.is_none()
            && let Some(address) = services.blobs.link(tenant, sha256, file_name, mime).await?
        {
            return Ok(Self::There(address));
        }
        let (file_name, mime) = (file_name.to_owned(), mime.to_owned());
        let (size, bytes) = services.blobs.stream(tenant, sha256).await?;
        if size > WHOLE {
            let bytes = match via {
                Some(via) => bytes.take_until(accounts::until_taken_back(services.clone(), via.clone())).boxed(),
                None => bytes,
            };
            return Ok(Self::Pieces(Pieces { file_name, mime, size, bytes }));
        }
        let bytes = services.blobs.get(tenant, sha256).await?;
        Ok(Self::Here(Download { file_name: file_name.into(), mime, bytes }))
    }
}
