//! Degrees of a document against the degree that is asked for.

use super::look::Text;
use crate::claims::degrees_in;
use crate::posting::DegreeLevel;
use crate::resume::{Place, SectionKind};
use crate::text::fold;

/// The degree that answers best: whether it is in one of the fields, where, and in which words.
#[derive(Clone, Debug)]
pub struct Held {
    pub in_field: bool,
    pub place: Place,
    pub words: String,
}

/// A degree at least as high as asked.
pub fn held(texts: &[Text<'_>], level: DegreeLevel, fields: &[String]) -> Option<Held> {
    let mut best: Option<Held> = None;
    let may = |one: &&Text<'_>| matches!(one.section, None | Some(SectionKind::Education | SectionKind::Summary));
    for one in texts.iter().filter(may) {
        for (has, finished, words) in degrees_in(&one.text) {
            if has < level || !finished {
                continue;
            }
            let beside: Vec<String> =
                texts.iter().filter(|other| other.place.block == one.place.block).map(|other| fold(&other.text)).collect();
            let in_field = fields.is_empty() || fields.iter().any(|field| beside.iter().any(|text| text.contains(&fold(field))));
            if best.as_ref().is_none_or(|old| in_field && !old.in_field) {
                best = Some(Held { in_field, place: one.place.clone(), words });
            }
        }
    }
    best
}
