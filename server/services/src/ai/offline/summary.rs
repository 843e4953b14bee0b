//! Headline and summary, made of facts of the resume.

use super::drafts::Drafts;
use super::english::is_english;
use super::prose;
use super::voice::Voice;
use super::wanted::Wanted;
use super::wishes::Wishes;
use crate::ai::Request;
use domain::ids::BlockId;
use domain::keywords::{self, Kind};
use domain::resume::edit::{Anchor, Edit, Node};
use domain::resume::{Entry, Field, Item, Line, Place, Section, SectionKind, contact_id};
use domain::run::Strategy;
use std::collections::HashSet;

/// Skills that one sentence names.
fn most_named(strategy: Strategy) -> usize {
    if strategy == Strategy::KeywordFocused { 8 } else { 5 }
}

/// The latest title under the name, where nothing stands there; the posting's words for it, where they mean the same.
pub fn headline(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    if request.strategy == Strategy::Conservative {
        return;
    }
    let place = Place { block: contact_id(), field: Field::Headline };
    let own = &request.document.contact.headline;
    let posted = request.posting.title.trim();
    // The guard lets the posting's title through only where it names a title of the resume.
    if !posted.is_empty() && !own.to_lowercase().contains(&posted.to_lowercase()) {
        let latest = latest(request).map(|entry| entry.title.as_str()).unwrap_or_default();
        let same = meaning(posted) == meaning(latest);
        if same && own.is_empty() && drafts.replace(place.clone(), posted, "Names your title in the posting's words.") {
            return;
        }
    }
    match latest(request).filter(|entry| own.is_empty() && !entry.title.is_empty()) {
        Some(entry) => {
            drafts.replace(place, &entry.title, "Puts your latest title under your name, where it is read first.");
        }
        None => {
            if let Some((text, names)) = prose::renamed(own, wanted, request.strategy) {
                drafts.replace(place, &text, &format!("Uses the posting's words: {}.", names.join(", ")));
            }
        }
    }
}

/// A title as the set of its words, skills by their canonical names.
fn meaning(title: &str) -> HashSet<String> {
    let hits = keywords::find(title);
    let mut words: HashSet<String> = hits.iter().map(|hit| hit.canonical.to_lowercase()).collect();
    let (mut rest, mut at) = (String::new(), 0);
    for hit in &hits {
        rest.push_str(&title[at..hit.start]);
        at = hit.end;
    }
    rest.push_str(&title[at..]);
    words.extend(rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase));
    words
}

fn latest(request: &Request) -> Option<&Entry> {
    request.document.sections.iter().filter(|section| section.kind == SectionKind::Experience).flat_map(|section| &section.items).find_map(
        |item| match item {
            Item::Entry(entry) => Some(entry),
            _ => None,
        },
    )
}

/// A summary that names what the job asks for and the resume shows; shorter, where that was asked.
pub fn propose(request: &Request, wanted: &Wanted, wishes: &Wishes, drafts: &mut Drafts) {
    let section = request.document.sections.iter().find(|section| section.kind == SectionKind::Summary);
    let line = section.and_then(|section| {
        section.items.iter().find_map(|item| match item {
            Item::Paragraph(line) | Item::Bullet(line) if !line.text.is_empty() => Some(line),
            _ => None,
        })
    });
    match line {
        Some(line) if wishes.shorten => shorten(line, wanted, drafts),
        Some(line) => improve(request, line, wanted, drafts),
        None if section.is_none() && request.strategy != Strategy::Conservative && !wishes.shorten => insert(request, wanted, drafts),
        None => {}
    }
}

fn improve(request: &Request, line: &Line, wanted: &Wanted, drafts: &mut Drafts) {
    let place = Place { block: line.id.clone(), field: Field::Text };
    let mut steps = prose::steps(&line.text, Voice::Running, wanted, request.strategy);
    if request.strategy != Strategy::Conservative && is_english(&line.text) {
        let resume = domain::gap::shown(&request.document);
        let there: HashSet<&str> = keywords::find(&line.text).iter().map(|hit| hit.canonical).collect();
        let base = steps.last().cloned().unwrap_or_else(|| (line.text.clone(), Vec::new()));
        let mut names = shown(request, wanted, &resume, &there);
        let certificates = held(wanted, &resume, &there);
        let said = |names: &[String], certificates: &[String]| {
            let (mut text, mut reasons) = base.clone();
            if !text.ends_with(['.', '!', '?']) {
                text.push('.');
            }
            if !names.is_empty() {
                text.push_str(&format!(" Experience with {}.", listed(names)));
                reasons.push(format!("Names what the job asks for and the resume shows: {}.", names.join(", ")));
            }
            if !certificates.is_empty() {
                text.push_str(&format!(" Holds {}.", listed(certificates)));
                reasons.push(format!("Names the certificates that the job asks for: {}.", certificates.join(", ")));
            }
            (text, reasons)
        };
        if !drafts.supports(&place, &said(&names, &[]).0) {
            names.retain(|name| drafts.supports(&place, &said(std::slice::from_ref(name), &[]).0));
        }
        // Less, until the source supports it.
        for (names, certificates) in [(&[][..], &certificates[..]), (&names[..], &[][..]), (&names[..], &certificates[..])] {
            if !names.is_empty() || !certificates.is_empty() {
                steps.push(said(names, certificates));
            }
        }
    }
    for (text, reasons) in steps.iter().rev() {
        if drafts.replace(place.clone(), text, &reasons.join(" ")) {
            return;
        }
    }
}

/// Wanted skills that the resume shows and the summary does not name.
fn shown(request: &Request, wanted: &Wanted, resume: &HashSet<&str>, there: &HashSet<&str>) -> Vec<String> {
    let fits = |kind: Option<Kind>| matches!(kind, Some(Kind::Tool | Kind::Skill));
    wanted
        .iter()
        .filter(|one| {
            fits(one.kind)
                && !super::wanted::is_industry(&one.name)
                && resume.contains(one.name.as_str())
                && !there.contains(one.name.as_str())
        })
        .map(|one| one.written())
        .take(most_named(request.strategy))
        .collect()
}

/// Certificates that the posting asks for, the resume shows, and the summary does not name.
fn held(wanted: &Wanted, resume: &HashSet<&str>, there: &HashSet<&str>) -> Vec<String> {
    wanted
        .iter()
        .filter(|one| one.kind == Some(Kind::Certificate) && resume.contains(one.name.as_str()) && !there.contains(one.name.as_str()))
        .filter_map(|one| one.acronym().map(str::to_owned))
        .take(4)
        .collect()
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The first sentence and the most relevant of the others, in their order, at most about half of the text.
fn shorten(line: &Line, wanted: &Wanted, drafts: &mut Drafts) {
    let sentences: Vec<&str> = line.text.split_inclusive(". ").map(str::trim).collect();
    let mut kept: Vec<usize> = vec![0];
    let mut others: Vec<usize> = (1..sentences.len()).collect();
    others.sort_by_key(|at| std::cmp::Reverse(wanted.relevance(sentences[*at])));
    let most = line.text.len() * 6 / 10;
    for at in others {
        if kept.iter().map(|at| sentences[*at].len()).sum::<usize>() + sentences[at].len() <= most {
            kept.push(at);
        }
    }
    kept.sort_unstable();
    let mut text = kept.iter().map(|at| sentences[*at]).collect::<Vec<_>>().join(" ");
    if sentences.len() < 2 {
        // One long sentence: what stands behind its first comma in the second half goes.
        if let Some(at) = text.char_indices().filter(|(at, c)| matches!(c, ',' | ';') && *at > text.len() / 3).map(|(at, _)| at).next() {
            text.truncate(at);
            text.push('.');
        }
    }
    if let Some((shorter, _)) = prose::steps(&text, Voice::Running, wanted, Strategy::Conservative).pop() {
        text = shorter;
    }
    if text.len() < line.text.len() {
        drafts.replace(Place { block: line.id.clone(), field: Field::Text }, &text, "Keeps what matters most for this job, as you asked.");
    }
}

/// A new summary: latest title, what it was about, and where.
fn insert(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    let Some(entry) = latest(request).filter(|entry| !entry.title.is_empty()) else {
        return;
    };
    let said: Vec<&str> = entry.bullets.iter().map(|line| line.text.as_str()).chain([entry.summary.as_str()]).collect();
    if !is_english(&said.join(" ")) {
        return;
    }
    let mut named = shown(request, wanted, &domain::gap::shown(&request.document), &HashSet::new());
    let place = if entry.organisation.is_empty() { String::new() } else { format!(" Most recently at {}.", entry.organisation) };
    while named.len() >= 2 {
        let text = format!("{} with experience in {}.{place}", entry.title, listed(&named));
        let reason = format!("Says at the top what the job asks for and the resume shows: {}.", named.join(", "));
        let line = Line { id: BlockId::new("b_offline_summary_text"), text };
        let section = Section {
            id: BlockId::new("b_offline_summary"),
            kind: SectionKind::Summary,
            title: "Summary".into(),
            items: vec![Item::Paragraph(line)],
        };
        if drafts.take(Edit::Insert { at: Anchor { parent: None, after: None }, node: Node::Section(section) }, &reason) {
            return;
        }
        named.pop();
    }
}
