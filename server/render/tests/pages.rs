//! What every template promises, on invented people.

use domain::export::{RenderOutput, RenderRequest, Template};
use domain::ids::BlockId;
use domain::resume::{Contact, Dates, Document, Entry, Item, Line, Link, Section, SectionKind, SkillGroup};
use render::{Rendered, once};

fn line(text: &str) -> Line {
    Line { id: BlockId::new("b_0"), text: text.into() }
}

fn section(title: &str, items: Vec<Item>) -> Section {
    Section { id: BlockId::new("b_0"), kind: SectionKind::Custom, title: title.into(), items }
}

/// A resume of about two pages: `jobs` entries of three bullets.
fn sample(jobs: usize) -> Document {
    let job = |at: usize| {
        Item::Entry(Entry {
            title: format!("Engineer no. {at}"),
            organisation: "Żółw & Søn A/S".into(),
            place: "Łódź".into(),
            dates: Dates { text: format!("Jan {} – Present", 2000 + at), ..Dates::default() },
            url: "https://example.com/team/".into(),
            summary: "Platform team, #1 in *markup* and $x$ that is not evaluated.".into(),
            bullets: (0..3)
                .map(|n| line(&format!("Cut the time of build {at}.{n} by 30 % — “office” affine fluff, C++ -> Rust, 4x faster")))
                .collect(),
            ..Entry::default()
        })
    };
    Document {
        contact: Contact {
            name: "Zoë Đặng-Kowalczyk".into(),
            headline: "Инженер · Μηχανικός".into(),
            email: "zoe@example.org".into(),
            phone: "+48 22 555 0101".into(),
            location: "Łódź, Poland".into(),
            links: vec![Link { label: "Portfolio".into(), url: "https://zoe.example.org".into() }],
        },
        sections: vec![
            section("Summary", vec![Item::Paragraph(line("Builds things that last."))]),
            section("Experience", (1..=jobs).map(job).collect()),
            section(
                "Skills",
                vec![
                    Item::Skills(SkillGroup {
                        id: BlockId::new("b_0"),
                        label: "Languages".into(),
                        skills: vec!["Rust".into(), "C#".into()],
                    }),
                    Item::Bullet(line("Alone on a line")),
                ],
            ),
            section("Nothing here", vec![]),
        ],
    }
}

fn ask(document: &Document, template: Template, output: RenderOutput) -> Rendered {
    let request = RenderRequest { document: document.clone(), template, output };
    once(&request).unwrap_or_else(|error| panic!("{}: {error}", template.name()))
}

#[test]
fn the_same_document_gives_the_same_bytes_in_every_template() {
    let document = sample(8);
    for template in Template::ALL {
        let first = ask(&document, template, RenderOutput::Pdf);
        assert!(first.bytes.starts_with(b"%PDF-1."));
        assert_eq!(first, ask(&document, template, RenderOutput::Pdf), "{}", template.name());
    }
}

#[test]
fn every_pdf_says_that_it_is_tagged_pdf_ua_1_with_title_and_language() {
    for template in Template::ALL {
        let pdf = String::from_utf8_lossy(&ask(&sample(2), template, RenderOutput::Pdf).bytes).into_owned();
        for part in ["/MarkInfo", "/StructTreeRoot", "/Lang", "pdfuaid:part", "Zoë Đặng-Kowalczyk – Resume"] {
            assert!(pdf.contains(part), "{}: {part} is missing", template.name());
        }
    }
}

#[test]
fn documents_without_name_titles_or_anything_at_all_are_rendered() {
    let mut nameless = sample(1);
    nameless.contact = Contact::default();
    let mut untitled = sample(1);
    untitled.sections.iter_mut().for_each(|section| section.title.clear());
    let mut dates_only = sample(0);
    let entry = Entry { dates: Dates { text: "2020".into(), ..Dates::default() }, ..Entry::default() };
    dates_only.sections.push(section("Dates", vec![Item::Entry(entry)]));
    for document in [Document::default(), nameless, untitled, dates_only] {
        for template in Template::ALL {
            assert!(ask(&document, template, RenderOutput::Pdf).pages >= 1);
        }
    }
}

#[test]
fn a_character_that_no_font_has_is_named_and_the_file_is_made_all_the_same() {
    let mut document = sample(1);
    document.contact.headline = "Pilot \u{1f680} 東".into();
    let file = ask(&document, Template::Modern, RenderOutput::Pdf);
    assert_eq!(file.undisplayable, "\u{1f680}東");
    assert!(file.bytes.starts_with(b"%PDF"));
    assert_eq!(ask(&sample(1), Template::Modern, RenderOutput::Pdf).undisplayable, "");
}

#[test]
fn a_page_is_a_picture_of_its_scale_and_a_missing_page_is_an_error() {
    let document = sample(8);
    let png = ask(&document, Template::Compact, RenderOutput::Png { page: 1, scale: 100 });
    let size = |at: usize| u32::from_be_bytes(png.bytes[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((size(16), size(20)), (595, 842), "A4 at one pixel a point");
    let request =
        |page, scale| RenderRequest { document: document.clone(), template: Template::Compact, output: RenderOutput::Png { page, scale } };
    assert!(matches!(once(&request(99, 100)), Err(render::Error::NoSuchPage { asked: 99, .. })));
    assert!(matches!(once(&request(0, 100)), Err(render::Error::NoSuchPage { asked: 0, .. })));
    assert!(matches!(once(&request(1, 100_000)), Err(render::Error::Scale(100_000))));
}

#[test]
fn a_long_word_breaks_instead_of_leaving_the_page() {
    let mut document = sample(0);
    let word = "x".repeat(400);
    document.sections.push(section("Long", vec![Item::Paragraph(line(&word))]));
    for template in Template::ALL {
        let png = ask(&document, template, RenderOutput::Png { page: 1, scale: 50 });
        assert!(right_edge_is_white(&png.bytes), "{}: text leaves the page", template.name());
    }
}

/// Whether the last columns of pixels are white but for the top (where `modern` has its band).
fn right_edge_is_white(png: &[u8]) -> bool {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("a frame");
    let row = info.width as usize * 3;
    pixels.chunks_exact(row).skip(10).all(|line| line[row - 30..].iter().all(|&value| value == 255))
}
