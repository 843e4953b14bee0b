//! One text of the document, editable in place. A plain form, so that Enter saves before the wasm arrives.

use crate::api::versions::EditField;
use crate::browser;
use crate::markup::written;
use crate::pages::session::place_anchor;
use crate::state::editor::Editor;
use crate::words;
use domain::ids::BlockId;
use domain::resume::{Field, Place};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// A text box that looks like the text.
#[component]
pub fn EditableText(
    /// Where it is saved.
    editor: Editor,
    /// Which block.
    block: BlockId,
    /// Which text of it.
    field: Field,
    /// What stands there.
    text: String,
    /// Its name for a screen reader, "Title of Data Engineer".
    name: String,
    /// Looks.
    class: &'static str,
) -> impl IntoView {
    let long = matches!(field, Field::Text | Field::Summary | Field::Links);
    let place = Place { block: block.clone(), field };
    let id = place_anchor(&place);
    let typed = StoredValue::new(text.clone());
    let save = move || editor.write(place.clone(), typed.get_value().trim().to_owned());
    let submit = {
        let save = save.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            save();
        }
    };
    let placeholder = format!("Add {}", words::field(field).to_lowercase());
    let input = move |event| typed.set_value(event_target_value(&event));
    // Enter saves a long text too; it is one paragraph, unless it is a list of links.
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && field != Field::Links {
            event.prevent_default();
            browser::send_form_of(&event);
        }
    };
    let control = if long {
        let rows = text.chars().count().div_ceil(80).clamp(1, 12).to_string();
        view! {
            <textarea id=id class=class name="after" rows=rows aria-label=name placeholder=placeholder
                on:input=input on:change=move |_| save() on:keydown=enter>{written(text.clone())}</textarea>
        }
        .into_any()
    } else {
        let size = text.chars().count().clamp(8, 60).to_string();
        view! {
            <input id=id class=class name="after" value=text.clone() size=size aria-label=name placeholder=placeholder autocomplete="off"
                on:input=input on:change=move |_| save()/>
        }
        .into_any()
    };
    view! {
        <form class="editable" method="post" action=EditField::url() on:submit=submit>
            <input type="hidden" name="session" value=editor.session()/>
            <input type="hidden" name="base" value=editor.base()/>
            <input type="hidden" name="block" value=block.to_string()/>
            <input type="hidden" name="field" value=words::field_name(field)/>
            <input type="hidden" name="before" value=text/>
            {control}
            <button class="button no-wasm-only">"Save"</button>
        </form>
    }
}
