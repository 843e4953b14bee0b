//! Rows of skills: "Label: a, b, c", a label beside or above its list, one skill a line.

use super::block::Block;
use crate::resume::dates::plain;
use crate::resume::edit::split_skills;
use crate::resume::layout;

/// A row as read.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub label: String,
    pub label_lines: Vec<usize>,
    pub skills: Vec<String>,
    pub lines: Vec<usize>,
    /// Running text instead: keep as a paragraph or bullet.
    pub prose: Option<Block>,
}

/// Reads the blocks of a skills section.
pub(super) fn read(blocks: Vec<Block>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    // Whether the group in front is an open list: one skill a line.
    let mut listing = false;
    let count = blocks.len();
    let list_x = blocks.iter().map(Block::x).fold(f32::MIN, f32::max);
    for (index, block) in blocks.iter().enumerate() {
        let text = block.text();
        if let Some((label, rest)) = labelled(block) {
            let skills = split(&rest);
            groups.push(Group { label, label_lines: block.lines.clone(), skills, lines: block.lines.clone(), prose: None });
            listing = false;
            continue;
        }
        let count_words = text.split_whitespace().count();
        if block.bullet && count_words > 4 && text.matches([',', ';', '|', '·', '•']).count() * 4 < count_words && !text.contains(':')
            || text.ends_with('.') && text.split_whitespace().count() > 6
            || text.split_whitespace().count() > 9 && !text.contains([',', '•', '|', '·', ';']) && text.matches(" / ").count() < 2
        {
            groups.push(Group { prose: Some(block.clone()), ..Group::default() });
            listing = false;
            continue;
        }
        let next = blocks.get(index + 1);
        let several = text.contains([',', '|', '·', '•', ';']);
        let heads = !several && !block.bullet && next.is_some_and(|next| head_of(block, next, list_x)) && index + 1 < count;
        if heads {
            groups.push(Group { label: text.trim_end_matches(':').to_owned(), label_lines: block.lines.clone(), ..Group::default() });
            listing = true;
            continue;
        }
        match groups.last_mut() {
            Some(group) if listing && group.prose.is_none() => {
                if group.skills.is_empty() && level(&text) && !group.label.is_empty() && next.is_some() {
                    group.label = format!("{} {}", group.label, text);
                    group.label_lines.extend(&block.lines);
                    continue;
                }
                group.skills.extend(pieces(block));
                group.lines.extend(&block.lines);
            }
            _ => {
                groups.push(Group { skills: pieces(block), lines: block.lines.clone(), ..Group::default() });
                listing = true;
            }
        }
    }
    groups
}

/// The skills of a block without a label: cells, then commas.
fn pieces(block: &Block) -> Vec<String> {
    if block.pieces.iter().any(|piece| piece.tab) {
        return block.pieces.iter().flat_map(|piece| split(&piece.text)).collect();
    }
    split(&block.text())
}

fn split(text: &str) -> Vec<String> {
    // Signs of any kind that stand alone part skills.
    let parted = |word: &str| {
        if !word.contains(char::is_alphanumeric) && !matches!(word, "-" | "–" | "—") && layout::marker(word) {
            "|".to_owned()
        } else {
            word.to_owned()
        }
    };
    let text = &text.split(' ').map(parted).collect::<Vec<_>>().join(" ");
    let mut skills = split_skills(text);
    // "Excel – Sage – SQL", where nothing else parts them.
    if let [whole] = skills.as_slice() {
        for sign in [" – ", " — ", " / ", " \\ ", " - ", " ▪ ", " ● ", " ⋅ ", " ∙ ", " ♦ "] {
            if whole.matches(sign).count() > 1 {
                skills = whole.split(sign).map(|skill| skill.trim().to_owned()).filter(|skill| !skill.is_empty()).collect();
                break;
            }
        }
    }
    // "Spring Boot, Spring MVC, and Hibernate"
    if skills.len() > 2
        && let Some(last) = skills.last_mut()
    {
        for word in ["and ", "und ", "et ", "y ", "e "] {
            if let Some(rest) = last.strip_prefix(word) {
                *last = rest.to_owned();
                break;
            }
        }
    }
    if let Some(last) = skills.last_mut()
        && last.ends_with('.')
        && !last.ends_with("etc.")
        && last.matches('.').count() == 1
    {
        last.pop();
    }
    skills
}

/// "Label: a, b", a bold label in front of plain text, a label in a cell of its own.
fn labelled(block: &Block) -> Option<(String, String)> {
    let text = block.text();
    if let Some((label, rest)) = text.split_once(':')
        && label.split_whitespace().count() <= 6
        && !label.contains(',')
        && !rest.trim().is_empty()
        && !rest.starts_with("//")
    {
        return Some((label.trim().to_owned(), rest.trim().to_owned()));
    }
    // "Techniques - HPLC, GC"
    let dashed = [" - ", " – ", " — "].iter().find_map(|sign| text.split_once(sign));
    if let Some((label, rest)) = dashed
        && label.split_whitespace().count() <= 3
        && !label.contains(',')
        && rest.contains(',')
    {
        return Some((label.trim().to_owned(), rest.trim().to_owned()));
    }
    let first = block.pieces.first()?;
    if block.pieces.len() < 2 {
        return None;
    }
    let rest = Block { pieces: block.pieces[1..].to_vec(), ..block.clone() }.text();
    let set_off = first.bold && !block.pieces[1].bold
        || block.pieces[1].tab && block.pieces.len() == 2 && rest.contains(',')
        || first.italic && !block.pieces[1].italic;
    (set_off && !first.text.contains(',')).then(|| (first.text.trim_end_matches(':').to_owned(), rest))
}

/// Whether a line is the label of the list under it.
fn head_of(block: &Block, next: &Block, list_x: f32) -> bool {
    let look = block.bold() && !next.bold() || block.size > next.size + 0.08 || block.text().ends_with(':');
    let set_in = next.x() > block.x() + 1.2 && block.x() + 1.2 < list_x;
    let over_list = !next.bullet && !block.bullet && next.text().contains(',') || level(&next.text());
    look || set_in || next.bullet || over_list
}

fn level(text: &str) -> bool {
    matches!(
        plain(text).trim(),
        "beginner"
            | "basic"
            | "novice"
            | "intermediate"
            | "advanced"
            | "expert"
            | "proficient"
            | "fluent"
            | "master"
            | "competent"
            | "working knowledge"
            | "familiar"
            | "experienced"
    )
}
