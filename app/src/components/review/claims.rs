//! What supports a change, and what does not.

use crate::components::{Icon, icon};
use crate::pages::session::place_anchor;
use crate::state::review::{Review, Row};
use crate::words;
use domain::claims::Finding;
use domain::proposal::Evidence;
use leptos::prelude::*;

/// Quotes from the resume, each with a way to where it stands.
#[component]
pub fn EvidenceList(review: Review, evidence: Vec<Evidence>) -> impl IntoView {
    if evidence.is_empty() {
        return view! {
            <div class="why"><h3 class="label">"Evidence"</h3><p class="quiet">"This change makes no claim of its own."</p></div>
        }
        .into_any();
    }
    let quotes = evidence.into_iter().map(|evidence| {
        let place = evidence.place.clone();
        let jump = place.map(|place| {
            let href = format!("/sessions/{}/resume#{}", review.session_id(), place_anchor(&place));
            let reveal = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                review.revealed.set(Some(place.clone()));
            };
            (href, reveal)
        });
        match jump {
            Some((href, reveal)) => view! {
                <li><a class="quote" href=href title="Show in the resume" on:click=reveal>
                    {icon(Icon::Quote)} <span>{evidence.quote}</span> <span class="sr-only">" – Show in the resume"</span>
                </a></li>
            }
            .into_any(),
            None => view! {
                <li><p class="quote">{icon(Icon::Quote)} <span>{evidence.quote} <span class="quiet">" – your own statement"</span></span></p></li>
            }
            .into_any(),
        }
    });
    view! {
        <div class="why">
            <h3 class="label">"Evidence in your resume"</h3>
            <ul class="quotes">{quotes.collect_view()}</ul>
        </div>
    }
    .into_any()
}

/// The claims of a change, the unsupported ones first.
#[component]
pub fn FindingList(row: Row) -> impl IntoView {
    move || {
        let mut findings = row.change.read().findings.clone();
        findings.sort_by_key(|finding| finding.supported);
        if findings.is_empty() {
            return None;
        }
        let supported = findings.iter().filter(|finding| finding.supported).count();
        let mut lines: Vec<_> = findings.into_iter().map(line).collect();
        let good = lines.split_off(lines.len() - supported);
        Some(view! {
            <div class="why">
                <h3 class="label">"Claims"</h3>
                {(!lines.is_empty()).then(|| view! { <ul class="findings">{lines}</ul> })}
                {(supported > 0).then(|| view! {
                    <details>
                        <summary class="good-line">{icon(Icon::Check)} " " {words::count(supported, "claim")} " supported by your resume"</summary>
                        <ul class="findings">{good}</ul>
                    </details>
                })}
            </div>
        })
    }
}

/// What is claimed, and what the resume says to it.
fn line(finding: Finding) -> impl IntoView {
    let (class, mark, word) = if finding.supported {
        ("finding finding-good", Icon::Check, "Supported")
    } else {
        ("finding finding-bad", Icon::Alert, "Not supported")
    };
    view! {
        <li class=class>
            {icon(mark)}
            <span><b>{finding.text}</b> " " <span class="quiet">{words::claim(finding.claim)} " · " {word}</span><br/>{finding.message}</span>
        </li>
    }
}
