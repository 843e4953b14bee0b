//! Wide gaps inside one array of text: LibreOffice leaves room there for a sign of another font, "Lean ● SAP", and writes all such
//! signs of a line in one array of their own. Cut at the gaps, each text says where it stands.

/// A gap of this many thousandths of an em is no blank …
const WIDE: f32 = 600.0;
/// … and one of this many no letter-spacing either.
const FAR: f32 = 2500.0;

/// The content of a page with arrays of text cut at their wide gaps.
pub(super) fn cut(content: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while at < content.len() {
        match content[at] {
            b'(' | b'<' => at = string_end(content, at),
            b'[' => {
                let Some((end, cuts)) = array(content, at) else {
                    at += 1;
                    continue;
                };
                for cut in cuts {
                    out.extend_from_slice(&content[done..cut]);
                    out.extend_from_slice(b"]TJ[");
                    done = cut;
                }
                at = end;
            }
            b'%' => at += content[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(content.len() - at),
            _ => at += 1,
        }
    }
    if done == 0 {
        return None;
    }
    out.extend_from_slice(&content[done..]);
    Some(out)
}

/// Where an array of text ends and where it is to be cut, behind its wide gaps; none for other arrays.
fn array(content: &[u8], start: usize) -> Option<(usize, Vec<usize>)> {
    let mut at = start + 1;
    let mut gaps: Vec<(f32, usize)> = Vec::new();
    let mut glyphs = 0;
    loop {
        match *content.get(at)? {
            b']' => break,
            b'(' => {
                let end = string_end(content, at);
                glyphs += end.saturating_sub(at + 2);
                at = end;
            }
            b'<' => {
                let end = string_end(content, at);
                glyphs += end.saturating_sub(at + 2) / 2;
                at = end;
            }
            b'-' | b'+' | b'.' | b'0'..=b'9' => {
                let end = at + content[at..].iter().position(|byte| !matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9'))?;
                gaps.push((-std::str::from_utf8(&content[at..end]).ok()?.parse::<f32>().ok()?, end));
                at = end;
            }
            byte if byte.is_ascii_whitespace() => at += 1,
            _ => return None,
        }
    }
    let behind = content[at + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    if !content[at + 1 + behind..].starts_with(b"TJ") {
        return None;
    }
    // Where every letter stands apart the gaps are the look of the word.
    let few = gaps.iter().filter(|(gap, _)| *gap >= WIDE).count() * 4 <= glyphs;
    let cuts = gaps.into_iter().filter(|(gap, _)| *gap >= FAR || few && *gap >= WIDE).map(|(_, end)| end).collect();
    Some((at + 1, cuts))
}

/// Behind the end of a string, literal or hexadecimal; a dictionary's brackets are passed one by one.
fn string_end(content: &[u8], start: usize) -> usize {
    if content[start] == b'<' {
        if content.get(start + 1) == Some(&b'<') {
            return start + 2;
        }
        return content[start..].iter().position(|byte| *byte == b'>').map_or(content.len(), |length| start + length + 1);
    }
    let mut depth = 0;
    let mut at = start;
    while at < content.len() {
        match content[at] {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    content.len()
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn text(content: &[u8]) -> Option<String> {
        cut(content).map(|content| String::from_utf8(content).expect("ASCII"))
    }

    #[test]
    fn text_around_a_sign_of_another_font_is_cut_at_the_sign() {
        let signs = "[<01>-6851<01>-6156<01>]TJ";
        assert_eq!(text(b"[(Lean ) -872 (SAP)3( S/4)] TJ").as_deref(), Some("[(Lean ) -872]TJ[ (SAP)3( S/4)] TJ"));
        assert_eq!(text(signs.as_bytes()).as_deref(), Some("[<01>-6851]TJ[<01>-6156]TJ[<01>]TJ"));
    }

    #[test]
    fn letter_spacing_dashes_and_strings_stay_as_they_are() {
        assert_eq!(text(b"[(C)-700(V)-700(s)]TJ [3000 -3000] 0 d ([a] -900 TJ) Tj"), None);
    }
}
