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

/// For the first of a chain that goes from a version through its parents; in reading order. Empty for an empty chain.
pub fn blame(chain: &[Ancestor]) -> Vec<Blame> {
    let texts: Vec<_> = chain.iter().map(|ancestor| by_block(&ancestor.document)).collect();
    let Some(newest) = chain.first() else { return Vec::new() };
    let contact = contact_id();
    std::iter::once(&contact)
        .chain(newest.document.ids())
        .map(|block| {
            let same = texts.iter().take_while(|of| of.get(block) == texts[0].get(block) && of.contains_key(block)).count();
            let maker = &chain[same.saturating_sub(1)];
            Blame {
                block_id: block.clone(),
                version_id: maker.version_id.clone(),
                made_by: maker.made_by,
                run_id: maker.run_id.clone(),
                model: maker.model.clone(),
            }
        })
        .collect()
}

/// What each block says itself, without what it holds.
fn by_block(document: &Document) -> BTreeMap<BlockId, Vec<(Field, String)>> {
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
        let blamed: Vec<_> = blame(&chain).into_iter().map(|of| format!("{}:{}", of.block_id, of.version_id)).collect();
        assert_eq!(blamed, ["contact:v1", "s:v1", "a:v1", "b:v3", "c:v3"]);
    }
}
