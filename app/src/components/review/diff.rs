//! Two texts with what differs marked, word by word.

use domain::diff::{Mark, Span, words};
use leptos::prelude::*;

/// Spans as text with marks; `del` and `ins` say the same to a screen reader as tint, underline and strike do to the eye.
pub fn marks(spans: &[Span]) -> impl IntoView + use<> {
    spans
        .iter()
        .map(|span| {
            let text = span.text.clone();
            match span.mark {
                Mark::Same => view! { <span>{text}</span> }.into_any(),
                Mark::Removed => view! { <del>{text}</del> }.into_any(),
                Mark::Added => view! { <ins>{text}</ins> }.into_any(),
            }
        })
        .collect_view()
}

/// Before and after, side by side or in one.
#[component]
pub fn WordDiff(
    /// `None`: only the second text exists.
    before: Option<String>,
    /// `None`: only the first text exists.
    after: Option<String>,
    /// In one text.
    unified: bool,
) -> impl IntoView {
    let spans = words(before.as_deref().unwrap_or_default(), after.as_deref().unwrap_or_default());
    if unified {
        return view! { <p class="diff diff-unified">{marks(&spans)}</p> }.into_any();
    }
    let without = |mark: Mark| spans.iter().filter(|span| span.mark != mark).cloned().collect::<Vec<_>>();
    let side = |name: &'static str, text: &Option<String>, spans: Vec<Span>| match text {
        Some(_) => view! { <div class="diff-side"><h3 class="label">{name}</h3><p class="diff">{marks(&spans)}</p></div> }.into_any(),
        None => view! { <div class="diff-side"><h3 class="label">{name}</h3><p class="diff diff-none">"Nothing stands here."</p></div> }
            .into_any(),
    };
    view! {
        <div class="diff-sides">
            {side("Before", &before, without(Mark::Added))}
            {side("After", &after, without(Mark::Removed))}
        </div>
    }
    .into_any()
}
