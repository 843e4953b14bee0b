//! A template that loses text can't be chosen: every template sets every resume of the corpus, and what two readers find in
//! the file is compared with the document, text by text.

use domain::export::{RenderOutput, RenderRequest, Template};
use domain::ids::BlockId;
use domain::resume::{Contact, Dates, Document, Entry, Item, Line, Section, SectionKind, SkillGroup};
use services::{exports, parse};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Resumes of the corpus that our importer reads.
fn corpus() -> Vec<(String, Document)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).expect("the corpus").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let named = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|end| ["pdf", "docx", "md", "txt"].iter().any(|known| end == *known)))
        .filter_map(|path| Some((named(path), parse::read(&std::fs::read(path).ok()?).ok()?.document)))
        .collect()
}

/// What `pdftotext` reads; `None` where there is none.
fn pdftotext(bytes: &[u8], order: &str) -> Option<String> {
    let mut child = Command::new("pdftotext")
        .args([order, "-enc", "UTF-8", "-q", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take()?;
    let bytes = bytes.to_vec();
    let given = std::thread::spawn(move || input.write_all(&bytes));
    let output = child.wait_with_output().ok()?;
    given.join().ok()?.ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn no_template_loses_a_text_of_the_corpus() {
    let corpus = corpus();
    assert!(corpus.len() > 30, "the importer reads only {} resumes", corpus.len());
    let mut renderer = render::Renderer::default();
    let mut losses = Vec::new();
    for (name, document) in &corpus {
        for template in Template::ALL {
            let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Pdf };
            let file = renderer.render(&request).unwrap_or_else(|error| panic!("{name} in {}: {error}", template.name()));
            let mut readers = vec![("resumax", parse::read(&file.bytes).map(|import| text(&import.lines)).unwrap_or_default())];
            for order in ["-layout", "-raw"] {
                readers.extend(pdftotext(&file.bytes, order).map(|text| (order, text)));
            }
            for (reader, text) in readers {
                let lost: Vec<_> =
                    exports::lost(document, &text).into_iter().filter(|lost| !lost.contains(|c| file.undisplayable.contains(c))).collect();
                if !lost.is_empty() {
                    losses.push(format!("{name} in {} by {reader}: {lost:?}", template.name()));
                }
            }
        }
    }
    assert!(losses.is_empty(), "{} of {}:\n{}", losses.len(), corpus.len() * Template::ALL.len(), losses.join("\n"));
}

#[test]
fn dates_are_extracted_on_the_line_of_their_title() {
    let mut renderer = render::Renderer::default();
    for (name, document) in corpus() {
        for template in Template::ALL {
            let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Pdf };
            let file = renderer.render(&request).expect("a file");
            let Some(text) = pdftotext(&file.bytes, "-raw") else { return };
            for section in &document.sections {
                for item in &section.items {
                    let domain::resume::Item::Entry(entry) = item else { continue };
                    let (title, dates) = (words(&entry.title), words(&entry.dates.text));
                    // A long title goes on in a second line, and the dates stand at its end.
                    if title.is_empty() || dates.is_empty() || title.len() + dates.len() > 60 {
                        continue;
                    }
                    let together = text.lines().any(|line| words(line).contains(&title) && words(line).contains(&dates));
                    assert!(together, "{name} in {}: {title:?} and {dates:?} are apart", template.name());
                }
            }
        }
    }
}

/// A resume in a language: name, headline, section, organisation, bullet, skill.
fn written_in([name, headline, section, organisation, bullet, skill]: [&str; 6]) -> Document {
    let line = |id: &str, text: &str| Line { id: BlockId::new(id), text: text.to_owned() };
    let entry = Entry {
        id: BlockId::new("b_e"),
        title: headline.to_owned(),
        organisation: organisation.to_owned(),
        dates: Dates { text: "2020 – 2024".to_owned(), ..Dates::default() },
        bullets: vec![line("b_1", bullet)],
        ..Entry::default()
    };
    let skills = SkillGroup { id: BlockId::new("b_k"), label: section.to_owned(), skills: vec![skill.to_owned(), "Rust".to_owned()] };
    let part = |id: &str, items| Section { id: BlockId::new(id), kind: SectionKind::Custom, title: section.to_owned(), items };
    Document {
        contact: Contact {
            name: name.to_owned(),
            headline: headline.to_owned(),
            email: "me@example.com".to_owned(),
            location: organisation.to_owned(),
            ..Contact::default()
        },
        sections: vec![part("b_s", vec![Item::Entry(entry)]), part("b_t", vec![Item::Skills(skills)])],
    }
}

const LANGUAGES: [[&str; 6]; 8] = [
    [
        "Nguyễn Thị Ngọc Ưu",
        "Kỹ sư phần mềm",
        "Kinh nghiệm làm việc",
        "Đại học Bách khoa Huế",
        "Xây dựng hệ thống đặt vé trực tuyến",
        "Kiểm thử",
    ],
    [
        "Łucja Żółć-Gżegżółka",
        "Inżynier ds. jakości",
        "Doświadczenie",
        "Źródło Sp. z o.o., Łódź",
        "Skróciła testy o połowę, wdrożyła ciągłą integrację",
        "Język angielski",
    ],
    [
        "Işıl Çağrı Öztürk",
        "Yazılım mühendisi",
        "İş deneyimi",
        "Şişecam Ğ Araştırma",
        "İnşa sürelerini üçte bire düşürdü, ölçüm kültürü kurdu",
        "Türkçe",
    ],
    [
        "Αθηνά Παπαδοπούλου-Ψύλλα",
        "Μηχανικός λογισμικού",
        "Επαγγελματική εμπειρία",
        "Πανεπιστήμιο Θεσσαλονίκης",
        "Μείωσε τον χρόνο απόκρισης στο μισό",
        "Ελληνικά",
    ],
    [
        "Юлія Щербакова-Їжакевич",
        "Інженерка з якості",
        "Досвід роботи",
        "Київський завод «Ґанок»",
        "Скоротила час збирання вдвічі",
        "Українська",
    ],
    ["Ђорђе Љубичић", "Инжењер", "Радно искуство", "Џез фабрика, Ниш", "Убрзао извештаје за трећину", "Српски"],
    ["Ștefan Țîrlea Ångström", "Inginer", "Experiență", "Őrség Kft., Győr", "A redus costurile cu o pătrime", "Română"],
    ["Þórdís Ðóra Sæmundsdóttir", "Verkfræðingur", "Reynsla", "Žižkov Ňadro s.r.o.", "Snížila náklady, zlepšila měření", "Čeština"],
];

#[test]
fn names_and_words_of_many_languages_come_back_whole_from_every_template() {
    let mut renderer = render::Renderer::default();
    let mut losses = Vec::new();
    for language in LANGUAGES {
        let document = written_in(language);
        for template in Template::ALL {
            let request = RenderRequest { document: document.clone(), template, output: RenderOutput::Pdf };
            let file = renderer.render(&request).expect("a file");
            assert_eq!(file.undisplayable, "", "{} in {}", language[0], template.name());
            let ours = parse::read(&file.bytes).map(|import| text(&import.lines)).unwrap_or_default();
            let readers =
                [("resumax", Some(ours)), ("-layout", pdftotext(&file.bytes, "-layout")), ("-raw", pdftotext(&file.bytes, "-raw"))];
            for (reader, text) in readers.into_iter().filter_map(|(reader, text)| Some((reader, text?))) {
                let lost = exports::lost(&document, &text);
                if !lost.is_empty() {
                    losses.push(format!("{} by {reader}: {lost:?} in {text:?}", template.name()));
                }
            }
        }
    }
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}

fn text(lines: &[domain::resume::structure::SourceLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> String {
    domain::text::fold(text)
}
