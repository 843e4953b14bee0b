//! Named styles: what a paragraph looks like when it does not say so itself.

use super::xml::{Visitor, attribute, is_on, number, visit};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// What a style says; `None` leaves it to the style it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    /// "heading 1", "Title"; English for built-in styles in every language of Word.
    name: String,
    based_on: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    /// In points.
    pub(super) size: Option<f32>,
    /// From 0.
    outline: Option<u8>,
    /// Id and level of its list.
    pub(super) list: Option<(u32, u32)>,
    /// In twentieths of a point.
    pub(super) before: Option<f32>,
    pub(super) after: Option<f32>,
    pub(super) left: Option<f32>,
}

/// All styles.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default: Option<String>,
    defaults: Style,
}

impl Styles {
    /// A style with what it takes over from others; the default one for `None`.
    pub(super) fn get(&self, id: Option<&str>) -> Style {
        let mut style = Style::default();
        let mut next = id.or(self.default.as_deref()).map(str::to_owned);
        // A chain of styles that leads in a circle ends somewhere.
        for _ in 0..16 {
            let Some(above) = next.as_deref().and_then(|id| self.by_id.get(id)) else { break };
            style.take_over(above);
            next = above.based_on.clone();
        }
        style.take_over(&self.defaults);
        style
    }
}

impl Style {
    fn take_over(&mut self, above: &Style) {
        if self.name.is_empty() {
            self.name.clone_from(&above.name);
        }
        self.bold = self.bold.or(above.bold);
        self.italic = self.italic.or(above.italic);
        self.size = self.size.or(above.size);
        self.outline = self.outline.or(above.outline);
        self.list = self.list.or(above.list);
        self.before = self.before.or(above.before);
        self.after = self.after.or(above.after);
        self.left = self.left.or(above.left);
    }

    /// The level of the heading, from 1.
    pub(super) fn heading(&self) -> Option<u8> {
        let name = self.name.to_lowercase();
        if name == "title" {
            return Some(1);
        }
        let by_name = name.strip_prefix("heading ").and_then(|level| level.parse::<u8>().ok());
        by_name.or(self.outline.filter(|level| *level < 9).map(|level| level + 1)).map(|level| level.clamp(1, 6))
    }

    /// Whether its name says that it is for list items.
    pub(super) fn is_list(&self) -> bool {
        self.list.is_some_and(|(id, _)| id != 0)
            || self.name.to_lowercase().starts_with("list bullet")
            || self.name.to_lowercase().starts_with("list number")
    }
}

/// Reads `styles.xml`; what is broken in it is left out.
pub(super) fn read(part: &str) -> Styles {
    let mut reader = Reader::default();
    let _ = visit(part, &mut reader);
    reader.styles
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    open: Option<(String, Style)>,
    in_defaults: bool,
}

impl Visitor for Reader {
    fn start(&mut self, name: &str, element: &BytesStart) {
        let value = || attribute(element, "val");
        match name {
            "docDefaults" => self.in_defaults = true,
            "style" => {
                let id = attribute(element, "styleId").unwrap_or_default();
                if attribute(element, "type").as_deref() == Some("paragraph") && attribute(element, "default").as_deref() == Some("1") {
                    self.styles.default = Some(id.clone());
                }
                self.open = Some((id, Style::default()));
            }
            _ => {}
        }
        let style = match (&mut self.open, self.in_defaults) {
            (Some((_, style)), _) => style,
            (None, true) => &mut self.styles.defaults,
            _ => return,
        };
        match name {
            "name" => style.name = value().unwrap_or_default(),
            "basedOn" => style.based_on = value(),
            "b" => style.bold = Some(is_on(element)),
            "i" => style.italic = Some(is_on(element)),
            "sz" => style.size = number(element, "val").map(|half_points| half_points / 2.0),
            "outlineLvl" => style.outline = value().and_then(|level| level.parse().ok()),
            "numId" => style.list = value().and_then(|id| id.parse().ok()).map(|id| (id, style.list.map_or(0, |(_, level)| level))),
            "ilvl" => {
                let level = value().and_then(|level| level.parse().ok()).unwrap_or(0);
                style.list = Some((style.list.map_or(0, |(id, _)| id), level));
            }
            "spacing" => {
                style.before = number(element, "before").or(style.before);
                style.after = number(element, "after").or(style.after);
            }
            "ind" => style.left = number(element, "left").or_else(|| number(element, "start")).or(style.left),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "docDefaults" => self.in_defaults = false,
            "style" => {
                if let Some((id, style)) = self.open.take() {
                    self.styles.by_id.insert(id, style);
                }
            }
            _ => {}
        }
    }
}
