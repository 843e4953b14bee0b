//! Who and what made each line of the newest version.

use crate::words;
use domain::ids::BlockId;
use domain::resume::edit::Node;
use domain::resume::{Document, Item};
use domain::version::{Blame, MadeBy, Version, VersionSummary};
use leptos::prelude::*;
use std::collections::HashMap;

/// The lines, each with the version that gave it its text.
#[component]
pub fn BlameView(head: Version, blame: Vec<Blame>, versions: Vec<VersionSummary>) -> impl IntoView {
    let numbers: HashMap<_, _> = versions.iter().map(|version| (version.version_id.clone(), version.number)).collect();
    let by_block: HashMap<BlockId, Blame> = blame.into_iter().map(|blame| (blame.block_id.clone(), blame)).collect();
    let document = &head.document;
    let rows = document.ids().into_iter().filter_map(|id| {
        let text = line(document, id)?;
        let made = by_block.get(id);
        let who = made.map_or_else(String::new, |blame| {
            let number = numbers.get(&blame.version_id).map(|number| format!("Version {number} · ")).unwrap_or_default();
            let model = blame.model.as_deref().and_then(words::model).map(|model| format!(" · {model}")).unwrap_or_default();
            format!("{number}{}{model}", words::made_by(blame.made_by))
        });
        let class = if made.is_some_and(|blame| blame.made_by != MadeBy::Import) { "blame-row blame-new" } else { "blame-row" };
        Some(view! { <tr class=class><td>{text}</td><td class="quiet">{who}</td></tr> })
    });
    let rows = rows.collect_view();
    view! {
        <section class="panel" aria-labelledby="blame-title">
            <details>
                <summary><h2 id="blame-title">"Where each line comes from"</h2></summary>
                <div class="table-scroll" tabindex="0" role="group" aria-labelledby="blame-title">
                    <table class="blame">
                        <thead><tr><th scope="col">"Line"</th><th scope="col">"Made by"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

/// A block in one line.
fn line(document: &Document, block: &BlockId) -> Option<String> {
    Some(match document.node(block)? {
        Node::Section(section) => section.title,
        Node::Bullet(line) | Node::Item(Item::Paragraph(line) | Item::Bullet(line)) => line.text,
        Node::Item(Item::Skills(group)) if group.label.is_empty() => group.skills.join(", "),
        Node::Item(Item::Skills(group)) => format!("{}: {}", group.label, group.skills.join(", ")),
        Node::Item(Item::Entry(entry)) => {
            [entry.title, entry.organisation, entry.dates.text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        }
    })
}
