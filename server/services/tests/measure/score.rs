//! Compares what was read with the truth, field by field. Texts are equal when they are equal after [`fold`]; a value that the print
//! does not have and that was read nevertheless is wrong.

use super::truth::{Row, Truth};
use domain::resume::{Document, Entry, Item, Month, Section};
use domain::text::fold;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    Name,
    Email,
    Phone,
    Headline,
    Location,
    Links,
    /// Employers.
    Organisation,
    /// Roles.
    Title,
    School,
    Degree,
    /// Start, end and "until now" of every entry, as understood.
    Dates,
    Place,
    /// Each under its own entry.
    Bullets,
    Skills,
    /// Kind and heading.
    Sections,
    /// Title and organisation of projects, certificates, awards, volunteering.
    Others,
    /// Running text under its heading.
    Texts,
    /// The sections in the order of the print.
    Order,
}

impl Metric {
    /// In the order of the table.
    pub const ALL: [Self; 18] = [
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Headline,
        Self::Location,
        Self::Links,
        Self::Organisation,
        Self::Title,
        Self::School,
        Self::Degree,
        Self::Dates,
        Self::Place,
        Self::Bullets,
        Self::Skills,
        Self::Sections,
        Self::Others,
        Self::Texts,
        Self::Order,
    ];

    /// The head of its column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Email => "mail",
            Self::Phone => "phone",
            Self::Headline => "head",
            Self::Location => "loc",
            Self::Links => "link",
            Self::Organisation => "org",
            Self::Title => "title",
            Self::School => "school",
            Self::Degree => "degree",
            Self::Dates => "dates",
            Self::Place => "place",
            Self::Bullets => "bullet",
            Self::Skills => "skill",
            Self::Sections => "sect",
            Self::Others => "other",
            Self::Texts => "text",
            Self::Order => "order",
        }
    }

    /// The share that has to be right, in percent.
    pub fn target(self) -> Option<f64> {
        match self {
            Self::Name | Self::Bullets => Some(95.0),
            Self::Email | Self::Phone => Some(98.0),
            Self::Organisation | Self::Title | Self::School | Self::Dates => Some(90.0),
            _ => None,
        }
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub total: usize,
}

impl Tally {
    /// Counts one.
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.total += 1;
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { right: self.right + other.right, total: self.total + other.total }
    }

    /// In percent; of nothing everything is right.
    pub fn share(self) -> f64 {
        if self.total == 0 { 100.0 } else { 100.0 * self.right as f64 / self.total as f64 }
    }
}

/// One comparison.
#[derive(Clone, Debug)]
pub struct Finding {
    pub metric: Metric,
    pub right: bool,
    pub expected: String,
    pub read: String,
}

/// Every comparison, and the jobs and schools that were read and are none.
pub fn compare(truth: &Truth, document: &Document) -> (Vec<Finding>, Vec<String>) {
    let mut score = Score { findings: Vec::new(), invented: Vec::new() };
    score.contact(truth, document);
    score.entries(truth, document);
    score.loose(truth, document);
    score.headings(truth, document);
    (score.findings, score.invented)
}

/// "2019-04" or "2019".
pub fn shown_month(month: Month) -> String {
    month.month.map_or_else(|| month.year.to_string(), |number| format!("{}-{number:02}", month.year))
}

struct Score {
    findings: Vec<Finding>,
    invented: Vec<String>,
}

/// The entries of the truth that may stand for those of one kind of section.
struct Group<'a> {
    rows: &'a [Row],
    kinds: &'a [&'a str],
    organisation: Metric,
    title: Metric,
}

impl Score {
    fn note(&mut self, metric: Metric, right: bool, expected: impl Into<String>, read: impl Into<String>) {
        self.findings.push(Finding { metric, right, expected: expected.into(), read: read.into() });
    }

    /// Nothing is noted where neither has anything.
    fn same(&mut self, metric: Metric, expected: &str, read: &str, rule: impl Fn(&str) -> String) {
        if !expected.is_empty() || !read.is_empty() {
            self.note(metric, rule(expected) == rule(read), expected, read);
        }
    }

    fn contact(&mut self, truth: &Truth, document: &Document) {
        let contact = &document.contact;
        self.same(Metric::Name, &truth.name, &contact.name, fold);
        self.same(Metric::Email, &truth.email, &contact.email, fold);
        self.same(Metric::Phone, &truth.phone, &contact.phone, digits);
        self.same(Metric::Headline, &truth.headline, &contact.headline, fold);
        if !truth.location.is_empty() {
            self.same(Metric::Location, &truth.location, &contact.location, fold);
        }
        let read: Vec<String> = contact.links.iter().map(|link| address(&link.url)).collect();
        for link in &truth.links {
            self.note(Metric::Links, read.contains(&address(link)), link, read.join(" "));
        }
    }

    fn entries(&mut self, truth: &Truth, document: &Document) {
        let others: Vec<Row> =
            [&truth.projects, &truth.volunteering, &truth.certifications, &truth.awards, &truth.publications, &truth.other]
                .into_iter()
                .flatten()
                .cloned()
                .collect();
        let groups = [
            Group { rows: &truth.work, kinds: &["experience"], organisation: Metric::Organisation, title: Metric::Title },
            Group { rows: &truth.education, kinds: &["education"], organisation: Metric::School, title: Metric::Degree },
            Group { rows: &others, kinds: &[], organisation: Metric::Others, title: Metric::Others },
        ];
        for group in groups {
            let candidates: Vec<&Entry> = document
                .sections
                .iter()
                .filter(|section| match group.kinds {
                    [] => !["experience", "education"].contains(&kind(section).as_str()) || truth.is_elsewhere(section),
                    kinds => kinds.contains(&kind(section).as_str()),
                })
                .flat_map(|section| &section.items)
                .filter_map(|item| if let Item::Entry(entry) = item { Some(entry) } else { None })
                .collect();
            let pairs = pair(group.rows, &candidates);
            for (row, entry) in group.rows.iter().zip(&pairs) {
                self.entry(&group, row, entry.map_or(&Entry::default(), |index| candidates[index]));
            }
            if !group.kinds.is_empty() {
                let spare = candidates.iter().enumerate().filter(|(index, _)| !pairs.contains(&Some(*index)));
                self.invented.extend(spare.map(|(_, entry)| format!("{} | {} | {}", entry.title, entry.organisation, entry.dates.text)));
            }
        }
    }

    fn entry(&mut self, group: &Group, row: &Row, entry: &Entry) {
        if !row.organisation.is_empty() {
            self.same(group.organisation, &row.organisation, &entry.organisation, fold);
        }
        let title_right = std::iter::once(&row.title).chain(&row.also).any(|title| fold(title) == fold(&entry.title));
        self.note(group.title, title_right, &row.title, &entry.title);
        if !row.place.is_empty() {
            self.same(Metric::Place, &row.place, &entry.place, fold);
        }
        let (expected, read) = (span(&row.start, &row.end, row.ongoing), read_span(entry));
        if !expected.is_empty() {
            self.note(Metric::Dates, expected == read, expected, format!("{read} from {:?}", entry.dates.text));
        }
        if !row.summary.is_empty() {
            self.same(Metric::Texts, &row.summary, &entry.summary, fold);
        }
        let mut read: Vec<String> = entry.bullets.iter().map(|bullet| fold(&bullet.text)).collect();
        for bullet in &row.bullets {
            let found = read.iter().position(|text| *text == fold(bullet));
            let shown = match found {
                Some(index) => read.remove(index),
                None => nearest(bullet, &read),
            };
            self.note(Metric::Bullets, found.is_some(), bullet, shown);
        }
    }

    /// Bullets of no entry, skills and running text.
    fn loose(&mut self, truth: &Truth, document: &Document) {
        let items = || document.sections.iter().flat_map(|section| &section.items);
        let lines: Vec<String> = items()
            .filter_map(|item| match item {
                Item::Bullet(line) | Item::Paragraph(line) => Some(fold(&line.text)),
                _ => None,
            })
            .collect();
        for bullet in &truth.bullets {
            self.note(Metric::Bullets, lines.contains(&fold(bullet)), bullet, nearest(bullet, &lines));
        }
        let mut skills: Vec<String> = lines.clone();
        for item in items() {
            if let Item::Skills(group) = item {
                skills.extend(group.skills.iter().map(|skill| fold(skill)));
            }
        }
        for skill in &truth.skills {
            self.note(Metric::Skills, skills.contains(&fold(skill)), skill, nearest(skill, &skills));
        }
        for text in &truth.texts {
            let under = document.sections.iter().filter(|section| text.section.is_empty() || fold(&section.title) == fold(&text.section));
            let read = fold(&under.flat_map(texts).collect::<Vec<_>>().join(" "));
            self.note(Metric::Texts, read.contains(&fold(&text.text)), format!("{}: {}", text.section, text.text), read);
        }
    }

    fn headings(&mut self, truth: &Truth, document: &Document) {
        let read: Vec<(String, String)> = document.sections.iter().map(|section| (kind(section), fold(&section.title))).collect();
        let shown = read.iter().map(|(kind, title)| format!("{kind}:{title}")).collect::<Vec<_>>().join(" / ");
        for heading in &truth.sections {
            let right = read.iter().any(|(kind, title)| {
                (*kind == heading.kind || heading.also.contains(kind)) && (heading.title.is_empty() || *title == fold(&heading.title))
            });
            self.note(Metric::Sections, right, format!("{}:{}", heading.kind, heading.title), &shown);
        }
        if !truth.order.is_empty() {
            let wanted: Vec<String> = truth.order.iter().map(|title| fold(title)).collect();
            let got: Vec<String> = read.into_iter().map(|(_, title)| title).filter(|title| wanted.contains(title)).collect();
            self.note(Metric::Order, wanted == got, wanted.join(" / "), got.join(" / "));
        }
    }
}

impl Truth {
    /// Whether a section that was read as experience or education is another one in truth ("Volunteer Experience").
    fn is_elsewhere(&self, section: &Section) -> bool {
        self.sections.iter().any(|heading| {
            fold(&heading.title) == fold(&section.title)
                && !["experience", "education"].contains(&heading.kind.as_str())
                && !heading.title.is_empty()
        })
    }
}

fn kind(section: &Section) -> String {
    serde_json::to_value(section.kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn digits(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn address(url: &str) -> String {
    let url = fold(url);
    let bare = url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    bare.trim_end_matches('/').to_owned()
}

fn span(start: &str, end: &str, ongoing: bool) -> String {
    match (start, if ongoing { "now" } else { end }) {
        ("", end) => end.to_owned(),
        (start, end) => format!("{start}..{end}"),
    }
}

fn read_span(entry: &Entry) -> String {
    let shown = |month: Option<Month>| month.map_or_else(String::new, shown_month);
    span(&shown(entry.dates.start), &shown(entry.dates.end), entry.dates.ongoing)
}

fn texts(section: &Section) -> Vec<String> {
    let of = |item: &Item| match item {
        Item::Paragraph(line) | Item::Bullet(line) => line.text.clone(),
        Item::Skills(group) if group.label.is_empty() => group.skills.join(", "),
        Item::Skills(group) => format!("{}: {}", group.label, group.skills.join(", ")),
        Item::Entry(entry) => everything(entry),
    };
    section.items.iter().map(of).collect()
}

fn everything(entry: &Entry) -> String {
    let bullets = entry.bullets.iter().map(|bullet| bullet.text.as_str());
    [&entry.title, &entry.organisation, &entry.place, &entry.dates.text, &entry.summary]
        .into_iter()
        .map(String::as_str)
        .chain(bullets)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Which entry that was read stands for each of the truth: the best pairs first, each entry once.
fn pair(rows: &[Row], entries: &[&Entry]) -> Vec<Option<usize>> {
    let mut likeness: Vec<(f64, usize, usize)> = Vec::new();
    for (row_index, row) in rows.iter().enumerate() {
        for (entry_index, entry) in entries.iter().enumerate() {
            likeness.push((alike(row, entry), row_index, entry_index));
        }
    }
    likeness.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut pairs = vec![None; rows.len()];
    for (value, row, entry) in likeness {
        if value > 0.35 && pairs[row].is_none() && !pairs.contains(&Some(entry)) {
            pairs[row] = Some(entry);
        }
    }
    pairs
}

fn alike(row: &Row, entry: &Entry) -> f64 {
    let equal = |one: &str, other: &str| f64::from(u8::from(!one.is_empty() && fold(one) == fold(other)));
    let all = [&row.title, &row.organisation, &row.place].into_iter().chain(&row.bullets).map(String::as_str).collect::<Vec<_>>().join(" ");
    let dates = f64::from(u8::from(span(&row.start, &row.end, row.ongoing) == read_span(entry)));
    equal(&row.title, &entry.title) + equal(&row.organisation, &entry.organisation) * 0.5 + dates * 0.5 + overlap(&all, &everything(entry))
}

/// Shared words of all words.
fn overlap(one: &str, other: &str) -> f64 {
    let words = |text: &str| {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    if shared == 0 { 0.0 } else { shared as f64 / one.union(&other).count() as f64 }
}

/// The text that is most like the one that was expected, to show what happened to it.
fn nearest(expected: &str, read: &[String]) -> String {
    let best = read.iter().map(|text| (overlap(expected, text), text)).max_by(|one, other| one.0.total_cmp(&other.0));
    best.filter(|(likeness, _)| *likeness > 0.0).map_or_else(String::new, |(_, text)| text.clone())
}
