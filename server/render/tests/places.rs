//! Where the blocks of a document stand on its pages.

use domain::export::{RenderOutput, RenderRequest, Template};
use domain::ids::BlockId;
use domain::page_map::{BlockBox, PageMap};
use domain::resume::{Contact, Dates, Document, Entry, Item, Line, Section, SectionKind, SkillGroup};
use render::once;

fn line(id: &str, text: &str) -> Line {
    Line { id: BlockId::new(id), text: text.into() }
}

/// A contact, a summary, `jobs` entries of two bullets and a line of skills, each block with an id of its own.
fn sample(jobs: usize) -> Document {
    let job = |at: usize| {
        Item::Entry(Entry {
            id: BlockId::new(format!("entry_{at}")),
            title: format!("Engineer no. {at}"),
            organisation: format!("Example {at} GmbH"),
            dates: Dates { text: format!("Jan {}", 2000 + at), ..Dates::default() },
            bullets: vec![
                line(
                    &format!("first_{at}"),
                    &format!(
                        "Cut the time of build {at} by 30 %, which everybody who waited for it noticed at once, mentioned at lunch and remembered in the review of the year, where it was praised twice"
                    ),
                ),
                line(&format!("second_{at}"), "Kept the lights on"),
            ],
            ..Entry::default()
        })
    };
    let section = |id: &str, title: &str, items| Section { id: BlockId::new(id), kind: SectionKind::Custom, title: title.into(), items };
    Document {
        contact: Contact { name: "Zoë Đặng".into(), email: "zoe@example.org".into(), ..Contact::default() },
        sections: vec![
            section("s_1", "Summary", vec![Item::Paragraph(line("summary", "Kept the lights on for years; builds things that last."))]),
            section("s_2", "Experience", (1..=jobs).map(job).collect()),
            section(
                "s_3",
                "Skills",
                vec![Item::Skills(SkillGroup {
                    id: BlockId::new("skills"),
                    label: "Languages".into(),
                    skills: vec!["Rust".into(), "C#".into()],
                })],
            ),
        ],
    }
}

fn map(document: &Document, template: Template) -> PageMap {
    let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Map };
    serde_json::from_slice(&once(&request).expect("rendered").bytes).expect("a map")
}

fn boxes<'a>(map: &'a PageMap, id: &str) -> Vec<&'a BlockBox> {
    map.boxes.iter().filter(|one| one.block_id.as_str() == id).collect()
}

#[test]
fn every_block_stands_inside_a_page_in_every_template() {
    let document = sample(30);
    for template in Template::ALL {
        let map = map(&document, template);
        assert!(map.pages > 1 && map.width > 500.0 && map.height > map.width);
        for id in document.ids() {
            assert!(!boxes(&map, id.as_str()).is_empty(), "{id} has no place in {}", template.name());
        }
        for one in &map.boxes {
            assert!(one.page >= 1 && one.page <= map.pages, "{one:?}");
            assert!(one.x >= 0.0 && one.y >= 0.0 && one.x + one.width <= map.width && one.y + one.height <= map.height, "{one:?}");
        }
    }
}

#[test]
fn blocks_follow_each_other_down_the_page_also_where_texts_are_alike() {
    let map = map(&sample(3), Template::Classic);
    let top = |id: &str| boxes(&map, id)[0].y;
    let order = ["contact", "s_1", "summary", "s_2", "entry_1", "first_1", "second_1", "entry_2", "first_2", "second_2", "s_3", "skills"];
    assert!(order.windows(2).all(|pair| top(pair[0]) < top(pair[1])), "{:?}", order.map(top));
}

#[test]
fn a_longer_text_covers_more_lines() {
    let map = map(&sample(1), Template::Classic);
    assert!(boxes(&map, "first_1")[0].height > 1.6 * boxes(&map, "second_1")[0].height);
}
