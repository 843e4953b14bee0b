//! All changes by section, with what was decided.

use crate::api::proposals::DecideOpen;
use crate::browser;
use crate::components::{Icon, icon};
use crate::state::review::{Review, Row, open_changes};
use crate::words;
use domain::ids::ChangeId;
use domain::proposal::{Change, Decision};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

const LIST: &str = "changes";
/// How high the bar at the lower edge is, with some air, in pixels.
const BAR: f64 = 80.0;

fn line(id: &ChangeId) -> String {
    format!("line-{id}")
}

/// The list of changes.
#[component]
pub fn ChangeList(review: Review, discarding: RwSignal<bool>) -> impl IntoView {
    // Sections in the order of their first change.
    let sections = Memo::new(move |_| {
        let mut names: Vec<String> = Vec::new();
        for row in review.rows.get() {
            let name = row.change.read_untracked().section.clone();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    });
    Effect::new(move |_| {
        if let Some(id) = review.focus.get() {
            request_animation_frame(move || browser::scroll_within(LIST, &line(&id), BAR));
        }
    });
    view! {
        <nav id=LIST class="changes" aria-label="Changes">
            <For each=move || sections.get() key=Clone::clone let:section>
                <ChangeSection review section/>
            </For>
            <button type="button" class="link-button needs-wasm narrow-only" on:click=move |_| discarding.set(true)>"Leave all changes out"</button>
        </nav>
    }
}

#[component]
fn ChangeSection(review: Review, section: String) -> impl IntoView {
    let of_section = section.clone();
    let rows = move || {
        let mut rows = review.rows.get();
        rows.retain(|row| row.change.read_untracked().section == of_section);
        rows
    };
    let open = {
        let rows = rows.clone();
        move || open_changes(&rows().iter().map(|row| row.change.get()).collect::<Vec<_>>(), None).len()
    };
    let name = if section.is_empty() { "Contact".to_owned() } else { section.clone() };
    let heading = name.clone();
    view! {
        <section class="changes-section">
            <div class="changes-head">
                <h2>{heading}</h2>
                {move || (open() > 0).then(|| view! { <SectionButtons review section=section.clone() name=name.clone()/> })}
            </div>
            <ol>
                <For each=rows key=|row| row.id.clone() let:row>
                    <ChangeLine review row/>
                </For>
            </ol>
        </section>
    }
}

#[component]
fn SectionButtons(review: Review, section: String, name: String) -> impl IntoView {
    let sent = section.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let rejected = browser::sent_by(&event).as_deref() == Some("rejected");
        review.decide_open(if rejected { Decision::Rejected } else { Decision::Approved }, Some(&sent));
    };
    view! {
        <form class="row tight" method="post" action=DecideOpen::url() on:submit=submit>
            <input type="hidden" name="session" value=review.session_id().to_string()/>
            <input type="hidden" name="approval" value=move || review.approval.get().map(|id| id.to_string())/>
            <input type="hidden" name="section" value=section/>
            <button class="mini good" name="decision" value="approved" aria-label=format!("Approve all in {name}") title=format!("Approve all in {name}")>
                {icon(Icon::Check)}
            </button>
            <button class="mini bad" name="decision" value="rejected" aria-label=format!("Reject all in {name}") title=format!("Reject all in {name}")>
                {icon(Icon::Cross)}
            </button>
        </form>
    }
}

#[component]
fn ChangeLine(review: Review, row: Row) -> impl IntoView {
    let Row { id, change, busy, failed, .. } = row;
    let (href, name) = (format!("?change={id}"), line(&id));
    let here = id.clone();
    let focus = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        review.focus.set(Some(id.clone()));
    };
    let current = move || (review.focus.get().as_ref() == Some(&here)).then_some("true");
    let mark = change.clone();
    let state = change.clone();
    view! {
        <li id=name class="change-line" class:busy=move || busy.get()>
            <a href=href on:click=focus aria-current=current>
                <span class=move || format!("change-mark mark-{}", tone(&mark.read()))>
                    {move || icon(picture(&state.read()))}
                </span>
                <span class="change-words">{let change = change.clone(); move || headline(&change.read())}</span>
                <span class="change-state">
                    {let change = change.clone(); move || label(&change.read())}
                    {move || failed.get().map(|_| " · not saved")}
                </span>
            </a>
        </li>
    }
}

fn tone(change: &Change) -> &'static str {
    if change.stale || (change.decision == Decision::Rejected && unsupported(change)) { "warn" } else { words::decision(change.decision).1 }
}

fn picture(change: &Change) -> Icon {
    match change.decision {
        _ if change.stale => Icon::Alert,
        Decision::Rejected if unsupported(change) => Icon::Alert,
        Decision::Pending => Icon::Spark,
        Decision::Approved => Icon::Check,
        Decision::Edited => Icon::Pen,
        Decision::Rejected => Icon::Cross,
    }
}

fn label(change: &Change) -> String {
    let decision = words::decision(change.decision).0;
    let kind = words::change_kind(change.kind);
    if change.stale {
        format!("{kind} · out of date")
    } else if unsupported(change) {
        let basis = if change.is_taken() && change.confirmation.is_some() { "stated by you" } else { "not supported" };
        format!("{kind} · {decision} · {basis}")
    } else {
        format!("{kind} · {decision}")
    }
}

fn unsupported(change: &Change) -> bool {
    change.findings.iter().any(|finding| !finding.supported)
}

/// The words that tell a change from its neighbours.
fn headline(change: &Change) -> String {
    let text = change.text.as_deref().or(change.after.as_deref()).or(change.before.as_deref()).unwrap_or_default();
    let mut short: String = text.chars().take(90).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
