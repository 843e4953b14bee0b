//! Truth from the sources of other programs' resumes: RenderCV (YAML), Reactive Resume 4 (JSON) and JSON Resume.
//!
//! What a print leaves open to taste ("PhD, Computer Science" or "PhD in Computer Science") is listed as equally good, or not measured.

use super::truth::{Heading, Row, Text, Truth};
use serde_json::Value;

/// The truth that a source holds, by what it looks like; `None` for a source that is not structured.
pub fn truth(file: &str, source: &str) -> Option<Truth> {
    if file.ends_with(".yaml") {
        let value: Value = serde_yaml::from_str(source).ok()?;
        return Some(rendercv(&value["cv"]));
    }
    let value: Value = serde_json::from_str(source).ok()?;
    Some(if value["basics"]["customFields"].is_array() { reactive_resume(&value) } else { json_resume(&value) })
}

fn text(value: &Value) -> String {
    plain(value.as_str().unwrap_or_default())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> Vec<String> {
    list(value).map(text).filter(|text| !text.is_empty()).collect()
}

/// Without the marks of Markdown and HTML.
fn plain(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    out.push_str(rest);
    while let Some((before, after)) = out.split_once("](") {
        let Some((opened, (_, closed))) = before.rfind('[').zip(after.split_once(')')) else { break };
        out = format!("{}{}{closed}", &before[..opened], &before[opened + 1..]);
    }
    out.replace('*', "")
}

fn items(html: &str) -> Vec<String> {
    html.split("</li>").map(plain).filter(|text| !text.trim().is_empty()).collect()
}

fn heading(kind: &str, title: &str) -> Heading {
    Heading { kind: kind.to_owned(), title: title.to_owned(), also: Vec::new() }
}

/// "2014-09-01" and "2014-09" are a month, "2014" is a year.
fn month(value: &Value) -> String {
    let date = value.as_str().map_or_else(|| value.as_i64().map_or_else(String::new, |year| year.to_string()), str::to_owned);
    date.chars().take(7).collect()
}

fn degrees(degree: &str, area: &str) -> (String, Vec<String>) {
    match (degree, area) {
        ("", only) | (only, "") => (only.to_owned(), Vec::new()),
        (degree, area) => (
            format!("{degree}, {area}"),
            vec![format!("{degree} {area}"), format!("{degree} in {area}"), format!("{area}, {degree}"), format!("{degree} - {area}")],
        ),
    }
}

fn rendercv(cv: &Value) -> Truth {
    let mut truth = Truth {
        made_by: "rendercv".to_owned(),
        name: text(&cv["name"]),
        headline: text(&cv["headline"]),
        email: text(&cv["email"]),
        phone: text(&cv["phone"]),
        location: text(&cv["location"]),
        ..Truth::default()
    };
    truth.links.extend(cv["website"].as_str().map(str::to_owned));
    for network in list(&cv["social_networks"]) {
        let user = text(&network["username"]);
        match network["network"].as_str() {
            Some("LinkedIn") => truth.links.push(format!("linkedin.com/in/{user}")),
            Some("GitHub") => truth.links.push(format!("github.com/{user}")),
            _ => {}
        }
    }
    for (key, rows) in cv["sections"].as_object().into_iter().flatten() {
        let title = titled(key);
        let kind = match key.as_str() {
            "experience" | "education" | "projects" | "publications" | "skills" => key.as_str(),
            _ => "custom",
        };
        truth
            .sections
            .push(Heading { also: if key == "selected_honors" { vec!["awards".to_owned()] } else { Vec::new() }, ..heading(kind, &title) });
        for row in list(rows) {
            rendercv_row(&mut truth, key, &title, row);
        }
    }
    truth // without the order of the sections, which a JSON value does not keep
}

fn rendercv_row(truth: &mut Truth, key: &str, title: &str, row: &Value) {
    // The theme prints a lone year as its January.
    let alone = month(&row["date"]);
    let alone = if alone.len() == 4 { format!("{alone}-01") } else { alone };
    let (end, ongoing) = match row["end_date"].as_str() {
        Some("present") => (String::new(), true),
        _ => (month(&row["end_date"]), false),
    };
    let dated = Row {
        start: month(&row["start_date"]),
        end: if end.is_empty() { alone } else { end },
        ongoing,
        place: text(&row["location"]),
        summary: text(&row["summary"]),
        bullets: list(&row["highlights"]).flat_map(|text| nested(text.as_str().unwrap_or_default())).collect(),
        ..Row::default()
    };
    match key {
        "experience" => truth.work.push(Row { organisation: text(&row["company"]), title: text(&row["position"]), ..dated }),
        "education" => {
            let (title, also) = degrees(&text(&row["degree"]), &text(&row["area"]));
            truth.education.push(Row { organisation: text(&row["institution"]), title, also, ..dated });
        }
        "projects" => truth.projects.push(Row { title: text(&row["name"]), ..dated }),
        "publications" => truth.publications.push(Row { title: text(&row["title"]), ..dated }),
        "skills" => truth.skills.extend(text(&row["details"]).split(", ").map(str::to_owned)),
        _ => {
            if let Some(text) = row.as_str() {
                truth.texts.push(Text { section: title.to_owned(), text: plain(text) });
            }
            truth.bullets.extend(["bullet", "number", "reversed_number"].iter().filter_map(|key| row[*key].as_str()).map(plain));
        }
    }
}

/// YAML folds nested highlights into their parent: "parent - one - two".
fn nested(text: &str) -> Vec<String> {
    text.split(" - ").map(plain).collect()
}

/// "selected_honors" is printed as "Selected Honors"; a key with a capital as it is.
fn titled(key: &str) -> String {
    if key.chars().any(char::is_uppercase) {
        return key.to_owned();
    }
    let words =
        key.split('_').map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

fn reactive_resume(value: &Value) -> Truth {
    let (basics, sections) = (&value["basics"], &value["sections"]);
    let mut truth = Truth {
        made_by: "reactive resume".to_owned(),
        name: text(&basics["name"]),
        headline: text(&basics["headline"]),
        email: text(&basics["email"]),
        phone: text(&basics["phone"]),
        location: text(&basics["location"]),
        links: vec![text(&basics["url"]["href"])],
        ..Truth::default()
    };
    for (key, section) in sections.as_object().into_iter().flatten() {
        let title = text(&section["name"]);
        if key == "summary" {
            truth.texts.push(Text { section: title.clone(), text: text(&section["content"]) });
        }
        let rows: Vec<&Value> = list(&section["items"]).filter(|row| row["visible"] == true).collect();
        if rows.is_empty() && key != "summary" || section["visible"] == false {
            continue;
        }
        let kind = if key == "profiles" { "custom" } else { key.as_str() };
        truth.sections.push(heading(kind, &title));
        for row in rows {
            reactive_row(&mut truth, key, &title, row);
        }
    }
    truth
}

fn reactive_row(truth: &mut Truth, key: &str, title: &str, row: &Value) {
    let dates = domain::resume::Dates::parse(row["date"].as_str().unwrap_or_default());
    let shown = |month: Option<domain::resume::Month>| month.map_or_else(String::new, super::score::shown_month);
    let dated = Row { start: shown(dates.start), end: shown(dates.end), ongoing: dates.ongoing, ..Row::default() };
    let summary = row["summary"].as_str().unwrap_or_default();
    match key {
        "experience" => {
            let (organisation, title, place) = (text(&row["company"]), text(&row["position"]), text(&row["location"]));
            truth.work.push(Row { organisation, title, place, bullets: items(summary), ..dated });
        }
        "education" => {
            let (organisation, title, place) = (text(&row["institution"]), text(&row["studyType"]), text(&row["area"]));
            truth.education.push(Row { organisation, title, place, ..dated });
        }
        "certifications" => truth.certifications.push(Row { title: text(&row["name"]), organisation: text(&row["issuer"]), ..dated }),
        "projects" => truth.projects.push(Row { title: text(&row["name"]), ..dated }),
        "skills" => truth.skills.extend(texts(&row["keywords"])),
        "profiles" => truth.links.push(text(&row["url"]["href"])),
        "languages" => truth.texts.push(Text { section: title.to_owned(), text: text(&row["name"]) }),
        _ => {}
    }
}

fn json_resume(value: &Value) -> Truth {
    let basics = &value["basics"];
    let mut truth = Truth {
        made_by: "json resume".to_owned(),
        name: text(&basics["name"]),
        headline: text(&basics["label"]),
        email: text(&basics["email"]),
        phone: text(&basics["phone"]),
        links: basics["url"]
            .as_str()
            .map(str::to_owned)
            .into_iter()
            .chain(list(&basics["profiles"]).map(|row| text(&row["url"])))
            .collect(),
        texts: vec![Text { section: String::new(), text: text(&basics["summary"]) }],
        ..Truth::default()
    };
    let dated = |row: &Value| {
        let (start, end) = (month(&row["startDate"]), month(&row["endDate"]));
        Row {
            ongoing: end.is_empty() && !start.is_empty(),
            start,
            end,
            bullets: texts(&row["highlights"]),
            summary: text(&row["summary"]),
            ..Row::default()
        }
    };
    for row in list(&value["work"]) {
        truth.work.push(Row { organisation: text(&row["name"]), title: text(&row["position"]), ..dated(row) });
    }
    for row in list(&value["volunteer"]) {
        truth.volunteering.push(Row { organisation: text(&row["organization"]), title: text(&row["position"]), ..dated(row) });
    }
    for row in list(&value["education"]) {
        let (title, also) = degrees(&text(&row["studyType"]), &text(&row["area"]));
        truth.education.push(Row { organisation: text(&row["institution"]), title, also, ..dated(row) });
    }
    for row in list(&value["projects"]) {
        truth.projects.push(Row { title: text(&row["name"]), ..dated(row) });
    }
    for (key, title, organisation, date) in [
        ("certificates", "name", "issuer", "date"),
        ("awards", "title", "awarder", "date"),
        ("publications", "name", "publisher", "releaseDate"),
    ] {
        for row in list(&value[key]) {
            let entry = Row { title: text(&row[title]), organisation: text(&row[organisation]), end: month(&row[date]), ..Row::default() };
            truth.other.push(entry);
        }
    }
    truth.skills = list(&value["skills"]).flat_map(|row| texts(&row["keywords"])).collect();
    truth
}
