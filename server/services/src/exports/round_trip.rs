//! The certificate: an exported file is read back, and what was not found again is named.
//!
//! A text counts as found when its words follow one another in what a reader saw, compared
//! [folded](domain::text::fold). A line break may stand where a blank stood, or inside a long word; nothing else
//! may stand between the words, so a text that a second column cuts in two is lost.

use domain::resume::links::shown;
use domain::resume::{Document, Field};
use domain::text::fold;

/// The texts of the document that are not in `read`, as the document has them.
pub fn lost(document: &Document, read: &str) -> Vec<String> {
    let read = Read::new(read);
    let mut lost = Vec::new();
    for text in expected(document) {
        if !read.has(&fold(&text)) && !lost.contains(&text) {
            lost.push(text);
        }
    }
    lost
}

/// What a page must show: every text, addresses without their scheme, a label without its colon, each link for itself.
fn expected(document: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for (place, text) in document.texts() {
        match place.field {
            Field::Links => {
                for link in &document.contact.links {
                    texts.push(link.label.clone());
                    texts.push(shown(&link.url).to_owned());
                }
            }
            Field::Url => texts.push(shown(&text).to_owned()),
            Field::Label => texts.push(text.trim_end_matches(':').to_owned()),
            // An empty section is not shown, and its heading says nothing.
            Field::Title if empty_section(document, &place.block) => {}
            _ => texts.push(text),
        }
    }
    texts.retain(|text| text.chars().any(|c| !c.is_whitespace()));
    texts
}

fn empty_section(document: &Document, block: &domain::ids::BlockId) -> bool {
    document.sections.iter().any(|section| &section.id == block && section.items.iter().all(blank))
}

fn blank(item: &domain::resume::Item) -> bool {
    use domain::resume::Item;
    match item {
        Item::Paragraph(line) | Item::Bullet(line) => line.text.is_empty(),
        Item::Skills(group) => group.label.is_empty() && group.skills.is_empty(),
        Item::Entry(entry) => {
            let texts = [&entry.title, &entry.organisation, &entry.place, &entry.dates.text, &entry.url, &entry.summary];
            texts.iter().all(|text| text.is_empty()) && entry.bullets.iter().all(|line| line.text.is_empty())
        }
    }
}

/// What a reader saw: folded, one blank between words, a line feed between lines.
struct Read(Vec<char>);

impl Read {
    fn new(text: &str) -> Self {
        let lines: Vec<_> = text.split(['\n', '\u{c}', '\r']).map(fold).filter(|line| !line.is_empty()).collect();
        Read(lines.join("\n").chars().collect())
    }

    /// Whether the words of a folded text follow one another somewhere.
    fn has(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let Some(first) = text.first() else { return true };
        (0..self.0.len()).any(|start| self.0[start] == *first && self.boundary_before(start, *first) && self.matches(start, &text))
    }

    fn boundary_before(&self, start: usize, first: char) -> bool {
        !first.is_alphanumeric() || start == 0 || !self.0[start - 1].is_alphanumeric()
    }

    fn matches(&self, start: usize, text: &[char]) -> bool {
        let mut at = start;
        for (index, wanted) in text.iter().enumerate() {
            // A word that is broken at the end of a line goes on in the next one.
            if *wanted != ' ' && index > 0 && self.0.get(at) == Some(&'\n') {
                at += 1;
            }
            match self.0.get(at) {
                Some(' ' | '\n') if *wanted == ' ' => {}
                Some(seen) if seen == wanted => {}
                _ => return false,
            }
            at += 1;
        }
        let inside = |at: usize| self.0.get(at).is_some_and(|c| c.is_alphanumeric());
        !(text.last().is_some_and(|c| c.is_alphanumeric()) && inside(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::BlockId;
    use domain::resume::{Contact, Item, Line, Link, Section, SectionKind};

    fn document(texts: &[&str]) -> Document {
        let items = texts
            .iter()
            .enumerate()
            .map(|(at, text)| Item::Bullet(Line { id: BlockId::from_bits(at as u128), text: (*text).to_owned() }))
            .collect();
        let section = Section { id: BlockId::new("b_s"), kind: SectionKind::Custom, title: String::new(), items };
        Document { contact: Contact::default(), sections: vec![section] }
    }

    #[test]
    fn a_text_may_go_on_in_the_next_line_and_a_long_word_may_break_there() {
        let document = document(&["Led the “cloud-native” move", "https://example.com/aaaabbbb"]);
        assert_eq!(lost(&document, "• Led the \"cloud-\nnative\"  move\nhttps://example.com/aaaa\nbbbb"), Vec::<String>::new());
    }

    #[test]
    fn a_text_that_another_column_cuts_in_two_is_lost() {
        assert_eq!(lost(&document(&["Cut costs by 30 %"]), "Cut costs 2020 by 30 %"), ["Cut costs by 30 %"]);
    }

    #[test]
    fn part_of_a_word_is_not_the_word() {
        assert_eq!(lost(&document(&["Go"]), "Google, MongoDB"), ["Go"]);
        assert_eq!(lost(&document(&["Go"]), "Google, Go, C"), Vec::<String>::new());
        assert_eq!(lost(&document(&["Go"]), ""), ["Go"]);
    }

    #[test]
    fn glued_words_are_lost() {
        assert_eq!(lost(&document(&["Senior Engineer"]), "SeniorEngineer"), ["Senior Engineer"]);
    }

    #[test]
    fn addresses_count_without_their_scheme_and_headings_of_nothing_do_not_count() {
        let mut document = document(&[]);
        document.sections[0].title = "Interests".into();
        document.contact.links = vec![Link { label: "GitHub".into(), url: "https://github.com/alexchen/".into() }];
        assert_eq!(lost(&document, "github.com/alexchen"), Vec::<String>::new());
        assert_eq!(lost(&document, ""), ["GitHub", "github.com/alexchen"]);
    }
}
