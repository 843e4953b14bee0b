//! What is said around a number: range, bound, role, direction, span of time, and what it is about.

use super::units::multiplier;
use super::{Bound, Direction, Number, Role, Unit};
use crate::claims::scan::{Gap, Scan, Word, is_content, stem};
use crate::claims::scope;

/// "10-15 %", "10 to 15 %", "between 10 and 15": one range instead of two numbers.
pub fn join_ranges(text: &str, numbers: &mut Vec<Number>) {
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
pub fn describe(scan: &Scan, numbers: &mut [Number]) {
    let places: Vec<(usize, usize)> = numbers.iter().map(|number| (number.start, number.end)).collect();
    // What a number is about, its verbs and directions left out.
    let about = |lower: &str| is_content(lower) && direction(lower).is_none() && !scope::is_verb(lower);
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

fn rate(words: &[Word], next: usize, tail: &str) -> Option<&'static str> {
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
