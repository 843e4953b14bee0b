//! What the scanner reads, as a table of texts.

use super::*;
use crate::resume::Month;
use rstest::rstest;

fn shown(dates: &Dates) -> String {
    let one = |month: Option<Month>| match month {
        None => String::new(),
        Some(Month { year, month: None }) => year.to_string(),
        Some(Month { year, month: Some(month) }) => format!("{year}-{month:02}"),
    };
    format!("{}..{}", one(dates.start), if dates.ongoing { "now".to_owned() } else { one(dates.end) })
}

#[rstest]
#[case("Jan. 2020 – Present", "2020-01..now")]
#[case("June 2018 - Present", "2018-06..now")]
#[case("06/2020", "..2020-06")]
#[case("06/2020 – 08/2021", "2020-06..2021-08")]
#[case("2020-06", "..2020-06")]
#[case("2020-06 – 2021-02", "2020-06..2021-02")]
#[case("2019 – 2021", "2019..2021")]
#[case("2019-2021", "2019..2021")]
#[case("2019–21", "2019..2021")]
#[case("Summer 2019", "..2019")]
#[case("since 2018", "2018..now")]
#[case("seit Oktober 2018", "2018-10..now")]
#[case("März 2017 bis heute", "2017-03..now")]
#[case("09/2014 – heute", "2014-09..now")]
#[case("janvier 2019 – aujourd’hui", "2019-01..now")]
#[case("de sept. 2018 à juin 2020", "2018-09..2020-06")]
#[case("février 2021 – présent", "2021-02..now")]
#[case("enero de 2019 – actualidad", "2019-01..now")]
#[case("desde marzo de 2020", "2020-03..now")]
#[case("março de 2018 – atual", "2018-03..now")]
#[case("gennaio 2016 – oggi", "2016-01..now")]
#[case("mei 2015 – heden", "2015-05..now")]
#[case("June – August 2022", "2022-06..2022-08")]
#[case("Jun '19 – Aug '21", "2019-06..2021-08")]
#[case("05/19 - 08/20", "2019-05..2020-08")]
#[case("01.09.2015 – 31.12.2019", "2015-09..2019-12")]
#[case("15 June 2020", "..2020-06")]
#[case("June 15, 2020", "..2020-06")]
#[case("January 2019 to Present", "2019-01..now")]
#[case("Q3 2020 – Q1 2021", "2020..2021")]
#[case("2018/2019", "2018..2019")]
#[case("WS 2018/19", "2018..2019")]
#[case("[09/2015 – 08/2019]", "2015-09..2019-08")]
#[case("Expected May 2026", "..2026-05")]
#[case("Class of 2022", "..2022")]
#[case("10 / 2019 – Current", "2019-10..now")]
#[case("2020 –", "2020..now")]
#[case("May 2016", "..2016-05")]
#[case("Sept 2018 – May 2023", "2018-09..2023-05")]
#[case("(2018)", "..2018")]
#[case("October 2021 – to date", "2021-10..now")]
#[case("2012 – 2014, 2016 – 2018", "2012..2018")]
fn a_date_is_understood(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(shown(&Dates::parse(text)), expected, "{text}");
    assert_eq!(Dates::parse(text).text, text);
}

#[rstest]
#[case("2,000 users")]
#[case("Raised $2019 for charity")]
#[case("ISO 27001")]
#[case("Senior Engineer")]
#[case("(555) 555-0123")]
#[case("US Patent 11,234,567")]
#[case("may lead to")]
#[case("1920px wide")]
#[case("3 to 28 across")]
#[case("March to the sea")]
fn what_is_no_date_is_left_alone(#[case] text: &str) {
    assert_eq!(find(text), Vec::new());
}

#[test]
fn a_span_is_found_inside_a_line() {
    let line = "Software Developer, XYZ Solutions, Anywhere, USA, July 2016 - June 2018";
    let found = find(line);
    assert_eq!(found.len(), 1);
    assert_eq!(&line[found[0].range.clone()], "July 2016 - June 2018");
}

#[test]
fn lengths_of_time_are_told_from_dates() {
    assert!(is_duration("2 years 10 months"));
    assert!(is_duration("(3 mos)"));
    assert!(!is_duration("2019 – 2021"));
    assert!(!is_duration("5 years of experience"));
}

#[test]
fn a_stroke_between_blanks_joins_the_ends_of_a_span() {
    let found = find("2019-01 / Present");
    assert_eq!(found.len(), 1);
    assert!(found[0].dates.ongoing && found[0].dates.start.is_some());
}
