//! The page as it will be exported, with the changes approved so far; or the resume as text, with what changed outlined.

use crate::components::DocumentText;
use crate::pages::session::place_anchor;
use crate::state::review::Review;
use crate::{browser, words};
use domain::export::Template;
use leptos::prelude::*;

/// Image of the exported page, and text.
#[component]
pub fn PreviewPane(review: Review) -> impl IntoView {
    let text = RwSignal::new(false);
    let template = RwSignal::new(Template::default());
    let page = RwSignal::new(1u32);
    let last = RwSignal::new(None::<u32>);
    Effect::new(move |_| {
        if let Some(kept) = browser::stored("template").and_then(|name| Template::parse(&name)) {
            template.set(kept);
        }
    });
    // A jump from a quote opens the text and shows the place.
    Effect::new(move |_| {
        if let Some(place) = review.revealed.get() {
            text.set(true);
            request_animation_frame(move || browser::scroll_to(&format!("text-{}", place_anchor(&place))));
        }
    });
    let source = move || {
        let session = review.session_id();
        let (template, page, revision) = (template.get().name(), page.get(), review.preview_revision());
        match review.approval.get() {
            Some(approval) => {
                Some(format!("/api/v1/sessions/{session}/approvals/{approval}/preview?template={template}&page={page}&rev={revision:x}"))
            }
            None => {
                let version = review.base.get()?.0;
                Some(format!("/api/v1/sessions/{session}/versions/{version}/preview?template={template}&page={page}"))
            }
        }
    };
    let choose = move |event| {
        if let Some(chosen) = Template::parse(&event_target_value(&event)) {
            template.set(chosen);
            page.set(1);
            last.set(None);
            browser::store("template", chosen.name());
        }
    };
    // There is no page behind the last: the image fails, and we stay where we were.
    let missing = move |_| {
        if page.get_untracked() > 1 {
            let there = page.get_untracked() - 1;
            last.set(Some(there));
            page.set(there);
        }
    };
    view! {
        <section class="preview" aria-label="Preview">
            <div class="preview-head">
                <div class="tabs" role="group" aria-label="Show the resume as">
                    <button type="button" aria-pressed=move || (!text.get()).to_string() on:click=move |_| text.set(false)>"Page"</button>
                    <button type="button" aria-pressed=move || text.get().to_string() on:click=move |_| text.set(true)>"Text"</button>
                </div>
                <label class="row tight">
                    <span class="quiet">"Template"</span>
                    <select on:change=choose prop:value=move || template.get().name()>
                        {Template::ALL.map(|one| view! { <option value=one.name()>{words::template(one).0}</option> }).collect_view()}
                    </select>
                </label>
            </div>
            {move || if text.get() {
                view! { <ChangedText review/> }.into_any()
            } else {
                view! {
                    <div class="sheet-frame">
                        {move || source().map(|source| view! {
                            <img class="sheet" src=source width="794" height="1123" on:error=missing
                                alt=move || format!("Page {} of your resume with the changes approved so far", page.get())/>
                        })}
                    </div>
                    <div class="row center pager">
                        <button type="button" class="mini" aria-label="Page before" disabled=move || page.get() == 1
                            on:click=move |_| page.update(|page| *page -= 1)>"‹"</button>
                        <span class="quiet figures">{move || format!("Page {}", page.get())}</span>
                        <button type="button" class="mini" aria-label="Page after" disabled=move || last.get() == Some(page.get())
                            on:click=move |_| page.update(|page| *page += 1)>"›"</button>
                    </div>
                }.into_any()
            }}
        </section>
    }
}

#[component]
fn ChangedText(review: Review) -> impl IntoView {
    let changed = move || {
        let rows = review.rows.get();
        let taken = rows.iter().map(|row| row.change.get()).filter(domain::proposal::Change::is_taken);
        taken.map(|change| change.block_id).collect::<Vec<_>>()
    };
    move || {
        let document = review.document()?;
        Some(view! { <DocumentText document prefix="text-" changed=changed() lit=review.revealed.get()/> })
    }
}
