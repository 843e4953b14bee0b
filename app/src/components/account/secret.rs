//! What is shown this once: to copy, to print, and then it is gone.

use crate::browser;
use crate::components::{Dialog, Icon, icon};
use leptos::prelude::*;

/// What was just made, over the page, so that nothing in it moves. Closed it can be opened again, until it is `None`.
pub fn made_over<T, V>(
    made: RwSignal<Option<T>>,
    title: &'static str,
    again: &'static str,
    draw: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(made.read().is_some()));
    let closed = move || made.read().is_some() && !open.get();
    view! {
        <Dialog open title>{move || made.get().map(|made| draw(made).into_any())}</Dialog>
        {move || closed().then(|| view! {
            <p><button type="button" class="button" on:click=move |_| open.set(true)>{again}</button></p>
        })}
    }
}

/// A text to copy.
#[component]
pub fn Secret(
    /// The text.
    text: String,
    /// What it is called.
    label: &'static str,
) -> impl IntoView {
    let shown = text.clone();
    view! {
        <div class="secret">
            <p class="label">{label}</p>
            <code class="secret-text">{shown}</code>
            <Copy text/>
        </div>
    }
}

/// The button beside it, which says whether it worked.
#[component]
fn Copy(text: String) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        browser::copy(&text, move |done| {
            let _ = copied.try_set(Some(done));
        })
    };
    view! {
        <button type="button" class="button needs-wasm" on:click=copy>{icon(Icon::Copy)} "Copy"</button>
        <span class="quiet" role="status">{move || copied.get().map(|done| if done { "Copied." } else { "Not copied: select it instead." })}</span>
    }
}

/// Recovery codes.
#[component]
pub fn Codes(
    /// Each works once.
    codes: Vec<String>,
    /// They were kept somewhere.
    #[prop(optional, into)]
    kept: Option<Callback<()>>,
) -> impl IntoView {
    let text = codes.join("\n");
    let items = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    view! {
        <div class="codes">
            <p>"Each of them stands in for a code of your app, once: when the phone is lost, or new. Keep them where the phone is not. They are shown only now."</p>
            <ol class="code-list">{items}</ol>
            <p class="row">
                <Copy text/>
                <button type="button" class="button needs-wasm" on:click=|_| browser::print()>{icon(Icon::Print)} "Print"</button>
                {kept.map(|kept| view! { <button type="button" class="button button-primary needs-wasm" on:click=move |_| kept.run(())>"I have kept them"</button> })}
            </p>
        </div>
    }
}
