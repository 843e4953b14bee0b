//! Pieces (runs joined on one baseline) and rows (pieces on one baseline), and the line that a row becomes.

use super::super::structure::{RawLine, Segment, heading};
use super::Run;
use super::clean;

/// Runs that stand together on one baseline, left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub runs: Vec<Run>,
}

/// Pieces on one baseline, left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub pieces: Vec<Piece>,
}

impl Piece {
    pub fn x(&self) -> f32 {
        self.runs.first().map_or(0.0, |run| run.x)
    }
    pub fn end(&self) -> f32 {
        self.runs.iter().map(Run::end).fold(f32::MIN, f32::max)
    }
    /// Baseline of its largest run.
    pub fn y(&self) -> f32 {
        self.largest().map_or(0.0, |run| run.y)
    }
    pub fn size(&self) -> f32 {
        self.largest().map_or(0.0, |run| run.size)
    }
    pub fn page(&self) -> u16 {
        self.runs.first().map_or(1, |run| run.page)
    }
    fn largest(&self) -> Option<&Run> {
        self.runs.iter().max_by(|a, b| a.size.total_cmp(&b.size))
    }
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut end = f32::MAX;
        for run in &self.runs {
            if run.x - end > 0.12 * run.size && !text.ends_with(' ') && !run.text.starts_with(' ') {
                text.push(' ');
            }
            text.push_str(&run.text);
            end = run.end();
        }
        text
    }
}

/// Joins the runs of one page to pieces. White space of an em or more keeps them apart.
pub(super) fn pieces(mut runs: Vec<Run>) -> Vec<Piece> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut pieces: Vec<Piece> = Vec::new();
    for row in baselines(runs, |run| (run.y, run.size)) {
        let mut row = row;
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
        let mut last: Option<Piece> = None;
        for run in row {
            match &mut last {
                Some(piece) if run.x - piece.end() < 1.0 * run.size.max(1.0) && !clean::marker(&piece.text()) => piece.runs.push(run),
                _ => {
                    pieces.extend(last.take());
                    last = Some(Piece { runs: vec![run] });
                }
            }
        }
        pieces.extend(last);
    }
    pieces
}

/// Groups what shares a baseline, top to bottom. `of` gives the baseline and the size.
fn baselines<T>(items: Vec<T>, of: impl Fn(&T) -> (f32, f32)) -> Vec<Vec<T>> {
    let mut groups: Vec<(f32, f32, Vec<T>)> = Vec::new();
    for item in items {
        let (y, size) = of(&item);
        // Items come top to bottom: only the last few groups can be near.
        let near = groups.iter_mut().rev().take(3).find(|(at, other, _)| {
            let tolerance = 0.33 * size.min(*other).max(1.0);
            (*at - y).abs() <= tolerance
        });
        match near {
            Some((at, other, group)) => {
                if size > *other {
                    *at = y;
                    *other = size;
                }
                group.push(item);
            }
            None => groups.push((y, size, vec![item])),
        }
    }
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    groups.into_iter().map(|(_, _, group)| group).collect()
}

/// The rows of one region, top to bottom.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.page().cmp(&b.page()).then(b.y().total_cmp(&a.y())));
    let mut rows = Vec::new();
    while !pieces.is_empty() {
        let page = pieces[0].page();
        let behind = pieces.iter().position(|piece| piece.page() != page).unwrap_or(pieces.len());
        let rest = pieces.split_off(behind);
        for mut group in baselines(std::mem::replace(&mut pieces, rest), |piece| (piece.y(), piece.size())) {
            group.sort_by(|a, b| a.x().total_cmp(&b.x()));
            rows.push(Row { pieces: group });
        }
    }
    rows
}

impl Row {
    pub fn of(pieces: Vec<Piece>) -> Self {
        Self { pieces }
    }
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.pieces.iter().flat_map(|piece| &piece.runs)
    }
    pub fn x(&self) -> f32 {
        self.pieces.first().map_or(0.0, Piece::x)
    }
    pub fn end(&self) -> f32 {
        self.pieces.iter().map(Piece::end).fold(f32::MIN, f32::max)
    }
    pub fn y(&self) -> f32 {
        self.pieces.iter().max_by(|a, b| a.size().total_cmp(&b.size())).map_or(0.0, Piece::y)
    }
    pub fn size(&self) -> f32 {
        self.pieces.iter().map(Piece::size).fold(0.0, f32::max)
    }
    pub fn page(&self) -> u16 {
        self.pieces.first().map_or(1, Piece::page)
    }
    /// The list marker in front, and where the text behind it begins.
    pub fn marker(&self) -> Option<(String, f32)> {
        let first = self.runs().next()?;
        if clean::marker(&first.text) || clean::numbering(&first.text) {
            let next = self.runs().nth(1)?;
            return Some((first.text.trim().to_owned(), next.x));
        }
        let (marker, rest) = clean::split_marker(&first.text)?;
        if rest.is_empty() {
            return None;
        }
        // A bullet and a blank take about six tenths of an em.
        Some((marker.to_owned(), first.x + 0.63 * first.size))
    }
}

/// The line that a row becomes. `left` is the left edge of its region.
pub(super) fn line(row: &Row, left: f32, body: f32) -> RawLine {
    let marker = row.marker();
    let mut segments: Vec<Segment> = Vec::new();
    let mut end = f32::MAX;
    let mut size: (f32, usize) = (0.0, 0);
    let mut before: Option<&Run> = None;
    for (index, run) in row.runs().enumerate() {
        let mut text = run.text.as_str();
        if index == 0
            && let Some((marker, _)) = &marker
        {
            text = text.trim_start().strip_prefix(marker.as_str()).unwrap_or(text).trim_start();
            end = f32::MAX;
            if text.is_empty() {
                continue;
            }
        }
        let gap = run.x - end;
        // Letter-spaced capitals have wide blanks.
        let spaced = before.is_some_and(|before| (spaced_out(run) || spaced_out(before)) && capital(run) && capital(before));
        let wide = if spaced { 1.3 } else { 0.65 };
        let tab = !segments.is_empty() && gap > wide * run.size;
        before = Some(run);
        let blank = gap > 0.12 * run.size && !text.starts_with(' ');
        end = run.end();
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if letters > size.1 {
            size = (run.size, letters);
        }
        match segments.last_mut() {
            Some(last) if !tab => {
                if blank && !last.text.ends_with(' ') {
                    last.text.push(' ');
                }
                // Commas and bars belong to the look in front of them.
                let same = last.bold == run.bold && last.italic == run.italic && last.link == run.link || letters == 0;
                if same {
                    last.text.push_str(text);
                } else {
                    segments.push(segment(run, text, left, body, false));
                }
            }
            _ => segments.push(segment(run, text, left, body, tab)),
        }
    }
    // A large name stands beside small print as often as above it.
    let first = row.runs().find(|run| run.text.chars().any(char::is_alphanumeric)).map_or(0.0, |run| run.size);
    let size = if size.1 == 0 { row.size() } else { size.0 };
    let size = if first > 1.6 * size { first } else { size };
    let (bullet, marker) = marker.map_or((false, String::new()), |(marker, _)| (true, marker));
    for segment in &mut segments {
        segment.text = unspaced(&segment.text);
    }
    close_words(&mut segments);
    RawLine { segments, marker, bullet, page: row.page(), size: size / body, ..RawLine::default() }
}

/// "H R", "B u s i n e s s": words whose letters stand apart, with wide white space between the words.
fn close_words(segments: &mut Vec<Segment>) {
    let apart =
        |segment: &Segment| segment.text.split_whitespace().all(|word| word.chars().count() == 1 && word.chars().all(char::is_alphabetic));
    let letters: usize = segments.iter().map(|segment| segment.text.split_whitespace().count()).sum();
    if letters < 6 || !segments.iter().all(apart) {
        return;
    }
    let words: Vec<String> = segments.iter().map(|segment| segment.text.split_whitespace().collect()).collect();
    segments.truncate(1);
    segments[0].text = words.join(" ");
}

fn capital(run: &Run) -> bool {
    !run.text.chars().any(char::is_lowercase)
}

/// Capitals that take more room than any face gives them.
fn spaced_out(run: &Run) -> bool {
    let text = run.text.trim();
    let count = text.chars().count();
    heading::shouted(text) && count > 1 && run.width > 0.8 * run.size * count as f32
}

fn segment(run: &Run, text: &str, left: f32, body: f32, tab: bool) -> Segment {
    Segment { text: text.to_owned(), x: (run.x - left) / (0.5 * body), bold: run.bold, italic: run.italic, tab, link: run.link.clone() }
}

/// "E D U C AT I O N AND MORE" is a letter-spaced word and two plain ones.
fn unspaced(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    // A known heading may have lost the wide blanks between its words.
    if words.len() >= 6
        && words.iter().all(|word| (1..=3).contains(&word.chars().count()) && word.chars().all(char::is_uppercase))
        && words.iter().filter(|word| word.chars().count() == 1).count() * 2 >= words.len()
        && let Some(known) = heading::respaced(&words.concat())
    {
        return known;
    }
    // "J uniper C astellanos": only the first letters stand apart.
    let apart = |pair: &[&str]| {
        let [first, rest] = pair else { return false };
        first.chars().count() == 1 && first.starts_with(char::is_uppercase) && rest.starts_with(char::is_lowercase) && rest.len() > 1
    };
    if words.len() > 3 && words.chunks(2).all(apart) {
        return words.chunks(2).map(<[&str]>::concat).collect::<Vec<_>>().join(" ");
    }
    let letters = |word: &str| (1..=2).contains(&word.chars().count()) && word.chars().all(char::is_uppercase);
    let mut joined: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = words[at..].iter().take_while(|word| letters(word)).count();
        let single = words[at..at + length].iter().filter(|word| word.chars().count() == 1).count();
        if length >= 4 && single * 2 >= length {
            let word = words[at..at + length].concat();
            joined.push(heading::respaced(&word).unwrap_or(word));
            at += length;
        } else if length == 2 && single == 2 && at > 0 && heading::shouted(text) {
            // "REACH M E": the rest of a letter-spaced line.
            joined.push(words[at..at + 2].concat());
            at += 2;
        } else {
            joined.push(words[at].to_owned());
            at += 1;
        }
    }
    joined.join(" ")
}
