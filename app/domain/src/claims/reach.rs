//! How far the work is said to reach: "company-wide", "global", "award-winning"; how good it is said to be: "the best"; and whom it
//! is said to have reached: "the board".

use super::source::Case;
use super::{Claim, ClaimKind};
use crate::claims::source::Ground;
use crate::keywords::Phrases;
use std::sync::LazyLock;

/// Each row says the same thing; the first one says nothing of the kind.
const REACH: &[&[&str]] = &[
    &[
        "best practice",
        "best practices",
        "circuit board",
        "circuit boards",
        "board certified",
        "board game",
        "board games",
        "kanban board",
        "scrum board",
        "highest standards",
    ],
    &["best"],
    &["largest", "biggest"],
    &["highest"],
    &["fastest", "quickest"],
    &["greatest", "finest", "strongest"],
    &["unprecedented", "all-time", "record-high", "record-setting", "in company history", "in the company's history", "of all time"],
    &["ceo", "chief executive", "chief executive officer"],
    &["cto", "chief technology officer"],
    &["cfo", "chief financial officer"],
    &["coo", "chief operating officer"],
    &["board", "boards", "board of directors"],
    &["investors", "shareholders"],
    &[
        "executives",
        "executive team",
        "executive leadership",
        "senior leadership",
        "senior management",
        "leadership team",
        "top management",
    ],
    &[
        "company-wide",
        "companywide",
        "organisation-wide",
        "organization-wide",
        "org-wide",
        "enterprise-wide",
        "firm-wide",
        "firmwide",
        "across the company",
        "across the organisation",
        "across the organization",
        "across the enterprise",
        "entire company",
        "entire organization",
        "entire organisation",
    ],
    &["global", "globally", "worldwide", "around the world", "across the globe"],
    &["international", "internationally", "multinational", "multi-national"],
    &["nationwide", "nationally", "across the country", "countrywide"],
    &["national"],
    &["regional", "regionally", "region-wide"],
    &["statewide", "state-wide"],
    &["district-wide", "districtwide"],
    &["school-wide", "schoolwide"],
    &["hospital-wide", "hospitalwide"],
    &["department-wide", "departmentwide", "across the department", "entire department"],
    &[
        "industry-wide",
        "industry-leading",
        "market-leading",
        "best-in-class",
        "world-class",
        "world-leading",
        "state-of-the-art",
        "cutting-edge",
        "award-winning",
        "record-breaking",
        "first-ever",
    ],
    &[
        "cross-functional",
        "cross-functionally",
        "across functions",
        "cross-team",
        "cross-departmental",
        "across departments",
        "across teams",
    ],
    &["c-level", "c-suite", "executive-level", "board-level"],
    &["fortune 500", "fortune 100", "fortune 50", "ftse 100", "dax"],
    &["mission-critical", "business-critical"],
    &["large-scale", "at scale", "massive-scale", "high-volume", "high-traffic", "petabyte-scale"],
    &["enterprise-grade", "production-grade"],
    &[
        "multi-million",
        "multimillion",
        "multi-million-dollar",
        "million-dollar",
        "multi-billion",
        "seven-figure",
        "six-figure",
        "eight-figure",
    ],
    &["multi-site", "multi-country", "multi-region", "across sites", "across regions", "across countries"],
    &["top-performing", "top performer", "highest-performing", "highest-ranked", "number one", "best-selling"],
    &["patented", "published"],
];

static INDEX: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(REACH.iter().flat_map(|row| row.iter().copied())));
static ROWS: LazyLock<Vec<usize>> =
    LazyLock::new(|| REACH.iter().enumerate().flat_map(|(at, row)| std::iter::repeat_n(at, row.len())).collect());

/// The words of reach of the change.
pub fn check(case: &Case, found: &mut Vec<Claim>) {
    let after = &case.after.scan;
    for hit in INDEX.find_in(&after.plain, &after.tokens) {
        let row = ROWS[hit.id];
        if row == 0 {
            continue;
        }
        let ground = case.allowed().find_map(|(_, index, text)| {
            let other = INDEX.find_in(&text.scan.plain, &text.scan.tokens).into_iter().find(|other| ROWS[other.id] == row)?;
            Some(Ground { text: index, start: other.start, end: other.end })
        });
        let ground = ground.ok_or_else(|| "The source resume does not say that this reached so far or so high.".to_owned());
        found.push(Claim { kind: ClaimKind::Reach, start: hit.start, end: hit.end, ground });
    }
}
