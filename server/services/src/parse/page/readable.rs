//! The text of a page that people come for, without its menus, offers and footers.

use super::{JobPage, prose, words};
use dom_smoothie::{Config, Readability};
use domain::posting::{Known, ReadFrom};
use domain::text::{fold, squeeze};

/// More elements than these are no page that a person reads; the child has its time and memory besides.
const MAX_ELEMENTS: usize = 50_000;
/// More parts of a page than these are not compared.
const MOST_PARTS: usize = 20;
/// Never part of a job description. A form itself may be: some sites put all of a page into one.
const FURNITURE: &str = "script, style, noscript, template, svg, iframe, nav, footer, aside, label, input, textarea, select, fieldset, \
    button, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=dialog], [role=search]";
/// Where a page says that its own text stands.
const MAIN: &str = "main, [role=main], article";
/// The longest heading that is the title of a job, in characters.
const LONGEST_TITLE: usize = 150;
/// How many lines there are at most between the title of a job and its text: employer, place, terms.
const MOST_LINES: usize = 6;
/// Headings of pages about all jobs.
const OF_ALL_JOBS: &str =
    "career|jobs|join us|join our|work with us|work here|work for us|vacanc|opening|opportunit|karriere|stellenangebot|emploi";
/// Before an employer, behind a title.
const AT: [&str; 4] = [" at ", " @ ", " bei ", " chez "];

/// A page that was taken apart.
pub(super) struct Page {
    /// The scripts with data for search engines.
    pub data: Vec<String>,
    /// The first headings.
    pub headings: Vec<String>,
    title: String,
    tree: Readability,
}

impl Page {
    pub(super) fn open(html: &str) -> Self {
        let tree = Readability::from(html);
        let doc = &tree.doc;
        let data = doc.select("script[type*='ld+json' i]").iter().map(|script| script.text().to_string()).collect();
        doc.select(FURNITURE).remove();
        let title = squeeze(&doc.select_single("title").text());
        let headings = doc.select("h1").iter().map(|heading| squeeze(&heading.text()));
        let headings = headings.filter(|text| !text.is_empty()).take(3).collect();
        // "Location" above "Leeds" is one line.
        let terms = doc.select("dl > dt");
        terms.append_html(": ");
        terms.rename("b");
        let said = doc.select("dl > dd");
        said.append_html("<br>");
        said.rename("span");
        Self { data, headings, title, tree }
    }

    /// The text, under the line that names the job.
    pub(super) fn read(mut self) -> JobPage {
        let (main, article) = (self.main(), self.article());
        let heading = self.heading();
        // What scores best as an article may be one part of many: the main part of the page is taken unless it is mostly other things.
        let text = if words(&article) * 2 >= words(&main) { article } else { main.clone() };
        let text = match &heading {
            Some(heading) if !text.starts_with(heading.as_str()) => {
                [&[heading.as_str()], &between(&main, heading, &text)[..], &[&text]].concat().join("\n")
            }
            _ => text,
        };
        let company = self.company(heading.as_deref(), &text);
        JobPage { read: ReadFrom::Page, known: Known { title: heading, company, location: None }, text }
    }

    /// What names the job: the first heading that is no sign over all jobs, or else how the title of the page begins.
    fn heading(&self) -> Option<String> {
        let of_one = |text: &String| text.chars().count() <= LONGEST_TITLE && !OF_ALL_JOBS.split('|').any(|sign| fold(text).contains(sign));
        let heading = self.headings.iter().find(|text| of_one(text)).cloned();
        heading.or_else(|| parts(&self.title).into_iter().next().filter(of_one))
    }

    /// What the title of the page says beside the job: "Engineer at Example | Board", "Engineer - Example" where the text knows it, too.
    fn company(&self, heading: Option<&str>, text: &str) -> Option<String> {
        let behind = heading.and_then(|heading| self.title.split_once(heading)).map_or("", |(_, behind)| behind);
        if let Some(at) = AT.iter().find_map(|at| behind.strip_prefix(at)) {
            return parts(at).into_iter().next();
        }
        let known = |part: &String| Some(part.as_str()) != heading && text.contains(part.as_str());
        let one = |part: &String| part.chars().count() > 2 && !OF_ALL_JOBS.split('|').any(|sign| fold(part).contains(sign));
        let beside = parts(&self.title).into_iter().filter(|part| heading.is_none_or(|heading| !heading.contains(part.as_str())));
        beside.filter(one).find(known)
    }

    fn article(&mut self) -> String {
        self.tree.config = Config { max_elements_to_parse: MAX_ELEMENTS, disable_json_ld: true, ..Config::default() };
        self.tree.parse().map(|article| prose(&article.content)).unwrap_or_default()
    }

    fn main(&self) -> String {
        let main = self.tree.doc.select(MAIN);
        let parts = main.iter().take(MOST_PARTS).map(|part| prose(&part.html()));
        let longest = parts.max_by_key(|part| words(part)).unwrap_or_default();
        if words(&longest) > 0 { longest } else { prose(&self.tree.doc.select("body").html()) }
    }
}

/// The lines of a page between a heading and the text that was found under it.
fn between<'a>(page: &'a str, heading: &str, text: &str) -> Vec<&'a str> {
    let first = text.lines().next().unwrap_or_default();
    let mut lines = page.lines().skip_while(|line| *line != heading).skip(1).filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.by_ref().take_while(|line| *line != first).take(MOST_LINES + 1).collect();
    if head.len() <= MOST_LINES { head } else { Vec::new() }
}

/// The parts of a title.
fn parts(title: &str) -> Vec<String> {
    let parts = title.split(['|', '–', '—', '·']).flat_map(|part| part.split(" - "));
    parts.map(squeeze).filter(|part| !part.is_empty()).collect()
}
