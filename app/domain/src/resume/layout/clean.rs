//! The text of a run, cleaned: ligatures resolved, icon glyphs dropped, list markers of symbol fonts made plain.

use super::Run;

/// `None` when nothing is left to read.
pub(super) fn clean(run: Run) -> Option<Run> {
    let mut text = String::with_capacity(run.text.len());
    for c in run.text.chars() {
        match c {
            '\u{fb00}' => text.push_str("ff"),
            '\u{fb01}' => text.push_str("fi"),
            '\u{fb02}' => text.push_str("fl"),
            '\u{fb03}' => text.push_str("ffi"),
            '\u{fb04}' => text.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
            // Symbol and Wingdings bullets as Word embeds them.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f076}' | '\u{f06e}' | '\u{f06c}' | '\u{f071}' | '\u{f0a8}' => {
                text.push('•')
            }
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fffd}' | '\u{0}' => {}
            c if private(c) => {}
            '\t' => text.push(' '),
            c if c.is_control() => {}
            c => text.push(c),
        }
    }
    // A dropped icon in front leaves its blank behind.
    let text = if run.text.starts_with(|c: char| private(c) || c.is_control()) { text.trim_start().to_owned() } else { text };
    (!text.trim().is_empty() && run.x.is_finite() && run.y.is_finite() && run.width.is_finite() && run.size.is_finite())
        .then_some(Run { text, ..run })
}

/// Some producers fill the space between two columns with blanks: the texts on both sides are runs of their own.
pub(super) fn split_wide(run: Run) -> Vec<Run> {
    if !run.text.trim_start().contains("   ") {
        return vec![run];
    }
    let all = run.text.chars().count().max(1) as f32;
    let step = run.width / all;
    let mut runs = Vec::new();
    let mut start = 0;
    let chars: Vec<char> = run.text.chars().collect();
    while start < chars.len() {
        if chars[start].is_whitespace() {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < chars.len() && !chars[end..].iter().take(3).all(|c| c.is_whitespace()) {
            end += 1;
        }
        let text: String = chars[start..end].iter().collect();
        runs.push(Run { text, x: run.x + start as f32 * step, width: (end - start) as f32 * step, ..run.clone() });
        start = end;
    }
    runs
}

fn private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10fffd}')
}

/// A list marker alone.
pub(in crate::resume) fn marker(text: &str) -> bool {
    let text = text.trim();
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => {
            matches!(
                c,
                '•' | '·'
                    | '∙'
                    | '⋅'
                    | '▪'
                    | '▫'
                    | '◦'
                    | '‣'
                    | '⁃'
                    | '●'
                    | '○'
                    | '■'
                    | '□'
                    | '►'
                    | '▶'
                    | '▸'
                    | '➢'
                    | '➤'
                    | '→'
                    | '»'
                    | '✓'
                    | '✔'
                    | '✦'
                    | '❖'
                    | '◆'
                    | '◇'
                    | '–'
                    | '—'
                    | '-'
                    | '−'
                    | '*'
                    | 'o'
                    | '‐'
                    | '⦁'
                    | '⚫'
                    | '⬧'
                    | '›'
            )
        }
        _ => false,
    }
}

/// "1.", "2)", "(3)".
pub(in crate::resume) fn numbering(text: &str) -> bool {
    let text = text.trim().trim_start_matches('(');
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(&text[digits..], "." | ")")
}

/// Splits a list marker off the front of a text.
pub(in crate::resume) fn split_marker(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let (head, rest) = text.split_at(first.len_utf8());
    if !marker(head) {
        return None;
    }
    let sure = !matches!(first, '–' | '—' | '-' | '−' | '*' | 'o' | '‐' | '·' | '»' | '→' | '›');
    (rest.is_empty() || rest.starts_with(char::is_whitespace) || sure).then(|| (head, rest.trim_start()))
}
