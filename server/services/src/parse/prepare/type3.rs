//! Type 3 fonts, whose glyphs are little drawings.
//!
//! Chromium writes fonts so that it can't embed otherwise, set upside down in a turned frame: `pdf-inspector` then takes the baseline for
//! one that is a size too low. Where all of a font's characters are private ones it is a font of icons. TeX without outline
//! fonts writes bitmaps whose glyphs are named after their numbers, `a65`, which elsewhere are the names of dingbats.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::fmt::Write;

/// No resume has more fonts.
const MOST_FONTS: usize = 64;

/// Settles all type 3 fonts of a document. Says whether something was changed.
pub(super) fn settle(document: &mut Document) -> bool {
    let fonts: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(|(_, object)| {
            object.as_dict().is_ok_and(|font| font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type3"))
        })
        .map(|(id, _)| *id)
        .take(MOST_FONTS)
        .collect();
    let mut changed = false;
    for id in fonts {
        changed |= upright(document, id);
        changed |= without_icons(document, id);
        changed |= with_letters(document, id).is_some();
    }
    changed
}

/// Turns the drawings of a font: only where its text stands matters here.
fn upright(document: &mut Document, id: ObjectId) -> bool {
    let Ok(font) = document.get_dictionary_mut(id) else { return false };
    let Ok(Object::Array(matrix)) = font.get_mut(b"FontMatrix") else { return false };
    let Some(height) = matrix.get_mut(3) else { return false };
    match height.as_float() {
        Ok(down) if down < 0.0 => {
            *height = Object::Real(-down);
            true
        }
        _ => false,
    }
}

/// Icons say nothing: their font's characters become blanks.
fn without_icons(document: &mut Document, id: ObjectId) -> bool {
    let map = document.get_dictionary(id).and_then(|font| font.get(b"ToUnicode")).and_then(Object::as_reference);
    let Ok(Ok(Object::Stream(stream))) = map.map(|map| document.get_object_mut(map)) else { return false };
    let Some(text) = stream.get_plain_content().ok().and_then(|text| String::from_utf8(text).ok()) else { return false };
    let Some(blank) = blanked(&text) else { return false };
    stream.dict.remove(b"Filter");
    stream.dict.remove(b"DecodeParms");
    stream.set_plain_content(blank.into_bytes());
    true
}

/// A map from glyphs to private characters only, with blanks in their place.
fn blanked(map: &str) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut inside, mut found) = (false, false);
    for line in map.lines() {
        let ends = line.trim_start().starts_with("end");
        inside &= !ends;
        let character = line.rsplit_once('<').and_then(|(_, rest)| rest.trim_end().strip_suffix('>')).filter(|_| inside);
        match character {
            Some(hex) => {
                let code = u32::from_str_radix(hex, 16).ok()?;
                if !(0xE000..=0xF8FF).contains(&code) {
                    return None;
                }
                found = true;
                lines.push(format!("{}<0020>", line.rsplit_once('<').map_or("", |(front, _)| front)));
            }
            None => lines.push(line.to_owned()),
        }
        inside |= line.trim_end().ends_with("beginbfchar") || line.trim_end().ends_with("beginbfrange");
    }
    found.then(|| lines.join("\n"))
}

/// Gives a font whose glyphs have numbers for names the letters of TeX's encoding.
fn with_letters(document: &mut Document, id: ObjectId) -> Option<()> {
    let font = document.get_dictionary(id).ok()?;
    if font.has(b"ToUnicode") {
        return None;
    }
    let encoding = match font.get(b"Encoding").ok()? {
        Object::Reference(id) => document.get_dictionary(*id).ok()?,
        other => other.as_dict().ok()?,
    };
    let codes = numbered(encoding)?;
    let text = codes.iter().any(|code| code.is_ascii_alphanumeric() || *code >= 0xC0);
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /TeX def /CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n",
    );
    for part in codes.chunks(100) {
        writeln!(map, "{} beginbfchar", part.len()).ok()?;
        for code in part {
            let letters = if text { CORK.get(usize::from(*code)).copied().unwrap_or(" ") } else { sign(*code) };
            write!(map, "<{code:02X}> <").ok()?;
            for unit in letters.encode_utf16() {
                write!(map, "{unit:04X}").ok()?;
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap CMapName currentdict /CMap defineresource pop end end\n");
    let map = document.add_object(Stream::new(Dictionary::new(), map.into_bytes()));
    document.get_dictionary_mut(id).ok()?.set("ToUnicode", map);
    Some(())
}

/// The codes of an encoding whose glyphs are all named after them.
fn numbered(encoding: &Dictionary) -> Option<Vec<u8>> {
    let mut codes = Vec::new();
    let mut next = 0_i64;
    for item in encoding.get(b"Differences").and_then(Object::as_array).ok()? {
        match item {
            Object::Integer(code) => next = *code,
            Object::Name(name) => {
                if name != b".notdef" {
                    let number: i64 = std::str::from_utf8(name.strip_prefix(b"a")?).ok()?.parse().ok()?;
                    if number != next {
                        return None;
                    }
                    codes.push(u8::try_from(number).ok()?);
                }
                next += 1;
            }
            _ => return None,
        }
    }
    (!codes.is_empty()).then_some(codes)
}

/// A font without letters holds TeX's text companion signs.
fn sign(code: u8) -> &'static str {
    match code {
        15 | 136 => "•",
        1 | 183 => "·",
        191 => "€",
        _ => " ",
    }
}

/// TeX's Cork encoding, T1.
#[rustfmt::skip]
const CORK: [&str; 256] = [
    "`", "´", "ˆ", "˜", "¨", "˝", "˚", "ˇ", "˘", "¯", "˙", "¸", "˛", "‚", "‹", "›",
    "“", "”", "„", "«", "»", "–", "—", "", "₀", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl",
    " ", "!", "\"", "#", "$", "%", "&", "’", "(", ")", "*", "+", ",", "-", ".", "/",
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ":", ";", "<", "=", ">", "?",
    "@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
    "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z", "[", "\\", "]", "^", "_",
    "‘", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o",
    "p", "q", "r", "s", "t", "u", "v", "w", "x", "y", "z", "{", "|", "}", "~", "-",
    "Ă", "Ą", "Ć", "Č", "Ď", "Ě", "Ę", "Ğ", "Ĺ", "Ľ", "Ł", "Ń", "Ň", "Ŋ", "Ő", "Ŕ",
    "Ř", "Ś", "Š", "Ş", "Ť", "Ţ", "Ű", "Ů", "Ÿ", "Ź", "Ž", "Ż", "Ĳ", "İ", "đ", "§",
    "ă", "ą", "ć", "č", "ď", "ě", "ę", "ğ", "ĺ", "ľ", "ł", "ń", "ň", "ŋ", "ő", "ŕ",
    "ř", "ś", "š", "ş", "ť", "ţ", "ű", "ů", "ÿ", "ź", "ž", "ż", "ĳ", "¡", "¿", "£",
    "À", "Á", "Â", "Ã", "Ä", "Å", "Æ", "Ç", "È", "É", "Ê", "Ë", "Ì", "Í", "Î", "Ï",
    "Ð", "Ñ", "Ò", "Ó", "Ô", "Õ", "Ö", "Œ", "Ø", "Ù", "Ú", "Û", "Ü", "Ý", "Þ", "ẞ",
    "à", "á", "â", "ã", "ä", "å", "æ", "ç", "è", "é", "ê", "ë", "ì", "í", "î", "ï",
    "ð", "ñ", "ò", "ó", "ô", "õ", "ö", "œ", "ø", "ù", "ú", "û", "ü", "ý", "þ", "ß",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_icons_is_blanked_and_one_with_letters_stays() {
        let icons = "2 beginbfchar\n<4A> <F041>\n<96> <F095>\nendbfchar\nendcmap";
        assert_eq!(blanked(icons).as_deref(), Some("2 beginbfchar\n<4A> <0020>\n<96> <0020>\nendbfchar\nendcmap"));
        assert_eq!(blanked(&icons.replace("F095", "0041")), None);
    }

    #[test]
    fn the_cork_table_has_its_letters_in_their_places() {
        assert_eq!((CORK[65], CORK[27], CORK[21], CORK[233], CORK[170]), ("A", "ff", "–", "é", "ł"));
    }
}
