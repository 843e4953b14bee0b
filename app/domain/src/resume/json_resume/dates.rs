//! ISO dates for JSON Resume, and the way back to dates as resumes show them.

use crate::resume::{Dates, Month};
use crate::text::squeeze;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "2020" or "2020-03".
pub(super) fn iso(month: Option<Month>) -> String {
    match month {
        Some(Month { year, month: Some(month) }) => format!("{year:04}-{month:02}"),
        Some(Month { year, month: None }) => format!("{year:04}"),
        None => String::new(),
    }
}

/// "2021-03-01" and nothing: "Mar 2021 – Present". Days are not shown; what is no ISO date stays as it is.
pub(super) fn span(start: &str, end: &str) -> Dates {
    let (start, end) = (shown(start), shown(end));
    Dates::parse(&match (start.is_empty(), end.is_empty()) {
        (true, _) => end,
        (false, true) => format!("{start} – Present"),
        (false, false) if start == end => end,
        (false, false) => format!("{start} – {end}"),
    })
}

/// One date: "Mar 2021".
pub(super) fn one(date: &str) -> Dates {
    Dates::parse(&shown(date))
}

fn shown(text: &str) -> String {
    let text = squeeze(text);
    let mut parts = text.split(['-', 'T']);
    let (year, month) = (parts.next().unwrap_or(""), parts.next());
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    match month.map(|month| month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)))) {
        None => text,
        Some(Some(month)) => format!("{month} {year}"),
        Some(None) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_dates_are_shown_as_resumes_show_them() {
        assert_eq!(span("2021-03-01", "").text, "Mar 2021 – Present");
        assert_eq!(span("2014-09", "2018-05-15").text, "Sep 2014 – May 2018");
        assert_eq!(span("", "2018").text, "2018");
        assert_eq!(one("Summer 2019").text, "Summer 2019");
        assert_eq!(one("2021-13").text, "2021-13");
    }
}
