//! A document as plain reading text; every text has an anchor of its own.

use crate::pages::session::place_anchor;
use domain::ids::BlockId;
use domain::resume::{Document, Entry, Field, Item, Place, contact_id};
use leptos::prelude::*;

/// Reads like a resume. Changed blocks are outlined, one place may be lit.
#[component]
pub fn DocumentText(
    /// What to show.
    document: Document,
    /// In front of each anchor, where a page shows a document twice.
    #[prop(default = "")]
    prefix: &'static str,
    /// Blocks to outline.
    #[prop(optional)]
    changed: Vec<BlockId>,
    /// The place that was asked for.
    #[prop(optional_no_strip)]
    lit: Option<Place>,
) -> impl IntoView {
    let text = move |block: &BlockId, field: Field, class: &str, text: &str| {
        if text.is_empty() {
            return None;
        }
        let place = Place { block: block.clone(), field };
        let mut class = class.to_owned();
        if changed.contains(block) {
            class.push_str(" changed");
        }
        if lit.as_ref() == Some(&place) {
            class.push_str(" lit");
        }
        let id = format!("{prefix}{}", place_anchor(&place));
        Some(view! { <span id=id class=class>{text.to_owned()}</span> })
    };
    let contact = &document.contact;
    let who = contact_id();
    let links = contact.links.iter().map(|link| link.url.clone()).collect::<Vec<_>>().join(" · ");
    let head = view! {
        <header class="doc-head">
            {text(&who, Field::Name, "doc-name", &contact.name)}
            {text(&who, Field::Headline, "doc-headline", &contact.headline)}
            <span class="doc-contact">
                {text(&who, Field::Email, "", &contact.email)}
                {text(&who, Field::Phone, "", &contact.phone)}
                {text(&who, Field::Location, "", &contact.location)}
                {text(&who, Field::Links, "", &links)}
            </span>
        </header>
    };
    let entry = |entry: &Entry| {
        view! {
            <div class="doc-entry">
                <p class="doc-entry-head">
                    {text(&entry.id, Field::Title, "doc-title", &entry.title)}
                    {text(&entry.id, Field::Organisation, "doc-org", &entry.organisation)}
                    {text(&entry.id, Field::Place, "quiet", &entry.place)}
                    {text(&entry.id, Field::Dates, "quiet figures", &entry.dates.text)}
                </p>
                {text(&entry.id, Field::Summary, "doc-summary", &entry.summary)}
                <ul>{entry.bullets.iter().map(|line| view! { <li>{text(&line.id, Field::Text, "", &line.text)}</li> }).collect_view()}</ul>
            </div>
        }
    };
    let sections = document.sections.iter().map(|section| {
        let items = section.items.iter().map(|item| match item {
            Item::Paragraph(line) => view! { <p>{text(&line.id, Field::Text, "", &line.text)}</p> }.into_any(),
            Item::Bullet(line) => view! { <p class="doc-bullet">{text(&line.id, Field::Text, "", &line.text)}</p> }.into_any(),
            Item::Skills(group) => view! {
                <p>
                    {text(&group.id, Field::Label, "doc-title", &group.label)}
                    {(!group.label.is_empty()).then_some(": ")}
                    {text(&group.id, Field::Text, "", &group.skills.join(", "))}
                </p>
            }
            .into_any(),
            Item::Entry(one) => entry(one).into_any(),
        });
        view! { <section class="doc-section"><h4>{text(&section.id, Field::Title, "", &section.title)}</h4>{items.collect_view()}</section> }
    });
    let sections = sections.collect_view();
    view! { <div class="doc" tabindex="0" role="region" aria-label="Resume as text">{head}{sections}</div> }
}
