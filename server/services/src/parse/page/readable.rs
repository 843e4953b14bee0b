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
        let (data, title, headings) = {
            let doc = &tree.doc;
            let data = doc.select("script[type*='ld+json']").iter().map(|script| script.text().to_string()).collect();
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
            (data, title, headings)
        };
        Self { data, headings, title, tree }
    }

    /// The text, under the line that names the job.
    pub(super) fn read(mut self) -> JobPage {
        let heading = self.heading();
        let main = self.main();
        let main = heading.as_deref().map_or(main.as_str(), |heading| under(&main, heading));
        let article = self.article();
        let first = heading.clone().unwrap_or_else(|| squeeze(self.title.split('|').next().unwrap_or_default()));
        // What scores best as an article is taken where the page has much besides it, unless it is but one part of many: it loses the
        // lines between the title of a job and its text, and some ends of lines.
        let (all, best) = (words(main), words(&article));
        let text = if best * 2 >= all && all * 5 > best * 7 { article.as_str() } else { main };
        let mut lines = Vec::new();
        if !first.is_empty() && !text.starts_with(&first) {
            lines.push(first.as_str());
            lines.extend(between(main, &first, text));
        }
        lines.push(text);
        let text = lines.join("\n");
        let company = heading.as_deref().and_then(|heading| self.company(heading, &text));
        JobPage { read: ReadFrom::Page, known: Known { title: heading, company, location: None }, text }
    }

    /// What names the job: the first heading that is no sign over all jobs.
    fn heading(&self) -> Option<String> {
        self.headings.iter().find(|text| text.chars().count() <= LONGEST_TITLE && !is_of_all_jobs(text)).cloned()
    }

    /// Who is named beside the job in the title of the page: "Engineer at Example | Board", or "Engineer - Example" where the text
    /// names them, too.
    fn company(&self, heading: &str, text: &str) -> Option<String> {
        let behind = self.title.split_once(heading).map_or("", |(_, behind)| behind);
        if let Some(name) = AT.iter().find_map(|at| behind.strip_prefix(*at)) {
            return parts(name).into_iter().next();
        }
        parts(&self.title)
            .into_iter()
            .find(|part| !heading.contains(part.as_str()) && !is_of_all_jobs(part) && text.contains(part.as_str()))
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

/// A page from its heading on, unless most of it stands above.
fn under<'a>(page: &'a str, heading: &str) -> &'a str {
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        if line.trim_end() == heading {
            let below = &page[at..];
            return if words(below) * 2 >= words(page) { below } else { page };
        }
        at += line.len();
    }
    page
}

/// The lines of a page between a heading and the text that was found under it.
fn between<'a>(page: &'a str, heading: &str, text: &str) -> Vec<&'a str> {
    let first = text.lines().next().unwrap_or_default();
    let lines = page.lines().skip_while(|line| *line != heading).skip(1).filter(|line| !line.is_empty());
    let head: Vec<&str> = lines.take_while(|line| *line != first).take(MOST_LINES + 1).collect();
    if head.len() <= MOST_LINES { head } else { Vec::new() }
}

fn is_of_all_jobs(text: &str) -> bool {
    let folded = fold(text);
    OF_ALL_JOBS.split('|').any(|sign| folded.contains(sign))
}

/// The parts of a title.
fn parts(title: &str) -> Vec<String> {
    let parts = title.split(['|', '–', '—', '·']).flat_map(|part| part.split(" - "));
    parts.map(squeeze).filter(|part| !part.is_empty()).collect()
}
