//! The text of a run, cleaned: ligatures resolved, icon glyphs dropped, list markers of symbol fonts made plain.

use super::super::dates;
use super::super::structure::heading;
use super::Run;
use std::collections::BTreeMap;

/// Private glyphs that stand in front of three lines or more mark list items, unless most of them stand before dates or addresses:
/// then they are icons.
pub(super) fn drawn_markers(runs: &mut [Run]) {
    let mut seen: BTreeMap<char, (usize, usize)> = BTreeMap::new();
    let lead = |run: &Run| run.text.trim_start().chars().next().filter(|c| private(*c));
    for run in runs.iter() {
        let Some(c) = lead(run) else { continue };
        let own = run.text.trim_start()[c.len_utf8()..].trim();
        let beside = runs
            .iter()
            .filter(|other| other.page == run.page && (other.y - run.y).abs() < 0.4 * run.size && other.x > run.x && lead(other).is_none());
        let next = beside.min_by(|a, b| a.x.total_cmp(&b.x)).map_or("", |other| other.text.trim());
        let next = if own.is_empty() { next } else { own };
        let label = next.split_whitespace().count() < 3
            || next.contains('@')
            || !dates::find(next).is_empty()
            || next.split_whitespace().next().is_some_and(heading::weblike);
        let (all, labels) = seen.entry(c).or_default();
        *all += 1;
        *labels += usize::from(label);
    }
    seen.retain(|_, (all, labels)| *all >= 3 && *labels * 2 < *all);
    for run in runs.iter_mut().filter(|run| lead(run).is_some_and(|c| seen.contains_key(&c))) {
        let rest = run.text.trim_start().chars().skip(1).collect::<String>();
        run.text = format!("•{}{rest}", if rest.is_empty() || rest.starts_with(' ') { "" } else { " " });
    }
}

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

/// Some producers fill the space between two columns with blanks or a row of dots: the texts on both sides are runs of their own.
pub(super) fn split_wide(mut run: Run) -> Vec<Run> {
    if let Some(text) = without_leaders(&run.text) {
        run.text = text;
    }
    if run.text.trim().is_empty() {
        return Vec::new();
    }
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

/// "Title ........ 2019" with blanks in the place of the dots; `None` when there are no leaders.
pub(in crate::resume) fn without_leaders(text: &str) -> Option<String> {
    let leader = |c: char| matches!(c, '.' | '…' | '_' | '·' | '․');
    let mut chars: Vec<char> = text.chars().collect();
    let mut found = false;
    let mut at = 0;
    while at < chars.len() {
        let first = chars[at];
        let mut end = at;
        let mut dots = 0;
        // The dots may stand apart: ". . . . ."
        while end < chars.len() && (chars[end] == first || chars[end] == ' ' && end + 1 < chars.len() && chars[end + 1] == first) {
            dots += usize::from(chars[end] == first);
            end += 1;
        }
        if leader(first) && dots >= 4 {
            found = true;
            chars[at..end].fill(' ');
        }
        at = end.max(at + 1);
    }
    found.then(|| chars.into_iter().collect())
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
                    | 'ㅡ'
            ) || dingbat(c)
        }
        _ => false,
    }
}

/// Arrows, geometric shapes and dingbats: nothing else begins with one of them.
fn dingbat(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{25ff}' | '\u{2600}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}')
}

/// Pictures in the text: "📧 ada@example.org".
pub(in crate::resume) fn pictograph(c: char) -> bool {
    dingbat(c) || matches!(c, '\u{2300}'..='\u{23ff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}')
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
