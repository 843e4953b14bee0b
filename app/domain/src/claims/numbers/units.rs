//! Units, currencies and multipliers around a number.

use super::Unit;
use super::spelled::magnitude;

/// A currency in front of a number, and how many bytes it takes.
pub fn currency_before(before: &str) -> Option<(&'static str, usize)> {
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
pub fn multiplier(rest: &str, money: bool) -> (f64, usize) {
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
pub fn next_word(rest: &str) -> (usize, &str) {
    let blank = usize::from(rest.starts_with([' ', '-']) && rest[1..].starts_with(char::is_alphabetic));
    let word = &rest[blank..];
    let length = word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len());
    (blank, &word[..length])
}

/// Letters glued to a number that are no unit: "3D", "1st", "4K".
pub fn glued_name(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphabetic()) && unit_at(rest).is_none()
}

/// A unit behind a number, the factor to its base, and how many bytes it takes.
pub fn unit_at(rest: &str) -> Option<(Unit, f64, usize)> {
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
        "quarter" | "quarters" if second.1 != "of" => simple(Unit::Months, 3.0),
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
