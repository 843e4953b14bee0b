//! A posting made ready for being compared with many states of a document.

use super::look::{self, Sight, Text};
use super::{Analysis, Match, Point, ats, degree, years};
use crate::keywords::{self, Phrases};
use crate::posting::{Ask, Posting, Priority, Requirement};
use crate::resume::{Document, Field, Month, Place, SectionKind};
use crate::text::fold;

/// Points for all requirements together.
const REQUIREMENTS: f32 = 80.0;
/// Points for the words of the job's title.
const TITLE: f32 = 8.0;

/// A posting with what is looked for.
#[derive(Clone, Debug)]
pub struct Prepared {
    wanted: Vec<Wanted>,
    /// Names that the table of skills does not have.
    names: Phrases,
    title: Vec<Vec<String>>,
    today: Option<Month>,
}

/// A requirement and the names that answer it; empty for years and degrees.
#[derive(Clone, Debug)]
struct Wanted {
    requirement: Requirement,
    names: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    /// In the table of skills.
    canonical: Option<&'static str>,
    /// In [`Prepared::names`].
    other: usize,
    /// As the posting writes it.
    posted: String,
    /// The posting's spellings, for comparing.
    spellings: Vec<String>,
}

struct Seeing<'a> {
    texts: &'a [Text<'a>],
    sight: Sight,
    experience: Option<years::Experience>,
}

/// What became of one requirement.
struct Answer {
    share: f32,
    explanation: String,
    keyword: String,
    found: String,
    places: Vec<Place>,
    /// In the posting's words.
    literal: bool,
}

impl Prepared {
    /// Reads the posting once.
    pub fn new(posting: &Posting) -> Self {
        let mut others: Vec<String> = Vec::new();
        let mut requirements = posting.requirements.clone();
        if requirements.is_empty() {
            requirements = named(&posting.text);
        }
        let wanted = requirements.into_iter().map(|requirement| Wanted { names: names(&requirement, &mut others), requirement }).collect();
        Self { wanted, names: Phrases::of(others.iter().map(String::as_str)), title: title_words(&posting.title), today: None }
    }

    /// With the month of today, for jobs that go on. Without it they end with the latest date of the document.
    pub fn on(mut self, today: Option<Month>) -> Self {
        self.today = today;
        self
    }

    /// How well a document answers the posting.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let texts = look::texts(document);
        let sight = look::see(&texts, &self.names);
        let asks_years = self.wanted.iter().any(|wanted| matches!(wanted.requirement.ask, Ask::Years { .. }));
        let experience = asks_years.then(|| years::read(document, self.today));
        let seeing = Seeing { texts: &texts, sight, experience };
        let mut analysis = Analysis { ats: crate::resume::check::check(document), ..Analysis::default() };
        let weights: f32 = self.wanted.iter().map(|wanted| weight(&wanted.requirement)).sum();
        for wanted in &self.wanted {
            let answer = self.answer(wanted, &seeing);
            let possible = REQUIREMENTS * weight(&wanted.requirement) / weights;
            analysis.add(wanted, answer, possible);
        }
        let scale = if self.wanted.is_empty() { 100.0 / (TITLE + ats::POSSIBLE) } else { 1.0 };
        let whole = std::iter::once(self.title_point(&texts)).chain(ats::points(document));
        analysis.points.extend(whole.map(|point| Point { earned: point.earned * scale, possible: point.possible * scale, ..point }));
        let sum: f32 = analysis.points.iter().map(|point| point.earned).sum();
        analysis.score = sum.round().clamp(0.0, 100.0) as u8;
        analysis
    }

    fn answer(&self, wanted: &Wanted, seeing: &Seeing) -> Answer {
        match &wanted.requirement.ask {
            Ask::Years { years, area } => self.years(*years, area, seeing),
            Ask::Degree { level, fields } => degree_answer(*level, fields, seeing),
            _ => {
                let best = wanted
                    .names
                    .iter()
                    .map(|name| shown(name, seeing))
                    .reduce(|best, next| if next.share > best.share { next } else { best });
                let mut answer = best.unwrap_or_else(|| missing(String::new()));
                if wanted.names.len() > 1 && answer.share == 0.0 {
                    answer.keyword = wanted.names.iter().map(|name| name.posted.as_str()).collect::<Vec<_>>().join(" / ");
                    answer.explanation = format!("The resume shows none of {}. Add one only if it is true.", answer.keyword);
                }
                answer
            }
        }
    }

    fn years(&self, years: u8, area: &str, seeing: &Seeing) -> Answer {
        let keyword = if area.is_empty() { format!("{years} years") } else { format!("{years} years in {area}") };
        let experience = seeing.experience.clone().unwrap_or_default();
        let asked = u32::from(years) * 12;
        let mut share = (experience.months as f32 / asked.max(1) as f32).min(1.0);
        let known = keywords::find(area).first().map(|hit| hit.canonical);
        let is_seen = |name: &&str| seeing.sight.skills.contains_key(*name);
        let unseen = known.is_some_and(|name| !is_seen(&name) && !keywords::shown_by(name).iter().any(is_seen));
        if unseen {
            share /= 2.0;
        }
        let has = experience.months / 12;
        let mut explanation = match share {
            0.0 => format!("The job asks for {keyword}; no dated experience was found."),
            _ if experience.months >= asked => format!("The job asks for {keyword}; the resume shows {has}."),
            _ => format!("The job asks for {keyword}; the resume shows {has}, which earns a part."),
        };
        if unseen {
            explanation.push_str(&format!(" {area} is nowhere to be seen, which halves it."));
        }
        let literal = experience.months >= asked && !unseen;
        Answer { share, explanation, keyword, found: experience.words, places: experience.places, literal }
    }

    fn title_point(&self, texts: &[Text<'_>]) -> Point {
        let may = |one: &&Text<'_>| {
            one.place.field == Field::Headline || one.place.field == Field::Title || one.section == Some(SectionKind::Summary)
        };
        let mut places = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        if !self.title.is_empty() {
            let read: Vec<(&Text<'_>, Vec<Vec<String>>)> = texts.iter().filter(may).map(|one| (one, title_words(&one.text))).collect();
            for word in &self.title {
                if let Some((one, _)) =
                    read.iter().find(|(_, words)| words.iter().any(|other| other.iter().any(|form| word.contains(form))))
                {
                    seen.push(&word[0]);
                    if !places.contains(&one.place) {
                        places.push(one.place.clone());
                    }
                }
            }
        }
        let share = if self.title.is_empty() { 1.0 } else { seen.len() as f32 / self.title.len() as f32 };
        let explanation = match share {
            1.0 => "The words of the job’s title are in the headline, the summary or a title.".to_owned(),
            _ => format!("{} of {} words of the job’s title are in the headline, the summary or a title.", seen.len(), self.title.len()),
        };
        Point {
            requirement: None,
            label: "Words of the job’s title".to_owned(),
            earned: TITLE * share,
            possible: TITLE,
            explanation,
            evidence: seen.join(", "),
            places,
        }
    }
}

impl Analysis {
    fn add(&mut self, wanted: &Wanted, answer: Answer, possible: f32) {
        let requirement = wanted.requirement.clone();
        self.points.push(Point {
            requirement: Some(requirement.id.clone()),
            label: answer.keyword.clone(),
            earned: possible * answer.share,
            possible,
            explanation: answer.explanation,
            places: answer.places.clone(),
            evidence: answer.found.clone(),
        });
        let bucket = match (answer.share > 0.0, answer.literal) {
            (false, _) => &mut self.missing,
            (true, true) => &mut self.present,
            (true, false) => &mut self.rephrased,
        };
        bucket.push(Match { requirement, keyword: answer.keyword, found: answer.found, places: answer.places });
    }
}

fn weight(requirement: &Requirement) -> f32 {
    match requirement.priority {
        Priority::Must => 3.0,
        Priority::Nice => 1.0,
    }
}

/// Skills that a posting without requirements names anywhere.
fn named(text: &str) -> Vec<Requirement> {
    let mut requirements: Vec<Requirement> = Vec::new();
    for hit in keywords::find(text) {
        let ask = Ask::Skill { name: hit.canonical.to_owned() };
        if requirements.iter().all(|one| one.ask != ask) {
            let id = format!("k{}", requirements.len() + 1);
            requirements.push(Requirement { id, text: text[hit.start..hit.end].to_owned(), priority: Priority::Nice, ask });
        }
    }
    requirements
}

fn names(requirement: &Requirement, others: &mut Vec<String>) -> Vec<Name> {
    let list: &[String] = match &requirement.ask {
        Ask::Skill { name } | Ask::Certification { name } => std::slice::from_ref(name),
        Ask::AnyOf { names } => names,
        Ask::Years { .. } | Ask::Degree { .. } => return Vec::new(),
    };
    let hits = keywords::find(&requirement.text);
    let mut all = Vec::new();
    for name in list {
        let canonical = keywords::canonical(name).or_else(|| keywords::spellings(name).first().copied());
        let mut posted: Vec<String> =
            hits.iter().filter(|hit| Some(hit.canonical) == canonical).map(|hit| requirement.text[hit.start..hit.end].to_owned()).collect();
        if posted.is_empty() {
            posted.push(name.clone());
        }
        let spellings = posted.iter().map(|words| plain(words)).collect();
        if canonical.is_none() {
            others.push(name.clone());
        }
        all.push(Name { canonical, other: others.len().saturating_sub(1), posted: posted.remove(0), spellings });
    }
    all
}

/// Whether one of the posting's spellings is in the resume's words: "Apache Kafka" says "Kafka".
fn says(words: &str, spellings: &[String]) -> bool {
    spellings.iter().any(|one| {
        words == one
            || words.strip_prefix(one.as_str()).is_some_and(|rest| rest.starts_with(' '))
            || words.strip_suffix(one.as_str()).is_some_and(|rest| rest.ends_with(' '))
    })
}

/// For comparing spellings: hyphens are blanks, a plural is its singular.
fn plain(words: &str) -> String {
    let folded = fold(words).replace('-', " ");
    folded.strip_suffix('s').filter(|rest| rest.len() > 2 && !rest.ends_with('s')).map_or(folded.clone(), str::to_owned)
}

fn shown(name: &Name, seeing: &Seeing) -> Answer {
    let seen = match name.canonical {
        Some(canonical) => seeing.sight.skills.get(canonical),
        None => seeing.sight.others.get(&name.other),
    };
    let Some(seen) = seen.filter(|seen| !seen.is_empty()) else {
        return by_its_tools(name, seeing).unwrap_or_else(|| missing(name.posted.clone()));
    };
    let literal = seen.iter().find(|one| name.canonical.is_none() || says(&plain(&one.words), &name.spellings));
    let first = seen.iter().find(|one| one.first);
    let found = literal.unwrap_or(&seen[0]).words.clone();
    let share = 0.7 + if literal.is_some() { 0.15 } else { 0.0 } + if first.is_some() { 0.15 } else { 0.0 };
    let mut explanation = match literal {
        Some(_) => format!("The resume names {found}"),
        None => format!("The resume says {found} where the posting says {}", name.posted),
    };
    explanation.push_str(match first {
        Some(_) => ", where readers look first: in skills, summary or headline.",
        None => ", but only further down: not in skills, summary or headline.",
    });
    Answer { share, explanation, keyword: name.posted.clone(), found, places: places(seen), literal: literal.is_some() }
}

/// "Terraform" shows infrastructure as code to who knows, and not to who searches for the words: it earns a part.
fn by_its_tools(name: &Name, seeing: &Seeing) -> Option<Answer> {
    let tools = keywords::shown_by(name.canonical?).iter().filter_map(|tool| seeing.sight.skills.get(tool));
    let seen = tools.max_by_key(|seen| seen.iter().any(|one| one.first))?;
    let found = seen.first()?.words.clone();
    let share = if seen.iter().any(|one| one.first) { 0.65 } else { 0.5 };
    let explanation = format!("The resume names {found}, which shows {}. Say so in the posting’s words where it is true.", name.posted);
    Some(Answer { share, explanation, keyword: name.posted.clone(), found, places: places(seen), literal: false })
}

/// Each once.
fn places(seen: &[look::Seen]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for one in seen {
        if !places.contains(&one.place) {
            places.push(one.place.clone());
        }
    }
    places
}

fn missing(keyword: String) -> Answer {
    let explanation = format!("The resume does not show {keyword}. Add it only if it is true.");
    Answer { share: 0.0, explanation, keyword, found: String::new(), places: Vec::new(), literal: false }
}

fn degree_answer(level: crate::posting::DegreeLevel, fields: &[String], seeing: &Seeing) -> Answer {
    let name = format!("{level:?}");
    let keyword = if fields.is_empty() { name } else { format!("{name} in {}", fields.join(" / ")) };
    match degree::held(seeing.texts, level, fields) {
        Some(held) => Answer {
            share: if held.in_field { 1.0 } else { 0.8 },
            explanation: if held.in_field {
                format!("The resume has {}.", held.words)
            } else {
                format!("The resume has {}, in another field.", held.words)
            },
            keyword,
            found: held.words,
            places: vec![held.place],
            literal: held.in_field,
        },
        None => {
            let explanation = format!("The job asks for {keyword}; no such degree was found.");
            Answer { explanation, ..missing(keyword) }
        }
    }
}

/// The words of a title that say something; of a skill its canonical name comes second.
fn title_words(title: &str) -> Vec<Vec<String>> {
    const EMPTY: &[&str] = &["a", "an", "the", "of", "and", "for", "in", "at", "to", "with", "m", "w", "d", "f", "x", "h"];
    let hits = keywords::find(title);
    let mut words: Vec<Vec<String>> = hits.iter().map(|hit| vec![fold(&title[hit.start..hit.end]), fold(hit.canonical)]).collect();
    let tokens = keywords::tokens(title);
    let plain = tokens.iter().filter(|token| {
        token.kind == keywords::TokenKind::Word && !hits.iter().any(|hit| hit.start <= token.start && token.end <= hit.end)
    });
    words.extend(plain.map(|token| vec![fold(&title[token.start..token.end])]).filter(|word| !EMPTY.contains(&word[0].as_str())));
    words
}
