//! Numbers of a text: value, unit, bound and what they count, however they are written.
//!
//! "1.5M", "1,500,000", "1 500 000" and "one and a half million" are one number; "30 %", "30 percent" and "thirty percent" as
//! well. "10–15 %" is a range, not two numbers; "Python 3.10" is a version, not 3.1.

use super::scan::{Gap, Scan, is_content, stem};

/// A number and what is said with it.
#[derive(Clone, Debug)]
pub struct Number {
    /// In bytes of the plain text, unit included.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// The value; of a range the lower end.
    pub value: f64,
    /// The factor of its unit that `value` has in it already.
    scale: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// Another reading ("1.500" in German).
    pub other: Option<f64>,
    /// What it measures.
    pub unit: Unit,
    /// "per year": `year`.
    pub rate: Option<&'static str>,
    /// "over", "up to", "about".
    pub bound: Bound,
    /// "from 3 to 28", "by 30 %".
    pub role: Role,
    /// It stands in a rise or a fall.
    pub direction: Option<Direction>,
    /// The digits, where they name a version or a model ("3.11", "4" of "GPT-4").
    pub version: Option<String>,
    /// Stems of the words right behind it.
    pub noun: Vec<String>,
    /// Stems of the words near it, up to the next number or comma.
    pub near: Vec<String>,
    /// Stems of the words of its sentence.
    pub around: Vec<String>,
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    None,
    Percent,
    Points,
    Money(&'static str),
    Times,
    /// In seconds.
    Time,
    /// In months.
    Months,
    /// In bytes.
    Data,
    Measure(&'static str),
    /// "thousands of".
    Vague,
}

/// How exact a number is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Bound {
    Exact,
    AtLeast,
    UpTo,
    Below,
    About,
}

/// What a number is in a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Role {
    None,
    From,
    To,
    By,
}

/// Where a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Direction {
    Up,
    Down,
}

/// A year, with its month when the text gives one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// In bytes of the plain text.
    pub start: usize,
    /// Exclusive.
    pub end: usize,
    /// 1900 to 2100.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
}

/// The numbers and dates of a text, in its order.
pub fn read(scan: &Scan) -> (Vec<Number>, Vec<Date>) {
    let mut reader = Reader { scan, text: &scan.plain, numbers: Vec::new(), dates: Vec::new() };
    reader.digits();
    reader.in_words();
    let Reader { mut numbers, dates, .. } = reader;
    numbers.sort_by_key(|number| number.start);
    join_ranges(&scan.plain, &mut numbers);
    describe(scan, &mut numbers);
    (numbers, dates)
}

struct Reader<'a> {
    scan: &'a Scan,
    text: &'a str,
    numbers: Vec<Number>,
    dates: Vec<Date>,
}

fn number(start: usize, end: usize, value: f64) -> Number {
    Number {
        start,
        end,
        value,
        scale: 1.0,
        high: None,
        other: None,
        unit: Unit::None,
        rate: None,
        bound: Bound::Exact,
        role: Role::None,
        direction: None,
        version: None,
        noun: Vec::new(),
        near: Vec::new(),
        around: Vec::new(),
    }
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
            .filter(|month| (1..=12).contains(month))
        {
            if !rest[3..].starts_with(|c: char| c.is_ascii_digit()) {
                return Some(self.push_date(start, end + 3, year, Some(month)));
            }
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

    fn in_words(&mut self) {
        let words = &self.scan.words;
        let mut at = 0;
        while at < words.len() {
            match self.phrase(at) {
                Some((mut found, next)) => {
                    if !self.numbers.iter().any(|one| one.start < found.end && found.start < one.end) {
                        let rest = &self.text[found.end..];
                        if let Some((unit, factor, length)) = unit_at(rest).filter(|_| found.unit == Unit::None) {
                            found.unit = unit;
                            found.value *= factor;
                            found.scale = factor;
                            found.end += length;
                        }
                        self.numbers.push(found);
                    }
                    at = next;
                }
                None => at += 1,
            }
        }
    }

    /// A number written in words that begins at this word.
    fn phrase(&self, at: usize) -> Option<(Number, usize)> {
        let words = &self.scan.words;
        let lower = |at: usize| words.get(at).filter(|word| word.gap == Gap::None).map_or("", |word| word.lower.as_str());
        let first = words[at].lower.as_str();
        let one = |value: f64, unit: Unit, upto: usize| {
            let mut found = number(words[at].start, words[upto].end, value);
            found.unit = unit;
            Some((found, upto + 1))
        };
        match first {
            "doubled" | "doubling" | "twofold" | "twice" => return one(2.0, Unit::Times, at),
            "double" if !matches!(lower(at + 1), "check" | "checking" | "checked" | "entry" | "blind" | "major" | "degree" | "digit") => {
                return one(2.0, Unit::Times, at);
            }
            "tripled" | "tripling" | "triple" | "threefold" | "thrice" => return one(3.0, Unit::Times, at),
            "quadrupled" | "quadrupling" | "quadruple" | "fourfold" => return one(4.0, Unit::Times, at),
            "tenfold" => return one(10.0, Unit::Times, at),
            "halved" | "halving" => return one(50.0, Unit::Percent, at),
            "half" if lower(at + 1) != "day" && lower(at + 1) != "a" => return one(50.0, Unit::Percent, at),
            "half" if lower(at + 1) == "a" && magnitude(lower(at + 2)).is_some() => {
                return one(0.5 * magnitude(lower(at + 2))?, Unit::None, at + 2);
            }
            "quarter" if lower(at + 1) == "of" || at > 0 && words[at - 1].lower == "a" && at > 1 && words[at - 2].lower == "by" => {
                return one(25.0, Unit::Percent, at);
            }
            "third" if lower(at + 1) == "of" && at > 0 && matches!(words[at - 1].lower.as_str(), "a" | "one") => {
                return one(100.0 / 3.0, Unit::Percent, at);
            }
            "dozen" => return one(12.0, Unit::None, at),
            "dozens" => return one(24.0, Unit::Vague, at),
            "hundreds" => return one(200.0, Unit::Vague, at),
            "thousands" => return one(2e3, Unit::Vague, at),
            "millions" => return one(2e6, Unit::Vague, at),
            "billions" => return one(2e9, Unit::Vague, at),
            _ => {}
        }
        let starts = small(first).is_some()
            || first == "a" && magnitude(lower(at + 1)).is_some()
            || magnitude(first).is_some() && first == "hundred";
        if !starts {
            return None;
        }
        let (mut total, mut part, mut upto, mut next) = (0.0, 0.0, at, at);
        while next < words.len() && (next == at || words[next].gap == Gap::None) {
            let word = words[next].lower.as_str();
            match (small(word), magnitude(word)) {
                (Some(value), _) => part += value,
                (_, Some(100.0)) => part = f64::max(part, 1.0) * 100.0,
                (_, Some(factor)) => {
                    total += f64::max(part, 1.0) * factor;
                    part = 0.0;
                }
                _ if word == "a" && next == at => {
                    next += 1;
                    continue;
                }
                _ if word == "and" && next > at && small(lower(next + 1)).is_some() && (part >= 100.0 || total > 0.0) => {
                    next += 1;
                    continue;
                }
                _ => break,
            }
            upto = next;
            // "five six" are two numbers.
            let value = small(word);
            next += 1;
            if value.is_some_and(|value| value < 20.0) && small(lower(next)).is_some()
                || value.is_some_and(|value| value >= 20.0) && small(lower(next)).is_some_and(|more| more >= 10.0)
            {
                break;
            }
        }
        let value = total + part;
        let bare_one = value == 1.0 && upto == at;
        if bare_one && unit_at(&self.text[words[at].end..]).is_none() {
            return None;
        }
        one(value, Unit::None, upto)
    }
}

fn small(word: &str) -> Option<f64> {
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|one| *one == word);
    place(WORDS).map(|at| at as f64).or_else(|| place(TENS).map(|at| (at as f64 + 2.0) * 10.0))
}

fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
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

/// A currency in front of a number, and how many bytes it takes.
fn currency_before(before: &str) -> Option<(&'static str, usize)> {
    const SIGNS: &[(&str, &str)] = &[
        ("US$", "usd"),
        ("USD", "usd"),
        ("A$", "aud"),
        ("AUD", "aud"),
        ("C$", "cad"),
        ("CAD", "cad"),
        ("$", "usd"),
        ("EUR", "eur"),
        ("\u{20ac}", "eur"),
        ("GBP", "gbp"),
        ("\u{a3}", "gbp"),
        ("\u{a5}", "jpy"),
        ("JPY", "jpy"),
        ("\u{20b9}", "inr"),
        ("INR", "inr"),
        ("Rs.", "inr"),
        ("CHF", "chf"),
    ];
    SIGNS.iter().find(|(sign, _)| before.ends_with(sign)).map(|(sign, name)| (*name, sign.len()))
}

/// "k", "M", "million" behind a number, and how many bytes it takes.
fn multiplier(rest: &str, money: bool) -> (f64, usize) {
    let (blank, word) = next_word(rest);
    let factor = match word {
        "k" | "K" if blank == 0 => 1e3,
        "M" | "MM" | "mn" | "Mn" | "mln" => 1e6,
        "m" if money && blank == 0 => 1e6,
        "B" | "bn" | "Bn" | "BN" => 1e9,
        "b" if money && blank == 0 => 1e9,
        "T" | "tn" if blank == 0 => 1e12,
        "Mio" | "mio" | "Millionen" => 1e6,
        "Mrd" | "mrd" | "Milliarden" | "milliards" => 1e9,
        "lakh" | "lakhs" => 1e5,
        "crore" | "crores" => 1e7,
        "Tsd" => 1e3,
        _ => match magnitude(&word.to_lowercase()) {
            Some(factor) => factor,
            None => return (1.0, 0),
        },
    };
    (factor, blank + word.len())
}

/// How many bytes of blank or hyphen, and the letters behind them.
fn next_word(rest: &str) -> (usize, &str) {
    let blank = usize::from(rest.starts_with([' ', '-']) && rest[1..].starts_with(char::is_alphabetic));
    let word = &rest[blank..];
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    (blank, &word[..length])
}

/// Letters glued to a number that are no unit: "3D", "1st", "4K".
fn glued_name(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic()) && unit_at(rest).is_none()
}

/// A unit behind a number, the factor to its base, and how many bytes it takes.
fn unit_at(rest: &str) -> Option<(Unit, f64, usize)> {
    let trimmed = rest.trim_start_matches(' ');
    let blanks = rest.len() - trimmed.len();
    for (sign, unit) in [
        ("%", Unit::Percent),
        ("\u{20ac}", Unit::Money("eur")),
        ("$", Unit::Money("usd")),
        ("\u{a3}", Unit::Money("gbp")),
        ("\u{d7}", Unit::Times),
    ] {
        if trimmed.starts_with(sign) && blanks <= 1 {
            if sign == "%" && trimmed[1..].trim_start().starts_with("point") {
                return Some((Unit::Points, 1.0, blanks + 1 + trimmed[1..].find("point").map_or(0, |at| at + 5)));
            }
            return Some((unit, 1.0, blanks + sign.len()));
        }
    }
    let (blank, word) = next_word(rest);
    if word.is_empty() {
        return None;
    }
    let lower = word.to_lowercase();
    let here = blank + word.len();
    let after = &rest[here..];
    let second = next_word(after);
    let (day, month) = (86_400.0, 1.0);
    let simple = |unit: Unit, factor: f64| Some((unit, factor, here));
    let all_small = word.chars().all(char::is_lowercase);
    match lower.as_str() {
        "percentage" if second.1.starts_with("point") => Some((Unit::Points, 1.0, here + second.0 + second.1.len())),
        "per" if second.1 == "cent" => Some((Unit::Percent, 1.0, here + second.0 + 4)),
        "percent" | "pct" | "prozent" if second.1.starts_with("point") => Some((Unit::Points, 1.0, here + second.0 + second.1.len())),
        "percent" | "pct" | "prozent" => simple(Unit::Percent, 1.0),
        "pp" | "ppt" | "ppts" => simple(Unit::Points, 1.0),
        "bps" => simple(Unit::Points, 0.01),
        "basis" if second.1.starts_with("point") => Some((Unit::Points, 0.01, here + second.0 + second.1.len())),
        "x" | "times" | "fold" if blank == 0 || lower != "x" => simple(Unit::Times, 1.0),
        "usd" | "dollar" | "dollars" => simple(Unit::Money("usd"), 1.0),
        "eur" | "euro" | "euros" => simple(Unit::Money("eur"), 1.0),
        "gbp" => simple(Unit::Money("gbp"), 1.0),
        "chf" | "francs" => simple(Unit::Money("chf"), 1.0),
        "yen" | "jpy" => simple(Unit::Money("jpy"), 1.0),
        "rupees" | "inr" => simple(Unit::Money("inr"), 1.0),
        "ms" | "millisecond" | "milliseconds" | "msec" if all_small => simple(Unit::Time, 0.001),
        "us" | "\u{3bc}s" | "microsecond" | "microseconds" if blank == 0 || word.len() > 3 => simple(Unit::Time, 1e-6),
        "s" | "sec" | "secs" | "second" | "seconds"
            if all_small && (word != "s" || blank == 0 || !after.starts_with(char::is_alphabetic)) =>
        {
            simple(Unit::Time, 1.0)
        }
        "min" | "mins" | "minute" | "minutes" => simple(Unit::Time, 60.0),
        "h" | "hr" | "hrs" | "hour" | "hours" if all_small => simple(Unit::Time, 3600.0),
        "day" | "days" => simple(Unit::Time, day),
        "week" | "weeks" => simple(Unit::Time, 7.0 * day),
        "month" | "months" => simple(Unit::Months, month),
        "year" | "years" | "yr" | "yrs" | "jahre" | "ans" => simple(Unit::Months, 12.0),
        "kb" => simple(Unit::Data, 1e3),
        "mb" => simple(Unit::Data, 1e6),
        "gb" => simple(Unit::Data, 1e9),
        "tb" | "terabyte" | "terabytes" => simple(Unit::Data, 1e12),
        "pb" | "petabyte" | "petabytes" => simple(Unit::Data, 1e15),
        "km" | "kilometers" | "kilometres" => simple(Unit::Measure("m"), 1e3),
        "m" | "meters" | "metres" if word != "M" => simple(Unit::Measure("m"), 1.0),
        "miles" | "mile" | "mi" => simple(Unit::Measure("mile"), 1.0),
        "kg" | "kilograms" => simple(Unit::Measure("kg"), 1.0),
        "tons" | "tonnes" | "tonne" => simple(Unit::Measure("ton"), 1.0),
        "lb" | "lbs" | "pounds" => simple(Unit::Measure("lb"), 1.0),
        "ml" => simple(Unit::Measure("ml"), 1.0),
        "sqft" => simple(Unit::Measure("sqft"), 1.0),
        "kw" => simple(Unit::Measure("kw"), 1.0),
        "mw" => simple(Unit::Measure("mw"), 1.0),
        "kwh" => simple(Unit::Measure("kwh"), 1.0),
        "wpm" => simple(Unit::Measure("wpm"), 1.0),
        "fps" => simple(Unit::Measure("fps"), 1.0),
        "rpm" => simple(Unit::Measure("rpm"), 1.0),
        "hz" | "khz" | "mhz" | "ghz" => simple(Unit::Measure("hz"), 1.0),
        "qps" | "rps" | "tps" => simple(Unit::Measure("rps"), 1.0),
        "acres" | "acre" => simple(Unit::Measure("acre"), 1.0),
        "hectares" => simple(Unit::Measure("hectare"), 1.0),
        _ => None,
    }
}

/// "10-15 %", "10 to 15 %", "between 10 and 15": one range instead of two numbers.
fn join_ranges(text: &str, numbers: &mut Vec<Number>) {
    let mut at = 0;
    while at + 1 < numbers.len() {
        let between = &text[numbers[at].end..numbers[at + 1].start.max(numbers[at].end)];
        let before = text[..numbers[at].start].trim_end().to_lowercase();
        let dash = matches!(between.trim(), "-" | "--");
        let word = matches!(between, " to ") && !before.ends_with("from")
            || between == " and " && before.ends_with("between")
            || between == " bis ";
        let (one, two) = (&numbers[at], &numbers[at + 1]);
        let scale = if one.unit == Unit::None && two.unit != Unit::None { two.scale } else { 1.0 };
        let same = one.unit == two.unit || one.unit == Unit::None;
        let plain = one.version.is_none() && two.version.is_none();
        if (dash || word) && same && plain && one.value * scale < two.value && one.high.is_none() {
            let two = numbers.remove(at + 1);
            let one = &mut numbers[at];
            // "1-2M": the first end is in millions as well.
            let shared = if scale == 1.0 && one.unit == two.unit { multiplier_of(text, &two, one) } else { 1.0 };
            one.value *= scale * shared;
            one.high = Some(two.value);
            one.unit = two.unit;
            one.end = two.end;
            one.bound = two.bound;
        } else {
            // "from 10 to 15 %": the first end has the unit of the second.
            if between == " to " && one.unit == Unit::None && two.unit == Unit::Percent {
                numbers[at].unit = Unit::Percent;
            }
            at += 1;
        }
    }
}

fn multiplier_of(text: &str, number: &Number, first: &Number) -> f64 {
    let money = matches!(number.unit, Unit::Money(_));
    let letters = |one: &Number| {
        let tail = text[one.start..one.end].trim_start_matches(|c: char| !c.is_ascii_digit());
        let digits = tail.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(tail.len());
        multiplier(&tail[digits..], money).0
    };
    if letters(first) == 1.0 { letters(number) } else { 1.0 }
}

/// Bound, role, direction, rate and the words around each number.
fn describe(scan: &Scan, numbers: &mut [Number]) {
    let places: Vec<(usize, usize)> = numbers.iter().map(|number| (number.start, number.end)).collect();
    // What a number is about, its verbs and directions left out.
    let about = |lower: &str| is_content(lower) && direction(lower).is_none() && !super::scope::is_verb(lower);
    let stems: Vec<Option<String>> = scan.words.iter().map(|word| about(&word.lower).then(|| stem(&word.lower))).collect();
    let mut roles = Vec::new();
    for (index, number) in numbers.iter_mut().enumerate() {
        let words = &scan.words;
        let first = scan.word_at(number.start);
        let next = words.partition_point(|word| word.start < number.end);
        let lower = |at: Option<usize>| at.and_then(|at| words.get(at)).map_or("", |word| word.lower.as_str());
        let back = |steps: usize| lower(first.checked_sub(steps));
        bound(number, &scan.plain, back, lower(Some(next)), lower(Some(next + 1)));
        number.role = match back(1) {
            "from" => Role::From,
            "to" if back(2) != "up" && back(2) != "close" => Role::To,
            "by" => Role::By,
            _ if scan.plain[..number.start].trim_end().ends_with(['\u{2192}', '>']) => Role::To,
            _ => Role::None,
        };
        number.rate = rate(words, next, &scan.plain[number.end..]);
        // "test coverage from 40% to 85%": the second end is about the same.
        let pair = number.role == Role::To && roles.last() == Some(&Role::From);
        let stop_back = index.checked_sub(if pair { 2 } else { 1 }).map_or(0, |at| places[at].1);
        roles.push(number.role);
        let stop_ahead = places.get(index + 1).map_or(usize::MAX, |place| place.0);
        for at in next..words.len().min(next + 4) {
            if words[at].gap != Gap::None || words[at].start >= stop_ahead || number.noun.len() == 2 {
                break;
            }
            match &stems[at] {
                Some(stem) => number.noun.push(stem.clone()),
                // "12 of the teams": the noun goes on; "12 in Berlin": it doesn't.
                None if matches!(words[at].lower.as_str(), "of" | "the" | "a" | "more" | "other" | "and" | "s") => {}
                None => break,
            }
        }
        // Near: as far as the next number or comma. Around: the whole sentence.
        let (mut near, mut steps) = (true, 0);
        for at in (0..first).rev() {
            near &= words[at].end > stop_back && steps < 6;
            if steps >= 14 {
                break;
            }
            collect(number, &stems[at], near);
            if number.direction.is_none() && steps < 6 {
                number.direction = direction(&words[at].lower);
            }
            near &= words[at].gap == Gap::None;
            if words[at].gap == Gap::Hard {
                break;
            }
            steps += 1;
        }
        let (mut near, mut steps) = (true, 0);
        for at in next..words.len() {
            near &= words[at].start < stop_ahead && words[at].gap == Gap::None && steps < 6;
            if words[at].gap == Gap::Hard || steps >= 14 {
                break;
            }
            collect(number, &stems[at], near);
            if number.direction.is_none() && steps < 2 && near {
                number.direction = direction(&words[at].lower);
            }
            steps += 1;
        }
    }
}

fn collect(number: &mut Number, stem: &Option<String>, near: bool) {
    if let Some(stem) = stem {
        if near {
            number.near.push(stem.clone());
        }
        number.around.push(stem.clone());
    }
}

fn bound<'a>(number: &mut Number, plain: &str, back: impl Fn(usize) -> &'a str, next: &str, after: &str) {
    let sign = plain[..number.start].trim_end();
    let said = match (back(2), back(1)) {
        ("up", "to") | ("as", "much" | "many") | (_, "maximum" | "max") => Some(Bound::UpTo),
        ("much" | "many", "as") => Some(Bound::UpTo),
        ("more", "than") | ("greater", "than") | ("at", "least") | ("upwards", "of") | ("in", "excess") | ("excess", "of") => {
            Some(Bound::AtLeast)
        }
        ("less" | "fewer" | "lower", "than") => Some(Bound::Below),
        (_, "over" | "above" | "exceeding" | "exceeded" | "minimum" | "surpassing") => Some(Bound::AtLeast),
        (_, "under" | "below") => Some(Bound::Below),
        (_, "nearly" | "almost" | "about" | "around" | "approximately" | "approx" | "roughly" | "circa" | "ca" | "some") => {
            Some(Bound::About)
        }
        _ if sign.ends_with('>') && !sign.ends_with("->") => Some(Bound::AtLeast),
        _ if sign.ends_with('<') => Some(Bound::Below),
        _ if sign.ends_with('~') => Some(Bound::About),
        _ => None,
    };
    if let Some(said) = said {
        number.bound = said;
    } else if next == "plus" || next == "or" && after == "more" {
        number.bound = Bound::AtLeast;
    }
}

fn rate(words: &[super::scan::Word], next: usize, tail: &str) -> Option<&'static str> {
    const SPANS: &[(&str, &str)] = &[
        ("second", "second"),
        ("sec", "second"),
        ("s", "second"),
        ("minute", "minute"),
        ("min", "minute"),
        ("hour", "hour"),
        ("hr", "hour"),
        ("shift", "shift"),
        ("day", "day"),
        ("week", "week"),
        ("month", "month"),
        ("quarter", "quarter"),
        ("year", "year"),
        ("annum", "year"),
        ("yr", "year"),
    ];
    const ADVERBS: &[(&str, &str)] = &[
        ("hourly", "hour"),
        ("daily", "day"),
        ("weekly", "week"),
        ("monthly", "month"),
        ("quarterly", "quarter"),
        ("annually", "year"),
        ("annual", "year"),
        ("yearly", "year"),
    ];
    let span = |word: &str| SPANS.iter().find(|(name, _)| *name == word).map(|(_, span)| *span);
    for at in next..words.len().min(next + 5) {
        let word = &words[at];
        if word.gap == Gap::Hard {
            break;
        }
        let slash = word.gap == Gap::Soft && at == next && tail.trim_start().starts_with('/') || at > next && word.gap == Gap::Soft;
        if slash && let Some(span) = span(&word.lower) {
            return Some(span);
        }
        if word.gap == Gap::Soft && !slash {
            break;
        }
        if matches!(word.lower.as_str(), "per" | "a" | "an" | "each" | "every")
            && let Some(span) = words.get(at + 1).and_then(|word| span(&word.lower))
        {
            return Some(span);
        }
        if let Some((_, span)) = ADVERBS.iter().find(|(name, _)| *name == word.lower) {
            return Some(span);
        }
    }
    None
}

fn direction(word: &str) -> Option<Direction> {
    const UP: &[&str] =
        &["increas", "grow", "grew", "grown", "rais", "boost", "expand", "gain", "rise", "rose", "uplift", "higher", "accelerat", "climb"];
    const DOWN: &[&str] = &[
        "reduc", "decreas", "cut", "lower", "shrink", "shrank", "drop", "declin", "slash", "sav", "fewer", "shorten", "minimi", "fell",
        "fall", "loss", "lost", "down",
    ];
    let starts = |list: &[&str]| list.iter().any(|start| word.starts_with(start) && (start.len() > 3 || word.len() <= start.len() + 4));
    if starts(UP) {
        Some(Direction::Up)
    } else if starts(DOWN) {
        Some(Direction::Down)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn one(text: &str) -> Number {
        let (numbers, _) = read(&Scan::new(text));
        assert_eq!(numbers.len(), 1, "{text}: {numbers:?}");
        numbers[0].clone()
    }

    #[rstest]
    #[case("saved 1.5M users", 1.5e6, Unit::None)]
    #[case("saved 1,500,000 users", 1.5e6, Unit::None)]
    #[case("saved 1.500.000 users", 1.5e6, Unit::None)]
    #[case("saved 1 500 000 users", 1.5e6, Unit::None)]
    #[case("saved 1'500'000 users", 1.5e6, Unit::None)]
    #[case("saved 1.5 million users", 1.5e6, Unit::None)]
    #[case("saved 1500K users", 1.5e6, Unit::None)]
    #[case("half a million users", 5e5, Unit::None)]
    #[case("twenty-five people", 25.0, Unit::None)]
    #[case("two hundred and five people", 205.0, Unit::None)]
    #[case("a hundred thousand people", 1e5, Unit::None)]
    #[case("by 30 %", 30.0, Unit::Percent)]
    #[case("by 30%", 30.0, Unit::Percent)]
    #[case("by thirty per cent", 30.0, Unit::Percent)]
    #[case("by 30 percentage points", 30.0, Unit::Points)]
    #[case("$2M saved", 2e6, Unit::Money("usd"))]
    #[case("2 million dollars", 2e6, Unit::Money("usd"))]
    #[case("\u{20ac}2m saved", 2e6, Unit::Money("eur"))]
    #[case("1.200,50 \u{20ac}", 1200.5, Unit::Money("eur"))]
    #[case("2x faster", 2.0, Unit::Times)]
    #[case("doubled output", 2.0, Unit::Times)]
    #[case("in 50ms", 0.05, Unit::Time)]
    #[case("in 2 weeks", 1_209_600.0, Unit::Time)]
    #[case("for 2 years", 24.0, Unit::Months)]
    #[case("3-year plan", 36.0, Unit::Months)]
    #[case("4TB of data", 4e12, Unit::Data)]
    #[case("thousands of users", 2e3, Unit::Vague)]
    #[case("2000 users", 2000.0, Unit::None)]
    fn values_and_units_are_read(#[case] text: &str, #[case] value: f64, #[case] unit: Unit) {
        let number = one(text);
        assert!((number.value - value).abs() <= value.abs() * 1e-9, "{text}: {number:?}");
        assert_eq!(number.unit, unit, "{text}");
    }

    #[test]
    fn ranges_bounds_and_roles_are_read() {
        let range = one("10\u{2013}15 % less");
        assert_eq!((range.value, range.high, range.unit), (10.0, Some(15.0), Unit::Percent));
        let range = one("3-5 years");
        assert_eq!((range.value, range.high), (36.0, Some(60.0)));
        assert_eq!(one("over 500 stars").bound, Bound::AtLeast);
        assert_eq!(one("500+ stars").bound, Bound::AtLeast);
        assert_eq!(one("up to 500 stars").bound, Bound::UpTo);
        assert_eq!(one("~500 stars").bound, Bound::About);
        assert_eq!(one("10 patients per day").rate, Some("day"));
        assert_eq!(one("$2M/year").rate, Some("year"));
        let (numbers, _) = read(&Scan::new("from 3 to 28 people"));
        assert_eq!(numbers.iter().map(|number| number.role).collect::<Vec<_>>(), [Role::From, Role::To]);
        assert_eq!(one("Reduced cost by 30%").direction, Some(Direction::Down));
    }

    #[test]
    fn versions_names_and_years_are_no_amounts() {
        assert_eq!(one("Python 3.11").version.as_deref(), Some("3.11"));
        assert_eq!(one("tls 1.2.3 only").version.as_deref(), Some("1.2.3"));
        let (numbers, dates) = read(&Scan::new("k8s, p99 and H100 since March 2019, 03/2020 to 2021-04"));
        assert!(numbers.is_empty(), "{numbers:?}");
        assert_eq!(
            dates.iter().map(|date| (date.year, date.month)).collect::<Vec<_>>(),
            [(2019, Some(3)), (2020, Some(3)), (2021, Some(4))]
        );
        assert!(read(&Scan::new("one of the first, at once")).0.is_empty());
    }
}
