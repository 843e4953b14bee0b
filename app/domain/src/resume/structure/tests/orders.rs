//! The order in which a head names its parts, and the signs between them.

use super::*;

fn heads(entries: &[Entry]) -> Vec<(&str, &str, &str)> {
    entries.iter().map(|entry| (entry.title.as_str(), entry.organisation.as_str(), entry.place.as_str())).collect()
}

/// Lines below a heading; "- " begins a list item, "/ " stands for an empty line above.
fn plain(title: &str, lines: &[&str]) -> Vec<Entry> {
    let mut all = vec![heading(title)];
    all.extend(lines.iter().map(|line| match (line.strip_prefix("- "), line.strip_prefix("/ ")) {
        (Some(item), _) => bullet(item),
        (_, Some(text)) => RawLine { gap: 1.0, ..RawLine::plain(text) },
        _ => RawLine::plain(line),
    }));
    entries(all)
}

#[test]
fn a_town_behind_the_second_dash_is_the_place() {
    let lines =
        ["Tierärztin - Longmynd Vets - Ludlow", "2019 – 2021", "- Kleintiere.", "Helferin - Teme Vets - Chur", "2016 – 2019", "- Katzen."];
    let expected = [("Tierärztin", "Longmynd Vets", "Ludlow"), ("Helferin", "Teme Vets", "Chur")];
    assert_eq!(heads(&plain("Experience", &lines)), expected);
}

#[test]
fn a_town_alone_in_the_last_line_of_every_head_is_the_place() {
    let lines = [
        "2019 – 2021",
        "Accountant",
        "Holm Seafoods Ltd",
        "Newlyn",
        "- Books.",
        "2016 – 2019",
        "Clerk",
        "Example Bank",
        "Truro",
        "- Letters.",
    ];
    let expected = [("Accountant", "Holm Seafoods Ltd", "Newlyn"), ("Clerk", "Example Bank", "Truro")];
    assert_eq!(heads(&plain("Experience", &lines)), expected);
}

#[test]
fn working_hours_in_the_last_line_are_no_place() {
    let lines = [
        "2019 – 2021",
        "Accountant",
        "Holm Seafoods Ltd",
        "Full-time",
        "- Books.",
        "2016 – 2019",
        "Clerk",
        "Example Bank",
        "Part-time",
        "- Letters.",
    ];
    assert!(plain("Experience", &lines).iter().all(|entry| entry.place.is_empty()));
}

#[test]
fn a_title_that_nobody_knows_stands_in_front_of_at() {
    let lines = ["XQR at Zenloop", "2019 – 2021", "- Calls."];
    assert_eq!(heads(&plain("Experience", &lines)), [("XQR", "Zenloop", "")]);
}

#[test]
fn a_full_stop_parts_the_degree_from_the_school() {
    let lines = ["Técnico en Cocina. IES La Marxadella (Torrent). 2012-2014", "ESO. IES Clot del Moro (Sagunto). 2008-2012"];
    let expected = [("Técnico en Cocina", "IES La Marxadella", "Torrent"), ("ESO", "IES Clot del Moro", "Sagunto")];
    assert_eq!(heads(&plain("Estudios", &lines)), expected);
    let lines = ["Nurse, St. Mary's", "2012 – 2014", "- Wards."];
    assert_eq!(heads(&plain("Experience", &lines)), [("Nurse", "St. Mary's", "")]);
}

#[test]
fn a_school_without_a_school_word_stands_beside_its_degree() {
    let lines = ["2006 to 2008", "A-levels, Harrow High, Harrow"];
    assert_eq!(heads(&plain("Education", &lines)), [("A-levels", "Harrow High", "Harrow")]);
}

#[test]
fn a_name_that_ends_with_a_legal_form_is_no_sentence() {
    let lines = ["Foreman at Meblotrans Sp. z o.o.", "2019 – 2021", "- Trucks."];
    assert_eq!(heads(&plain("Experience", &lines)), [("Foreman", "Meblotrans Sp. z o.o.", "")]);
}

#[test]
fn a_headline_may_name_the_town() {
    let lines = vec![
        name(),
        RawLine::plain("Journeyman Electrician, Decatur, GA"),
        RawLine::plain("555-0101, ada.holm@example.org"),
        heading("What I can do"),
        RawLine::plain("Conduit bending, Wiring"),
    ];
    let document = read(lines, 1).document;
    assert_eq!((document.contact.headline.as_str(), document.contact.location.as_str()), ("Journeyman Electrician", "Decatur, GA"));
    assert_eq!(document.sections[0].kind, SectionKind::Skills);
}

#[test]
fn an_employer_and_a_title_apart_by_a_dash_stand_above_their_dates() {
    let lines = [
        "/ Förde Werften AG — Personalreferentin",
        "2017 – Present | Kiel",
        "- Betreuung von 420 Beschäftigten.",
        "/ Institut für Arbeitsforschung — Wissenschaftliche Mitarbeiterin",
        "2012 – 2017 | Flensburg",
        "- Befragungen zu Schichtarbeit.",
    ];
    let read = plain("Experience", &lines);
    assert_eq!(heads(&read)[1], ("Wissenschaftliche Mitarbeiterin", "Institut für Arbeitsforschung", "Flensburg"));
}

#[test]
fn a_single_year_may_be_written_as_a_span() {
    let lines =
        ["/ Apprenticeship, 2014 – 2018", "Holm Academy, Atlanta, GA", "/ GED, 2010 – 2010", "Decatur Adult Education, Decatur, GA"];
    let read = plain("Education", &lines);
    assert_eq!(heads(&read)[1], ("GED", "Decatur Adult Education", "Decatur, GA"));
}

#[test]
fn the_field_of_a_degree_stays_in_front_of_the_school() {
    let lines = ["2004 – 2007: B.A., History, Wickford College, Hull", "2001 – 2004: B.Sc., Physics, Holm College, Hull"];
    assert_eq!(heads(&plain("Education", &lines))[0], ("B.A., History", "Wickford College", "Hull"));
}
