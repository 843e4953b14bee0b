//! Lines as formats hand them over, and the documents they become.

use super::*;
use crate::resume::{Entry, Item, SectionKind};
use proptest::prelude::*;

mod orders;
mod templates;
mod variants;

fn bold(text: &str) -> RawLine {
    RawLine::of(vec![Segment { bold: true, ..Segment::plain(text) }])
}

fn italic(text: &str) -> RawLine {
    RawLine::of(vec![Segment { italic: true, ..Segment::plain(text) }])
}

fn bullet(text: &str) -> RawLine {
    RawLine { bullet: true, marker: "•".into(), ..RawLine::plain(text) }
}

fn heading(text: &str) -> RawLine {
    RawLine { size: 1.3, ..bold(text) }
}

fn beside(line: RawLine, text: &str) -> RawLine {
    let mut line = line;
    line.segments.push(Segment { tab: true, x: 80.0, ..Segment::plain(text) });
    line
}

fn name() -> RawLine {
    RawLine { size: 2.0, ..bold("Ada Holm") }
}

fn entries(lines: Vec<RawLine>) -> Vec<Entry> {
    let mut all = vec![name(), RawLine::plain("ada.holm@example.org | 555-0101 | Leeds, UK")];
    all.extend(lines);
    let items = read(all, 1).document.sections.into_iter().flat_map(|section| section.items);
    items
        .filter_map(|item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        })
        .collect()
}

fn shown(entry: &Entry) -> (&str, &str, &str, &str) {
    (&entry.title, &entry.organisation, &entry.place, &entry.dates.text)
}

#[test]
fn the_contact_is_read_from_the_lines_above_the_first_heading() {
    let lines = vec![
        name(),
        RawLine::plain("Master Baker"),
        RawLine::plain("Leeds, UK | +44 113 496 0123 | ada.holm@example.org | linkedin.com/in/ada-holm-example"),
        heading("Experience"),
    ];
    let contact = read(lines, 1).document.contact;
    assert_eq!((contact.name.as_str(), contact.headline.as_str()), ("Ada Holm", "Master Baker"));
    assert_eq!(
        (contact.email.as_str(), contact.phone.as_str(), contact.location.as_str()),
        ("ada.holm@example.org", "+44 113 496 0123", "Leeds, UK")
    );
    assert_eq!(contact.links[0].url, "linkedin.com/in/ada-holm-example");
}

#[test]
fn labels_name_what_they_label() {
    let lines = vec![
        name(),
        RawLine::plain("Phone: 555-0142"),
        RawLine::plain("E-Mail: ada@example.org"),
        RawLine::plain("Address: 12 Mill Lane, Leeds"),
    ];
    let contact = read(lines, 1).document.contact;
    assert_eq!(
        (contact.phone.as_str(), contact.email.as_str(), contact.location.as_str()),
        ("555-0142", "ada@example.org", "12 Mill Lane, Leeds")
    );
}

#[test]
fn title_first_and_organisation_first_are_told_apart() {
    let first = entries(vec![
        heading("Experience"),
        beside(bold("Senior Engineer"), "2019 – 2021"),
        italic("Holm Logistics GmbH, Berlin, Germany"),
        bullet("Ran things."),
        beside(bold("Engineer"), "2016 – 2019"),
        italic("Kestrel Systems Ltd, Leeds, UK"),
        bullet("Built things."),
    ]);
    assert_eq!(
        first.iter().map(shown).collect::<Vec<_>>(),
        [
            ("Senior Engineer", "Holm Logistics GmbH", "Berlin, Germany", "2019 – 2021"),
            ("Engineer", "Kestrel Systems Ltd", "Leeds, UK", "2016 – 2019"),
        ]
    );
    let second = entries(vec![
        heading("Experience"),
        beside(bold("Holm Logistics GmbH"), "Berlin, Germany"),
        beside(italic("Senior Engineer"), "2019 – 2021"),
        bullet("Ran things."),
        beside(bold("Kestrel Systems Ltd"), "Leeds, UK"),
        beside(italic("Engineer"), "2016 – 2019"),
        bullet("Built things."),
    ]);
    assert_eq!(first.iter().map(shown).collect::<Vec<_>>(), second.iter().map(shown).collect::<Vec<_>>());
}

#[test]
fn one_line_may_name_role_company_place_and_dates() {
    let read = entries(vec![
        heading("Work Experience"),
        bold("Software Developer, XYZ Solutions, Inc., Leeds, UK, July 2016 - June 2018"),
        bullet("Built things."),
    ]);
    assert_eq!(shown(&read[0]), ("Software Developer", "XYZ Solutions, Inc.", "Leeds, UK", "July 2016 - June 2018"));
}

#[test]
fn several_roles_share_their_employer() {
    let read = entries(vec![
        heading("Experience"),
        beside(bold("Holm Logistics Ltd"), "Leeds, UK"),
        beside(italic("Head of Transport"), "2019 – 2021"),
        bullet("Led it."),
        beside(italic("Dispatcher"), "2016 – 2019"),
        bullet("Did it."),
    ]);
    assert_eq!(
        read.iter().map(shown).collect::<Vec<_>>(),
        [
            ("Head of Transport", "Holm Logistics Ltd", "Leeds, UK", "2019 – 2021"),
            ("Dispatcher", "Holm Logistics Ltd", "Leeds, UK", "2016 – 2019"),
        ]
    );
}

#[test]
fn degrees_are_titles_and_schools_organisations_in_any_order() {
    let read = entries(vec![
        heading("Education"),
        beside(bold("University of Eastbrook"), "2012 – 2016"),
        RawLine::plain("BSc Physics"),
        RawLine { gap: 1.0, ..beside(bold("Alder College"), "2010 – 2012") },
        RawLine::plain("A-Levels"),
    ]);
    assert_eq!(
        read.iter().map(|entry| (entry.title.as_str(), entry.organisation.as_str())).collect::<Vec<_>>(),
        [("BSc Physics", "University of Eastbrook"), ("A-Levels", "Alder College"),]
    );
}

#[test]
fn dates_beside_bullets_belong_to_the_entry() {
    let read = entries(vec![
        heading("Experience"),
        beside(RawLine::of(vec![Segment { bold: true, ..Segment::plain("Nexus AI") }, Segment::plain(", Engineer")]), "Leeds, UK"),
        beside(bullet("Built the platform that serves"), "June 2023 – present"),
        RawLine { continues: true, ..beside(RawLine::plain("two million requests"), "2 years 10 months") },
    ]);
    assert_eq!(shown(&read[0]), ("Engineer", "Nexus AI", "Leeds, UK", "June 2023 – present"));
    assert_eq!(read[0].bullets[0].text, "Built the platform that serves two million requests");
}

#[test]
fn skills_keep_their_labels() {
    let lines =
        vec![name(), heading("Skills"), RawLine::plain("Languages: Rust, Go (some), C"), RawLine::plain("Baking, Bookkeeping and Sales")];
    let document = read(lines, 1).document;
    let Item::Skills(group) = &document.sections[0].items[0] else { panic!("{:?}", document.sections) };
    assert_eq!((group.label.as_str(), group.skills.join("; ").as_str()), ("Languages", "Rust; Go (some); C"));
}

#[test]
fn unknown_headings_of_the_same_look_are_sections_of_their_own() {
    let lines = vec![
        name(),
        heading("Experience"),
        RawLine::plain("Did things at a place."),
        heading("Lighthouses I have known"),
        RawLine::plain("Three of them."),
    ];
    let document = read(lines, 1).document;
    assert_eq!(document.sections[1].kind, SectionKind::Custom);
    assert_eq!(document.sections[1].title, "Lighthouses I have known");
}

#[test]
fn headings_are_known_in_several_languages() {
    for (text, kind) in [
        ("Berufserfahrung", SectionKind::Experience),
        ("FORMATION", SectionKind::Education),
        ("Compétences", SectionKind::Skills),
        ("Experiencia laboral", SectionKind::Experience),
        ("Formação acadêmica", SectionKind::Education),
        ("Esperienze lavorative", SectionKind::Experience),
        ("Werkervaring", SectionKind::Experience),
        ("Centres d’intérêt", SectionKind::Interests),
        ("Registration & Certificates", SectionKind::Certifications),
    ] {
        assert_eq!(heading::by_words(text), Some(heading::Topic::Section(kind)), "{text}");
    }
    assert_eq!(heading::by_words("Senior Engineer"), None);
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn any_line() -> impl Strategy<Value = RawLine> {
    let text = prop_oneof![
        "[A-Z][a-z]{2,8}( [A-Za-z]{2,9}){0,5}",
        Just("Experience".to_owned()),
        Just("Education".to_owned()),
        Just("Skills".to_owned()),
        Just("Contact".to_owned()),
        Just("Senior Engineer, Holm Ltd, Leeds, UK".to_owned()),
        Just("Jan 2019 – Present".to_owned()),
        Just("Rust, Go, Baking".to_owned()),
        Just("ada@example.org | 555-0142".to_owned()),
        Just("2 years 3 months".to_owned()),
        Just("github.com/ada-example".to_owned()),
    ];
    (text, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), prop::option::of(Just("2016 – 2019")), 0..3u8).prop_map(
        |(text, is_bold, is_bullet, continues, big, tail, gap)| {
            let line = if is_bold { bold(&text) } else { RawLine::plain(&text) };
            let line = tail.map_or(line.clone(), |tail| beside(line, tail));
            RawLine { bullet: is_bullet, continues, size: if big { 1.4 } else { 1.0 }, gap: f32::from(gap), ..line }
        },
    )
}

proptest! {
    /// Every line is accounted for; what is mapped stands in the document; the document says nothing that no line says.
    #[test]
    fn no_line_is_lost_and_none_invented(lines in prop::collection::vec(any_line(), 0..40)) {
        let import = read(lines, 1);
        prop_assert_eq!(import.lines.len(), import.uses.len());
        let said: std::collections::BTreeSet<String> = import.lines.iter().flat_map(|line| words(&line.text)).collect();
        let texts = import.document.texts();
        for (place, text) in &texts {
            for word in words(text) {
                prop_assert!(said.contains(&word), "{word} at {place:?} is invented");
            }
        }
        let held: std::collections::BTreeSet<String> = texts.iter().flat_map(|(_, text)| words(text)).collect();
        for (line, used) in import.lines.iter().zip(&import.uses) {
            if let LineUse::Mapped { places } = used {
                for place in places {
                    prop_assert!(import.document.text(place).is_some(), "{place:?} is not there");
                }
                // Lengths of time and the names of fields may go.
                for word in words(&line.text.replace("2 years 3 months", "").replace("Contact", "")) {
                    prop_assert!(held.contains(&word), "{word} of {:?} is lost", line.text);
                }
            }
        }
    }

    /// The same source gives the same document, ids and all.
    #[test]
    fn reading_is_deterministic(lines in prop::collection::vec(any_line(), 0..20)) {
        prop_assert_eq!(read(lines.clone(), 1), read(lines, 1));
    }
}

#[test]
fn several_headings_in_one_are_a_heading_and_a_list_of_tools_is_none() {
    assert!(is_heading("SKILLS, ACTIVITIES & INTERESTS"));
    assert!(!is_heading("Languages, Rust, Go"));
}

#[test]
fn a_bold_title_in_front_of_plain_text_is_no_heading() {
    let title = |role: &str, company: &str| {
        let mut line = bold(role);
        line.segments.push(Segment::plain(format!(" | {company} | Leeds, UK")));
        line
    };
    let head =
        vec![bold("Experience"), title("Structural Welder", "Aire Shipyard"), italic("May 2014 to Jan 2018"), bullet("Welded hulls.")];
    let rest = vec![title("Welder Helper", "Holm Fabricators"), italic("Jun 2012 to Apr 2014"), bullet("Ground pipe."), bold("Skills")];
    let read = entries(head.into_iter().chain(rest).chain([RawLine::plain("Grinding, Cutting")]).collect());
    let organisations: Vec<&str> = read.iter().map(|entry| entry.organisation.as_str()).collect();
    assert_eq!(organisations, ["Aire Shipyard", "Holm Fabricators"]);
}

#[test]
fn a_headline_of_two_halves_stays_whole() {
    let lines = vec![name(), RawLine::plain("Web Developer | Former Cook"), RawLine::plain("ada.holm@example.org | 555-0101")];
    assert_eq!(read(lines, 1).document.contact.headline, "Web Developer | Former Cook");
}
