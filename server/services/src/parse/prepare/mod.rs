//! A PDF written again where `pdf-inspector` would misread it: soft hyphens, which it drops with the joint of the word; wide gaps
//! inside a text ([`gaps`]); and type 3 fonts, whose glyphs stand upside down (Chromium) or have numbers for names (the bitmaps of TeX).

mod gaps;
mod type3;

use lopdf::{Document, Object, ObjectId};

/// Files up to this size are cheap to write again.
const SMALL_FILE: usize = 2 << 20;
/// No resume has more pages.
const MOST_PAGES: usize = 40;

/// The file to read in the place of `bytes`; none when it can stay as it is.
pub(super) fn readable(bytes: &[u8]) -> Option<Vec<u8>> {
    // Files with large pictures take long to write again.
    if bytes.len() > SMALL_FILE {
        return None;
    }
    let mut document = Document::load_mem(bytes).ok().filter(|document| !document.is_encrypted())?;
    let maps: Vec<ObjectId> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"ToUnicode").ok()?.as_reference().ok())
        .take(64)
        .collect();
    let pages: Vec<ObjectId> = document.get_pages().into_values().take(MOST_PAGES).collect();
    let contents: Vec<ObjectId> = pages.into_iter().flat_map(|page| document.get_page_contents(page)).collect();
    let mut changed = rewrite(&mut document, &maps, hyphenated);
    changed |= rewrite(&mut document, &contents, respelled);
    changed |= rewrite(&mut document, &contents, gaps::cut);
    changed |= type3::settle(&mut document);
    if !changed {
        return None;
    }
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

/// Writes streams again for which `with` has something else to say. Says whether there was one.
fn rewrite(document: &mut Document, streams: &[ObjectId], with: fn(&[u8]) -> Option<Vec<u8>>) -> bool {
    let mut changed = false;
    for id in streams {
        let Ok(Object::Stream(stream)) = document.get_object_mut(*id) else { continue };
        let Some(text) = stream.get_plain_content().ok().and_then(|text| with(&text)) else { continue };
        stream.dict.remove(b"Filter");
        stream.dict.remove(b"DecodeParms");
        stream.set_plain_content(text);
        changed = true;
    }
    changed
}

/// The content of a page whose spans say that a glyph stands for a soft hyphen.
fn respelled(content: &[u8]) -> Option<Vec<u8>> {
    const SPELLED: [&[u8]; 2] = [b"<FEFF00AD>", b"<feff00ad>"];
    let mut out = content.to_vec();
    let mut at = 0;
    let mut changed = false;
    while let Some(found) = out[at..].windows(10).position(|window| SPELLED.contains(&window)) {
        out[at + found..at + found + 10].copy_from_slice(b"<FEFF2010>");
        at += found + 10;
        changed = true;
    }
    changed.then_some(out)
}

/// A map from glyphs to characters with the hyphen in the place of the soft hyphen, if it has one.
fn hyphenated(map: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(map).ok()?;
    if !text.contains("<00AD>") && !text.contains("<00ad>") {
        return None;
    }
    // The first of a pair or triple is the glyph: only what stands at the end of a line is the character.
    let lines = text.lines().map(|line| match line.trim_end() {
        whole if whole.to_ascii_uppercase().ends_with("<00AD>") => format!("{}<2010>", &whole[..whole.len() - 6]),
        whole => whole.to_owned(),
    });
    Some(lines.collect::<Vec<_>>().join("\n").into_bytes())
}
