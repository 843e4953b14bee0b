//! One line of a form: its name, what belongs in, what was wrong with it.

use super::Refusal;
use crate::browser;
use leptos::html;
use leptos::prelude::*;

/// A line of text.
#[component]
pub fn TextField(
    /// Of its form.
    refusal: Refusal,
    /// In the form.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// Which of the things that a browser knows belongs in.
    autocomplete: &'static str,
    /// What belongs in, where the name does not say it.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// `email`, or plain text.
    #[prop(default = "text")]
    kind: &'static str,
    /// What stands there at first.
    #[prop(optional, into)]
    value: String,
    /// May be left empty.
    #[prop(optional)]
    optional: bool,
    /// The most characters.
    #[prop(default = 100)]
    longest: u16,
    /// Empty again when the form was taken: it is for one time.
    #[prop(optional)]
    once: bool,
) -> impl IntoView {
    let id = refusal.id(name);
    let said = refusal.at(name);
    let node = NodeRef::<html::Input>::new();
    if once {
        refusal.on_taken(move || empty(node));
    }
    let (hinted, wrong) = (format!("{id}-hint"), format!("{id}-wrong"));
    let described = [hint.map(|_| hinted.clone()), Some(wrong.clone())].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let code = autocomplete == "one-time-code";
    view! {
        <div class="field">
            <label for=id.clone()>{label} {optional.then(|| view! { <span class="quiet">" (optional)"</span> })}</label>
            {hint.map(|hint| view! { <p id=hinted class="hint">{hint}</p> })}
            <input node_ref=node id=id type=kind name=name value=value required=!optional maxlength=longest.to_string() autocomplete=autocomplete
                autocapitalize=matches!(kind, "email").then_some("none") spellcheck=(kind == "email" || code).then_some("false")
                class:code-box=code aria-describedby=described aria-invalid=move || said.read().is_some().then_some("true")/>
            <Wrong id=wrong said/>
        </div>
    }
}

/// A password, which can be looked at.
#[component]
pub fn PasswordField(
    /// Of its form.
    refusal: Refusal,
    /// In the form.
    #[prop(default = "password")]
    name: &'static str,
    /// What it is called.
    #[prop(default = "Password")]
    label: &'static str,
    /// A new one: the browser may offer one, and the rules stand before it.
    #[prop(optional)]
    new: bool,
) -> impl IntoView {
    let id = refusal.id(name);
    let said = refusal.at(name);
    let wrong = format!("{id}-wrong");
    let described = if new { format!("{}-rules {wrong}", refusal.form) } else { wrong.clone() };
    let shown = RwSignal::new(false);
    let node = NodeRef::<html::Input>::new();
    // What was refused is given again, and what was taken does not stay in the page.
    refusal.on_answer(move || empty(node));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="password-box">
                <input node_ref=node id=id.clone() type=move || if shown.get() { "text" } else { "password" } name=name required maxlength="256"
                    autocomplete=if new { "new-password" } else { "current-password" } autocapitalize="none" spellcheck="false"
                    aria-describedby=described aria-invalid=move || said.read().is_some().then_some("true")/>
                <button type="button" class="button needs-wasm" aria-controls=id aria-pressed=move || shown.get().to_string() aria-label=format!("Show: {label}")
                    on:click=move |_| shown.update(|shown| *shown = !*shown)>{move || if shown.get() { "Hide" } else { "Show" }}</button>
            </div>
            <Wrong id=wrong said/>
        </div>
    }
}

fn empty(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        browser::empty(&input);
    }
}

#[component]
fn Wrong(id: String, said: Signal<Option<String>>) -> impl IntoView {
    view! { <div id=id class="wrong" role="alert">{move || said.get().map(|said| view! { <p class="error-line">{said}</p> })}</div> }
}

/// The button that sends a form, and says that it is at work.
#[component]
pub fn Submit(
    /// What it does.
    #[prop(into)]
    label: String,
    /// While it does.
    busy: &'static str,
    /// Whether it does.
    pending: Memo<bool>,
    /// How it looks.
    #[prop(default = "button button-primary")]
    look: &'static str,
) -> impl IntoView {
    view! { <button class=look disabled=move || pending.get()>{move || if pending.get() { busy.to_owned() } else { label.clone() }}</button> }
}
