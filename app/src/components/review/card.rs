//! The change in focus: what it says, why, what supports it, and the decision.

use super::claims::{EvidenceList, FindingList};
use super::decide::DecideForm;
use super::diff::WordDiff;
use super::moved::Moved;
use crate::browser;
use crate::components::{Chip, Icon, icon};
use crate::state::review::{Review, Row};
use crate::words;
use domain::proposal::Change;
use domain::resume::edit::Edit;
use domain::resume::{Entry, Field, Item};
use leptos::prelude::*;

/// The change in focus, with the way to the ones before and after.
#[component]
pub fn ChangeFocus(review: Review) -> impl IntoView {
    // Only another change builds the card anew: what streams in beside it must not take a text that is being typed.
    let focus = Memo::new(move |_| review.focused().map(|row| row.id));
    // Not chosen: as wide as the window is, which the style sheet knows before this program does.
    let unified = RwSignal::new(None);
    Effect::new(move |_| unified.set(browser::stored("diff").map(|kept| kept == "unified")));
    // Another change is read from its top.
    Effect::new(move |before: Option<()>| {
        focus.track();
        if before.is_some() {
            request_animation_frame(|| browser::show_top("change-in-focus"));
        }
    });
    view! {
        <section id="change-in-focus" class="focus" aria-label="Change in focus">
            {move || {
                focus.get()?;
                let row = review.focused_untracked()?;
                Some(view! { <ChangeCard review row unified/> })
            }}
        </section>
    }
}

#[component]
fn ChangeCard(review: Review, row: Row, unified: RwSignal<Option<bool>>) -> impl IntoView {
    let change = row.change.clone();
    let id = row.id.clone();
    let at = move || {
        let rows = review.rows.get();
        let index = rows.iter().position(|row| row.id == id).unwrap_or_default();
        format!("Change {} of {}", index + 1, rows.len())
    };
    let toggle = move |_| {
        let now = !unified.get_untracked().unwrap_or_else(browser::is_narrow);
        unified.set(Some(now));
        browser::store("diff", if now { "unified" } else { "sides" });
    };
    let first = change.get_untracked();
    let of =
        [entry_of(&review, &first), field_of(first.field).map(ToOwned::to_owned)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let moved = match &first.edit {
        Edit::Move { from, to, .. } => Some((from.clone(), to.clone())),
        _ => None,
    };
    let state = change.clone();
    let tone = change.clone();
    let stale = change.clone();
    view! {
        <article class="card change-card">
            <header class="change-head">
                <div class="row tight">
                    <button type="button" class="mini" aria-label="Change before" title="Change before (k)" on:click=move |_| review.step(false)>"‹"</button>
                    <span class="quiet figures">{at}</span>
                    <button type="button" class="mini" aria-label="Change after" title="Change after (j)" on:click=move |_| review.step(true)>"›"</button>
                </div>
                <Chip label=Signal::derive(move || words::decision(state.read().decision).0.to_owned()) tone=Signal::derive(move || words::decision(tone.read().decision).1)/>
            </header>
            <div class="row between">
                <div>
                    <h2 class="change-title">
                        {words::change_kind(first.kind)} " in " {if first.section.is_empty() { "Contact".to_owned() } else { first.section.clone() }}
                    </h2>
                    {(!of.is_empty()).then(|| view! { <p class="quiet">{of}</p> })}
                </div>
                {moved.is_none().then(|| view! {
                    <button type="button" class="link-button needs-wasm" on:click=toggle>
                        {move || shapes(
                            unified.get(),
                            |class| view! { <span class=class>"Show in one text"</span> },
                            |class| view! { <span class=class>"Show side by side"</span> },
                        )}
                    </button>
                })}
            </div>
            {move || {
                let change = change.read();
                if let Some((from, to)) = moved.clone() {
                    return view! { <Moved review text=change.before.clone().unwrap_or_default() from to/> }.into_any();
                }
                let after = change.text.clone().or(change.after.clone());
                let diff = |class, unified| view! { <div class=class><WordDiff before=change.before.clone() after=after.clone() unified/></div> };
                shapes(unified.get(), |class| diff(class, false), |class| diff(class, true)).into_any()
            }}
            {move || stale.read().stale.then(|| view! {
                <p class="note note-warn">
                    {icon(Icon::Alert)}
                    " The resume has changed under this suggestion, so it can’t be applied as it is. Edit the text in the document, or start a new run."
                </p>
            })}
            <div class="why">
                <h3 class="label">"Why"</h3>
                <p>{first.reason.clone()}</p>
            </div>
            <EvidenceList review evidence=first.evidence.clone()/>
            <FindingList row=row.clone()/>
            <DecideForm review row/>
        </article>
    }
}

/// What goes with two sides, or with one text; both while nobody has chosen: the style sheet shows the one that fits.
fn shapes<A, B>(unified: Option<bool>, sides: impl Fn(&'static str) -> A, one: impl Fn(&'static str) -> B) -> (Option<A>, Option<B>) {
    let class = |fits| if unified.is_none() { fits } else { "" };
    let sides = (unified != Some(true)).then(|| sides(class("desk-shape")));
    let one = (unified != Some(false)).then(|| one(class("phone-shape")));
    (sides, one)
}

/// The entry that a change is in, "Data Engineer, Example Corp".
fn entry_of(review: &Review, change: &Change) -> Option<String> {
    let block = match &change.edit {
        Edit::Insert { at, .. } => at.parent.as_ref()?,
        _ => &change.block_id,
    };
    let base = review.base.read_untracked();
    let (_, document) = base.as_ref()?;
    let holds = |entry: &&Entry| &entry.id == block || entry.bullets.iter().any(|line| &line.id == block);
    let entries = document.sections.iter().flat_map(|section| &section.items).filter_map(|item| match item {
        Item::Entry(entry) => Some(entry),
        _ => None,
    });
    let entry = entries.into_iter().find(holds)?;
    let parts = [&entry.title, &entry.organisation];
    Some(parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// The name of the text, where the block has more than one.
fn field_of(field: Field) -> Option<&'static str> {
    (field != Field::Text).then(|| words::field(field))
}
