//! Which line goes on with the line in front of it.
//!
//! Programs fill lines greedily: a line was broken because the next word did not fit. So a line continues when its first word
//! would not have fitted behind the line in front. Text that hangs under a list item continues it.

use super::super::dates;
use super::super::structure::{self, RawLine, heading};
use super::Run;
use super::columns::Region;
use super::rows::{self, Row};

/// The lines of all regions in order, with `continues`, `glued` and `gap` set.
pub(super) fn mark(regions: Vec<Region>, body: f32) -> Vec<RawLine> {
    let cells: Vec<bool> = regions.iter().map(|region| region.cell).collect();
    let regions: Vec<(Vec<Row>, u8)> = regions.into_iter().map(|region| (rows::rows(region.pieces), region.column)).collect();
    let blanks = trailing_blanks(&regions);
    // Words that stand inside lines: the end of a line is no half of a word when it is one of them.
    let mut vocabulary: std::collections::HashSet<String> = COMMON.iter().map(|word| (*word).to_owned()).collect();
    for run in regions.iter().flat_map(|(rows, _)| rows).flat_map(Row::runs) {
        let words: Vec<&str> = run.text.split_whitespace().collect();
        vocabulary.extend(
            words
                .iter()
                .take(words.len().saturating_sub(1))
                .map(|word| crate::text::fold(word.trim_matches(|c: char| !c.is_alphanumeric()))),
        );
    }
    let edges: Vec<(f32, f32)> =
        regions.iter().zip(&cells).filter(|(_, cell)| **cell).map(|((rows, _), _)| (left_edge(rows), right_edge(rows))).collect();
    let mut lines = Vec::new();
    for ((rows, column), cell) in regions.into_iter().zip(cells) {
        let pitch = pitch(&rows, body);
        let left = left_edge(&rows);
        // Cells of a table share their right edge: a short list beside its title says nothing about the width.
        let beside = |(other, _): &&(f32, f32)| cell && *other < left + 3.0 && *other > left - 2.5 * body;
        let right = edges.iter().filter(beside).map(|(_, right)| *right).fold(right_edge(&rows), f32::max);
        let numbered =
            rows.iter().filter(|row| row.runs().next().is_some_and(|run| super::clean::numbering(first_word(&run.text)))).count() > 1;
        let listing = listing(&rows);
        // Where the text of the open list item begins.
        let mut hang: Option<f32> = None;
        for (index, row) in rows.iter().enumerate() {
            let mut line = rows::line(row, left, body);
            line.column = column;
            if numbered && !line.bullet {
                number(&mut line);
            }
            if let Some(before) = index.checked_sub(1).map(|before| &rows[before]) {
                let step = if before.page() == row.page() { before.y() - row.y() } else { pitch };
                line.gap = ((step - pitch) / pitch).max(0.0);
                if !line.bullet
                    && goes_on(
                        before,
                        row,
                        hang,
                        Frame { left, right, body, pitch, step, ragged: ragged(&rows, row, right), listing: listing[index], cell },
                    )
                {
                    line.continues = true;
                    line.glued = glued(before, row, blanks, right, |word| vocabulary.contains(&crate::text::fold(word)));
                }
            }
            if let Some((_, x)) = row.marker() {
                hang = Some(x);
            } else if line.bullet {
                hang = hang_of_number(row, rows.get(index + 1));
            } else if !line.continues {
                hang = None;
            }
            lines.push(line);
        }
    }
    lines
}

const COMMON: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "that", "the", "their", "to", "was", "were",
    "which", "while", "with", "your", "our", "its", "all", "per", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "mit",
    "und", "von", "im", "am", "zu", "zur", "auf", "bei", "oder", "la", "le", "les", "de", "du", "et", "en", "un", "une", "pour", "par",
    "dans", "sur", "avec", "el", "los", "las", "y", "con", "para", "por", "del", "una", "e", "o", "os", "da", "do", "dos", "das", "em",
    "com", "il", "di", "che", "per", "een", "het", "van", "voor", "met",
];

/// What the second halves of broken words end in.
const ENDINGS: &[&str] = &[
    "sion", "sions", "tion", "tions", "ment", "ments", "ing", "ings", "ed", "ly", "ness", "able", "ible", "ity", "ties", "ies", "ers",
    "er", "al", "ous", "ive", "es", "ance", "ence", "ical", "ized", "ised", "ture", "gen", "ten", "ung", "heit", "keit", "lich", "isch",
    "mente", "ción", "dade", "zione",
];

struct Frame {
    left: f32,
    right: f32,
    body: f32,
    pitch: f32,
    step: f32,
    /// Most lines with this left edge end well before the right edge.
    ragged: bool,
    /// In a section of which each line is an item.
    listing: bool,
    /// In the cell of a table: a place below a name is another thing.
    cell: bool,
}

fn ragged(rows: &[Row], row: &Row, right: f32) -> bool {
    let ends: Vec<f32> = rows.iter().filter(|other| (other.x() - row.x()).abs() < 1.0).map(Row::end).collect();
    let short = ends.iter().filter(|end| **end - row.x() < 0.62 * (right - row.x())).count();
    ends.len() >= 3 && short * 10 >= ends.len() * 6
}

/// Of each row, whether it stands under a heading whose lines are one skill or language each: short, and nothing parts them.
fn listing(rows: &[Row]) -> Vec<bool> {
    use crate::resume::SectionKind::{Interests, Languages, Skills};
    let texts: Vec<String> = rows.iter().map(|row| row.runs().map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")).collect();
    let topics: Vec<Option<heading::Topic>> = texts.iter().map(|text| heading::by_words(text)).collect();
    let mut listing = vec![false; rows.len()];
    let mut at = 0;
    while at < rows.len() {
        let end = (at + 1..rows.len()).find(|next| topics[*next].is_some()).unwrap_or(rows.len());
        let item =
            |text: &String| text.split_whitespace().count() <= 4 && !text.contains([',', ';', '|', '•', '·', ':']) && !text.contains(" / ");
        if matches!(topics[at], Some(heading::Topic::Section(Skills | Languages | Interests))) && texts[at + 1..end].iter().all(item) {
            listing[at + 1..end].fill(true);
        }
        at = end;
    }
    listing
}

/// Whether the last cell of a row, behind a date or label, was filled and goes on in a row of its own below.
fn cell_goes_on(before: &Row, row: &Row, frame: &Frame) -> bool {
    let runs: Vec<&Run> = before.runs().collect();
    let gap = (1..runs.len()).rev().find(|at| runs[*at].x - runs[at - 1].end() > 0.65 * runs[*at].size);
    let (Some(gap), Some(first)) = (gap, row.runs().next()) else { return false };
    let cell = &runs[gap..];
    let (Some(start), Some(last)) = (cell.first(), cell.last()) else { return false };
    let text: String = cell.iter().map(|run| run.text.as_str()).collect();
    let word = first_word(&first.text);
    let address = |text: &str| text.split_whitespace().any(|word| word.contains('@') || heading::weblike(word));
    let need = first.width * word.chars().count() as f32 / first.text.chars().count().max(1) as f32 + 0.22 * first.size;
    (start.x - first.x).abs() < 0.3 * first.size
        && row.marker().is_none()
        && !tabbed(row)
        && last.bold == first.bold
        && last.italic == first.italic
        && (last.size / first.size - 1.0).abs() < 0.06
        && !dates::mostly(&text)
        && !address(&text)
        && !text.trim_end().ends_with(['.', ':'])
        && (first.text.trim_start().starts_with(char::is_lowercase) || !ends_in_place(&text))
        && last.end() - trailing(last) + need > frame.right - 0.1 * first.size
}

/// Whether the first cell of a row was filled up to the date or place at its right and goes on below: "Web Development … May 2020".
fn first_cell_goes_on(before: &Row, row: &Row) -> bool {
    let main = main_runs(before);
    let beside = before.runs().nth(main.len());
    let (Some(last), Some(beside), Some(first)) = (main.last(), beside, row.runs().next()) else { return false };
    let word = first_word(&first.text);
    let need = first.width * word.chars().count() as f32 / first.text.chars().count().max(1) as f32;
    before.marker().is_none()
        && row.marker().is_none()
        && !tabbed(row)
        && (before.x() - row.x()).abs() < 0.3 * first.size
        && last.bold == first.bold
        && last.italic == first.italic
        && (last.size / first.size - 1.0).abs() < 0.06
        && !dates::mostly(&last.text)
        && (dates::mostly(&beside.text) || structure::contact_like(&beside.text))
        && row.end() < beside.x
        && last.end() - trailing(last) + need > beside.x - 1.6 * first.size
}

/// Where an address may be cut.
const CUT: [char; 4] = ['-', '\u{2010}', '/', '_'];

/// "… | linkedin.com/in/ada-" above "holm": an address at the right edge that was cut at one of its signs.
fn address_goes_on(before: &Row, row: &Row, frame: &Frame) -> bool {
    let (Some(last), Some(first)) = (before.runs().last(), row.runs().next()) else { return false };
    let word = last.text.split_whitespace().last().unwrap_or("");
    let rest = first_word(&first.text);
    let cut = heading::weblike(word.trim_end_matches(CUT)) && word.ends_with(CUT);
    cut && tabbed(before)
        && row.runs().count() == 1
        && rest.len() == first.text.trim().len()
        && !rest.contains('@')
        && rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && last.end() > frame.right - 4.0 * last.size
        && (last.size / first.size - 1.0).abs() < 0.15
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or("")
}

/// "1. Adaptive quantization" in a list of such lines.
fn number(line: &mut RawLine) {
    if let Some(first) = line.segments.first_mut() {
        let word = first_word(&first.text).to_owned();
        if super::clean::numbering(&word) && heading::by_words(&first.text).is_none() {
            first.text = first.text.trim_start()[word.len()..].trim_start().to_owned();
            line.marker = word;
            line.bullet = true;
        }
    }
}

/// "ada@example." above "com": an e-mail address that a narrow column broke.
fn broken_mail(above: &str, next: &str) -> bool {
    let Some((name, host)) = above.split_once('@') else { return false };
    let whole = format!("{above}{next}");
    !name.is_empty()
        && (host.is_empty() || host.ends_with(['.', '-']) || !host.contains('.'))
        && !next.contains('@')
        && !next.starts_with(char::is_uppercase)
        && heading::weblike(&whole)
}

/// Where the text behind a number goes on, "1. Holm, A. (2021)": the next row says how wide the number is.
fn hang_of_number(row: &Row, next: Option<&Row>) -> Option<f32> {
    let behind = |next: &Row| (0.7 * row.size()..2.6 * row.size()).contains(&(next.x() - row.x()));
    next.filter(|next| next.page() == row.page() && behind(next)).map(Row::x)
}

/// Whether lines that were broken end in a blank, as some producers write them: then a line without one was broken inside a word.
fn trailing_blanks(regions: &[(Vec<Row>, u8)]) -> bool {
    let (mut with, mut without) = (0, 0);
    for (rows, _) in regions {
        let right = rows.iter().map(Row::end).fold(f32::MIN, f32::max);
        for pair in rows.windows(2) {
            let (Some(last), Some(next)) = (pair[0].runs().last(), pair[1].runs().next()) else { continue };
            let lower = next.text.trim_start().starts_with(char::is_lowercase);
            if lower && last.end() > right * 0.7 {
                if last.text.ends_with(' ') { with += 1 } else { without += 1 }
            }
        }
    }
    with >= 2 && with > without
}

fn left_edge(rows: &[Row]) -> f32 {
    rows.iter().map(Row::x).fold(f32::MAX, f32::min)
}

fn right_edge(rows: &[Row]) -> f32 {
    rows.iter().map(Row::end).fold(f32::MIN, f32::max)
}

/// The usual step from line to line.
fn pitch(rows: &[Row], body: f32) -> f32 {
    let mut steps: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for pair in rows.windows(2) {
        let step = pair[0].y() - pair[1].y();
        if pair[0].page() == pair[1].page() && (0.9 * body..2.2 * body).contains(&step) {
            *steps.entry((step * 2.0).round() as i32).or_default() += 1;
        }
    }
    // Of equally frequent steps the smaller is the one inside paragraphs.
    steps.into_iter().rev().max_by_key(|(_, count)| *count).map_or(1.2 * body, |(step, _)| step as f32 / 2.0)
}

/// The text of a row without what stands behind a tab, as runs.
fn main_runs(row: &Row) -> Vec<&Run> {
    let mut runs: Vec<&Run> = Vec::new();
    let skip = usize::from(row.runs().next().is_some_and(|run| super::clean::marker(&run.text) || super::clean::numbering(&run.text)));
    for run in row.runs().skip(skip) {
        if runs.last().is_some_and(|last| run.x - last.end() > 0.65 * run.size.max(1.0)) {
            break;
        }
        runs.push(run);
    }
    runs
}

fn goes_on(before: &Row, row: &Row, hang: Option<f32>, frame: Frame) -> bool {
    let (main, next) = (main_runs(before), main_runs(row));
    let (Some(last), Some(first)) = (main.last(), next.first()) else { return false };
    let same = last.bold == first.bold && last.italic == first.italic && (last.size / first.size - 1.0).abs() < 0.06;
    let text: String = next.iter().map(|run| run.text.as_str()).collect();
    let whole: String = main.iter().map(|run| run.text.as_str()).collect();
    let before_text = whole.trim_end();
    let dangling =
        before_text.ends_with('&') || before_text.ends_with(" and") || before_text.ends_with(" und") || before_text.ends_with(" et");
    let hangs = hang.is_some_and(|x| (row.x() - x).abs() < 3.6);
    if dangling && same && frame.step < 1.6 * first.size && (hangs || (before.x() - row.x()).abs() < 2.5) {
        return true;
    }
    let turned = before.page() != row.page();
    let scale = if same { (first.size / frame.body).max(1.0) } else { 1.0 };
    if frame.step > (frame.pitch * 1.13 * scale).max(1.4 * first.size) || frame.step < 0.3 * first.size {
        return false;
    }
    if heading::by_words(&text).is_some() && !hang.is_some_and(|x| (row.x() - x).abs() < 3.6)
        || heading::by_words(before_text).is_some() && (last.bold || last.size > 1.05 * first.size || heading::shouted(before_text))
    {
        return false;
    }
    let last_word = before_text.rsplit(' ').next().unwrap_or("");
    let open_span = COMMON.contains(&last_word)
        || matches!(last_word, "since" | "seit" | "depuis" | "desde" | "sinds" | "until" | "between")
        || before_text.ends_with(['–', '—', '-'])
        || before_text.ends_with(" to")
        || before_text.ends_with(" bis")
        || before_text.ends_with(" à")
        || dates::open(before_text)
        || before_text.matches('(').count() > before_text.matches(')').count();
    // "2018–" beside its text, with the next span below: still going on.
    let spans = dates::find(&text).first().is_some_and(|found| found.dates.start.is_some());
    if starts_with_date(&text) && (!open_span || spans && tabbed(before)) {
        return false;
    }
    let small = text.trim_start().starts_with(char::is_lowercase);
    if first_word(&text).ends_with(':') && !small && hang.is_none() {
        return false;
    }
    // A telephone number or e-mail address of its own below another text.
    let numbered = text.contains('@') || text.chars().filter(char::is_ascii_digit).count() > 6;
    if numbered
        && hang.is_none()
        && structure::contact_like(&text)
        && before_text.contains(' ')
        && !before_text.ends_with([':', '|', '·', '•'])
    {
        return false;
    }
    if frame.cell && hang.is_none() && structure::contact_like(&text) && !before_text.contains([',', '|', '·', '&', '-']) {
        return false;
    }
    if frame.listing && !small && !dangling && before_text.matches('(').count() <= before_text.matches(')').count() {
        return false;
    }
    if !turned && (cell_goes_on(before, row, &frame) || first_cell_goes_on(before, row) || address_goes_on(before, row, &frame)) {
        return true;
    }
    let narrow = frame.right - frame.left < 24.0 * frame.body && before_text.ends_with(')');
    if !small && hang.is_none() && !tabbed(before) && (ends_in_dates(before_text, narrow) || ends_in_place(before_text)) {
        return false;
    }
    // An address below an address is the next one, unless the first was cut at one of its signs.
    let word = first_word(&text);
    let above = before_text.split_whitespace().last().unwrap_or("");
    let address = heading::weblike(above) || above.contains('@') || !before_text.contains(' ') && above.starts_with('-');
    if heading::weblike(word) && address && !above.ends_with(['-', '/', '_', '|', '·', '•']) {
        return false;
    }
    if same && !text.trim().contains(' ') && (heading::weblike(above) && above.ends_with(['-', '/', '_']) || broken_mail(above, word)) {
        return true;
    }
    let lower = text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ',' | '&' | '–' | '—' | '/'));
    if hang.is_some_and(|x| (row.x() - x).abs() < 3.6) {
        return same || lower || last.bold != first.bold && !first.bold;
    }
    if !same || turned && !lower {
        return false;
    }
    if row.x() < frame.left - 0.5 || before.pieces.len() > 1 && tabbed(before) && !open_span {
        return false;
    }
    // Indentation changes only where a first line is set in or out, or where lines are centred.
    let centred = (before.x() - row.x()).abs() > 2.5 && ((before.x() + before.end()) - (row.x() + row.end())).abs() < 4.0;
    if (before.x() - row.x()).abs() > 2.5 && !centred && hang.is_none() {
        return false;
    }
    let width = (frame.right - frame.left).max(1.0);
    let need = first.width * word.chars().count() as f32 / first.text.chars().count().max(1) as f32 + 0.22 * first.size;
    // Centred text has room on both sides.
    let used = if centred && before.x() > frame.left + 2.5 { before.end() - before.x() } else { last.end() - trailing(last) - frame.left };
    let ended = before_text.ends_with(['.', '!', '?']);
    let indented = row.x() > frame.left + 0.4 * first.size;
    // Word widths are estimated: be generous where the sentence plainly goes on.
    let need = if lower || !ended { 1.2 * need } else { need };
    // "May 2014 –" above "January 2019", "Holm Guild, May" above "2013"
    if dates::open(before_text) && used > 0.6 * width && starts_with_date(&text) {
        return true;
    }
    if used + need > width - 0.1 * first.size {
        // In a ragged list of short lines a capital begins the next item.
        let rest_of_address = heading::weblike(above) && word.starts_with(['-', '/', '_', '?', '=']);
        // "**Holm Maps**, Leeds — *Senior Product" above "*Designer*": the last look of a head goes on.
        let looks = last.italic && main.first().is_some_and(|first| !first.italic) && next.iter().all(|run| run.italic);
        let item = before_text.split_whitespace().count() < 10 && !looks && !COMMON.contains(&last_word);
        if frame.ragged && item && !rest_of_address && !lower && !last.bold && !before_text.ends_with([',', '&', '-', '–', '/']) {
            return false;
        }
        return lower || !ended || !indented;
    }
    if before_text.ends_with(',') && used > 0.6 * width && !heading::weblike(word) {
        return true;
    }
    lower && !ended && !before_text.ends_with([',', ';', ':']) && used > 0.75 * width && !heading::weblike(word)
}

fn trailing(run: &Run) -> f32 {
    let blanks = run.text.chars().rev().take_while(|c| c.is_whitespace()).count();
    blanks as f32 * 0.25 * run.size
}

fn tabbed(row: &Row) -> bool {
    let mut end = f32::MAX;
    let mut tab = false;
    for run in row.runs().skip(usize::from(row.marker().is_some())) {
        tab |= run.x - end > 0.65 * run.size;
        end = run.end();
    }
    tab
}

fn starts_with_date(text: &str) -> bool {
    let text = text.trim();
    dates::find(text).first().is_some_and(|found| found.range.start <= 1 && found.range.len() * 10 >= text.len() * 4)
}

/// "Welder (2014 – 2018)": a head, not the beginning of a paragraph. In a narrow column one date ends an item: "First Aid (2020)".
fn ends_in_dates(text: &str, narrow: bool) -> bool {
    let text = text.trim_end_matches([')', ']']);
    !dates::open(text)
        && dates::find(text).last().is_some_and(|found| found.range.end == text.len() && (narrow || found.dates.start.is_some()))
}

/// "Holm College, Amman, Jordan": what follows is no part of the name.
fn ends_in_place(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().rsplitn(3, ", ").collect();
    let [country, town, ..] = parts.as_slice() else { return false };
    text.split_whitespace().count() <= 12 && structure::contact_like(&format!("{town}, {country}")) && structure::surely_place(country)
}

/// Whether no blank stands between the lines: a word or address was broken.
fn glued(before: &Row, row: &Row, blanks: bool, right: f32, known: impl Fn(&str) -> bool) -> bool {
    let main = main_runs(before);
    let (Some(last), Some(first)) = (main.last(), row.runs().next()) else { return false };
    let end = before.runs().last().map_or("", |run| run.text.trim_end());
    if last.text.ends_with('\u{ad}') || tabbed(before) && end.contains('/') && end.ends_with(CUT) && row.runs().count() == 1 {
        return true;
    }
    let lower = first.text.starts_with(char::is_lowercase);
    let word = last.text.split_whitespace().last().unwrap_or("");
    let next = first_word(&first.text);
    if broken_mail(word, next) {
        return true;
    }
    if heading::weblike(word) && !heading::weblike(next) && !word.ends_with([',', ';', '|']) {
        return word.ends_with(['-', '/', '_', '.', '@'])
            || next.starts_with(['-', '/', '_', '?', '='])
            || lower && !first.text.trim().contains(' ') && last.end() > right - last.size;
    }
    // Only what can't be a word of its own is the second half of one.
    let addresses = heading::weblike(word) || heading::weblike(next);
    let second = next.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let half = ENDINGS.iter().any(|end| second.ends_with(end));
    !addresses
        && half
        && !known(&second)
        && blanks
        && lower
        && !last.text.ends_with(char::is_whitespace)
        && !word.ends_with(|c: char| !c.is_alphabetic() && c != '-')
        && !known(word)
}
