//! How the child is talked to: frames on standard input and output.
//!
//! ```text
//! request   u32 length (big endian) │ RenderRequest as JSON
//! reply     u32 length (big endian) │ RenderReply as JSON
//!           u32 length (big endian) │ the file; empty when there is none
//! ```
//!
//! The end of the input ends the loop. A request that can't be rendered gets a reply with `error`; one that
//! can't be read as a frame ends the loop with an error, because what follows would be read wrongly.

use crate::{Error, Rendered, Renderer};
use domain::export::{RenderReply, RenderRequest};
use std::io::{self, ErrorKind, Read, Write};

/// Longer requests are refused: no resume is that long.
const LONGEST: u32 = 8 << 20;

/// Answers requests until the input ends.
pub fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let mut renderer = Renderer::default();
    while let Some(frame) = read_frame(&mut input)? {
        let (reply, bytes) = answer(&mut renderer, &frame);
        write_frame(&mut output, &serde_json::to_vec(&reply)?)?;
        write_frame(&mut output, &bytes)?;
        output.flush()?;
    }
    Ok(())
}

fn answer(renderer: &mut Renderer, frame: &[u8]) -> (RenderReply, Vec<u8>) {
    let failed = |pages, error| (RenderReply { pages, error: Some(error), ..RenderReply::default() }, Vec::new());
    let request = match serde_json::from_slice::<RenderRequest>(frame) {
        Ok(request) => request,
        Err(error) => return failed(0, format!("the request can't be read: {error}")),
    };
    match renderer.render(&request) {
        Ok(Rendered { pages, undisplayable, bytes }) => (RenderReply { pages, undisplayable, error: None }, bytes),
        // The parent tells a missing page from a fault of ours by the number of pages.
        Err(error @ Error::NoSuchPage { pages, .. }) => failed(pages, error.to_string()),
        Err(error) => failed(0, error.to_string()),
    }
}

fn write_frame(output: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let length = u32::try_from(frame.len()).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    output.write_all(&length.to_be_bytes())?;
    output.write_all(frame)
}

/// `None` at the end of the input.
fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    if input.read(&mut length[..1])? == 0 {
        return Ok(None);
    }
    input.read_exact(&mut length[1..])?;
    let length = u32::from_be_bytes(length);
    if length > LONGEST {
        return Err(io::Error::new(ErrorKind::InvalidData, "the request is too long"));
    }
    let mut frame = vec![0; length as usize];
    input.read_exact(&mut frame)?;
    Ok(Some(frame))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::export::{RenderOutput, Template};
    use domain::resume::{Contact, Document};

    fn frame(bytes: &[u8]) -> Vec<u8> {
        let mut frame = Vec::new();
        write_frame(&mut frame, bytes).expect("a vector takes everything");
        frame
    }

    #[test]
    fn every_request_gets_a_reply_and_a_bad_one_does_not_end_the_loop() {
        let document = Document { contact: Contact { name: "Alex Chen".into(), ..Contact::default() }, ..Document::default() };
        let ask =
            |page| RenderRequest { document: document.clone(), template: Template::Classic, output: RenderOutput::Png { page, scale: 20 } };
        let mut input = frame(b"{}");
        input.extend(frame(&serde_json::to_vec(&ask(9)).expect("JSON")));
        input.extend(frame(&serde_json::to_vec(&ask(1)).expect("JSON")));
        let mut output = Vec::new();
        serve(input.as_slice(), &mut output).expect("the loop ends with its input");

        let mut output = output.as_slice();
        let mut next = || {
            let reply: RenderReply = serde_json::from_slice(&read_frame(&mut output).expect("whole").expect("a reply")).expect("JSON");
            (reply, read_frame(&mut output).expect("whole").expect("a file"))
        };
        assert!(next().0.error.is_some_and(|error| error.contains("can't be read")));
        let (reply, file) = next();
        assert!(reply.error.is_some_and(|error| error.contains("1 pages; page 9")) && file.is_empty());
        let (reply, file) = next();
        assert_eq!(reply, RenderReply { pages: 1, ..RenderReply::default() });
        assert!(file.starts_with(b"\x89PNG"));
    }
}
