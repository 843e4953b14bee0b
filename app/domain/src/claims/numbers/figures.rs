//! Numbers and dates written in digits.

use super::units::{currency_before, glued_name, multiplier, unit_at};
use super::{Bound, Date, Number, Unit, number};
use crate::claims::scan::Scan;

struct Reader<'a> {
    scan: &'a Scan,
    text: &'a str,
    numbers: Vec<Number>,
    dates: Vec<Date>,
}

/// The numbers and dates of a text that have digits.
pub fn read(scan: &Scan) -> (Vec<Number>, Vec<Date>) {
    let mut reader = Reader { scan, text: &scan.plain, numbers: Vec::new(), dates: Vec::new() };
    reader.digits();
    (reader.numbers, reader.dates)
}

impl Reader<'_> {
    fn digits(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if !bytes[at].is_ascii_digit() {
                at += 1;
                continue;
            }
            if self.text[..at].ends_with(char::is_alphabetic) {
                // "k8s", "H100": a name.
                while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || !bytes[at].is_ascii()) {
                    at += 1;
                }
                continue;
            }
            at = self.number_at(at);
        }
    }

    fn number_at(&mut self, start: usize) -> usize {
        let (raw, mut end) = digits_at(self.text, start);
        if let Some(next) = self.date(&raw, start, end) {
            return next;
        }
        let (mut value, other, dotted) = value_of(&raw);
        let mut found = number(start, end, 0.0);
        let before = self.text[..start].trim_end_matches(' ');
        if dotted || self.is_version(start) {
            found.version = Some(raw.clone());
        }
        if let Some((unit, length)) = currency_before(before) {
            found.unit = Unit::Money(unit);
            found.start = before.len() - length;
        }
        let mut rest = &self.text[end..];
        let (factor, length) = multiplier(rest, matches!(found.unit, Unit::Money(_)));
        value *= factor;
        end += length;
        rest = &self.text[end..];
        if rest.starts_with('+') {
            found.bound = Bound::AtLeast;
            end += 1;
            rest = &self.text[end..];
        }
        // "two (2) years"
        if let Some(tail) = rest.strip_prefix(')').filter(|tail| self.text[..start].ends_with('(') && unit_at(tail).is_some()) {
            rest = tail;
            end += 1;
        }
        if length == 0 && glued_name(rest) {
            // "3D", "5th": part of a name or a rank.
            let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            found.version = Some(self.text[start..end + length].to_lowercase());
            end += length;
        } else if let Some((unit, factor, length)) = unit_at(rest) {
            if found.unit == Unit::None {
                found.unit = unit;
            }
            value *= factor;
            found.scale = factor;
            end += length;
        }
        if self.text[end..].starts_with('+') {
            found.bound = Bound::AtLeast;
            end += 1;
        }
        found.value = value;
        found.other = other.map(|other| other * factor);
        found.end = end;
        self.numbers.push(found);
        end
    }

    /// A year alone, or with its month: "2019", "March 2019", "03/2019", "2019-03".
    fn date(&mut self, raw: &str, start: usize, end: usize) -> Option<usize> {
        if raw.len() == 7 && raw.as_bytes()[2] == b'.' {
            let (month, year) = (raw[..2].parse().ok()?, year_of(&raw[3..])?);
            return (1..=12).contains(&month).then(|| self.push_date(start, end, year, Some(month)));
        }
        let rest = &self.text[end..];
        if let (Ok(month @ 1..=12), Some(tail)) = (raw.parse::<u8>(), rest.strip_prefix('/')) {
            let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
            if let Some(year) = year_of(&digits) {
                return Some(self.push_date(start, end + 1 + digits.len(), year, Some(month)));
            }
        }
        let year = year_of(raw)?;
        if let Some(month) = rest
            .strip_prefix('-')
            .and_then(|tail| tail.get(..2))
            .and_then(|two| two.parse::<u8>().ok())
            .filter(|month| (1..=12).contains(month) && !rest[3..].starts_with(|c: char| c.is_ascii_digit()))
        {
            return Some(self.push_date(start, end + 3, year, Some(month)));
        }
        // "2000 users", "$2000", "2000+", "2000%" are no years.
        let tail = rest.trim_start_matches(' ');
        let counted =
            tail.starts_with(['%', '+', '$', '\u{20ac}', '\u{a3}']) || currency_before(self.text[..start].trim_end_matches(' ')).is_some();
        let word: String = tail.chars().take_while(|c| c.is_alphabetic()).collect();
        let plural =
            rest.starts_with(' ') && word.len() > 3 && word.ends_with('s') && word.starts_with(char::is_lowercase) && !word.ends_with("ss");
        if counted || plural || unit_at(rest).is_some() && !rest.starts_with(" s") {
            return None;
        }
        let index = self.scan.word_at(start);
        let month = index.checked_sub(1).map(|at| &self.scan.words[at]).and_then(|word| Some((month_of(&word.lower)?, word.start)));
        let month = month.filter(|(_, from)| start - from < 16);
        let from = month.map_or(start, |(_, from)| from);
        Some(self.push_date(from, end, year, month.map(|(month, _)| month)))
    }

    fn push_date(&mut self, start: usize, end: usize, year: u16, month: Option<u8>) -> usize {
        self.dates.push(Date { start, end, year, month });
        end
    }

    /// "Python 3.11", "GPT-4": right behind a skill or glued to a name.
    fn is_version(&self, start: usize) -> bool {
        let before = &self.text[..start];
        if before.ends_with('-') && before[..start - 1].ends_with(char::is_alphabetic) {
            return true;
        }
        before.ends_with(' ') && self.scan.hits.iter().any(|hit| hit.end + 1 == start && hit.kind == crate::keywords::Kind::Tool)
            || before.ends_with('v') && !before[..start - 1].ends_with(char::is_alphabetic)
    }
}

/// Digits with their separators, and where they end.
fn digits_at(text: &str, start: usize) -> (String, usize) {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    while digit(end) || matches!(bytes.get(end), Some(b'.' | b',' | b'\'')) && digit(end + 1) {
        end += 1;
    }
    let mut raw = text[start..end].to_owned();
    // "1,2,3" without blanks is a list.
    let groups: Vec<&str> = raw.split(',').collect();
    if groups.len() > 2 && groups[1..].iter().any(|group| group.len() != 3) {
        raw = groups[0].to_owned();
        end = start + raw.len();
    }
    // "1 500 000".
    if raw.len() <= 3 && raw.bytes().all(|byte| byte.is_ascii_digit()) {
        while bytes.get(end) == Some(&b' ')
            && (1..=3).all(|step| digit(end + step))
            && !digit(end + 4)
            && !matches!(bytes.get(end + 4), Some(b'.' | b','))
        {
            raw.push_str(&text[end + 1..end + 4]);
            end += 4;
        }
    }
    (raw, end)
}

/// The value of digits with separators, another reading of it, and whether it can only be a version.
fn value_of(raw: &str) -> (f64, Option<f64>, bool) {
    let plain = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    let raw = raw.replace('\'', "");
    let thousands = |sign: char| {
        let groups: Vec<&str> = raw.split(sign).collect();
        !groups[0].is_empty() && groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)
    };
    let (dots, commas) = (raw.matches('.').count(), raw.matches(',').count());
    match (dots, commas) {
        (0, 0) => (plain(&raw), None, false),
        (0, _) if thousands(',') => (plain(&raw.replace(',', "")), None, false),
        (0, _) => (plain(&raw.replace(',', ".")), None, false),
        (1, 0) if thousands('.') && !raw.starts_with('0') => (plain(&raw), Some(plain(&raw.replace('.', ""))), false),
        (1, 0) => (plain(&raw), None, false),
        (_, 0) if thousands('.') => (plain(&raw.replace('.', "")), None, false),
        (_, 0) => (f64::NAN, None, true),
        _ if raw.rfind('.') > raw.rfind(',') => (plain(&raw.replace(',', "")), None, false),
        _ => (plain(&raw.replace('.', "").replace(',', ".")), None, false),
    }
}

fn year_of(raw: &str) -> Option<u16> {
    (raw.len() == 4).then(|| raw.parse().ok()).flatten().filter(|year| (1900..=2100).contains(year))
}

/// The month that a word names.
pub fn month_of(word: &str) -> Option<u8> {
    const MONTHS: &[&[&str]] = &[
        &["january", "jan", "januar", "janvier"],
        &["february", "feb", "februar"],
        &["march", "mar", "mars"],
        &["april", "apr", "avril"],
        &["may", "mai"],
        &["june", "jun", "juni", "juin"],
        &["july", "jul", "juli", "juillet"],
        &["august", "aug"],
        &["september", "sep", "sept", "septembre"],
        &["october", "oct", "oktober", "okt", "octobre"],
        &["november", "nov", "novembre"],
        &["december", "dec", "dezember", "dez"],
    ];
    MONTHS.iter().position(|names| names.contains(&word)).map(|at| at as u8 + 1)
}
