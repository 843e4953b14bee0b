//! What a document shows: every skill it names, where, and in which words. One pass over its texts.

use crate::keywords::{self, Phrases, Token, TokenKind};
use crate::resume::{Document, Field, Item, Place, SectionKind, contact_id};
use std::collections::HashMap;

/// A skill or name somewhere in a document.
#[derive(Clone, Debug)]
pub struct Seen {
    pub place: Place,
    /// As the document has it.
    pub words: String,
    /// It stands where readers look first: skills, summary, headline.
    pub first: bool,
}

/// One text of the document.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    pub place: Place,
    pub text: std::borrow::Cow<'a, str>,
    pub section: Option<SectionKind>,
}

/// The texts of a document that may show something.
pub fn texts(document: &Document) -> Vec<Text<'_>> {
    use std::borrow::Cow;
    let mut texts = Vec::new();
    let mut push = |block: &crate::ids::BlockId, field: Field, text: Cow<'_, str>, section: Option<SectionKind>| {
        if !text.is_empty() {
            texts.push(Text { place: Place { block: block.clone(), field }, text: Cow::Owned(text.into_owned()), section });
        }
    };
    push(&contact_id(), Field::Headline, Cow::Borrowed(&document.contact.headline), None);
    for section in &document.sections {
        let kind = Some(section.kind);
        for item in &section.items {
            match item {
                Item::Paragraph(line) | Item::Bullet(line) => push(&line.id, Field::Text, Cow::Borrowed(&line.text), kind),
                Item::Skills(group) => {
                    push(&group.id, Field::Label, Cow::Borrowed(&group.label), kind);
                    push(&group.id, Field::Text, Cow::Owned(group.skills.join(", ")), kind);
                }
                Item::Entry(entry) => {
                    push(&entry.id, Field::Title, Cow::Borrowed(&entry.title), kind);
                    push(&entry.id, Field::Organisation, Cow::Borrowed(&entry.organisation), kind);
                    push(&entry.id, Field::Summary, Cow::Borrowed(&entry.summary), kind);
                    for line in &entry.bullets {
                        push(&line.id, Field::Text, Cow::Borrowed(&line.text), kind);
                    }
                }
            }
        }
    }
    texts
}

/// What the texts of a document name.
#[derive(Debug, Default)]
pub struct Sight {
    /// Skills of the table, by canonical name.
    pub skills: HashMap<&'static str, Vec<Seen>>,
    /// Names that only the posting has, by their index.
    pub others: HashMap<usize, Vec<Seen>>,
}

/// Every skill of the table, and every name of the posting (`names`).
pub fn see<'a>(texts: &'a [Text<'a>], names: &Phrases) -> Sight {
    let mut sight = Sight::default();
    for one in texts {
        let text = one.text.as_ref();
        let tokens = keywords::tokens(text);
        let first = match one.section {
            None => true,
            Some(kind) => matches!(kind, SectionKind::Skills | SectionKind::Summary),
        };
        let seen = |start: usize, end: usize| Seen { place: one.place.clone(), words: text[start..end].to_owned(), first };
        for hit in keywords::find_in(text, &tokens) {
            if !is_denied(text, &tokens, hit.start) {
                sight.skills.entry(hit.canonical).or_default().push(seen(hit.start, hit.end));
            }
        }
        for hit in names.find_in(text, &tokens) {
            if !is_denied(text, &tokens, hit.start) {
                sight.others.entry(hit.id).or_default().push(seen(hit.start, hit.end));
            }
        }
    }
    sight
}

/// "No experience with Kubernetes" shows nothing.
fn is_denied(text: &str, tokens: &[Token], start: usize) -> bool {
    let at = tokens.partition_point(|token| token.start < start);
    let words = tokens[..at].iter().rev().take_while(|token| token.kind == TokenKind::Word).take(4);
    words.into_iter().any(|token| {
        ["no", "not", "without", "never", "lack", "lacking"].iter().any(|word| text[token.start..token.end].eq_ignore_ascii_case(word))
    })
}
