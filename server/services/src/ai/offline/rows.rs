//! Rows of skills: what the job asks for first, in the posting's words, with what the resume proves elsewhere.

use super::drafts::Drafts;
use super::wanted::{One, Wanted, plain};
use crate::ai::Request;
use domain::ids::BlockId;
use domain::keywords::{self, Kind};
use domain::resume::edit::{Anchor, Edit, Node};
use domain::resume::{Field, Item, Place, Section, SectionKind, SkillGroup};
use domain::run::Strategy;
use std::collections::HashSet;

/// A row does not grow by more than this.
const MOST_ADDED: usize = 8;

/// Proposes another text for each row that can be better; a section of skills where there is none.
pub fn propose(request: &Request, wanted: &Wanted, drafts: &mut Drafts) {
    let document = &request.document;
    let rows: Vec<&SkillGroup> = document
        .sections
        .iter()
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
    for one in added {
        let home = home(one, &rows);
        if homes[home].len() < MOST_ADDED {
            homes[home].push(one);
        }
    }
    for (row, added) in rows.iter().zip(homes) {
        better(request, wanted, row, &added, drafts);
    }
}

fn better(request: &Request, wanted: &Wanted, row: &SkillGroup, added: &[&One], drafts: &mut Drafts) {
    let place = Place { block: row.id.clone(), field: Field::Text };
    let mut reasons = Vec::new();
    let mut skills: Vec<String> = row.skills.iter().map(|skill| written(skill, wanted)).collect();
    if skills != row.skills {
        reasons.push("Names skills as the posting does.".to_owned());
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
        let names: Vec<String> = added.iter().map(|one| one.listed()).collect();
        reasons.push(format!("Adds what the resume shows elsewhere: {}.", names.join(", ")));
        skills.extend(names);
        skills = sorted(&skills);
    }
    // As far as the source supports.
    for (skills, reasons) in [(skills, reasons), fallback, (plainly, plain_reasons)] {
        if !reasons.is_empty() && drafts.replace(place.clone(), &skills.join(", "), &reasons.join(" ")) {
            return;
        }
    }
}

/// A skill in the posting's words where it is the same name, otherwise in its right spelling.
fn written(skill: &str, wanted: &Wanted) -> String {
    let hits = keywords::find(skill);
    let [hit] = hits.as_slice() else {
        return skill.to_owned();
    };
    if hit.start != 0 || hit.end != skill.len() {
        return skill.to_owned();
    }
    if wanted.wording(skill, hit).is_some()
        && let Some(one) = wanted.get(hit.canonical)
    {
        return one.listed();
    }
    // "javascript", "Github": the spelling of the name itself.
    let spelled = hit.kind == Kind::Tool && skill != hit.canonical && skill.eq_ignore_ascii_case(hit.canonical);
    if spelled { hit.canonical.to_owned() } else { skill.to_owned() }
}

/// What the posting names, the resume shows, and no row lists.
fn proven_elsewhere<'a>(request: &Request, wanted: &'a Wanted, rows: &[&SkillGroup]) -> Vec<&'a One> {
    if request.strategy == Strategy::Conservative {
        return Vec::new();
    }
    let listed: Vec<String> = rows.iter().flat_map(|row| row.skills.iter().chain([&row.label])).cloned().collect();
    let listed: HashSet<&str> = listed.iter().flat_map(|text| keywords::find(text)).map(|hit| hit.canonical).collect();
    let shown: HashSet<&str> = request
        .document
        .texts()
        .iter()
        .filter(|(place, _)| matches!(place.field, Field::Text | Field::Summary | Field::Title))
        .flat_map(|(_, text)| keywords::find(text))
        .map(|hit| hit.canonical)
        .collect();
    let fits = |one: &&One| {
        let kind = matches!(one.kind, Some(Kind::Tool | Kind::Skill | Kind::Language));
        let wide = request.strategy == Strategy::KeywordFocused || one.must || one.kind == Some(Kind::Tool);
        kind && wide && shown.contains(one.name.as_str()) && !listed.contains(one.name.as_str())
    };
    wanted.iter().filter(fits).collect()
}

/// Programming languages: they stand in rows of their own.
const LANGUAGES: &[&str] = &[
    "Python",
    "Java",
    "JavaScript",
    "TypeScript",
    "Go",
    "C",
    "C++",
    "C#",
    "R",
    "Rust",
    "Ruby",
    "PHP",
    "Swift",
    "Kotlin",
    "Scala",
    "Perl",
    "Haskell",
    "Elixir",
    "Erlang",
    "Clojure",
    "Julia",
    "MATLAB",
    "Fortran",
    "COBOL",
    "Dart",
    "Lua",
    "Groovy",
    "Objective-C",
    "F#",
    "OCaml",
    "Visual Basic",
    "VBA",
    "SQL",
    "PL/SQL",
    "T-SQL",
    "Bash",
    "PowerShell",
    "Solidity",
    "HTML",
    "CSS",
];

/// The row that holds most of its like; among equals the first. A row of languages takes only languages.
fn home(one: &One, rows: &[&SkillGroup]) -> usize {
    let fit = |row: &SkillGroup| -> i32 {
        let hits: Vec<keywords::Hit> = row.skills.iter().flat_map(|skill| keywords::find(skill)).collect();
        let most = |count: usize| count * 2 > hits.len();
        let coded = most(hits.iter().filter(|hit| LANGUAGES.contains(&hit.canonical)).count());
        let spoken = most(hits.iter().filter(|hit| hit.kind == Kind::Language).count());
        let apart = coded != LANGUAGES.contains(&one.name.as_str()) || spoken != (one.kind == Some(Kind::Language));
        let alike = hits.iter().filter(|hit| Some(hit.kind) == one.kind).count() as i32;
        if apart { alike - 100 } else { alike }
    };
    (0..rows.len()).rev().max_by_key(|at| fit(rows[*at])).unwrap_or(0)
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
