//! Documents for property tests: any that the types allow, and such as people have.
//!
//! Texts are squeezed, as everywhere in a [`Document`]; they hold what breaks formats: marks of Markdown, quotes, pipes,
//! commas, entities, digits with dots, diacritics, right-to-left and emoji.

use super::{Contact, Dates, Document, Entry, Item, Line, Link, Section, SectionKind, SkillGroup};
use crate::ids::BlockId;
use crate::text::squeeze;
use proptest::collection::vec;
use proptest::prelude::*;

/// Any document: every field may be empty, every item may stand in every section, texts are wild. Ids are `b_1`, `b_2` … in order.
pub fn documents() -> impl Strategy<Value = Document> {
    let sections = (prop::sample::select(&SectionKind::ALL[..]), wild(true), vec(items(), 0..5)).prop_map(|(kind, title, items)| Section {
        id: BlockId::default(),
        kind,
        title,
        items,
    });
    (contacts(), vec(sections, 0..5)).prop_map(|(contact, sections)| with_ids(Document { contact, sections }))
}

/// Documents such as people have: headings and items of their kind, entries with a title, an organisation and dates.
pub fn plausible() -> impl Strategy<Value = Document> {
    let contact = (words(2..3), words(0..4), "[a-z]{3,8}@example\\.(com|org)", "\\+1 555 01[0-9]{2}", words(1..3)).prop_map(
        |(name, headline, email, phone, location)| Contact {
            name,
            headline,
            email,
            phone,
            location,
            links: vec![Link { label: "GitHub".into(), url: "github.com/example".into() }],
        },
    );
    let lines = || vec(words(3..14), 0..4).prop_map(|texts| texts.into_iter().map(line).collect::<Vec<_>>());
    let entries = (words(1..4), words(1..3), words(0..3), spans(), lines()).prop_map(|(title, organisation, place, dates, bullets)| {
        Item::Entry(Entry { title, organisation, place, dates: Dates::parse(&dates), bullets, ..Entry::default() })
    });
    let groups = (words(1..3), vec(words(1..3), 1..6))
        .prop_map(|(label, skills)| Item::Skills(SkillGroup { id: BlockId::default(), label, skills }));
    let section = |kind, title: &str, items| Section { id: BlockId::default(), kind, title: title.into(), items };
    (contact, words(8..30), vec(entries.clone(), 1..4), vec(entries, 1..3), vec(groups, 1..4)).prop_map(
        move |(contact, summary, jobs, schools, groups)| {
            with_ids(Document {
                contact,
                sections: vec![
                    section(SectionKind::Summary, "Summary", vec![Item::Paragraph(line(summary))]),
                    section(SectionKind::Experience, "Work Experience", jobs),
                    section(SectionKind::Education, "Education", schools),
                    section(SectionKind::Skills, "Skills", groups),
                ],
            })
        },
    )
}

/// The same document with the ids `b_1`, `b_2` … in order: for comparing two documents by what they say.
pub fn with_ids(mut document: Document) -> Document {
    let mut last = 0;
    let mut next = || {
        last += 1;
        BlockId::new(format!("b_{last}"))
    };
    for section in &mut document.sections {
        section.id = next();
        for item in &mut section.items {
            match item {
                Item::Paragraph(line) | Item::Bullet(line) => line.id = next(),
                Item::Skills(group) => group.id = next(),
                Item::Entry(entry) => {
                    entry.id = next();
                    entry.bullets.iter_mut().for_each(|bullet| bullet.id = next());
                }
            }
        }
    }
    document
}

fn contacts() -> impl Strategy<Value = Contact> {
    let links = (wild(true), wild(false)).prop_map(|(label, url)| Link { label, url });
    (wild(true), wild(true), wild(true), wild(true), wild(true), vec(links, 0..4))
        .prop_map(|(name, headline, email, phone, location, links)| Contact { name, headline, email, phone, location, links })
}

fn items() -> impl Strategy<Value = Item> {
    prop_oneof![
        wild(false).prop_map(|text| Item::Paragraph(line(text))),
        wild(false).prop_map(|text| Item::Bullet(line(text))),
        (wild(true), vec(wild(false), 1..5)).prop_map(|(label, skills)| Item::Skills(SkillGroup { id: BlockId::default(), label, skills })),
        (wild(true), wild(true), wild(true), prop_oneof![spans(), wild(true)], wild(true), wild(true), vec(wild(false), 0..4)).prop_map(
            |(title, organisation, place, dates, url, summary, bullets)| Item::Entry(Entry {
                id: BlockId::default(),
                title,
                organisation,
                place,
                dates: Dates::parse(&dates),
                url,
                summary,
                bullets: bullets.into_iter().map(line).collect(),
            })
        ),
    ]
}

/// One line of anything; not empty unless `or_empty`.
fn wild(or_empty: bool) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[A-Za-z0-9]{1,8}",
        3 => prop::sample::select(vec![
            "C++", "C#", "- x", "# y", "1. z", "**b**", "*i*", "_u_", "snake_case", "`c`", "[t](u)", "<https://example.com>", "<br>", "&amp;",
            "&middot;", "·", "|", "a, b", "a\\,b", "key: value", "Email:", "~~s~~", "---", "===", "> q", "+", "\\", "\"q\"", "<!-- x -->", "!",
            "100%", "50ms", "$2M", "2018 – 2020", "ł", "Zoë", "é", "日本", "עברית", "🦀", "(x)", "{y}", "•", ";", "’",
        ]).prop_map(str::to_owned),
    ];
    let text = vec(piece, 1..6).prop_map(|pieces| squeeze(&pieces.join(" ")));
    if or_empty { prop_oneof![1 => Just(String::new()), 3 => text].boxed() } else { text.boxed() }
}

/// Plain words, the first with a capital.
fn words(count: std::ops::Range<usize>) -> impl Strategy<Value = String> + Clone {
    ("[A-Z][a-z]{2,8}", vec("[a-z]{2,9}", count)).prop_map(|(first, rest)| {
        let mut words = vec![first];
        words.extend(rest);
        words.join(" ")
    })
}

/// Dates as resumes write them.
fn spans() -> impl Strategy<Value = String> + Clone {
    let months = prop::sample::select(vec!["Jan", "Feb", "March", "June", "Sept", "Dec"]);
    (months, 1990..2024i32, 0..3usize).prop_map(|(month, year, form)| match form {
        0 => format!("{month} {year} – Present"),
        1 => format!("{year} – {}", year + 1),
        _ => format!("{month} {year} – {month} {}", year + 1),
    })
}

fn line(text: String) -> Line {
    Line { id: BlockId::default(), text }
}
