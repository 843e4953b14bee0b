//! Finds dates and spans of dates in a line.
//!
//! The line is cut into words, numbers and signs. At every token we try, longest first: a point in time, then a sign or word of a
//! span, then a second point or "present". A bare year counts only when nothing sticks to it ("2,000", "$2019", "2019px" don't).

use super::super::{Dates, Month};
use super::words;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A date or a span of dates in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Bytes of the line.
    pub range: Range<usize>,
    /// What it says.
    pub dates: Dates,
}

#[derive(Clone, Debug)]
struct Token {
    range: Range<usize>,
    kind: Kind,
    /// Stands directly behind the token in front.
    glued: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// Lower case, without accents.
    Word(String),
    /// Value and number of digits.
    Number(u32, usize),
    Sign(char),
}

/// A point in time as written; the year may stand only at the other end of the span.
#[derive(Clone, Copy, Debug)]
struct Point {
    year: Option<i16>,
    month: Option<u8>,
    /// Only a two-digit year: believed in a span with a sure end, or behind an apostrophe or month.
    weak: bool,
    end: usize,
}

/// Every date and span of dates in the line, left to right, not overlapping.
pub fn find(line: &str) -> Vec<Found> {
    let mut tokens = tokens(line);
    months_first(&mut tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match span(&tokens, at) {
            Some((dates, end)) => {
                let range = tokens[at].range.start..tokens[end - 1].range.end;
                found.push(Found { dates: Dates { text: line[range.clone()].to_owned(), ..dates }, range });
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// "31/12/2019" has its day first, and so have the dates beside it; "01/05/2017" more likely begins a month than lies in January.
fn months_first(tokens: &mut [Token]) {
    let number = |token: &Token| match token.kind {
        Kind::Number(value, 1 | 2) if (1..=31).contains(&value) => Some(value),
        _ => None,
    };
    let slashed = |at: &usize| -> Option<(u32, u32)> {
        let [first, one, second, two, year] = tokens.get(*at..*at + 5)? else { return None };
        let signs = one.kind == Kind::Sign('/') && two.kind == Kind::Sign('/');
        (signs && matches!(year.kind, Kind::Number(1940..=2099, 4))).then_some((number(first)?, number(second)?))
    };
    let found: Vec<(usize, (u32, u32))> = (0..tokens.len()).filter_map(|at| Some((at, slashed(&at)?))).collect();
    let day_first = found.iter().any(|(_, (first, _))| *first > 12) || found.iter().all(|(_, (first, second))| *first == 1 && *second > 1);
    if day_first {
        for (at, (first, second)) in found {
            if first <= 12 && second <= 12 {
                tokens[at].kind = Kind::Number(second, 2);
                tokens[at + 2].kind = Kind::Number(first, 2);
            }
        }
    }
}

/// Whether the text is a length of time and nothing else: "2 years 10 months", "(3 mos)".
pub fn is_duration(text: &str) -> bool {
    let tokens = tokens(text);
    let mut number = false;
    let mut unit = false;
    for token in &tokens {
        match &token.kind {
            Kind::Number(_, digits) if *digits <= 2 => number = true,
            Kind::Word(word) if words::duration(word) => unit = true,
            Kind::Word(word) if matches!(word.as_str(), "and" | "et" | "und" | "y" | "e" | "less" | "than" | "a") => {}
            Kind::Sign('(' | ')' | ',' | '.' | '·' | '+') => {}
            _ => return false,
        }
    }
    number && unit
}

/// Whether the text is made of dates and their words only, even when a span is cut at its end: "sept. 2016 – janv.", "July 2006 to".
pub fn mostly(text: &str) -> bool {
    let tokens = tokens(text);
    let mut date = false;
    for token in &tokens {
        match &token.kind {
            Kind::Number(value, digits) => {
                if !(matches!(digits, 1 | 2) || *digits == 4 && (1940..2100).contains(value)) {
                    return false;
                }
                date |= *digits == 4;
            }
            Kind::Word(word) => {
                date |= words::month(word).is_some() || words::season(word);
                let known = words::month(word).is_some()
                    || words::season(word)
                    || words::present(word)
                    || words::until(word)
                    || words::since(word)
                    || words::lead(word)
                    || words::filler(word)
                    || matches!(word.as_str(), "of" | "st" | "nd" | "rd" | "th" | "aujourd" | "hui" | "graduation");
                if !known {
                    return false;
                }
            }
            Kind::Sign(sign) => {
                if !sign.is_ascii_punctuation() && !dash(&token.kind) && !matches!(sign, '\u{2018}' | '\u{2019}')
                    || matches!(sign, '%' | '$' | '@' | '#' | '+' | '&')
                {
                    return false;
                }
            }
        }
    }
    date
}

/// Whether the text may end a span: a date, or "present" alone.
pub fn closes(text: &str) -> bool {
    mostly(text)
        || !text.trim().is_empty()
            && tokens(text).iter().all(|token| matches!(&token.kind, Kind::Word(word) if words::present(word) || words::filler(word)))
}

/// Whether a span still waits for its end: "sept. 2016 – janv.", "July 2006 to".
pub fn open(text: &str) -> bool {
    let tokens = tokens(text);
    let Some(last) = tokens.iter().rev().find(|token| !matches!(token.kind, Kind::Sign('.' | ','))) else { return false };
    match &last.kind {
        kind if dash(kind) => true,
        Kind::Word(word) => words::until(word) && word.len() > 1 || word == "a" || words::month(word).is_some(),
        _ => false,
    }
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let same: fn(char) -> bool = if c.is_ascii_digit() { |c| c.is_ascii_digit() } else { |c| c.is_alphabetic() || c == '\u{301}' };
        let mut end = start + c.len_utf8();
        if c.is_ascii_digit() || c.is_alphabetic() {
            while let Some(&(at, next)) = chars.peek() {
                if !same(next) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let text = &line[start..end];
        let kind = if c.is_ascii_digit() {
            Kind::Number(text.parse().unwrap_or(u32::MAX), text.len())
        } else if c.is_alphabetic() {
            Kind::Word(plain(text))
        } else {
            Kind::Sign(c)
        };
        let glued = tokens.last().is_some_and(|last| last.range.end == start);
        tokens.push(Token { range: start..end, kind, glued });
    }
    join_quarters(&mut tokens);
    tokens
}

/// "Q3", "H1" are words.
fn join_quarters(tokens: &mut Vec<Token>) {
    let mut at = 1;
    while at < tokens.len() {
        if let (Kind::Word(word), Kind::Number(number, 1), true) = (&tokens[at - 1].kind, &tokens[at].kind, tokens[at].glued)
            && matches!(word.as_str(), "q" | "h")
        {
            tokens[at - 1].kind = Kind::Word(format!("{word}{number}"));
            tokens[at - 1].range.end = tokens[at].range.end;
            tokens.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Lower case, without accents.
pub(in crate::resume) fn plain(word: &str) -> String {
    let bare = word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase);
    // Letters with a stroke have no accent to take away.
    let letters = bare.map(|c| match c {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        c => c,
    });
    letters.collect()
}

fn span(tokens: &[Token], start: usize) -> Option<(Dates, usize)> {
    let mut at = start;
    let mut open = false;
    if let Some(Kind::Word(word)) = tokens.get(at).map(|token| &token.kind) {
        if words::since(word) {
            open = true;
            at += 1;
        } else if words::lead(word) {
            at += 1;
            // "class of 2022", "de 2018 à 2020", "expected graduation: May 2026"
            while at < start + 4 && tokens.get(at).is_some_and(|token| lead_filler(&token.kind)) {
                at += 1;
            }
        }
    }
    let first = point(tokens, at)?;
    if open {
        // "desde 2018 hasta 2020" is a closed span.
        if let Some((second, end)) = second(tokens, first)
            && !matches!(tokens[first.end].kind, Kind::Word(ref word) if matches!(word.as_str(), "a" | "and" | "und" | "e" | "y" | "et"))
        {
            return finish(first, second, end);
        }
        return sure(first).then(|| (Dates { start: month(first, None), ongoing: true, ..Dates::default() }, first.end));
    }
    if let Some((second, end)) = second(tokens, first)
        && let Some(done) = finish(first, second, end)
    {
        return Some(done);
    }
    // An open end: "2019 –" at the end of the line.
    if sure(first) && tokens.get(first.end).is_some_and(|token| dash(&token.kind)) && first.end + 1 == tokens.len() {
        return Some((Dates { start: month(first, None), ongoing: true, ..Dates::default() }, first.end + 1));
    }
    (sure(first) && standing(tokens, start, first.end)).then(|| (Dates { end: month(first, None), ..Dates::default() }, first.end))
}

fn lead_filler(kind: &Kind) -> bool {
    match kind {
        Kind::Word(word) => matches!(word.as_str(), "of" | "in" | "graduation" | "completion" | "graduating" | "on" | "date"),
        Kind::Sign(sign) => matches!(sign, ':' | '.'),
        Kind::Number(..) => false,
    }
}

/// Whether a lone date stands free of things that would make it a part of something else.
fn standing(tokens: &[Token], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|before| (&tokens[before].kind, tokens[start].glued));
    let clear_before = match before {
        Some((Kind::Sign(sign), glued)) => !(glued && matches!(sign, '$' | '€' | '£' | '#' | '.' | '/' | '-' | '_' | '+' | '=' | '@')),
        Some((_, glued)) => !glued,
        None => true,
    };
    let clear_behind = match tokens.get(end) {
        Some(Token { kind: Kind::Word(_) | Kind::Number(..), glued: true, .. }) => false,
        Some(Token { kind: Kind::Sign('%' | '+' | '/' | '_' | '@' | '€' | '$'), glued: true, .. }) => false,
        // "2,019.5", "2019.com"
        Some(Token { kind: Kind::Sign('.' | ','), glued: true, .. }) => !tokens.get(end + 1).is_some_and(|next| next.glued),
        _ => true,
    };
    clear_before && clear_behind
}

fn sure(point: Point) -> bool {
    point.year.is_some() && !point.weak
}

fn month(point: Point, other: Option<Point>) -> Option<Month> {
    let year = point.year.or(other.and_then(|other| other.year))?;
    Some(Month { year, month: point.month })
}

/// The second end of a span: a point, or `None` for "present".
fn second(tokens: &[Token], first: Point) -> Option<(Option<Point>, usize)> {
    let mut at = first.end;
    let mut joined = false;
    // "– ", "to", "– to": at most two signs or words.
    while at < first.end + 2 {
        match tokens.get(at).map(|token| &token.kind) {
            Some(kind) if dash(kind) => joined = true,
            Some(Kind::Word(word)) if words::until(word) => joined = true,
            Some(Kind::Sign('\'' | '\u{2019}')) if joined => {}
            _ => break,
        }
        at += 1;
    }
    // "2019-01..2020-02"
    let dot = |at: usize| tokens.get(at).is_some_and(|token| token.kind == Kind::Sign('.') && token.glued);
    if !joined && dot(at) && dot(at + 1) {
        at += 2;
        joined = true;
    }
    // "2019-01 / Present"
    if !joined
        && first.month.is_some()
        && first.year.is_some()
        && tokens.get(at).is_some_and(|token| token.kind == Kind::Sign('/') && !token.glued)
    {
        at += 1;
        joined = true;
    }
    // "2019/2020", "2018/19": an academic year.
    if !joined {
        if let (Some(Kind::Sign('/')), Some(Kind::Number(value, digits)), Some(year)) =
            (tokens.get(at).map(|token| &token.kind), tokens.get(at + 1).map(|token| &token.kind), first.year)
        {
            let value = i16::try_from(*value).ok()?;
            let next = if *digits == 2 { year / 100 * 100 + value } else { value };
            if (year..=year + 8).contains(&next) && matches!(digits, 2 | 4) {
                let point = Point { year: Some(next), month: None, weak: false, end: at + 2 };
                return Some((Some(point), at + 2));
            }
        }
        return None;
    }
    // "present" with small words in front.
    let mut word = at;
    for _ in 0..3 {
        match tokens.get(word).map(|token| &token.kind) {
            Some(Kind::Word(text)) if words::present(text) => {
                return Some((None, word + 1));
            }
            Some(Kind::Word(text)) if text == "aujourd" => {
                let end = (word + 3).min(tokens.len());
                return Some((None, end));
            }
            Some(Kind::Word(text)) if words::filler(text) || words::until(text) => word += 1,
            Some(Kind::Sign('\'' | '\u{2019}' | '(')) => word += 1,
            _ => break,
        }
    }
    // "2019–21": two digits are the end of the year.
    if let (Some(Kind::Number(value, 2)), Some(year)) = (tokens.get(at).map(|token| &token.kind), first.year)
        && first.month.is_none()
    {
        let next = year / 100 * 100 + i16::try_from(*value).ok()?;
        let alone = !tokens.get(at + 1).is_some_and(|next| next.glued && !matches!(next.kind, Kind::Sign(')' | ',' | ';' | ']' | '|')));
        if next >= year && alone {
            return Some((Some(Point { year: Some(next), month: None, weak: false, end: at + 1 }), at + 1));
        }
    }
    let second = point(tokens, at)?;
    Some((Some(second), second.end))
}

fn finish(first: Point, second: Option<Point>, end: usize) -> Option<(Dates, usize)> {
    match second {
        None if first.year.is_some() => Some((Dates { start: month(first, None), ongoing: true, ..Dates::default() }, end)),
        None => None,
        Some(second) => {
            // One sure end is enough: "June – Aug 2022", "06/19 – 08/2020". Two weak ones are believed together.
            let years = first.year.is_some() || first.month.is_some() && second.year.is_some();
            (years && second.year.is_some())
                .then(|| (Dates { start: month(first, Some(second)), end: month(second, None), ongoing: false, ..Dates::default() }, end))
        }
    }
}

fn dash(kind: &Kind) -> bool {
    matches!(kind, Kind::Sign('-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '→' | '\u{ad}' | '>'))
}

fn point(tokens: &[Token], at: usize) -> Option<Point> {
    match &tokens.get(at)?.kind {
        Kind::Word(word) => words_point(tokens, at, word),
        Kind::Number(value, digits) => number_point(tokens, at, *value, *digits),
        Kind::Sign('\'' | '\u{2019}') => short_year(tokens, at).map(|(year, end)| Point { year: Some(year), month: None, weak: true, end }),
        Kind::Sign(_) => None,
    }
}

/// "Jan. 2020", "June, 2020", "junio de 2020", "June 15, 2020", "Sep '18", "Summer 2019", "Q3 2020"; "June" alone has no year.
fn words_point(tokens: &[Token], at: usize, word: &str) -> Option<Point> {
    let number = words::month(word);
    if number.is_none() && !words::season(word) {
        return None;
    }
    let mut next = at + 1;
    skip(tokens, &mut next, |kind| matches!(kind, Kind::Sign('.' | ',' | '/' | '-')));
    // "June 15, 2020", "June 15th, 2020"
    let mut day = next;
    if let (Some(Kind::Number(1..=31, 1 | 2)), true) = (tokens.get(day).map(|token| &token.kind), number.is_some()) {
        day += 1;
        skip(tokens, &mut day, |kind| matches!(kind, Kind::Word(word) if matches!(word.as_str(), "st" | "nd" | "rd" | "th")));
        skip(tokens, &mut day, |kind| matches!(kind, Kind::Sign(',')));
        if let Some(year) = year(tokens, day) {
            return Some(Point { year: Some(year), month: number, weak: false, end: day + 1 });
        }
    }
    skip(tokens, &mut next, |kind| matches!(kind, Kind::Word(word) if matches!(word.as_str(), "of" | "de" | "del" | "semester")));
    // "early June 2020"
    if number.is_none()
        && let Some(Kind::Word(inner)) = tokens.get(next).map(|token| &token.kind)
        && words::month(inner).is_some()
    {
        return words_point(tokens, next, inner);
    }
    if let Some(year) = year(tokens, next) {
        return Some(Point { year: Some(year), month: number, weak: false, end: next + 1 });
    }
    if let Some((year, end)) = short_year(tokens, next) {
        return Some(Point { year: Some(year), month: number, weak: false, end });
    }
    // "Jun 19 – Aug 21"
    if let (Some(Kind::Number(value, 2)), Some(_)) = (tokens.get(next).map(|token| &token.kind), number) {
        return Some(Point { year: Some(century(*value)), month: number, weak: true, end: next + 1 });
    }
    let end = if matches!(tokens.get(at + 1).map(|token| &token.kind), Some(Kind::Sign('.'))) { at + 2 } else { at + 1 };
    Some(Point { year: None, month: number, weak: true, end })
}

fn skip(tokens: &[Token], at: &mut usize, what: impl Fn(&Kind) -> bool) {
    if tokens.get(*at).is_some_and(|token| what(&token.kind)) {
        *at += 1;
    }
}

/// "2020-06", "2020/06/15", "06/2020", "15.06.2020", "06/15/2020", "15 June 2020", "06/19", "2020".
fn number_point(tokens: &[Token], at: usize, value: u32, digits: usize) -> Option<Point> {
    let glued = |index: usize| tokens.get(index).is_some_and(|token| token.glued);
    let sign = |index: usize| match tokens.get(index) {
        Some(Token { kind: Kind::Sign(sign @ ('/' | '.' | '-')), .. }) => Some(*sign),
        _ => None,
    };
    let small = |index: usize, top: u32| match tokens.get(index) {
        Some(Token { kind: Kind::Number(value, 1 | 2), .. }) if (1..=top).contains(value) => u8::try_from(*value).ok(),
        _ => None,
    };
    if at > 0 && tokens[at].glued && matches!(tokens[at - 1].kind, Kind::Word(_) | Kind::Number(..)) {
        return None;
    }
    if let Some(year) = year(tokens, at) {
        if let (Some(_), Some(month), true, true) = (sign(at + 1), small(at + 2, 12), glued(at + 1), glued(at + 2)) {
            let full = sign(at + 3).is_some() && glued(at + 3) && glued(at + 4) && small(at + 4, 31).is_some();
            // "2018/19" and "2010-12" with one digit more to come are years; "2018/19" has no month 19 anyway.
            if digits_of(tokens, at + 2) == 2 || full {
                return Some(Point { year: Some(year), month: Some(month), weak: false, end: if full { at + 5 } else { at + 3 } });
            }
        }
        return Some(Point { year: Some(year), month: None, weak: false, end: at + 1 });
    }
    if digits > 2 || value == 0 {
        return None;
    }
    // Day and month in words.
    let mut next = at + 1;
    skip(tokens, &mut next, |kind| {
        matches!(kind, Kind::Sign('.'))
            || matches!(kind, Kind::Word(word) if matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "de" | "er"))
    });
    if value <= 31
        && let Some(Kind::Word(word)) = tokens.get(next).map(|token| &token.kind)
        && words::month(word).is_some()
    {
        let inner = words_point(tokens, next, word)?;
        return inner.year.map(|_| inner);
    }
    sign(at + 1)?;
    let spaced = !(glued(at + 1) && glued(at + 2));
    if let Some(year) = year(tokens, at + 2) {
        // "06/2020"; "06 / 2020" as Europass writes it.
        let fits = (1..=12).contains(&value) && (!spaced || sign(at + 1) == Some('/'));
        return fits.then(|| Point { year: Some(year), month: u8::try_from(value).ok(), weak: false, end: at + 3 });
    }
    if spaced {
        return None;
    }
    if let (Some(middle), Some(_), Some(year)) = (small(at + 2, 31), sign(at + 3), year(tokens, at + 4)) {
        // American dates have the month first, all others the day; the one above twelve is the day.
        let first = u8::try_from(value).ok()?;
        let american = sign(at + 1) == Some('/') && first <= 12;
        let month = if american && !(middle <= 12 && first > 12) { first } else { middle };
        return (1..=12).contains(&month).then_some(Point { year: Some(year), month: Some(month), weak: false, end: at + 5 });
    }
    // "06/19": believed only in a span.
    if let (Some('/' | '.'), Some(Kind::Number(short, 2))) = (sign(at + 1), tokens.get(at + 2).map(|token| &token.kind))
        && (1..=12).contains(&value)
    {
        return Some(Point { year: Some(century(*short)), month: u8::try_from(value).ok(), weak: true, end: at + 3 });
    }
    None
}

fn digits_of(tokens: &[Token], at: usize) -> usize {
    match tokens.get(at).map(|token| &token.kind) {
        Some(Kind::Number(_, digits)) => *digits,
        _ => 0,
    }
}

fn year(tokens: &[Token], at: usize) -> Option<i16> {
    match tokens.get(at)?.kind {
        Kind::Number(value @ 1940..=2099, 4)
            if !tokens.get(at + 1).is_some_and(|next| next.glued && matches!(next.kind, Kind::Word(_))) =>
        {
            i16::try_from(value).ok()
        }
        _ => None,
    }
}

/// "'18"
fn short_year(tokens: &[Token], at: usize) -> Option<(i16, usize)> {
    match (&tokens.get(at)?.kind, &tokens.get(at + 1)?.kind) {
        (Kind::Sign('\'' | '\u{2019}' | '\u{2018}'), Kind::Number(value, 2)) => Some((century(*value), at + 2)),
        _ => None,
    }
}

/// Two-digit years: 50 to 99 are of the last century.
fn century(short: u32) -> i16 {
    let short = i16::try_from(short % 100).unwrap_or(0);
    if short >= 50 { 1900 + short } else { 2000 + short }
}
