//! Bullets and running text: fillers go, wordy phrases shrink, "was responsible for managing" becomes "managed", numbers become figures,
//! and the same thing is called what the posting calls it. What a person did is never made bigger: "helped to build" stays help.
//!
//! What quotes somebody is left alone: titles of publications, patents and awards, and lines with quotation marks.

use super::drafts::Drafts;
use super::english::{capital, put};
use super::figures::figures;
use super::passive;
use super::polish::{tightened, without_cliches, without_fillers};
use super::voice::{self, Voice, active};
use super::wanted::Wanted;
use crate::ai::Request;
use domain::keywords::{self, Kind};
use domain::resume::{Field, Item, Line, Place, Section, SectionKind};
use domain::run::Strategy;

/// Proposes a better text for each line that has one.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    for section in request.document.sections.iter().filter(|section| tells_of_work(section.kind)) {
        for item in &section.items {
            propose_item(request, wanted, drafts, section, item);
        }
    }
}

/// "ML" is spelled out once, where the posting says "machine learning" and the resume nowhere does: some look for the one, some for the
/// other.
pub fn spell_out(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    if request.strategy != Strategy::Balanced {
        return;
    }
    let texts = request.document.texts();
    let resume = texts.iter().map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>().join("\n");
    let mut done: Vec<String> = Vec::new();
    for (place, text) in texts.iter().filter(|(place, _)| matches!(place.field, Field::Text | Field::Summary)) {
        let told = request.document.section_of(&place.block).is_some_and(|section| tells_of_work(section.kind));
        if !told || quotes(text) {
            continue;
        }
        let Some((after, names)) = renamed(text, wanted, Strategy::KeywordFocused) else { continue };
        let news = names.iter().all(|name| !resume.contains(&name.to_lowercase()) && !done.contains(name));
        if news && drafts.replace(place.clone(), &after, &format!("Spells out, once, what the posting spells out: {}.", names.join(", "))) {
            done.extend(names);
        }
    }
}

fn propose_item(request: &Request, wanted: &Wanted, drafts: &mut Drafts, section: &Section, item: &Item) {
    match item {
        Item::Bullet(line) | Item::Paragraph(line) if section.kind != SectionKind::Custom => {
            one(request, wanted, drafts, Place { block: line.id.clone(), field: Field::Text }, &line.text, Voice::Past, false);
        }
        // Under a heading of one's own: a job has dates and an employer.
        Item::Entry(entry) if section.kind != SectionKind::Custom || !entry.organisation.is_empty() && entry.dates.understood() => {
            let voice = voice::of(&entry.dates, &entry.bullets);
            let stops = ends_in_stops(&entry.bullets);
            one(request, wanted, drafts, Place { block: entry.id.clone(), field: Field::Summary }, &entry.summary, Voice::Running, false);
            for line in &entry.bullets {
                one(request, wanted, drafts, Place { block: line.id.clone(), field: Field::Text }, &line.text, voice, stops);
            }
        }
        _ => {}
    }
}

/// Most of the lines end in a full stop, so that one without it is a slip.
fn ends_in_stops(lines: &[Line]) -> bool {
    let with = lines.iter().filter(|line| line.text.ends_with('.')).count();
    lines.len() >= 3 && with < lines.len() && with * 3 >= lines.len() * 2
}

/// Sections whose lines are the owner's own sentences.
fn tells_of_work(kind: SectionKind) -> bool {
    matches!(
        kind,
        SectionKind::Experience | SectionKind::Projects | SectionKind::Volunteering | SectionKind::Education | SectionKind::Custom
    )
}

fn one(request: &Request, wanted: &Wanted, drafts: &mut Drafts, place: Place, text: &str, voice: Voice, stops: bool) {
    let mut steps = steps(text, voice, wanted, request.strategy);
    let (last, mut reasons) = steps.last().cloned().unwrap_or_else(|| (text.to_owned(), Vec::new()));
    if stops && last.contains(' ') && last.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ')')) {
        reasons.push("Ends in a full stop like the other lines.".to_owned());
        steps.push((format!("{last}."), reasons));
    }
    // The furthest that the source supports: a step that it does not support takes the later ones with it.
    for (after, reasons) in steps.iter().rev() {
        if drafts.replace(place.clone(), after, &reasons.join(" ")) {
            return;
        }
    }
}

/// The text after each step that changed it, with the reasons so far.
pub fn steps(text: &str, voice: Voice, wanted: &Wanted, strategy: Strategy) -> Vec<(String, Vec<String>)> {
    if quotes(text) {
        return Vec::new();
    }
    let mut steps: Vec<(String, Vec<String>)> = Vec::new();
    let (mut now, mut reasons) = (text.to_owned(), Vec::new());
    let mut step = |next: Option<String>, reason: &dyn Fn(&str) -> String, now: &mut String| {
        if let Some(next) = next.filter(|next| next != now && next.split(' ').count() >= 2 && !hangs(next)) {
            reasons.push(reason(now));
            *now = next;
            steps.push((now.clone(), reasons.clone()));
        }
    };
    let own_voice = voice == Voice::Running && now.starts_with("I ");
    if voice == Voice::Running {
        step(without_cliches(&now), &|_| "Drops a sentence that everybody writes.".to_owned(), &mut now);
    }
    step(without_fillers(&now).filter(|_| !own_voice), &|_| "Drops words that say nothing.".to_owned(), &mut now);
    step(tightened(&now), &|_| "Says the same in fewer words.".to_owned(), &mut now);
    if voice != Voice::Running {
        let told = voice != Voice::Present || now.to_lowercase().starts_with("was ");
        step(active(&now).filter(|_| told), &|_| "Begins with what was done.".to_owned(), &mut now);
        let over = voice::told_as_past(&now).filter(|_| voice == Voice::Over);
        step(over, &|_| "Tells of a job that is over in the past.".to_owned(), &mut now);
        step(passive::turned(&now), &|_| "Says who did it: an active verb comes first.".to_owned(), &mut now);
    }
    step(spelled(&now), &|_| "Spells names as their makers do.".to_owned(), &mut now);
    step(figures(&now), &|_| "Writes the number as a figure, so that it is seen.".to_owned(), &mut now);
    if strategy != Strategy::Conservative {
        let names = renamed(&now, wanted, strategy);
        let reason = names.as_ref().map(|(_, names)| format!("Uses the posting's words: {}.", names.join(", "))).unwrap_or_default();
        step(names.map(|(text, _)| text), &|_| reason.clone(), &mut now);
    }
    steps
}

/// Somebody else's words stand in it.
fn quotes(text: &str) -> bool {
    text.contains(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'])
}

/// "Contributed to": something is missing.
fn hangs(text: &str) -> bool {
    const OPEN: &[&str] = &["to", "of", "with", "in", "for", "on", "by", "and", "or", "the", "a", "an", "from", "at", "as"];
    text.trim_end_matches('.').rsplit(' ').next().is_some_and(|last| OPEN.contains(&last))
}

/// "Javascript", "github": tools in the spelling of their own; `None` when all are.
pub fn spelled(text: &str) -> Option<String> {
    let mut now = text.to_owned();
    for hit in keywords::find(text).iter().rev().filter(|hit| hit.kind == Kind::Tool) {
        let (head, tail) = (&text[..hit.start], &text[hit.end..]);
        // Part of an address or of a longer name.
        let glued = head.ends_with(['/', '.', '@', '-', '_', '#']) || tail.starts_with(['/', '-', '_', '@', ':']) || dotted(tail);
        if let Some(right) = right_spelling(&text[hit.start..hit.end], hit.canonical).filter(|_| !glued) {
            now.replace_range(hit.start..hit.end, right);
        }
    }
    (now != text).then_some(now)
}

fn dotted(tail: &str) -> bool {
    tail.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// The name itself, where only capitals are wrong: all small, or just the first one ("Postgresql").
fn right_spelling<'a>(own: &str, canonical: &'a str) -> Option<&'a str> {
    let small = own.chars().all(|c| !c.is_uppercase());
    let first_only = own.split(' ').all(|word| word.chars().skip(1).all(|c| !c.is_uppercase()));
    let mixed = canonical.chars().any(char::is_lowercase);
    (own != canonical && own.eq_ignore_ascii_case(canonical) && (small || first_only && mixed)).then_some(canonical)
}

/// The posting's words for the same thing, and which they are.
pub fn renamed(text: &str, wanted: &Wanted, strategy: Strategy) -> Option<(String, Vec<String>)> {
    let (mut now, mut names) = (text.to_owned(), Vec::new());
    let lower = text.to_lowercase();
    let mut rest: Vec<(usize, usize, String)> = Vec::new();
    for hit in keywords::find(text) {
        let own = &text[hit.start..hit.end];
        let Some(posted) = wanted.wording(text, &hit) else {
            continue;
        };
        // An acronym or a tool stands where its long name can stand; other words may be bent to their sentence.
        let acronym = |words: &str| words.trim_end_matches('s').chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let fits = hit.kind == Kind::Tool || (acronym(own) || acronym(&posted)) && is_plural(own) == is_plural(&posted);
        // "ML Engineer", "AWS Glue", "ML/AI", "(ML)": part of a name or said beside its long name.
        let (behind, ahead) = (&text[..hit.start], &text[hit.end..]);
        let capital_next = ahead.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let glued = behind.ends_with(['-', '/', '(', '+', '&', '.', '@']) || ahead.starts_with(['-', '/', ')', '+', '&']) || dotted(ahead);
        let said = lower.contains(&posted.to_lowercase());
        // "CI integration" is no "continuous integration integration".
        let next = ahead.split_whitespace().next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let twice = posted.to_lowercase().split(' ').any(|word| word == next);
        // Some look for the acronym and some for its long name: it is never lost.
        let shortened = acronym(own) != acronym(&posted) && (initials_of(&posted, own) || initials_of(own, &posted));
        let fits = fits && (!shortened || strategy == Strategy::KeywordFocused);
        if fits && !capital_next && !glued && !said && !twice && !names.contains(&posted) {
            names.push(posted.clone());
            let opens = behind.trim_end().is_empty() || behind.trim_end().ends_with(['.', ':']);
            let words = match shortened {
                true if acronym(own) => format!("{posted} ({own})"),
                true => format!("{own} ({posted})"),
                false => posted,
            };
            rest.push((hit.start, hit.end, if opens { capital(&words) } else { words }));
        }
    }
    // From the end, so that the places in front stay right.
    for (start, end, words) in rest.into_iter().rev() {
        now = put(&now, start, end, &words)?;
    }
    (!names.is_empty()).then_some((now, names))
}

/// "Amazon Web Services" has the initials "AWS".
pub fn initials_of(long: &str, short: &str) -> bool {
    let letters: String = long.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
    letters.chars().count() > 1 && letters.eq_ignore_ascii_case(short) && short.chars().all(char::is_uppercase)
}

fn is_plural(words: &str) -> bool {
    words.ends_with('s') && !["ss", "us", "is", "ics"].iter().any(|end| words.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::posting::{Ask, Posting, Priority, Requirement};
    use rstest::rstest;

    fn rewritten(text: &str) -> String {
        steps(text, Voice::Past, &Wanted::default(), Strategy::Balanced).pop().map_or(text.to_owned(), |(text, _)| text)
    }

    #[rstest]
    #[case("Was responsible for managing a team of four engineers", "Managed a team of 4 engineers")]
    #[case("Helped to build a service", "Helped build a service")]
    #[case("Successfully delivered various projects in order to cut costs", "Delivered projects to cut costs")]
    #[case("I ran the shop on a daily basis", "Ran the shop daily")]
    #[case("Utilized Python, was able to cut costs", "Used Python, cut costs")]
    #[case("Used javascript and Postgresql, see github.com/example", "Used JavaScript and PostgreSQL, see github.com/example")]
    #[case(
        "Directed \u{201c}A Very Long Night\u{201d} for three theatres",
        "Directed \u{201c}A Very Long Night\u{201d} for three theatres"
    )]
    fn lines_get_shorter_and_never_bigger(#[case] before: &str, #[case] after: &str) {
        assert_eq!(rewritten(before), after);
    }

    #[rstest]
    #[case("AWS", "Amazon Web Services", "Moved an AWS account", "Moved an Amazon Web Services (AWS) account")]
    #[case("CI", "continuous integration", "Owned the CI integration", "Owned the CI integration")]
    #[case("SEO", "search engine optimization", "Did SEO for shops", "Did search engine optimization (SEO) for shops")]
    #[case("Kubernetes", "Kubernetes", "Ran k8s clusters", "Ran Kubernetes clusters")]
    #[case("AWS", "Amazon Web Services", "Ran AWS Glue jobs", "Ran AWS Glue jobs")]
    #[case("Machine learning", "machine learning", "Trained an ML model", "Trained a machine learning (ML) model")]
    #[case("Machine learning", "machine learning", "ML Engineer for search", "ML Engineer for search")]
    #[case("REST", "REST", "Built REST APIs", "Built REST APIs")]
    fn the_postings_words_fit_their_sentence(#[case] name: &str, #[case] posted: &str, #[case] before: &str, #[case] after: &str) {
        let name = keywords::canonical(name).unwrap_or(name).to_owned();
        let ask = Ask::Skill { name };
        let requirement = Requirement { id: "r1".into(), text: posted.into(), priority: Priority::Must, ask };
        let wanted = Wanted::new(&Posting { requirements: vec![requirement], ..Posting::default() });
        assert_eq!(renamed(before, &wanted, Strategy::KeywordFocused).map_or(before.to_owned(), |(text, _)| text), after);
    }
}
