//! Whether numbers and dates of a change stand in its source: same value, unit, bound, direction, and about the same thing.

use super::numbers::{Bound, Date, Number, Role, Unit};
use super::scan::akin;
use super::source::{Case, Ground, Text, Tier};
use super::{Claim, ClaimKind};
use crate::resume::Dates;

/// The numbers and dates of the change.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    for number in case.after.numbers() {
        let (kind, ground) = judge(case, number);
        found.push(Claim { kind, start: number.start, end: number.end, ground });
    }
    let dates = case.after.dates();
    for (at, date) in dates.iter().enumerate() {
        let partner = dates.get(at + 1).filter(|next| is_span(&case.after, date, next));
        let ground = judge_date(case, date, partner);
        found.push(Claim { kind: ClaimKind::Date, start: date.start, end: date.end, ground });
    }
}

/// Why a number of the source is not the one of the change; the later, the nearer it came.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Miss {
    Value,
    Unit,
    Elsewhere,
    Noun,
    Context,
    Swapped,
    Role,
    Direction,
    Rate,
    Range,
    Bound,
}

fn judge(case: &Case, number: &Number) -> (ClaimKind, Result<Ground, String>) {
    let mut worst: Option<(Miss, String)> = None;
    for (tier, index, text) in case.allowed() {
        for other in text.numbers() {
            match compare(number, other, text, tier) {
                None => return (ClaimKind::Number, Ok(Ground { text: index, start: other.start, end: other.end })),
                Some(miss) if miss > Miss::Value && worst.as_ref().is_none_or(|(old, _)| miss > *old) => {
                    worst = Some((miss, text.scan.quote(other.start, other.end).0));
                }
                Some(_) => {}
            }
        }
    }
    if worst.is_none() {
        let elsewhere = case.source.texts().iter().find_map(|text| {
            text.numbers()
                .iter()
                .find(|other| same_value(number, other) && same_unit(number, other))
                .map(|other| text.scan.quote(other.start, other.end).0)
        });
        worst = elsewhere.map(|quote| (Miss::Elsewhere, quote));
    }
    let kind =
        if worst.as_ref().is_some_and(|(miss, _)| matches!(miss, Miss::Unit | Miss::Rate)) { ClaimKind::Unit } else { ClaimKind::Number };
    let message = match worst {
        None => "This number is not in the source resume.".to_owned(),
        Some((miss, quote)) => {
            let why = match miss {
                Miss::Value | Miss::Elsewhere => "but in another place, so that it can't be claimed here",
                Miss::Unit => "with another unit",
                Miss::Noun => "but counts something else there",
                Miss::Context => "but about something else",
                Miss::Swapped => "but for the other thing in that sentence",
                Miss::Role => "but as another end of the change",
                Miss::Direction => "but in the other direction",
                Miss::Rate => "but not for that span of time",
                Miss::Range => "as a range, and one end of it claims more",
                Miss::Bound => "but less firmly",
            };
            format!("The source resume has \u{201c}{quote}\u{201d}, {why}.")
        }
    };
    (kind, Err(message))
}

fn compare(number: &Number, other: &Number, text: &Text, tier: Tier) -> Option<Miss> {
    if number.version.is_some() || other.version.is_some() {
        let same = match (&number.version, &other.version) {
            (Some(one), Some(two)) => one == two || two.strip_prefix(one.as_str()).is_some_and(|rest| rest.starts_with('.')),
            (Some(one), None) | (None, Some(one)) => {
                one.parse::<f64>().is_ok_and(|value| !one.contains('.') && value == number.value && value == other.value)
            }
            _ => false,
        };
        return if same { None } else { Some(Miss::Value) };
    }
    let ends = other.high.is_some() && number.high.is_none() && other.high.is_some_and(|high| near(high, number.value));
    if !same_value(number, other) && !ends {
        // "30 ms" and "30 s": the figure stands there, what it measures doesn't.
        let figure = near(number.value / number.scale, other.value / other.scale) && number.scale != other.scale;
        return Some(if figure && number.unit != Unit::None && other.unit != Unit::None { Miss::Unit } else { Miss::Value });
    }
    if !same_unit(number, other) {
        return Some(Miss::Unit);
    }
    if tier != Tier::Statement {
        if let Some(miss) = about_another(number, other, text, tier) {
            return Some(miss);
        }
        if number.role != other.role && number.role != Role::None && other.role != Role::None {
            return Some(Miss::Role);
        }
        if number.direction != other.direction && number.direction.is_some() && other.direction.is_some() {
            return Some(Miss::Direction);
        }
    }
    if number.rate.is_some() && number.rate != other.rate {
        return Some(Miss::Rate);
    }
    if number.high.is_none() && other.high.is_some() {
        // One end of a range: the upper one only as "up to", the lower one only as "at least".
        let fair = if ends { number.bound == Bound::UpTo } else { matches!(number.bound, Bound::AtLeast | Bound::About) };
        return if fair { None } else { Some(Miss::Range) };
    }
    let firmer = match number.bound {
        Bound::Exact => other.bound == Bound::UpTo,
        Bound::AtLeast => other.bound != Bound::AtLeast,
        Bound::UpTo | Bound::Below => other.bound == Bound::AtLeast,
        Bound::About => other.bound == Bound::UpTo,
    };
    firmer.then_some(Miss::Bound)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn same_value(number: &Number, other: &Number) -> bool {
    if number.unit == Unit::Vague && other.unit != Unit::Vague {
        return other.unit == Unit::None && other.value >= number.value && other.value < number.value * 1000.0;
    }
    let value = near(number.value, other.value) || other.other.is_some_and(|reading| near(number.value, reading));
    match (number.high, other.high) {
        (Some(high), Some(top)) => value && near(high, top),
        (Some(_), None) => false,
        _ => value,
    }
}

fn same_unit(number: &Number, other: &Number) -> bool {
    number.unit == other.unit || number.unit == Unit::Vague && matches!(other.unit, Unit::None | Unit::Vague)
}

/// Whether two numbers are about different things.
fn about_another(number: &Number, other: &Number, text: &Text, tier: Tier) -> Option<Miss> {
    let share = |a: &[String], b: &[String]| a.iter().filter(|one| b.iter().any(|two| akin(one, two))).count();
    if matches!(number.unit, Unit::None | Unit::Vague)
        && !number.noun.is_empty()
        && !other.noun.is_empty()
        && share(&number.noun, &other.around) == 0
    {
        return Some(Miss::Noun);
    }
    let counts = |one: &Number| share(&number.noun, &one.noun) > 0;
    if !counts(other)
        && text
            .numbers()
            .iter()
            .any(|one| one.start != other.start && one.unit == other.unit && !near(one.value, other.value) && counts(one))
    {
        return Some(Miss::Swapped);
    }
    let own = share(&number.near, &other.near);
    let rival = text
        .numbers()
        .iter()
        .filter(|one| one.start != other.start && one.unit == other.unit && !near(one.value, other.value))
        .map(|one| share(&number.near, &one.near))
        .max()
        .unwrap_or(0);
    if own == 0 && rival > 0 {
        return Some(Miss::Swapped);
    }
    let around = share(&number.around, &other.around);
    let fits = match tier {
        Tier::Before | Tier::Statement => number.around.is_empty() || other.around.is_empty() || around > 0,
        Tier::Entry | Tier::Whole => number.around.is_empty() || own > 0 || around > 1,
    };
    (!fits).then_some(Miss::Context)
}

/// "2018 - 2020": the two dates are the ends of a span.
fn is_span(text: &Text, date: &Date, next: &Date) -> bool {
    let between = text.scan.plain[date.end..next.start.max(date.end)].trim();
    matches!(between, "-" | "--" | "to" | "until" | "through" | "bis" | "/")
}

fn judge_date(case: &Case, date: &Date, partner: Option<&Date>) -> Result<Ground, String> {
    let mut lone = false;
    for (_, index, text) in case.allowed() {
        if let Some(other) = text.dates().iter().find(|other| covers(other, date)) {
            if partner.is_none_or(|partner| text.dates().iter().any(|two| covers(two, partner) && two.start > other.start)) {
                return Ok(Ground { text: index, start: other.start, end: other.end });
            }
            lone = true;
        }
    }
    Err(if lone {
        "The source resume has this year, but not this span of time.".to_owned()
    } else {
        "This date is not in the part of the source resume that the change is about.".to_owned()
    })
}

fn covers(source: &Date, claim: &Date) -> bool {
    source.year == claim.year && (claim.month.is_none() || claim.month == source.month)
}

/// The dates of an entry: the same months in the same order, and "present" only where it was.
pub fn dates_field(case: &Case, found: &mut Vec<Claim>) -> bool {
    let ends = |text: &Text| text.dates().iter().map(|date| (date.year, date.month)).collect::<Vec<_>>();
    let claimed = ends(&case.after);
    let ongoing = |text: &str| {
        let lower = text.to_lowercase();
        Dates::parse(text).ongoing
            || ["present", "current", "now", "today", "heute", "ongoing", "aujourd"].iter().any(|word| lower.contains(word))
    };
    let here = case
        .allowed()
        .find(|(tier, _, text)| *tier == Tier::Before || *tier == Tier::Entry && text.field() == Some(crate::resume::Field::Dates));
    let whole = |ground: Result<Ground, String>| Claim { kind: ClaimKind::Date, start: 0, end: case.after.scan.plain.len(), ground };
    let Some((_, index, text)) = here else {
        found.push(whole(Err("The source resume has no dates for this.".to_owned())));
        return true;
    };
    let source = ends(text);
    let same = claimed.len() == source.len()
        && claimed.iter().zip(&source).all(|(one, two)| one.0 == two.0 && (one.1.is_none() || one.1 == two.1))
        && ongoing(&case.after.scan.plain) == ongoing(&text.scan.plain);
    let ground = if same && !source.is_empty() || text.scan.plain.eq_ignore_ascii_case(&case.after.scan.plain) {
        Ok(Ground { text: index, start: 0, end: text.scan.plain.len() })
    } else {
        Err(format!("The source resume says \u{201c}{}\u{201d}.", text.scan.original))
    };
    found.push(whole(ground));
    true
}
