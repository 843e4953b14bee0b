//! What the templates that people use write in ways of their own.

use super::*;

fn cell(date: &str, text: &str) -> RawLine {
    let mut line = RawLine::plain(date);
    line.segments.push(Segment { tab: true, x: 14.0, ..Segment::plain(text) });
    line
}

fn contact(lines: Vec<RawLine>) -> crate::resume::Contact {
    read([vec![name()], lines, vec![heading("Skills"), RawLine::plain("Welding")]].concat(), 1).document.contact
}

#[test]
fn the_end_of_a_span_in_a_narrow_column_is_no_text() {
    let read = entries(vec![
        heading("Experience"),
        cell("10/2021–", "Welder, Aire Shipyard, Leeds, UK"),
        cell("Present", "– Welds pipes."),
        bullet("Trains two apprentices."),
        cell("04/2018–", "Fitter, Holm Tools, York, UK"),
        cell("09/2021", "– Fitted gates."),
    ]);
    assert_eq!(read.iter().map(|entry| entry.dates.text.as_str()).collect::<Vec<_>>(), ["10/2021– Present", "04/2018– 09/2021"]);
    assert_eq!((read[0].bullets.len(), read[1].bullets[0].text.as_str()), (2, "Fitted gates."));
}

#[test]
fn a_bold_head_below_its_dates_is_no_heading() {
    let read = entries(vec![
        bold("Employment History"),
        italic("June 2014 – May 2018"),
        bold("Welder, Aire Shipyard, Leeds"),
        bullet("Welded pipes."),
        italic("May 2010 – May 2014"),
        bold("Fitter, Holm Tools, York"),
        bullet("Fitted gates."),
    ]);
    assert_eq!(read.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["Welder", "Fitter"]);
}

#[test]
fn a_sentence_of_four_words_is_no_employer() {
    let head = |date: &str, text: &str| vec![bold(date), RawLine { size: 1.2, ..bold(text) }];
    let lines = [
        vec![heading("Experience")],
        head("2014 – 2018", "Welder, Aire Shipyard, Leeds, UK"),
        vec![RawLine::plain("Welded pipes and hulls."), RawLine::plain("Trained two apprentices.")],
        head("2010 – 2014", "Fitter, Holm Tools, York, UK"),
        vec![RawLine::plain("Fitted forty gates.")],
    ];
    let read = entries(lines.concat());
    assert_eq!((read[1].title.as_str(), read[1].organisation.as_str()), ("Fitter", "Holm Tools"));
}

#[test]
fn posts_with_dates_make_activities_a_section_of_entries() {
    let lines = vec![
        name(),
        heading("Skills"),
        RawLine::plain("Welding"),
        heading("Leadership & Activities"),
        beside(bold("Holm Chess Club"), "2019 – 2021"),
        RawLine::plain("Treasurer"),
    ];
    assert_eq!(read(lines, 1).document.sections[1].kind, SectionKind::Volunteering);
}

#[test]
fn a_street_with_its_number_is_the_place() {
    let contact = contact(vec![RawLine::plain("14 Thistle Wynd, Edinburgh EH6 5ZZ"), RawLine::plain("Tel: 0131 496 0152")]);
    assert_eq!((contact.location.as_str(), contact.headline.as_str()), ("14 Thistle Wynd, Edinburgh EH6 5ZZ", ""));
}

#[test]
fn a_label_above_its_field_is_no_field() {
    let lines =
        vec![name(), heading("Personal Info"), bold("Address"), RawLine::plain("Leeds, UK"), bold("Phone"), RawLine::plain("555-0101")];
    let contact = read([lines, vec![heading("Skills"), RawLine::plain("Welding")]].concat(), 1).document.contact;
    assert_eq!((contact.location.as_str(), contact.phone.as_str()), ("Leeds, UK", "555-0101"));
}

#[test]
fn a_number_among_words_is_the_telephone() {
    let contact = contact(vec![RawLine::plain("8 Bute Crescent, Cardiff, Wales +44 29 2018 0144 ada.holm@example.org")]);
    assert_eq!((contact.phone.as_str(), contact.email.as_str()), ("+44 29 2018 0144", "ada.holm@example.org"));
}

#[test]
fn one_word_beside_an_address_is_not_the_place_where_a_town_is_named() {
    let contact = contact(vec![beside(italic("Baker"), "ada.holm@example.org"), RawLine::plain("Galway, Ireland")]);
    assert_eq!((contact.headline.as_str(), contact.location.as_str()), ("Baker", "Galway, Ireland"));
}

#[test]
fn the_kind_of_employment_is_no_part_of_the_employer() {
    let read = entries(vec![
        heading("Experience"),
        RawLine::plain("Welder"),
        RawLine::plain("Aire Shipyard · Full-time"),
        RawLine::plain("Jan 2020 - Present · 4 yrs"),
    ]);
    assert_eq!((read[0].organisation.as_str(), read[0].summary.as_str()), ("Aire Shipyard", "Full-time"));
}

#[test]
fn a_section_that_goes_on_over_the_page_is_one_section() {
    let lines = vec![
        heading("EMPLOYMENT"),
        beside(bold("Welder, Aire Shipyard"), "2014 – 2018"),
        heading("EMPLOYMENT (continued)"),
        beside(bold("Fitter, Holm Tools"), "2010 – 2014"),
    ];
    let import = read([vec![name(), RawLine::plain("ada.holm@example.org")], lines].concat(), 2);
    assert_eq!(import.document.sections.len(), 1);
    assert_eq!((import.document.sections[0].items.len(), import.left_over().count()), (2, 0));
}

#[test]
fn an_employer_above_a_labelled_role_is_the_employer() {
    let job = |employer: &str, role: &str, dates: &str| {
        vec![bold(employer), RawLine::plain(&format!("Role: {role}")), RawLine::plain(&format!("Duration: {dates}")), bullet("Drew pumps.")]
    };
    let lines =
        [vec![heading("Work Experience")], job("Kaveri Pumps Pvt. Ltd.", "Trainee", "2020 to 2021"), job("Nilgiri Auto", "Intern", "2019")];
    let read = entries(lines.concat());
    assert_eq!((read[0].title.as_str(), read[0].organisation.as_str()), ("Trainee", "Kaveri Pumps Pvt. Ltd."));
}

#[test]
fn marks_have_a_column_of_their_own_in_a_table_of_schools() {
    let row = |cells: [&str; 4]| {
        let segment = |(at, text): (usize, &&str)| Segment { tab: at > 0, x: 20.0 * at as f32, ..Segment::plain(*text) };
        RawLine::of(cells.iter().enumerate().map(segment).collect())
    };
    let read = entries(vec![
        heading("Education"),
        row(["Course", "Institution", "Year", "Percentage"]),
        row(["B.E. Mechanical", "Ponni College", "2018 – 2022", "81%"]),
        row(["Higher Secondary", "Bharathi School", "2016 – 2018", "91%"]),
    ]);
    assert_eq!(
        (read[0].title.as_str(), read[0].organisation.as_str(), read[0].summary.as_str()),
        ("B.E. Mechanical", "Ponni College", "81%")
    );
    assert_eq!(read.len(), 2);
}

#[test]
fn a_head_of_four_plain_lines_begins_below_an_empty_line() {
    let head = |lines: [&str; 4], gap: f32| {
        let mut lines = lines.map(RawLine::plain).to_vec();
        lines[0].gap = gap;
        [lines, vec![bullet("Worked the grill.")]].concat()
    };
    let lines = [
        vec![heading("Work History")],
        head(["Lab Tech", "Wayne Diagnostics", "Leeds, UK", "June 2017 – May 2020"], 0.0),
        head(["Crew Member", "Burger Barn", "York, UK", "May 2014 – May 2017"], 1.0),
    ];
    let read = entries(lines.concat());
    assert_eq!(shown(&read[1]), ("Crew Member", "Burger Barn", "York, UK", "May 2014 – May 2017"));
}

#[test]
fn town_and_country_are_both_the_place_where_the_others_say_both() {
    let head = |title: &str, employer: &str, dates: &str| vec![beside(bold(title), dates), RawLine::plain(employer), bullet("Taught.")];
    let lines = [
        vec![heading("Experience")],
        head("Lecturer", "Aire University, Leeds, UK", "2019 – 2021"),
        head("Lecturer", "Holm College, York, UK", "2016 – 2019"),
        head("Researcher", "Institut des Lagons, Belmora, New Example", "2012 – 2016"),
    ];
    let read = entries(lines.concat());
    assert_eq!((read[2].organisation.as_str(), read[2].place.as_str()), ("Institut des Lagons", "Belmora, New Example"));
}

#[test]
fn the_name_below_a_network_in_the_side_column_stays_the_name() {
    let side = |line: RawLine| RawLine { column: 1, ..line };
    let main = |line: RawLine| RawLine { column: 2, ..line };
    let lines = vec![
        side(heading("Profiles")),
        side(RawLine::plain("adaholm")),
        side(RawLine::plain("GitHub")),
        main(name()),
        main(RawLine::plain("Master Baker")),
        main(RawLine::plain("ada.holm@example.org")),
        main(heading("Skills")),
        main(RawLine::plain("Welding")),
    ];
    let contact = read(lines, 1).document.contact;
    assert_eq!((contact.name.as_str(), contact.headline.as_str()), ("Ada Holm", "Master Baker"));
}

#[test]
fn a_town_beside_an_item_whose_marker_was_drawn_belongs_to_the_head() {
    let hanging = |text: &str| RawLine::of(vec![Segment { x: 3.0, ..Segment::plain(text) }]);
    let read = entries(vec![
        heading("Experience"),
        beside(bold("Charge Nurse · Holm Hospital"), "2019 – 2021"),
        beside(hanging("Lead a shift of fourteen nurses."), "Leeds, UK"),
        hanging("Trained eleven graduates."),
        beside(bold("Staff Nurse · Aire Clinic"), "2015 – 2019"),
        beside(hanging("Triaged sixty patients per shift."), "York, UK"),
    ]);
    assert_eq!(
        read.iter().map(|entry| (entry.place.as_str(), entry.bullets.len())).collect::<Vec<_>>(),
        [("Leeds, UK", 2), ("York, UK", 1)]
    );
}
