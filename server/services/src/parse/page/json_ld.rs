//! What a page tells search engines of its jobs: `JobPosting` of schema.org, as JSON in scripts. Sites write it by hand and by
//! templates, so it is taken in every shape that says what is meant: in lists and graphs, nested, with its HTML escaped or not, with
//! line ends inside of texts.

use super::places;
use super::{JobPage, prose};
use domain::posting::{Known, ReadFrom};
use domain::resume::html;
use domain::text::{fold, squeeze};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What stands beside the description, and its heading.
const BESIDE: [(&str, &str); 5] = [
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("experienceRequirements", "Experience"),
    ("educationRequirements", "Education"),
];
/// A title, company or place is not longer.
const LINE: usize = 200;

/// The data of one script; `None` where it is none.
pub(super) fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("//").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    let read = |text: &str| serde_json::from_str(text).ok();
    read(script).or_else(|| read(&whole_strings(script))).or_else(|| read(&whole_strings(&html::entities(script))))
}

/// Line ends and tabs inside of strings, which JSON forbids, written as it wants them.
fn whole_strings(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut inside, mut escaped) = (false, false);
    for c in json.chars() {
        match c {
            '\n' if inside => out.push_str("\\n"),
            '\t' if inside => out.push_str("\\t"),
            c if c.is_control() && inside => {}
            c => {
                inside ^= c == '"' && !escaped;
                out.push(c);
            }
        }
        escaped = inside && c == '\\' && !escaped;
    }
    out
}

/// All jobs that are described.
pub(super) fn jobs(data: &[Value]) -> Vec<JobPage> {
    let mut graph = Graph::default();
    for root in data {
        graph.gather(root);
    }
    graph.jobs.iter().map(|job| graph.job(job)).collect()
}

/// The things of a page. JSON is at most 128 levels deep, or was not read.
#[derive(Default)]
pub(super) struct Graph<'a> {
    jobs: Vec<&'a Map<String, Value>>,
    named: HashMap<&'a str, &'a Value>,
}

impl<'a> Graph<'a> {
    fn gather(&mut self, value: &'a Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|one| self.gather(one)),
            Value::Object(thing) => {
                if is_job(thing) {
                    self.jobs.push(thing);
                }
                if let (Some(Value::String(id)), true) = (thing.get("@id"), thing.len() > 1) {
                    self.named.entry(id).or_insert(value);
                }
                thing.values().for_each(|one| self.gather(one));
            }
            _ => {}
        }
    }

    /// The thing itself, where only its name is given.
    pub(super) fn resolved(&self, value: &'a Value) -> &'a Value {
        let id = value.as_object().filter(|thing| thing.len() == 1).and_then(|thing| thing.get("@id")?.as_str());
        id.and_then(|id| self.named.get(id)).copied().unwrap_or(value)
    }

    /// One line: a text, the name of a thing, or the first of a list.
    pub(super) fn line(&self, value: &'a Value) -> Option<String> {
        match value {
            Value::Array(list) => list.iter().find_map(|one| line_of(self.resolved(one))),
            one => line_of(self.resolved(one)),
        }
    }

    fn job(&self, job: &'a Map<String, Value>) -> JobPage {
        let line = |key: &str| job.get(key).and_then(|value| self.line(value));
        let title = line("title").or_else(|| line("name"));
        let company = line("hiringOrganization").or_else(|| line("employerOverview"));
        let location = places::of(self, job);
        let head = [("", &title), ("Company: ", &company), ("Location: ", &location)];
        let head: Vec<String> = head.iter().filter_map(|(label, value)| Some(format!("{label}{}", value.as_ref()?))).collect();
        let mut text = job.get("description").map(|value| self.text(value)).unwrap_or_default();
        for (key, heading) in BESIDE {
            let more = job.get(key).map(|value| self.text(value)).unwrap_or_default();
            if !more.is_empty() && !fold(&text).contains(&fold(&more)) {
                text.push_str(&format!("\n\n{heading}\n{more}"));
            }
        }
        JobPage {
            read: ReadFrom::JsonLd,
            known: Known { title, company, location },
            text: format!("{}\n\n{}", head.join("\n"), text.trim()),
        }
    }

    /// Lines: a text, the items of a list, or what a thing says of itself.
    fn text(&self, value: &'a Value) -> String {
        match value {
            Value::Array(list) => {
                let items = list.iter().map(|one| text_of(self.resolved(one))).filter(|text| !text.is_empty());
                items.map(|text| format!("- {text}\n")).collect()
            }
            one => text_of(self.resolved(one)),
        }
    }
}

// Names are followed once: things may name each other in a circle.

fn line_of(value: &Value) -> Option<String> {
    let line = match value {
        Value::String(text) => squeeze(&prose(&html::entities(text)).replace('\n', " ")),
        Value::Array(list) => return list.iter().find_map(line_of),
        Value::Object(thing) => return ["name", "legalName", "@value"].iter().find_map(|key| line_of(thing.get(*key)?)),
        _ => return None,
    };
    (!line.is_empty()).then(|| line.chars().take(LINE).collect())
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => unescaped(text),
        Value::Array(list) => list.iter().map(text_of).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
        Value::Object(thing) => {
            let months = thing.get("monthsOfExperience").and_then(number).filter(|months| *months >= 12.0);
            let years = months.map(|months| format!("{} years of experience", (months / 12.0).floor()));
            let said = ["description", "name", "credentialCategory", "@value"].iter().find_map(|key| Some(text_of(thing.get(*key)?)));
            years.into_iter().chain(said).collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    }
}

/// Also one in quotes.
fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn is_job(thing: &Map<String, Value>) -> bool {
    let named = |value: &Value| value.as_str().is_some_and(|name| name.rsplit(['/', '#', ':']).next() == Some("JobPosting"));
    match thing.get("@type").or_else(|| thing.get("type")) {
        Some(Value::Array(list)) => list.iter().any(named),
        Some(value) => named(value),
        None => false,
    }
}

/// A description as lines. Some sites escape their HTML twice, some the ends of their lines.
fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if has_tags(&text) || !text.contains('&') {
            break;
        }
        text = html::entities(&text);
    }
    if !text.contains('\n') {
        text = text.replace("\\r", "").replace("\\n", "\n");
    }
    if has_tags(&text) { prose(&text) } else { text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned() }
}

/// Whether a text is marked up, rather than one with a `<` in it.
fn has_tags(text: &str) -> bool {
    const TAGS: &str = " p br div span ul ol li b i u em strong a h1 h2 h3 h4 h5 h6 table tr td hr section article font pre blockquote ";
    text.split('<').skip(1).any(|rest| {
        let name = rest.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        !name.is_empty() && rest.contains('>') && TAGS.contains(&format!(" {} ", name.to_ascii_lowercase()))
    })
}
