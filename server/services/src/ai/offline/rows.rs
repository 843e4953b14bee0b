//! Rows of skills: what the job asks for first, in the posting's words, with what the resume proves elsewhere.

use super::drafts::Drafts;
use super::prose;
use super::wanted::{One, Wanted, plain};
use crate::ai::Request;
use domain::ids::BlockId;
use domain::keywords::{self, Kind};
use domain::resume::edit::{Anchor, Edit, Node};
use domain::resume::{Field, Item, Place, Section, SectionKind, SkillGroup};
use domain::run::Strategy;
use domain::text::phrases;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A row does not grow by more than this.
const MOST_ADDED: usize = 8;

/// Proposes another text for each row that can be better; a section of skills where there is none.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    let document = &request.document;
    let rows: Vec<&SkillGroup> = document
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Skills)
        .flat_map(|section| &section.items)
        .filter_map(|item| match item {
            Item::Skills(group) if !group.skills.is_empty() => Some(group),
            _ => None,
        })
        .collect();
    let added = proven_elsewhere(request, wanted, &rows);
    if rows.is_empty() {
        return new_section(request, &added, drafts);
    }
    let mut homes: Vec<Vec<&One>> = vec![Vec::new(); rows.len()];
    let mut strangers: Vec<&One> = Vec::new();
    for one in added {
        match home(one, wanted, &rows) {
            Some(home) if homes[home].len() < MOST_ADDED => homes[home].push(one),
            Some(_) => {}
            None => strangers.push(one),
        }
    }
    for (row, added) in rows.iter().zip(homes) {
        better(request, wanted, row, &added, drafts);
    }
    new_row(request, &strangers, drafts);
}

/// What fits no row gets one, below the others: a resume whose rows are tools shows its ways of working there.
fn new_row(request: &Request, strangers: &[&One], drafts: &mut Drafts) {
    let skills: Vec<String> =
        strangers.iter().filter(|one| one.kind == Some(Kind::Skill)).map(|one| one.listed()).take(MOST_ADDED).collect();
    let section = request.document.sections.iter().rfind(|section| section.kind == SectionKind::Skills);
    let Some((section, last)) = section.and_then(|section| Some((section, section.items.last()?))) else { return };
    if skills.len() < 2 {
        return;
    }
    let reason = format!("Lists what the job asks for and the resume shows elsewhere: {}.", skills.join(", "));
    let group = SkillGroup { id: BlockId::new("b_offline_row"), label: "Practices".into(), skills };
    let at = Anchor { parent: Some(section.id.clone()), after: Some(last.id().clone()) };
    drafts.take(Edit::Insert { at, node: Node::Item(Item::Skills(group)) }, &reason);
}

fn better(request: &Request, wanted: &Wanted, row: &SkillGroup, added: &[&One], drafts: &mut Drafts) {
    let place = Place { block: row.id.clone(), field: Field::Text };
    let mut reasons = Vec::new();
    let mut skills = Vec::new();
    let (mut posted, mut spelled) = (false, false);
    for skill in &row.skills {
        if let Some(words) = in_the_postings_words(skill, wanted) {
            posted = true;
            skills.push(words);
        } else if let Some(words) = prose::spelled(skill) {
            spelled = true;
            skills.push(words);
        } else {
            skills.push(skill.clone());
        }
    }
    if posted {
        reasons.push("Names skills as the posting does.".to_owned());
    }
    if spelled {
        reasons.push("Spells names as their makers do.".to_owned());
    }
    let before = skills.len();
    let mut seen = HashSet::new();
    skills.retain(|skill| seen.insert(plain(skill)));
    if skills.len() < before {
        reasons.push("Names each skill once.".to_owned());
    }
    let sorted = |skills: &[String]| {
        let mut sorted = skills.to_vec();
        sorted.sort_by_cached_key(|skill| wanted.rank(skill).unwrap_or(usize::MAX));
        sorted
    };
    let plainly = skills.clone();
    let plain_reasons = reasons.clone();
    if request.strategy != Strategy::Conservative {
        let ordered = sorted(&skills);
        if ordered != skills {
            reasons.push("Puts first what the job asks for.".to_owned());
            skills = ordered;
        }
    }
    let fallback = (skills.clone(), reasons.clone());
    if !added.is_empty() {
        let names: Vec<String> = added.iter().map(|one| one.acronym().map_or_else(|| one.listed(), str::to_owned)).collect();
        reasons.push(format!("Adds what the resume shows elsewhere: {}.", names.join(", ")));
        let (tools, certificates): (Vec<(&String, &&One)>, _) = names.iter().zip(added).partition(|(_, one)| one.acronym().is_none());
        skills.extend(tools.into_iter().map(|(name, _)| name.clone()));
        skills = sorted(&skills);
        skills.extend(certificates.into_iter().map(|(name, _)| name.clone()));
    }
    // As far as the source supports.
    for (skills, reasons) in [(skills, reasons), fallback, (plainly, plain_reasons)] {
        if !reasons.is_empty() && drafts.replace(place.clone(), &skills.join(", "), &reasons.join(" ")) {
            return;
        }
    }
}

/// The only name in a skill, when it is the whole skill.
fn alone(skill: &str) -> Option<keywords::Hit> {
    let hits = keywords::find(skill);
    let [hit] = hits.as_slice() else { return None };
    (hit.start == 0 && hit.end == skill.len()).then(|| hit.clone())
}

/// As the posting calls the same thing; an acronym keeps standing beside its long name, as some look for the one and some for the other.
fn in_the_postings_words(skill: &str, wanted: &Wanted) -> Option<String> {
    let hit = alone(skill)?;
    wanted.wording(skill, &hit)?;
    let posted = wanted.get(hit.canonical)?.listed();
    if says(skill, &posted) {
        return None;
    }
    Some(match (prose::initials_of(&posted, skill), prose::initials_of(skill, &posted)) {
        (true, _) => format!("{posted} ({skill})"),
        (_, true) => format!("{skill} ({posted})"),
        _ => posted,
    })
}

/// "Apache Kafka" says "Kafka".
fn says(words: &str, name: &str) -> bool {
    format!(" {} ", plain(words)).contains(&format!(" {} ", plain(name)))
}

/// What the posting names, the resume shows, and no row lists. Languages that people speak are left to their own section: a text
/// that mentions one does not say that its owner speaks it.
fn proven_elsewhere<'a>(request: &Request, wanted: &'a Wanted, rows: &[&SkillGroup]) -> Vec<&'a One> {
    if request.strategy == Strategy::Conservative {
        return Vec::new();
    }
    let listed: HashSet<&str> = rows
        .iter()
        .flat_map(|row| row.skills.iter().chain([&row.label]))
        .flat_map(|text| keywords::find(text))
        .map(|hit| hit.canonical)
        .collect();
    let named: HashSet<String> = rows.iter().flat_map(|row| &row.skills).map(|skill| plain(skill)).collect();
    let shown = domain::gap::shown(&request.document);
    let fits = |one: &&One| {
        // Certificates by their acronyms: "BLS" is searched for in a list of skills, "Registered Nurse" under the name.
        let certificate = one.acronym().is_some();
        let kind = matches!(one.kind, Some(Kind::Tool | Kind::Skill)) && !super::wanted::is_industry(&one.name) || certificate;
        let wide = certificate || request.strategy == Strategy::KeywordFocused || one.priority.is_some() || one.kind == Some(Kind::Tool);
        kind && wide && shown.contains(one.name.as_str()) && !listed.contains(one.name.as_str()) && !named.contains(&plain(&one.listed()))
    };
    wanted.iter().filter(fits).collect()
}

/// Programming languages: they stand in rows of their own.
static LANGUAGES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "Python|Java|JavaScript|TypeScript|Go|C|C++|C#|R|Rust|Ruby|PHP|Swift|Kotlin|Scala|Perl|Haskell|Elixir|Erlang|Clojure|Julia|MATLAB|\
     Fortran|COBOL|Dart|Lua|Groovy|Objective-C|F#|OCaml|Visual Basic|VBA|SQL|PL/SQL|T-SQL|Bash|PowerShell|Solidity|HTML|CSS",
    )
});

/// The row that fits: languages with languages, methods with methods, then the one that says most of what is wanted. `None` when a
/// skill would stand among strangers.
fn home(one: &One, wanted: &Wanted, rows: &[&SkillGroup]) -> Option<usize> {
    let fit = |row: &SkillGroup| -> Option<(u32, usize)> {
        let hits: Vec<keywords::Hit> = row.skills.iter().flat_map(|skill| keywords::find(skill)).collect();
        let most = |count: usize| count * 2 > hits.len();
        let coded = most(hits.iter().filter(|hit| LANGUAGES.contains(&hit.canonical)).count());
        let spoken = most(hits.iter().filter(|hit| hit.kind == Kind::Language).count());
        let alike = hits.iter().filter(|hit| Some(hit.kind) == one.kind).count();
        let general =
            matches!(row.label.to_lowercase().as_str(), "" | "skills" | "core skills" | "key skills" | "other" | "technical skills");
        let tools = most(hits.iter().filter(|hit| hit.kind == Kind::Tool).count());
        let strange = one.kind != Some(Kind::Tool) && tools && !(general && rows.len() == 1);
        let language = LANGUAGES.contains(&one.name.as_str());
        let apart = spoken || strange || rows.len() > 1 && coded != language;
        (!apart).then(|| (wanted.relevance(&row.skills.join(", ")), alike))
    };
    let fits: Vec<(usize, (u32, usize))> = rows.iter().enumerate().filter_map(|(at, row)| Some((at, fit(row)?))).collect();
    let best = fits.into_iter().rev().max_by_key(|(_, fit)| *fit).map(|(at, _)| at);
    // No row is of languages alone: the one that names another language.
    let is_language = |hit: &keywords::Hit| LANGUAGES.contains(&hit.canonical);
    let names_one = |row: &SkillGroup| row.skills.iter().any(|skill| keywords::find(skill).iter().any(is_language));
    let beside = || rows.iter().position(|row| names_one(row)).filter(|_| LANGUAGES.contains(&one.name.as_str()));
    best.or_else(beside)
}

fn new_section(request: &Request, added: &[&One], drafts: &mut Drafts) {
    let skills: Vec<String> = added.iter().map(|one| one.listed()).take(MOST_ADDED).collect();
    if skills.len() < 3 || request.document.sections.iter().any(|section| section.kind == SectionKind::Skills) {
        return;
    }
    let reason = format!("Lists what the resume shows and the job asks for: {}.", skills.join(", "));
    let group = SkillGroup { id: BlockId::new("b_offline_skills_row"), label: String::new(), skills };
    let section = Section {
        id: BlockId::new("b_offline_skills"),
        kind: SectionKind::Skills,
        title: "Skills".into(),
        items: vec![Item::Skills(group)],
    };
    let after = request.document.sections.last().map(|section| section.id.clone());
    drafts.take(Edit::Insert { at: Anchor { parent: None, after }, node: Node::Section(section) }, &reason);
}
