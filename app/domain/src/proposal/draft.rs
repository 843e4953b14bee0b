//! From what a provider says to changes that an owner can decide on. What a provider says is untrusted.
//!
//! A draft becomes a change when it fits the base document by itself, touches only what a provider may touch,
//! changes something, and does not overlap a change before it. So any subset of the admitted changes fits the
//! base document together, whatever the owner picks. A claim without support is no reason to drop a draft: the
//! change is shown, and starts rejected.

use super::{Change, ChangeKind, Decision, Evidence};
use crate::claims::Finding;
use crate::ids::{BlockId, ChangeId};
use crate::resume::edit::{Anchor, Edit, Node, apply};
use crate::resume::{Document, Field, Item, Place, contact_id};
use crate::text::squeeze;
use crate::version::fit;

/// The longest text that a provider may write into one block, in characters.
pub const MAX_TEXT: usize = 2_000;

/// The longest reason, in characters.
pub const MAX_REASON: usize = 400;

/// Why a draft does not become a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The base document does not have what it was made for.
    Unfit,
    /// It touches what only the owner may: who they are, where and when they worked.
    Forbidden,
    /// It would change nothing.
    Empty,
    /// A change before it is about the same text.
    Overlap,
    /// An earlier attempt of the run has made this change already.
    Kept,
}

impl Dropped {
    /// For a log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unfit => "unfit",
            Self::Forbidden => "forbidden",
            Self::Empty => "empty",
            Self::Overlap => "overlap",
            Self::Kept => "kept",
        }
    }
}

/// Admits the drafts of one run, in their order.
#[derive(Clone, Debug)]
pub struct Admission<'a> {
    base: &'a Document,
    order: Vec<&'a BlockId>,
    admitted: Vec<Edit>,
    kept: Vec<ChangeId>,
    renamed: Vec<(BlockId, BlockId)>,
}

/// A change, and where it stands among those of its proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Admitted {
    /// The change, with the decision that it starts with.
    pub change: Change,
    /// Sorts in the order of the base document.
    pub position: u32,
}

impl<'a> Admission<'a> {
    /// For drafts against this document.
    pub fn new(base: &'a Document) -> Self {
        Self { base, order: base.ids(), admitted: Vec::new(), kept: Vec::new(), renamed: Vec::new() }
    }

    /// Takes a change as admitted that an earlier attempt of the run kept.
    pub fn keep(&mut self, change: &Change) {
        self.admitted.push(change.edit.clone());
        self.kept.push(change.change_id.clone());
    }

    /// Makes a draft a change, or says why not. `name` gives the ids: of the change for `None`, of the nth new block
    /// for `Some(n)`; the same for the same run and draft, so that a second attempt makes the same changes.
    pub fn admit(
        &mut self,
        edit: &Edit,
        reason: &str,
        evidence: Vec<Evidence>,
        name: impl Fn(Option<usize>) -> String,
        check: impl FnOnce(&Edit) -> Vec<Finding>,
    ) -> Result<Admitted, Dropped> {
        let mut edit = tidy(edit)?;
        let mut renamed = self.renamed.clone();
        rename(&mut edit, &mut renamed, |nth| BlockId::new(name(Some(nth))));
        let id = ChangeId::new(name(None));
        if self.kept.contains(&id) {
            self.renamed = renamed;
            return Err(Dropped::Kept);
        }
        if !is_allowed(&edit, self.base) {
            return Err(Dropped::Forbidden);
        }
        let edit = match fit(&edit, self.base, self.base) {
            Ok(Some(edit)) => edit,
            Ok(None) => return Err(Dropped::Empty),
            Err(_) => return Err(Dropped::Unfit),
        };
        if self.admitted.iter().any(|other| overlap(&edit, other)) {
            return Err(Dropped::Overlap);
        }
        // What was written must read back as it was said (a row of skills has its own spelling), or it can't be taken back.
        let mut written = self.base.clone();
        if apply(&mut written, &edit).is_err() || !reads_back(&edit, &written) {
            return Err(Dropped::Unfit);
        }
        let findings = check(&edit);
        let change = self.describe(id, edit, reason, evidence, findings);
        self.renamed = renamed;
        self.admitted.push(change.edit.clone());
        Ok(Admitted { position: self.position(&change.edit), change })
    }

    fn describe(&self, id: ChangeId, edit: Edit, reason: &str, evidence: Vec<Evidence>, findings: Vec<Finding>) -> Change {
        let (field, kind) = match &edit {
            Edit::Replace { place, .. } => (place.field, ChangeKind::Replace),
            Edit::Insert { .. } => (Field::Text, ChangeKind::Insert),
            Edit::Remove { .. } => (Field::Text, ChangeKind::Remove),
            Edit::Move { .. } => (Field::Text, ChangeKind::Move),
        };
        let section = match (&edit, parent(&edit)) {
            (Edit::Insert { .. }, Some(parent)) => self.base.section_of(parent),
            _ => self.base.section_of(edit.block()),
        };
        let (title, section_kind) = match (&edit, section) {
            (_, Some(section)) => (section.title.clone(), Some(section.kind)),
            (Edit::Insert { node: Node::Section(section), .. }, None) => (section.title.clone(), Some(section.kind)),
            _ => (String::new(), None),
        };
        let (before, after) = texts(&edit, self.base);
        let supported = findings.iter().all(|finding| finding.supported);
        Change {
            change_id: id,
            block_id: edit.block().clone(),
            field,
            kind,
            section: title,
            section_kind,
            before,
            after,
            reason: squeeze(reason).chars().take(MAX_REASON).collect(),
            evidence,
            findings,
            decision: if supported { Decision::Pending } else { Decision::Rejected },
            text: None,
            confirmation: None,
            stale: false,
            edit,
        }
    }

    /// Twice the place in reading order, so that an insertion fits between two blocks.
    fn position(&self, edit: &Edit) -> u32 {
        let of = |block: &BlockId| self.order.iter().position(|id| *id == block).map_or(0, |at| at + 1);
        let at = match edit {
            Edit::Insert { at, .. } => 2 * at.after.as_ref().or(at.parent.as_ref()).map_or(0, of) + 1,
            edit => 2 * of(edit.block()),
        };
        u32::try_from(at).unwrap_or(u32::MAX)
    }
}

/// Before and after as text, for people: `None` before an insertion and after a removal.
pub fn texts(edit: &Edit, base: &Document) -> (Option<String>, Option<String>) {
    match edit {
        Edit::Replace { before, after, .. } => (Some(before.clone()), Some(after.clone())),
        Edit::Insert { node, .. } => (None, Some(node_text(node))),
        Edit::Remove { node, .. } => (Some(node_text(node)), None),
        Edit::Move { block, .. } => {
            let text = base.node(block).map(|node| node_text(&node));
            (text.clone(), text)
        }
    }
}

/// A block with what it holds, as text; one line a block.
pub fn node_text(node: &Node) -> String {
    fn of_item(item: &Item) -> String {
        match item {
            Item::Paragraph(line) | Item::Bullet(line) => line.text.clone(),
            Item::Skills(group) if group.label.is_empty() => group.skills.join(", "),
            Item::Skills(group) => format!("{}: {}", group.label, group.skills.join(", ")),
            Item::Entry(entry) => {
                let head = [&entry.title, &entry.organisation, &entry.place, &entry.dates.text];
                let head = head.into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
                let summary = Some(entry.summary.clone()).filter(|text| !text.is_empty());
                let bullets = entry.bullets.iter().map(|line| format!("• {}", line.text));
                std::iter::once(head).chain(summary).chain(bullets).collect::<Vec<_>>().join("\n")
            }
        }
    }
    match node {
        Node::Bullet(line) => line.text.clone(),
        Node::Item(item) => of_item(item),
        Node::Section(section) => {
            std::iter::once(section.title.clone()).chain(section.items.iter().map(of_item)).collect::<Vec<_>>().join("\n")
        }
    }
}

/// Squeezes the texts of an edit, and refuses those that are empty, too long or the same as before.
fn tidy(edit: &Edit) -> Result<Edit, Dropped> {
    let fits = |text: &str| (1..=MAX_TEXT).contains(&text.chars().count());
    match edit.clone() {
        Edit::Replace { place, before, after } => {
            let after = clean(&after);
            if after == before || !fits(&after) {
                return Err(Dropped::Empty);
            }
            Ok(Edit::Replace { place, before, after })
        }
        Edit::Insert { at, mut node } => {
            let mut lines: Vec<&mut String> = Vec::new();
            match &mut node {
                Node::Bullet(line) => lines.push(&mut line.text),
                Node::Item(item) => lines.extend(item_lines(item)),
                Node::Section(section) => {
                    lines.push(&mut section.title);
                    lines.extend(section.items.iter_mut().flat_map(item_lines));
                }
            }
            if lines.is_empty() {
                return Err(Dropped::Empty);
            }
            for line in lines {
                *line = clean(line);
                if !fits(line) {
                    return Err(Dropped::Empty);
                }
            }
            Ok(Edit::Insert { at, node })
        }
        edit => Ok(edit),
    }
}

fn item_lines(item: &mut Item) -> Vec<&mut String> {
    match item {
        Item::Paragraph(line) | Item::Bullet(line) => vec![&mut line.text],
        Item::Skills(group) => group.skills.iter_mut().collect(),
        Item::Entry(_) => Vec::new(),
    }
}

fn clean(text: &str) -> String {
    squeeze(&text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect::<String>())
}

/// New blocks get names of our own; later drafts that name the provider's guess mean the same block.
fn rename(edit: &mut Edit, renamed: &mut Vec<(BlockId, BlockId)>, mut name: impl FnMut(usize) -> BlockId) {
    let known = renamed.clone();
    let follow = |id: &mut BlockId| {
        if let Some((_, own)) = known.iter().find(|(guess, _)| guess == id) {
            *id = own.clone();
        }
    };
    let follow_anchor = |at: &mut Anchor| at.parent.iter_mut().chain(at.after.iter_mut()).for_each(follow);
    match edit {
        Edit::Replace { place, .. } => follow(&mut place.block),
        Edit::Remove { at, .. } => follow_anchor(at),
        Edit::Move { block, from, to } => {
            follow(block);
            follow_anchor(from);
            follow_anchor(to);
        }
        Edit::Insert { at, node } => {
            follow_anchor(at);
            for (nth, id) in node_ids(node).into_iter().enumerate() {
                let own = name(nth);
                renamed.push((std::mem::replace(id, own.clone()), own));
            }
        }
    }
}

fn node_ids(node: &mut Node) -> Vec<&mut BlockId> {
    fn of_item(item: &mut Item) -> Vec<&mut BlockId> {
        match item {
            Item::Paragraph(line) | Item::Bullet(line) => vec![&mut line.id],
            Item::Skills(group) => vec![&mut group.id],
            Item::Entry(entry) => std::iter::once(&mut entry.id).chain(entry.bullets.iter_mut().map(|line| &mut line.id)).collect(),
        }
    }
    match node {
        Node::Bullet(line) => vec![&mut line.id],
        Node::Item(item) => of_item(item),
        Node::Section(section) => std::iter::once(&mut section.id).chain(section.items.iter_mut().flat_map(of_item)).collect(),
    }
}

/// What a provider may touch: wording, skills, order. Not who the owner is or where and when they worked; and it may
/// neither invent nor drop an employer, a school or a project.
pub fn is_allowed(edit: &Edit, base: &Document) -> bool {
    fn plain(item: &Item) -> bool {
        !matches!(item, Item::Entry(_))
    }
    fn node_allowed(node: &Node) -> bool {
        match node {
            Node::Bullet(_) => true,
            Node::Item(item) => plain(item),
            Node::Section(section) => section.items.iter().all(plain),
        }
    }
    match edit {
        Edit::Replace { place: Place { block, field }, .. } if *block == contact_id() => *field == Field::Headline,
        Edit::Replace { place: Place { field, .. }, .. } => matches!(field, Field::Text | Field::Summary | Field::Label | Field::Title),
        Edit::Insert { node, .. } => node_allowed(node),
        // The block of the document counts, not what the draft says it is.
        Edit::Remove { node, .. } => base.node(node.id()).as_ref().is_none_or(node_allowed),
        Edit::Move { .. } => true,
    }
}

fn reads_back(edit: &Edit, written: &Document) -> bool {
    match edit {
        Edit::Replace { place, after, .. } => written.text(place).as_ref() == Some(after),
        _ => true,
    }
}

fn parent(edit: &Edit) -> Option<&BlockId> {
    match edit {
        Edit::Insert { at, .. } | Edit::Remove { at, .. } => at.parent.as_ref(),
        Edit::Move { to, .. } => to.parent.as_ref(),
        Edit::Replace { .. } => None,
    }
}

/// Two edits that can't both be taken.
fn overlap(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Replace { place, .. }, Edit::Replace { place: taken, .. }) => place == taken,
        (Edit::Move { block, .. }, Edit::Move { block: taken, .. }) => block == taken,
        (Edit::Remove { node, .. }, other) | (other, Edit::Remove { node, .. }) => {
            let gone = node.ids();
            gone.contains(&other.block()) || parent(other).is_some_and(|parent| gone.contains(&parent))
        }
        _ => false,
    }
}
