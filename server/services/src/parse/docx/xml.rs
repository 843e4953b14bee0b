//! Small helpers over `quick-xml`.

use super::package::broken;
use domain::Result;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements deeper than this are no document of a person.
const DEEPEST: usize = 1_000;

/// What happens in a part, element by element; names are without prefix.
pub(super) trait Visitor {
    /// An element begins.
    fn start(&mut self, name: &str, element: &BytesStart);
    /// It ends.
    fn end(&mut self, name: &str);
    /// Text stands in it.
    fn text(&mut self, _text: &str) {}
    /// Nothing more is wanted.
    fn full(&self) -> bool {
        false
    }
}

/// Walks a part from its beginning to its end. An entity of the document's own is dropped, never expanded.
pub(super) fn visit(part: &str, visitor: &mut impl Visitor) -> Result<()> {
    let mut reader = Reader::from_str(part);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0;
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(broken());
                }
                visitor.start(name(element.local_name().as_ref()), &element);
            }
            Event::End(element) => {
                depth -= 1;
                visitor.end(name(element.local_name().as_ref()));
            }
            Event::Text(text) => visitor.text(&text.decode().map_err(|_| broken())?),
            Event::CData(text) => visitor.text(&text.decode().map_err(|_| broken())?),
            Event::GeneralRef(entity) => {
                if let Ok(Some(c)) = entity.resolve_char_ref() {
                    visitor.text(c.encode_utf8(&mut [0; 4]));
                } else if let Ok(name) = entity.decode() {
                    visitor.text(match name.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "",
                    });
                }
            }
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(broken()) },
            _ => {}
        }
        if visitor.full() {
            return Ok(());
        }
    }
}

fn name(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or("")
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let attribute = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    let value = std::str::from_utf8(&attribute.value).ok()?;
    quick_xml::escape::unescape(value).ok().map(|value| value.into_owned())
}

/// `w:val` of a switch such as `w:b`: on unless it says otherwise.
pub(super) fn is_on(element: &BytesStart) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// `w:val` as a number.
pub(super) fn number(element: &BytesStart, name: &str) -> Option<f32> {
    attribute(element, name)?.parse().ok().filter(|number: &f32| number.is_finite())
}
