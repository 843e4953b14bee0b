//! When something was: in the reader's own time as soon as the program in the browser knows it.

use crate::{browser, words};
use leptos::prelude::*;

/// The server knows no place, so it says universal time; where no program will ever run, the style sheet says so beside it.
#[component]
pub fn When(
    /// ISO 8601.
    stamp: String,
) -> impl IntoView {
    let text = RwSignal::new(words::time(&stamp));
    let datetime = stamp.clone();
    Effect::new(move |_| {
        if let Some(local) = browser::local_time(&stamp) {
            text.set(words::time(&local));
        }
    });
    view! { <time datetime=datetime>{text}</time> }
}
