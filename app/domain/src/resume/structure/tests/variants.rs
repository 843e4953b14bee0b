//! Ways to write what others write in another way.

use super::*;
fn titles(entries: &[Entry]) -> Vec<(&str, &str, &str)> {
    entries.iter().map(|entry| (entry.title.as_str(), entry.organisation.as_str(), entry.dates.text.as_str())).collect()
}

#[test]
fn personal_data_of_the_header_stands_in_a_section_of_its_own() {
    let lines = vec![
        name(),
        RawLine::plain("ada.holm@example.org | 555-0101 | Nationality: British"),
        RawLine::plain("Country of citizenship: United Kingdom"),
        heading("Skills"),
        RawLine::plain("Welding, Turning"),
    ];
    let import = read(lines, 1);
    assert_eq!(import.left_over().count(), 0);
    let last = import.document.sections.last().expect("sections");
    assert_eq!((last.kind, last.title.as_str()), (SectionKind::Custom, "Personal details"));
    assert_eq!(last.items.len(), 2);
}

#[test]
fn the_marital_status_is_no_headline() {
    let lines = vec![
        name(),
        RawLine::plain("ada.holm@example.org | 555-0101"),
        RawLine::plain("Familienstand: verheiratet, zwei Kinder"),
        heading("Kenntnisse"),
        RawLine::plain("Schweißen"),
    ];
    let document = read(lines, 1).document;
    assert_eq!(document.contact.headline, "");
    assert_eq!(document.sections[1].title, "Persönliche Daten");
}

#[test]
fn certificates_in_a_list_are_entries() {
    let read = entries(vec![
        heading("Certifications"),
        bullet("Certified Welder (Example Welding Society), 3/2021"),
        bullet("Forklift Licence, Holm Training, May 2019"),
        bullet("First aid"),
    ]);
    let expected = [("Certified Welder", "Example Welding Society", "3/2021"), ("Forklift Licence", "Holm Training", "May 2019")];
    assert_eq!(titles(&read), expected);
}

#[test]
fn certificates_with_the_date_in_front_are_entries() {
    let read = entries(vec![heading("Certificates"), RawLine::plain("01/2022 Desktop Specialist, Tablework")]);
    assert_eq!(titles(&read), [("Desktop Specialist", "Tablework", "01/2022")]);
}

#[test]
fn a_name_broken_at_its_hyphen_is_whole() {
    let large = |text: &str| RawLine { size: 2.0, ..RawLine::plain(text) };
    let lines = vec![large("Ada"), large("Bright-"), large("Holm"), RawLine::plain("ada.holm@example.org"), heading("Skills")];
    assert_eq!(read(lines, 1).document.contact.name, "Ada Bright-Holm");
}

#[test]
fn a_name_in_the_look_of_the_headings_is_the_name() {
    let lines = vec![
        bold("ADA HOLM"),
        RawLine::plain("Leeds, UK | ada.holm@example.org"),
        bold("WORK EXPERIENCE"),
        bold("Welder, Aire Shipyard"),
        RawLine::plain("2014 – 2018"),
        bold("SKILLS"),
        RawLine::plain("Cutting, Grinding"),
    ];
    let contact = read(lines, 1).document.contact;
    assert_eq!((contact.name.as_str(), contact.email.as_str()), ("ADA HOLM", "ada.holm@example.org"));
}

#[test]
fn a_date_broken_in_its_cell_is_whole() {
    let cell = |date: &str, text: &str| {
        let mut line = RawLine::plain(date);
        line.segments.push(Segment { tab: true, x: 14.0, ..Segment::plain(text) });
        line
    };
    for hyphen in ["\u{2010}", "\u{ad}"] {
        let read = entries(vec![
            heading("Experience"),
            cell(&format!("Jan 2015 – Sep{hyphen}"), "Welder"),
            cell("tember 2017", "Aire Shipyard, Leeds, UK"),
        ]);
        assert_eq!(titles(&read), [("Welder", "Aire Shipyard", "Jan 2015 – September 2017")]);
    }
}

#[test]
fn the_dot_of_a_timeline_begins_no_list_item() {
    let read = entries(vec![
        heading("Experience"),
        bullet("02/2020 – today"),
        RawLine::plain("Aire Shipyard, Leeds, UK"),
        RawLine::plain("Structural Welder"),
        bullet("07/2016 – 01/2020"),
        RawLine::plain("Holm Fabricators, Leeds, UK"),
        RawLine::plain("Welder Helper"),
    ]);
    assert_eq!(read.iter().map(|entry| entry.dates.text.as_str()).collect::<Vec<_>>(), ["02/2020 – today", "07/2016 – 01/2020"]);
}

#[test]
fn a_word_that_joins_role_and_employer_belongs_to_neither() {
    let head = |role: &str, joint: &str, employer: &str, dates: &str| {
        let mut line = bold(role);
        line.segments.push(Segment::plain(joint));
        line.segments.push(Segment { bold: true, ..Segment::plain(employer) });
        vec![line, RawLine::plain(dates)]
    };
    for joint in [" at ", " en ", " bei "] {
        let lines = [vec![heading("Experience")], head("Structural Welder", joint, "Aire Shipyard", "2014 – 2018")].concat();
        assert_eq!(titles(&entries(lines)), [("Structural Welder", "Aire Shipyard", "2014 – 2018")]);
    }
}

#[test]
fn a_place_in_colorado_is_no_company() {
    let head = |title: &str, dates: &str| vec![beside(bold(title), dates), bullet("Drove trucks.")];
    let lines = [
        vec![heading("Experience")],
        head("Driver, United Haulage, Fort Carson, CO", "2002 – 2010"),
        head("Supervisor, United Haulage, Leeds, UK", "2010 – 2016"),
    ];
    let read = entries(lines.concat());
    assert_eq!(shown(&read[0]), ("Driver", "United Haulage", "Fort Carson, CO", "2002 – 2010"));
}

#[test]
fn a_span_without_an_end_goes_on() {
    let cell = |date: &str, text: &str| {
        let mut line = RawLine::plain(date);
        line.segments.push(Segment { tab: true, x: 14.0, ..Segment::plain(text) });
        line
    };
    let read = entries(vec![
        heading("Positions"),
        cell("2018–", "Associate Professor, Aire University, Leeds, UK"),
        cell("2015–2018", "Lecturer, Holm College, York, UK"),
    ]);
    assert_eq!(titles(&read)[1], ("Lecturer", "Holm College", "2015–2018"));
    assert!(read[0].dates.ongoing);
}

#[test]
fn the_town_beside_the_dates_is_no_employer() {
    let lines = vec![
        heading("Experience"),
        bold("Chef de cuisine, Auberge Bleue"),
        RawLine::plain("Montréal, 2018 – 2021"),
        bold("Commis de cuisine, Bistrot Vert"),
        RawLine::plain("Trois-Rivières, 2013 – 2018"),
    ];
    let read = entries(lines);
    assert_eq!(shown(&read[0]), ("Chef de cuisine", "Auberge Bleue", "Montréal", "2018 – 2021"));
    assert_eq!(read[1].organisation, "Bistrot Vert");
}

#[test]
fn a_label_in_front_of_the_title_is_no_part_of_it() {
    let job = |employer: &str, title: &str, dates: &str| {
        vec![RawLine::plain(dates), bold(employer), RawLine::plain(&format!("Position: {title}")), bullet("Taught all years.")]
    };
    let lines = [
        vec![heading("Experience")],
        job("Aire Academy", "Head of Mathematics", "2019 – 2021"),
        job("Holm High School", "Teacher", "2014 – 2019"),
    ];
    let read = entries(lines.concat());
    assert_eq!(titles(&read), [("Head of Mathematics", "Aire Academy", "2019 – 2021"), ("Teacher", "Holm High School", "2014 – 2019")]);
}

#[test]
fn the_word_for_at_parts_role_and_employer_whatever_the_role() {
    let lines = vec![
        heading("Experience"),
        RawLine::plain("10.2017 – heute"),
        bold("Bratschistin bei Philharmonie Aire, Kassel"),
        bullet("Konzerte und Reisen."),
        RawLine::plain("04.2011 – 09.2017"),
        bold("Bratschistin bei Haus Holm, Göttingen"),
    ];
    let read = entries(lines);
    assert_eq!((read[1].title.as_str(), read[1].organisation.as_str()), ("Bratschistin", "Haus Holm"));
}

#[test]
fn honours_without_an_issuer_stay_a_list() {
    assert!(entries(vec![heading("Honors"), bullet("35 under 35 of Invented Review (2024)"), bullet("Best thesis (2019)")]).is_empty());
}

#[test]
fn a_town_alone_beside_the_name_is_the_place() {
    let lines = vec![
        beside(name(), "Kassel"),
        RawLine::plain("Master Baker"),
        RawLine::plain("0151 5550 0184"),
        RawLine::plain("ada.holm@example.org"),
        heading("Skills"),
    ];
    let contact = read(lines, 1).document.contact;
    assert_eq!((contact.name.as_str(), contact.headline.as_str(), contact.location.as_str()), ("Ada Holm", "Master Baker", "Kassel"));
}

#[test]
fn a_list_beside_the_second_line_of_its_dates_keeps_its_items() {
    let cell = |date: &str, text: &str| {
        let mut line = RawLine::plain(date);
        line.segments.push(Segment { tab: true, x: 14.0, ..Segment::plain(text) });
        line
    };
    let read = entries(vec![
        heading("Experience"),
        cell("April 2011 –", "Aire Shipyard, Leeds, UK"),
        cell("September", "Welder"),
        cell("2017", "• Welded pipes."),
    ]);
    assert_eq!(titles(&read), [("Welder", "Aire Shipyard", "April 2011 – September 2017")]);
    assert_eq!(read[0].bullets[0].text, "Welded pipes.");
}

#[test]
fn pictures_in_front_of_words_say_nothing() {
    let lines = vec![
        name(),
        RawLine::plain("📍 Leeds, UK · 📧 ada.holm@example.org · 📱 +44 113 496 0123"),
        heading("👋 About Me"),
        RawLine::plain("I bake bread that people walk miles for."),
    ];
    let import = read(lines, 1);
    let contact = &import.document.contact;
    assert_eq!((contact.location.as_str(), contact.phone.as_str()), ("Leeds, UK", "+44 113 496 0123"));
    assert_eq!((import.document.sections[0].kind, import.left_over().count()), (SectionKind::Summary, 0));
}
