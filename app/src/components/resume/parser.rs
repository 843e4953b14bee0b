//! What a parser reads: every line of the source and what became of it.

use crate::components::{Icon, icon};
use crate::pages::session::place_anchor;
use crate::words::count;
use domain::resume::structure::{Import, LineUse};
use leptos::prelude::*;

/// The lines in reading order, the left-over ones first.
#[component]
pub fn ParserView(import: Import) -> impl IntoView {
    let left: Vec<_> = import.left_over().map(|line| line.text.clone()).collect();
    let number = left.len();
    let lines = import.lines.iter().zip(&import.uses).map(|(line, used)| {
        let text = line.text.clone();
        match used {
            LineUse::Mapped { places } => {
                let target = places.first().map(|place| format!("#{}", place_anchor(place)));
                view! { <li class="line line-mapped"><a href=target rel="external">{text}</a></li> }.into_any()
            }
            LineUse::Furniture => {
                view! { <li class="line line-furniture"><span>{text}</span> <span class="tag">"page number or header"</span></li> }
                    .into_any()
            }
            LineUse::LeftOver => {
                view! { <li class="line line-left"><span>{text}</span> <span class="tag">"left over"</span></li> }.into_any()
            }
        }
    });
    let lines = lines.collect_view();
    view! {
        <section class="panel" aria-labelledby="left-title">
            <h2 id="left-title">"Left over"</h2>
            {if number == 0 {
                view! { <p class="good-line">{icon(Icon::Check)} " Every line of your file is in the document."</p> }.into_any()
            } else {
                view! {
                    <p>{count(number, "line")} " of your file could not be placed. Copy what matters into the document."</p>
                    <ul class="lines">{left.into_iter().map(|text| view! { <li class="line line-left">{text}</li> }).collect_view()}</ul>
                }.into_any()
            }}
        </section>
        <section class="panel" aria-labelledby="parser-title">
            <details open>
                <summary><h2 id="parser-title">"What a parser reads"</h2></summary>
                <p class="hint">"The text of your file in reading order, as a tracking system gets it. A line leads to its place in the document."</p>
                <div class="lines" tabindex="0" role="group" aria-labelledby="parser-title"><ol>{lines}</ol></div>
            </details>
        </section>
    }
}
