//! Numbers of a text: value, unit, bound and what they count, however they are written.
//!
//! "1.5M", "1,500,000", "1 500 000" and "one and a half million" are one number; "30 %", "30 percent" and "thirty percent" as
//! well. "10–15 %" is a range, not two numbers; "Python 3.10" is a version, not 3.1.

mod context;
mod figures;
mod spelled;
mod units;

use super::scan::Scan;

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
    pub scale: f64,
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
    let (mut numbers, dates) = figures::read(scan);
    spelled::read(scan, &mut numbers);
    numbers.sort_by_key(|number| number.start);
    context::join_ranges(&scan.plain, &mut numbers);
    context::describe(scan, &mut numbers);
    (numbers, dates)
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
