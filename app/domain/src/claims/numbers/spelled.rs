//! Numbers written in words: "twenty-five", "half a million", "doubled", "thousands of".

use super::units::unit_at;
use super::{Number, Unit, number};
use crate::claims::scan::{Gap, Scan};
use crate::text::number_word;

/// Adds the numbers written in words that don't lie in one that was found.
pub fn read(scan: &Scan, numbers: &mut Vec<Number>) {
    let mut at = 0;
    while at < scan.words.len() {
        let Some((mut found, next)) = phrase(scan, at) else {
            at += 1;
            continue;
        };
        at = next;
        if numbers.iter().any(|one| one.start < found.end && found.start < one.end) {
            continue;
        }
        if let Some((unit, factor, length)) = unit_at(&scan.plain[found.end..]).filter(|_| found.unit == Unit::None) {
            found.unit = unit;
            found.value *= factor;
            found.scale = factor;
            found.end += length;
        }
        numbers.push(found);
    }
}

/// A number written in words that begins at this word.
fn phrase(scan: &Scan, at: usize) -> Option<(Number, usize)> {
    let words = &scan.words;
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
        "third" if at > 1 && words[at - 1].lower == "a" && words[at - 2].lower == "by" && lower(at + 1) != "party" => {
            return one(100.0 / 3.0, Unit::Percent, at);
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
    let starts =
        small(first).is_some() || first == "a" && magnitude(lower(at + 1)).is_some() || magnitude(first).is_some() && first == "hundred";
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
    if bare_one && unit_at(&scan.plain[words[at].end..]).is_none() {
        return None;
    }
    one(value, Unit::None, upto)
}

fn small(word: &str) -> Option<f64> {
    number_word(word).map(f64::from)
}

/// The factor that a word stands for.
pub fn magnitude(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}
