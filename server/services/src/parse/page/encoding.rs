//! The encoding of a page, as browsers find it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page its own word for its encoding may stand, in bytes.
const HEAD: usize = 1024;

/// The text of a page. A mark at its beginning goes before what its server says, that before what it says itself, and a page that
/// nobody says anything of is UTF-8 where it can be.
pub fn decode(bytes: &[u8], said: Option<&str>) -> String {
    let named = said.and_then(|name| Encoding::for_label(name.as_bytes())).or_else(|| of_itself(bytes));
    let guessed = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    // A mark is looked for by `decode` itself.
    named.unwrap_or_else(guessed).decode(bytes).0.into_owned()
}

fn of_itself(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let (_, name) = head.split_once("charset=")?;
    let name = name.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(name.len());
    // A page whose ASCII could be read up to here is not in UTF-16, whatever it says.
    Encoding::for_label(&name.as_bytes()[..end]).map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_that_is_said_of_it() {
        let latin = b"<meta charset=iso-8859-1><p>Caf\xe9</p>";
        assert!(decode(latin, None).contains("Café"));
        assert!(decode(b"<p>Caf\xe9</p>", None).contains("Café"));
        assert!(decode("<p>Café</p>".as_bytes(), None).contains("Café"));
        assert!(decode(b"<p>\x8ei</p>", Some("shift_jis")).contains('司'), "what the server says");
        assert!(decode(b"\xef\xbb\xbf<p>Caf\xc3\xa9</p>", Some("iso-8859-1")).contains("Café"), "the mark goes first");
        assert!(decode(b"<meta charset='utf-16'>Caf\xc3\xa9", None).contains("Café"), "it can't be");
        assert!(decode(b"<meta http-equiv=content-type content=\"text/html; charset=windows-1251\">\xd1", None).contains('С'));
    }
}
