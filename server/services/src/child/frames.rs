//! Messages over a pipe: four bytes of length (big endian), then so many bytes. For a child that answers many requests.

use std::io::{Error, ErrorKind, Read, Result, Write};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// A message longer than this is refused, by either side.
pub const MAX_FRAME: usize = 64 << 20;

/// Child side: the next message, or `None` when the parent is gone.
pub fn read_frame(from: &mut impl Read) -> Result<Option<Vec<u8>>> {
    let mut head = [0; 4];
    match from.read_exact(&mut head) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let mut body = vec![0; length(head)?];
    from.read_exact(&mut body)?;
    Ok(Some(body))
}

/// Child side: answers.
pub fn write_frame(to: &mut impl Write, body: &[u8]) -> Result<()> {
    to.write_all(&head(body)?)?;
    to.write_all(body)?;
    to.flush()
}

/// Parent side: the next answer.
pub async fn receive(from: &mut (impl AsyncRead + Unpin)) -> Result<Vec<u8>> {
    let mut head = [0; 4];
    from.read_exact(&mut head).await?;
    let mut body = vec![0; length(head)?];
    from.read_exact(&mut body).await?;
    Ok(body)
}

/// Parent side: asks.
pub async fn send(to: &mut (impl AsyncWrite + Unpin), body: &[u8]) -> Result<()> {
    to.write_all(&head(body)?).await?;
    to.write_all(body).await?;
    to.flush().await
}

fn head(body: &[u8]) -> Result<[u8; 4]> {
    match u32::try_from(body.len()) {
        Ok(length) if body.len() <= MAX_FRAME => Ok(length.to_be_bytes()),
        _ => Err(too_long()),
    }
}

fn length(head: [u8; 4]) -> Result<usize> {
    let length = u32::from_be_bytes(head) as usize;
    if length <= MAX_FRAME { Ok(length) } else { Err(too_long()) }
}

fn too_long() -> Error {
    Error::new(ErrorKind::InvalidData, "a message between processes is too long")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_whole_and_the_end_is_seen() {
        let mut pipe = Vec::new();
        write_frame(&mut pipe, b"one").unwrap();
        write_frame(&mut pipe, b"").unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(read_frame(&mut from).unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(read_frame(&mut from).unwrap().as_deref(), Some(&b""[..]));
        assert_eq!(read_frame(&mut from).unwrap(), None);
    }

    #[test]
    fn a_length_beyond_the_limit_is_refused_before_memory_is_taken() {
        let mut from = &[0xff, 0xff, 0xff, 0xff, 1][..];
        assert_eq!(read_frame(&mut from).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}
