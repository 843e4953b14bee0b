//! The text of a page that people come for, without its menus, offers and footers.

use super::{JobPage, prose, words};
use dom_smoothie::{Config, Readability};
use domain::posting::ReadFrom;
use domain::text::squeeze;

/// More elements than these are no page that a person reads; the child has its time and memory besides.
const MAX_ELEMENTS: usize = 50_000;
/// Never part of a job description.
const FURNITURE: &str = "script, style, noscript, template, svg, iframe, nav, header nav, footer, aside, form, button, dialog, select, \
    [hidden], [aria-hidden=true], [role=navigation], [role=banner], [role=contentinfo], [role=dialog], [role=search]";
/// Where a page says that its own text stands.
const MAIN: &str = "main, [role=main], article";

/// A page that was taken apart.
pub(super) struct Page {
    html: String,
    tree: Readability,
}

pub(super) fn open(html: &str) -> Page {
    Page { html: html.to_owned(), tree: Readability::from(html) }
}

impl Page {
    /// The scripts with data for search engines.
    pub(super) fn data(&self) -> Vec<String> {
        let scripts = self.tree.doc.select("script[type*='ld+json']");
        scripts.iter().map(|script| script.text().to_string()).collect()
    }

    /// Its first headings.
    pub(super) fn headings(&self) -> Vec<String> {
        let headings = self.tree.doc.select("h1");
        headings.iter().map(|heading| squeeze(&heading.text())).filter(|text| !text.is_empty()).take(3).collect()
    }

    /// The text, under the line that names the job.
    pub(super) fn read(mut self) -> JobPage {
        let first = self.first_line();
        let (main, article) = (self.main(), self.article());
        // What scores best as an article may be one part of many: the main part of the page is taken unless it is mostly other things.
        let text = if words(&article) * 2 >= words(&main) { article } else { main };
        let text = match first {
            Some(first) if !text.starts_with(&first) => format!("{first}\n{text}"),
            _ => text,
        };
        JobPage { read: ReadFrom::Page, title: None, company: None, location: None, text }
    }

    /// "Engineer at Example", "Engineer": the first heading, and the employer where the title of the page goes on with it.
    fn first_line(&self) -> Option<String> {
        let title = squeeze(&self.tree.doc.select("title").text());
        let heading = self.headings().into_iter().find(|heading| heading.chars().count() <= 150);
        let Some(heading) = heading else { return title.split(['|', '–', '—']).next().map(squeeze).filter(|title| !title.is_empty()) };
        let rest = title.split_once(&heading).map_or("", |(_, rest)| rest);
        let joined = [" at ", " bei ", " chez "].iter().any(|at| rest.starts_with(at));
        let rest = if joined { rest.split(['|', '–', '—']).next().unwrap_or_default() } else { "" };
        Some(squeeze(&format!("{heading}{rest}")))
    }

    fn article(&mut self) -> String {
        self.tree.config = Config { max_elements_to_parse: MAX_ELEMENTS, disable_json_ld: true, ..Config::default() };
        self.tree.parse().map(|article| prose(&article.content)).unwrap_or_default()
    }

    fn main(&self) -> String {
        let tree = Readability::from(self.html.as_str());
        tree.doc.select(FURNITURE).remove();
        let main = tree.doc.select(MAIN);
        let parts: Vec<String> = main.iter().map(|part| prose(&part.html())).collect();
        let longest = parts.into_iter().max_by_key(|part| words(part)).unwrap_or_default();
        if words(&longest) > 0 { longest } else { prose(&tree.doc.select("body").html()) }
    }
}
