//! Writes the zip, on a thread of its own: what it is given waits in a short queue, so that an archive of any size takes little memory.

use super::manifest::Member;
use crate::blobs::Hashing;
use crate::{Error, Result};
use bytes::Bytes;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use tokio::sync::{mpsc, oneshot};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Pieces that may wait.
const AHEAD: usize = 8;
/// Pieces are about as large.
const PIECE: usize = 256 << 10;

/// A zip that is being written.
pub(super) struct Pack {
    pieces: mpsc::Sender<Piece>,
    done: oneshot::Receiver<io::Result<Packed>>,
    member: Vec<u8>,
}

enum Piece {
    Begin { path: String, compressed: bool },
    Bytes(Bytes),
    End(oneshot::Sender<Member>),
    Finish,
}

/// A zip that is written. The file has no name any more: it is gone when it is let go of, whatever happens.
pub(super) struct Packed {
    pub file: File,
    pub size: u64,
    pub sha256: String,
}

impl Pack {
    /// In this folder, as a file that nobody else may read.
    pub fn begin(folder: &Path) -> Result<Self> {
        let file = nameless(folder)?;
        let (pieces, given) = mpsc::channel(AHEAD);
        let (tell, done) = oneshot::channel();
        tokio::task::spawn_blocking(move || {
            // Whoever began it may have gone.
            let _ = tell.send(write(file, given));
        });
        Ok(Self { pieces, done, member: Vec::new() })
    }

    /// A member of which the bytes come one after the other.
    pub async fn open(&mut self, path: String) -> Result<()> {
        self.give(Piece::Begin { path, compressed: true }).await
    }

    /// More of the open member.
    pub async fn add(&mut self, bytes: &[u8]) -> Result<()> {
        self.member.extend_from_slice(bytes);
        if self.member.len() < PIECE {
            return Ok(());
        }
        let piece = std::mem::take(&mut self.member).into();
        self.give(Piece::Bytes(piece)).await
    }

    /// The open member is whole.
    pub async fn close(&mut self) -> Result<Member> {
        let rest = std::mem::take(&mut self.member).into();
        self.give(Piece::Bytes(rest)).await?;
        let (tell, told) = oneshot::channel();
        self.give(Piece::End(tell)).await?;
        match told.await {
            Ok(member) => Ok(member),
            Err(_) => Err(self.fault().await),
        }
    }

    /// A member that is there as a whole. What is compressed already is not compressed again.
    pub async fn put(&mut self, path: String, bytes: Bytes) -> Result<Member> {
        let compressed = !(bytes.starts_with(b"PK") || bytes.starts_with(b"%PDF"));
        self.give(Piece::Begin { path, compressed }).await?;
        self.give(Piece::Bytes(bytes)).await?;
        self.close().await
    }

    /// Nothing more comes.
    pub async fn finish(self) -> Result<Packed> {
        // One that has failed says so below.
        let _ = self.pieces.send(Piece::Finish).await;
        self.done.await.map_err(|_| Error::Fault("the thread that wrote an archive is gone".to_owned()))?.map_err(Error::Io)
    }

    async fn give(&mut self, piece: Piece) -> Result<()> {
        if self.pieces.send(piece).await.is_err() {
            return Err(self.fault().await);
        }
        Ok(())
    }

    /// Why the thread stopped.
    async fn fault(&mut self) -> Error {
        match (&mut self.done).await {
            Ok(Err(error)) => Error::Io(error),
            _ => Error::Fault("the thread that wrote an archive stopped early".to_owned()),
        }
    }
}

/// In the folder as long as it takes to open it.
fn nameless(folder: &Path) -> io::Result<File> {
    let path = folder.join(format!(".archive-{}", crate::ids::hex(&crate::ids::random::<8>())));
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    Ok(file)
}

fn write(file: File, mut given: mpsc::Receiver<Piece>) -> io::Result<Packed> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o600).large_file(true);
    let mut zip = ZipWriter::new(BufWriter::new(file));
    let mut open: Option<(String, Hashing)> = None;
    while let Some(piece) = given.blocking_recv() {
        let nothing_open = || io::Error::other("bytes of no member");
        match piece {
            Piece::Begin { path, compressed } => {
                let method = if compressed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
                zip.start_file(&path, options.compression_method(method))?;
                open = Some((path, Hashing::default()));
            }
            Piece::Bytes(bytes) => {
                open.as_mut().ok_or_else(nothing_open)?.1.add(&bytes);
                zip.write_all(&bytes)?;
            }
            Piece::End(tell) => {
                let (path, hashing) = open.take().ok_or_else(nothing_open)?;
                let (size, sha256) = hashing.end();
                // Whoever asked may have gone.
                let _ = tell.send(Member { path, size, sha256 });
            }
            Piece::Finish => {
                let file = zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
                return hashed(file);
            }
        }
    }
    Err(io::Error::other("nobody wants the archive any more"))
}

fn hashed(mut file: File) -> io::Result<Packed> {
    let (mut hashing, mut buffer) = (Hashing::default(), vec![0; PIECE]);
    file.rewind()?;
    loop {
        match file.read(&mut buffer)? {
            0 => break,
            read => hashing.add(&buffer[..read]),
        }
    }
    file.rewind()?;
    let (size, sha256) = hashing.end();
    Ok(Packed { file, size, sha256 })
}
