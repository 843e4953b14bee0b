//! Who made each block what it is: the oldest version, going back from one through its parents, since which the block
//! says the same.

use super::{Blame, MadeBy};
use crate::ids::{BlockId, RunId, VersionId};
use crate::resume::{Document, Field, contact_id};
use std::collections::BTreeMap;

/// A version as blame sees it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Ancestor {
    pub version_id: VersionId,
    pub made_by: MadeBy,
    pub run_id: Option<RunId>,
    pub model: Option<String>,
    pub document: Document,
}

/// The blocks of a version, with the oldest version seen so far that says the same. Takes its ancestors one at a time: a history may be long.
pub struct Blaming {
    texts: BTreeMap<BlockId, Texts>,
    /// In reading order; whether the block said the same in all that were seen.
    blocks: Vec<(Blame, bool)>,
}

type Texts = Vec<(Field, String)>;

impl Blaming {
    /// Of a version.
    pub fn of(newest: &Ancestor) -> Self {
        let contact = contact_id();
        let blocks = std::iter::once(&contact).chain(newest.document.ids()).map(|block| (made(newest, block), true)).collect();
        Self { texts: by_block(&newest.document), blocks }
    }

    /// Goes back to the parent of the one before; `false` when no older one can change anything.
    pub fn back(&mut self, parent: &Ancestor) -> bool {
        let older = by_block(&parent.document);
        for (blame, same) in self.blocks.iter_mut().filter(|(_, same)| *same) {
            *same = older.get(&blame.block_id).is_some_and(|texts| Some(texts) == self.texts.get(&blame.block_id));
            if *same {
                *blame = made(parent, &blame.block_id);
            }
        }
        self.blocks.iter().any(|(_, same)| *same)
    }

    /// Who made each block what it is.
    pub fn blame(self) -> Vec<Blame> {
        self.blocks.into_iter().map(|(blame, _)| blame).collect()
    }
}

fn made(version: &Ancestor, block: &BlockId) -> Blame {
    Blame {
        block_id: block.clone(),
        version_id: version.version_id.clone(),
        made_by: version.made_by,
        run_id: version.run_id.clone(),
        model: version.model.clone(),
    }
}

/// What each block says itself, without what it holds.
fn by_block(document: &Document) -> BTreeMap<BlockId, Texts> {
    let mut blocks: BTreeMap<_, Vec<_>> = document.ids().into_iter().map(|id| (id.clone(), Vec::new())).collect();
    blocks.insert(contact_id(), Vec::new());
    for (place, text) in document.texts() {
        blocks.entry(place.block).or_default().push((place.field, text));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::{Item, Line, Section, SectionKind};

    fn document(texts: &[(&str, &str)]) -> Document {
        let items = texts.iter().map(|(id, text)| Item::Bullet(Line { id: BlockId::new(*id), text: (*text).to_owned() })).collect();
        let section = Section { id: BlockId::new("s"), kind: SectionKind::Custom, title: "Work".to_owned(), items };
        Document { sections: vec![section], ..Document::default() }
    }

    #[test]
    fn each_block_is_blamed_on_the_version_that_gave_it_its_text() {
        let version =
            |id: &str, made_by, document| Ancestor { version_id: VersionId::new(id), made_by, run_id: None, model: None, document };
        let chain = [
            version("v3", MadeBy::Run, document(&[("a", "one"), ("b", "TWO"), ("c", "new")])),
            version("v2", MadeBy::Manual, document(&[("a", "one"), ("b", "2")])),
            version("v1", MadeBy::Import, document(&[("a", "one"), ("b", "two")])),
        ];
        let mut blaming = Blaming::of(&chain[0]);
        assert!(blaming.back(&chain[1]) && blaming.back(&chain[2]));
        let blamed: Vec<_> = blaming.blame().into_iter().map(|of| format!("{}:{}", of.block_id, of.version_id)).collect();
        assert_eq!(blamed, ["contact:v1", "s:v1", "a:v1", "b:v3", "c:v3"]);
    }
}
