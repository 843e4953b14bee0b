//! Lines into a document: contact, sections, entries; and what became of each line.

use super::block::{self, Block};
use super::entry::{self, Draft};
use super::fields::{self, Head, Text};
use super::heading::Topic;
use super::sections::{self, Part};
use super::{Import, Minter, RawLine, SourceLine, account, contact, honours, labels, skills};
use crate::ids::BlockId;
use crate::resume::{Document, Entry, Field, Item, Line, Place, Section, SectionKind, SkillGroup, contact_id, dates, layout};

struct Reader {
    minter: Minter,
    uses: Vec<Vec<Place>>,
    furniture: Vec<bool>,
    /// Of each line, what says nothing of its own.
    dropped: Vec<String>,
}

/// Reads lines in reading order as a document. `pages` is the number of pages of the source.
pub fn read(lines: Vec<RawLine>, pages: u16) -> Import {
    let mut reader = Reader {
        minter: Minter::default(),
        uses: vec![Vec::new(); lines.len()],
        // A sign that stands alone says nothing.
        furniture: lines.iter().map(|line| line.furniture || !line.source().chars().any(letter)).collect(),
        // The number of a list item is its marker.
        dropped: lines.iter().map(|line| format!("{} ", line.marker)).collect(),
    };
    let (kept, numbers): (Vec<RawLine>, Vec<usize>) =
        lines.iter().enumerate().filter(|(_, line)| !line.furniture).map(|(number, line)| (line.clone(), number)).unzip();
    let mut blocks = block::blocks(&kept, &numbers);
    reader.set_aside(&mut blocks);
    let document = reader.document(blocks);
    let lines: Vec<SourceLine> =
        lines.iter().enumerate().map(|(number, line)| SourceLine { number, page: line.page, text: line.source() }).collect();
    let uses = account::settle(&document, &lines, reader.uses, &reader.furniture, &reader.dropped);
    Import { document, lines, uses, pages: pages.max(1) }
}

/// A sentence, or more than a line of words.
fn running(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words > 12 || words > 5 && text.ends_with('.') || words > 2 && text.starts_with(['“', '„', '«', '"'])
}

/// Gives a section of its own name the kind that its entries show, where the document has none of that kind: "Posts held".
fn recognise(parts: &mut [Part]) {
    // "Leadership & Activities" with posts and their dates.
    let held = |block: &Block| {
        let (_, tails) = block.split_tabs();
        !block.bullet
            && tails
                .iter()
                .any(|piece| dates::mostly(&piece.text) && dates::find(&piece.text).iter().any(|found| found.dates.start.is_some()))
    };
    for part in parts.iter_mut().filter(|part| part.topic == Topic::Section(SectionKind::Interests) && part.blocks.iter().any(held)) {
        part.topic = Topic::Section(SectionKind::Volunteering);
    }
    for kind in [SectionKind::Experience, SectionKind::Education] {
        if parts.iter().any(|part| part.topic == Topic::Section(kind)) {
            continue;
        }
        let shows = |part: &&mut Part| part.topic == Topic::Section(SectionKind::Custom) && entry::shows(&part.blocks, kind);
        if let Some(part) = parts.iter_mut().find(shows) {
            part.topic = Topic::Section(kind);
        }
    }
}

/// The last lines of the document where they hold the only address, as the foot of the page may; and the place above them.
fn at_the_foot(parts: &mut [Part]) -> Vec<Block> {
    if parts.iter().any(|part| part.topic == Topic::Contact) {
        return Vec::new();
    }
    let Some(last) = parts.last_mut() else { return Vec::new() };
    let from = last.blocks.len().saturating_sub(3);
    let Some(mut at) = last.blocks.iter().skip(from).position(|block| !block.bullet && contact::shows(std::slice::from_ref(block))) else {
        return Vec::new();
    };
    at += from;
    if at > 0 && contact::contact_like(&last.blocks[at - 1].text()) {
        at -= 1;
    }
    last.blocks.split_off(at)
}

/// A letter or digit; the long stroke of Hangul serves as an ornament.
fn letter(c: char) -> bool {
    c.is_alphanumeric() && c != 'ㅡ'
}

/// Sections whose text hangs further in than that of other sections are lists whose markers were drawn.
fn mark_hanging(parts: &mut [Part]) {
    let offset = |part: &Part| {
        let heading = part.heading.as_ref()?;
        let under = part.blocks.iter().filter(|block| block.column == heading.column);
        under.map(Block::x).reduce(f32::min).map(|x| x - heading.x())
    };
    let usual = parts.iter().filter_map(offset).filter(|offset| *offset > -1.0).fold(f32::MAX, f32::min);
    for part in parts {
        let plain = part.blocks.iter().all(|block| !block.bullet && block.pieces.iter().all(|piece| !piece.tab));
        if plain
            && part.topic == Topic::Section(SectionKind::Custom)
            && offset(part).is_some_and(|offset| offset > usual + 1.4 && offset < 8.0)
        {
            for block in &mut part.blocks {
                block.bullet = true;
            }
        }
    }
}

impl Reader {
    /// Titles of the document and notes of its template say nothing about the person.
    fn set_aside(&mut self, blocks: &mut Vec<Block>) {
        blocks.retain(|block| {
            let text = block.text();
            let aside = contact::document_title(&text) || layout::note(&text) || layout::page_of(&text) || !text.chars().any(letter);
            if aside {
                for &line in &block.lines {
                    self.furniture[line] = true;
                }
            }
            !aside
        });
    }

    fn mark(&mut self, lines: &[usize], block: &BlockId, field: Field) {
        for &line in lines {
            let place = Place { block: block.clone(), field };
            if !self.uses[line].contains(&place) {
                self.uses[line].push(place);
            }
        }
    }

    fn document(&mut self, blocks: Vec<Block>) -> Document {
        // The largest text that could be a name is one, even where its words are a heading elsewhere.
        let titled = |block: &Block| !block.bullet && block.heading.is_none_or(|level| level == 1);
        let top = blocks.iter().filter(|block| titled(block)).map(|block| block.size).fold(0.0, f32::max);
        let first = blocks.iter().position(|block| block.size >= top - 0.01 && top > 1.3 && titled(block));
        let name_lines = first
            .map(|at| blocks[at].lines.clone())
            .filter(|_| blocks.iter().filter(|block| block.size >= top - 0.01).count() <= 2)
            .unwrap_or_default();
        let title_level = blocks.iter().take(1).find_map(|block| block.heading.filter(|level| *level == 1));
        let opening = blocks.first().and_then(|block| block.lines.first().copied());
        let is_name = |block: &Block| {
            !name_lines.is_empty() && block.size >= top - 0.01 && super::heading::by_words(&block.text()).is_none()
                || title_level.is_some()
                    && block.heading == title_level
                    && block.lines.first() == Some(&0)
                    && super::heading::by_words(&block.text()).is_none()
                || name_lines.is_empty() && block.lines.first() == opening.as_ref() && contact::full_name(&block.text())
        };
        let (head, mut parts) = sections::parts(blocks, is_name);
        // "Reach me": a section of its own name that holds addresses.
        let addressed = head.iter().any(|block| block.text().contains('@'));
        for part in parts.iter_mut().filter(|part| !addressed && part.topic == Topic::Section(SectionKind::Custom)) {
            if contact::shows(&part.blocks) {
                part.topic = Topic::Contact;
            }
        }
        let mut contacts = if addressed { Vec::new() } else { at_the_foot(&mut parts) };
        let mut personal: Vec<Part> = Vec::new();
        parts.retain_mut(|part| {
            if part.topic != Topic::Contact {
                return true;
            }
            if let Some(heading) = &part.heading {
                for &line in &heading.lines {
                    self.furniture[line] = true;
                }
                personal.push(Part {
                    topic: Topic::Section(SectionKind::Custom),
                    heading: part.heading.clone(),
                    again: Vec::new(),
                    blocks: Vec::new(),
                });
            }
            contacts.append(&mut part.blocks);
            false
        });
        let mut read = contact::read(head, contacts);
        // What a contact section says beyond the contact stays under its heading.
        let mut apart: Vec<Block> = Vec::new();
        for block in std::mem::take(&mut read.personal) {
            let under = |part: &&mut Part| part.heading.as_ref().is_some_and(|heading| heading.lines < block.lines);
            match personal.iter_mut().rev().find(under) {
                Some(part) => part.blocks.push(block),
                None => apart.push(block),
            }
        }
        for (line, field) in &read.uses {
            self.mark(&[*line], &contact_id(), *field);
        }
        let mut sections = Vec::new();
        // Running text above the first heading is a summary without a heading.
        let prose: Vec<Block> = read.rest.into_iter().filter(|block| running(&block.text()) || block.bullet).collect();
        if !prose.is_empty() {
            sections.push(self.section(Part {
                topic: Topic::Section(SectionKind::Summary),
                heading: None,
                again: Vec::new(),
                blocks: prose,
            }));
        }
        mark_hanging(&mut parts);
        recognise(&mut parts);
        for part in parts.into_iter().chain(personal.into_iter().filter(|part| !part.blocks.is_empty())) {
            sections.push(self.section(part));
        }
        if let Some(title) = apart.iter().find_map(|block| contact::personal::title(&block.text())) {
            let id = self.minter.mint();
            let items = self.lines(apart);
            sections.push(Section { id, kind: SectionKind::Custom, title: title.to_owned(), items });
        }
        Document { contact: read.contact, sections }
    }

    fn section(&mut self, part: Part) -> Section {
        let id = self.minter.mint();
        let kind = match part.topic {
            Topic::Section(kind) => kind,
            Topic::Contact => SectionKind::Custom,
        };
        for &line in &part.again {
            self.furniture[line] = true;
        }
        let mut title = String::new();
        if let Some(heading) = &part.heading {
            // Strokes around a heading are its ornament.
            let ornament =
                |c: char| c.is_whitespace() || matches!(c, ':' | '—' | '–' | '-' | '=' | '~' | '*' | '•' | '·' | '|' | '_' | '#');
            title = heading.text().trim_matches(ornament).to_owned();
            self.mark(&heading.lines, &id, Field::Title);
        }
        let items = match kind {
            SectionKind::Skills => self.skills(part.blocks),
            SectionKind::Summary | SectionKind::Languages | SectionKind::Interests | SectionKind::References => self.lines(part.blocks),
            _ => self.entries(part.blocks, kind),
        };
        Section { id, kind, title, items }
    }

    fn line(&mut self, block: &Block) -> Line {
        let id = self.minter.mint();
        self.mark(&block.lines, &id, Field::Text);
        Line { id, text: block.text() }
    }

    fn lines(&mut self, blocks: Vec<Block>) -> Vec<Item> {
        blocks.iter().map(|block| if block.bullet { Item::Bullet(self.line(block)) } else { Item::Paragraph(self.line(block)) }).collect()
    }

    fn skills(&mut self, blocks: Vec<Block>) -> Vec<Item> {
        let mut items = Vec::new();
        for group in skills::read(blocks) {
            if let Some(block) = &group.prose {
                items.extend(self.lines(vec![block.clone()]));
                continue;
            }
            let id = self.minter.mint();
            self.mark(&group.label_lines, &id, Field::Label);
            self.mark(&group.lines, &id, Field::Text);
            items.push(Item::Skills(SkillGroup { id, label: group.label, skills: group.skills }));
        }
        items
    }

    fn entries(&mut self, blocks: Vec<Block>, kind: SectionKind) -> Vec<Item> {
        let listed = blocks.iter().all(|block| block.bullet);
        let structured = match kind {
            SectionKind::Experience | SectionKind::Education | SectionKind::Projects | SectionKind::Volunteering => true,
            // Other sections have entries when dates are set off in them.
            _ => blocks.iter().any(|block| !block.bullet && (block.pieces.len() > 1 || block.lines.len() <= 2) && entry::has_date(block)),
        };
        if honours::holds(kind)
            && (listed || !structured || honours::each(&blocks))
            && let Some(heads) = honours::read(&blocks)
        {
            let items = blocks.iter().zip(heads).map(|(block, head)| match head {
                Some(head) => Item::Entry(self.entry(Draft::default(), head, kind)),
                None if block.bullet => Item::Bullet(self.line(block)),
                None => Item::Paragraph(self.line(block)),
            });
            return items.collect();
        }
        if !structured || blocks.is_empty() {
            return self.lines(blocks);
        }
        if let Some((front, labelled)) = labels::entries(&blocks) {
            let mut items = self.lines(front);
            let (drafts, mut heads): (Vec<Draft>, Vec<Head>) = labelled.into_iter().unzip();
            fields::places(&mut heads, kind);
            for (draft, head) in drafts.into_iter().zip(heads) {
                items.push(Item::Entry(self.entry(draft, head, kind)));
            }
            return items;
        }
        if listed {
            return self.listed(blocks, kind);
        }
        let (front, drafts) = entry::drafts(blocks);
        let mut items = self.lines(front);
        let heads = fields::heads(&drafts, kind);
        let mut employer: Option<(Draft, Head)> = None;
        let above: Vec<bool> = drafts.iter().skip(1).map(|draft| draft.employer_above).chain([false]).collect();
        for ((mut draft, mut head), above) in drafts.into_iter().zip(heads).zip(above) {
            if above {
                employer = Some((draft, head));
                continue;
            }
            // What the employer's line says beyond its name stands above the bullets of the first role.
            if let Some((group, line)) = employer.take() {
                if !line.dates.text.is_empty() {
                    head.rest.insert(0, line.dates);
                }
                head.rest.extend(line.rest);
                draft.summary.splice(0..0, group.summary);
                draft.asides.extend(group.asides);
            }
            items.push(Item::Entry(self.entry(draft, head, kind)));
        }
        items
    }

    /// A section whose entries are list items of one line: "MS Computer Science, UT Austin (2018)".
    fn listed(&mut self, blocks: Vec<Block>, kind: SectionKind) -> Vec<Item> {
        if !matches!(kind, SectionKind::Education | SectionKind::Experience) {
            return self.lines(blocks);
        }
        let drafts: Vec<Draft> = blocks.iter().map(|block| Draft { head: vec![block.clone()], ..Draft::default() }).collect();
        let heads = fields::heads(&drafts, kind);
        let mut items = Vec::new();
        for ((draft, head), block) in drafts.into_iter().zip(heads).zip(blocks) {
            let entry = !head.title.text.is_empty() && !head.organisation.text.is_empty() || !head.dates.text.is_empty();
            items.push(if entry { Item::Entry(self.entry(draft, head, kind)) } else { Item::Bullet(self.line(&block)) });
        }
        items
    }

    fn entry(&mut self, mut draft: Draft, mut head: Head, kind: SectionKind) -> Entry {
        let id = self.minter.mint();
        if kind == SectionKind::Education {
            entry::lift_degree(&mut draft, &mut head);
        }
        let dates = head.understood();
        for (field, text) in [
            (Field::Title, &head.title),
            (Field::Organisation, &head.organisation),
            (Field::Place, &head.place),
            (Field::Dates, &head.dates),
            (Field::Url, &head.url),
        ] {
            self.mark(&text.lines, &id, field);
        }
        for (line, text) in &head.durations {
            self.furniture[*line] = true;
            self.dropped[*line].push_str(text);
        }
        let mut summary = Text::default();
        let mut extra = Vec::new();
        for rest in &head.rest {
            // Details in the head's lines stay with the entry, above its bullets.
            if kind == SectionKind::Publications || rest.text.split_whitespace().count() > 1 {
                if !summary.text.is_empty() {
                    summary.text.push_str(" · ");
                }
                summary.text.push_str(&rest.text);
                summary.lines.extend(&rest.lines);
            } else {
                extra.push(rest.clone());
            }
        }
        // One running text is a summary; several are a list without markers.
        let texts = draft.summary;
        let mut bullets = Vec::new();
        let listed = (texts.len() > 1 || draft.list) && draft.bullets.is_empty();
        for block in &texts {
            if listed {
                bullets.push(self.line(block));
            } else {
                block::join(&mut summary.text, &block.text(), false);
                summary.lines.extend(&block.lines);
            }
        }
        for rest in extra {
            if !summary.text.is_empty() {
                summary.text.push_str(" · ");
            }
            summary.text.push_str(&rest.text);
            summary.lines.extend(&rest.lines);
        }
        self.mark(&summary.lines, &id, Field::Summary);
        bullets.extend(draft.bullets.iter().map(|block| self.line(block)).collect::<Vec<_>>());
        Entry {
            id,
            title: head.title.text,
            organisation: head.organisation.text,
            place: head.place.text,
            dates,
            url: head.url.text,
            summary: crate::text::squeeze(&summary.text),
            bullets,
        }
    }
}

/// The text of lines: one line for each block, an empty line where there is white space above.
pub fn plain_text(lines: &[RawLine]) -> String {
    let kept: Vec<RawLine> = lines.iter().filter(|line| !line.furniture).cloned().collect();
    let numbers: Vec<usize> = (0..kept.len()).collect();
    let mut text = String::new();
    for block in block::blocks(&kept, &numbers) {
        if block.gap > 0.4 && !text.is_empty() {
            text.push('\n');
        }
        if block.bullet {
            text.push_str("- ");
        }
        text.push_str(&block.text());
        text.push('\n');
    }
    text
}
