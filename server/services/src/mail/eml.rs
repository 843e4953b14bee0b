//! Reads mails as [`super::message`] writes them: the head, and the part of the body that is text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::message::Mailbox;
use quoted_printable::ParseMode;

/// Opens each encoded word of a head (RFC 2047); lettre writes no others.
const WORD: &str = "=?utf-8?b?";

/// A mail, or a part of one.
pub(super) struct Eml {
    /// A line a field.
    head: String,
    body: String,
}

impl Eml {
    /// Of the bytes of a file, or the first of them.
    pub(super) fn read(bytes: &[u8]) -> Self {
        Self::of(&String::from_utf8_lossy(bytes))
    }

    fn of(text: &str) -> Self {
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((text, ""));
        Self { head: head.replace("\r\n ", " ").replace("\r\n\t", " "), body: body.to_owned() }
    }

    /// The address that it is to, in lower case.
    pub(super) fn receiver(&self) -> Option<String> {
        Some(self.field("To").parse::<Mailbox>().ok()?.email.to_string().to_lowercase())
    }

    /// One line.
    pub(super) fn subject(&self) -> String {
        let mut pieces = self.field("Subject").split(WORD);
        let mut subject = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (word, after) = piece.split_once("?=").unwrap_or((piece, ""));
            subject.push_str(&String::from_utf8_lossy(&STANDARD.decode(word).unwrap_or_default()));
            // A blank between two encoded words is part of neither.
            if !after.trim().is_empty() {
                subject.push_str(after);
            }
        }
        subject
    }

    /// The whole of it as text, which is the first of its parts.
    pub(super) fn text(&self) -> String {
        let boundary = self.field("Content-Type").split("boundary=\"").nth(1).and_then(|rest| rest.split('"').next());
        let Some(part) = boundary.and_then(|boundary| self.body.split(&format!("--{boundary}")).nth(1)) else { return String::new() };
        let part = Self::of(part.trim_start());
        String::from_utf8_lossy(&part.decoded()).replace("\r\n", "\n").trim().to_owned()
    }

    fn decoded(&self) -> Vec<u8> {
        match self.field("Content-Transfer-Encoding") {
            "quoted-printable" => quoted_printable::decode(&self.body, ParseMode::Robust).unwrap_or_default(),
            "base64" => STANDARD.decode(self.body.split_whitespace().collect::<String>()).unwrap_or_default(),
            _ => self.body.clone().into_bytes(),
        }
    }

    /// What the head says under this name; nothing where it does not.
    fn field(&self, name: &str) -> &str {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.find(|(called, _)| called.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
    }
}
