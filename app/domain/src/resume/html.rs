//! HTML as lines of text: enough for the fields of other resume programs and for job pages that were saved or pasted. Not a
//! parser of pages: tags end lines or go, scripts and styles go, entities are resolved.

use crate::text::squeeze;

/// A line of text out of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlLine {
    /// Squeezed; never empty.
    pub text: String,
    /// Of a list.
    pub bullet: bool,
    /// The level of a heading.
    pub heading: Option<u8>,
}

/// Whether a text is HTML rather than words with a `<` in them.
pub fn is_html(text: &str) -> bool {
    let text = text.get(..text.len().min(4000)).unwrap_or(text).to_ascii_lowercase();
    ["<!doctype html", "<html", "<body", "<p>", "<p ", "<ul>", "<li>", "<div>", "<div ", "<br>", "<br/>", "<br />", "<h1", "<h2"]
        .iter()
        .any(|tag| text.contains(tag))
}

/// The lines that say something.
pub fn lines(html: &str) -> Vec<HtmlLine> {
    let mut out = Vec::new();
    let mut line = HtmlLine::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        line.text.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        let inside = &rest[1..end];
        let name: String =
            inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        if name.is_empty() && !inside.starts_with(['/', '!', '?']) {
            // "a < b" is text.
            line.text.push('<');
            rest = &rest[1..];
            continue;
        }
        rest = &rest[end + 1..];
        let closing = inside.starts_with('/');
        match name.as_str() {
            "script" | "style" | "noscript" | "template" | "svg" if !closing && !inside.ends_with('/') => rest = skip(rest, &name),
            "p" | "div" | "br" | "ul" | "ol" | "li" | "tr" | "table" | "section" | "article" | "header" | "footer" | "main" | "nav"
            | "aside" | "dt" | "dd" | "dl" | "hr" | "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "form" | "blockquote" | "pre" => {
                flush(&mut line, &mut out);
                match (name.as_bytes(), closing) {
                    (b"li", _) => line.bullet = !closing,
                    ([b'h', level @ b'1'..=b'6'], false) => line.heading = Some(level - b'0'),
                    _ => {}
                }
            }
            "td" | "th" | "option" => line.text.push(' '),
            _ => {}
        }
    }
    line.text.push_str(rest);
    flush(&mut line, &mut out);
    out
}

fn flush(line: &mut HtmlLine, out: &mut Vec<HtmlLine>) {
    let text = squeeze(&entities(&line.text));
    if text.is_empty() {
        // An item that has said nothing yet still is one.
        line.text.clear();
        line.heading = None;
    } else {
        out.push(HtmlLine { text, ..std::mem::take(line) });
    }
}

/// What stands behind the closing tag.
fn skip<'a>(rest: &'a str, name: &str) -> &'a str {
    let close = format!("</{name}");
    let at = rest.as_bytes().windows(close.len()).position(|part| part.eq_ignore_ascii_case(close.as_bytes()));
    at.and_then(|at| rest[at..].split_once('>')).map_or("", |(_, after)| after)
}

/// Resolves the entities that occur in running text.
pub fn entities(text: &str) -> String {
    const NAMED: [(&str, &str); 20] = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", " "),
        ("middot", "·"),
        ("bull", "•"),
        ("ndash", "–"),
        ("mdash", "—"),
        ("hellip", "…"),
        ("lsquo", "‘"),
        ("rsquo", "’"),
        ("ldquo", "“"),
        ("rdquo", "”"),
        ("eacute", "é"),
        ("uuml", "ü"),
        ("ouml", "ö"),
        ("auml", "ä"),
        ("copy", "©"),
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let resolved = rest.bytes().take(11).position(|byte| byte == b';').and_then(|end| {
            let name = &rest[1..end];
            let plain = match name.strip_prefix('#') {
                Some(number) => {
                    let code = match number.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok(),
                        None => number.parse().ok(),
                    };
                    code.and_then(char::from_u32).filter(|c| !c.is_control()).map(String::from)
                }
                None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, plain)| (*plain).to_owned()),
            };
            plain.map(|plain| (plain, end + 1))
        });
        match resolved {
            Some((plain, length)) => {
                out.push_str(&plain);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_lines_and_lists_keep_their_items() {
        let html =
            "<h2>About</h2><p>One &amp; <b>two</b></p><ul><li><p>Cut costs by 5&nbsp;%</p></li><li>Led</li></ul><script>x<y</script>a < b";
        let lines: Vec<_> = lines(html).into_iter().map(|line| (line.text, line.bullet, line.heading)).collect();
        let line = |text: &str, bullet, heading| (text.to_owned(), bullet, heading);
        assert_eq!(
            lines,
            [
                line("About", false, Some(2)),
                line("One & two", false, None),
                line("Cut costs by 5 %", true, None),
                line("Led", true, None),
                line("a < b", false, None)
            ]
        );
    }
}
