//! The page as it will be exported, with the changes approved so far outlined on it; or the resume as text.

use super::outlines::Outlines;
use crate::api::exports::load_page_map;
use crate::components::DocumentText;
use crate::pages::session::place_anchor;
use crate::state::review::Review;
use crate::{browser, words};
use domain::export::{Paper, Template};
use domain::page_map::PageMap;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Image of the exported page, and text.
#[component]
pub fn PreviewPane(review: Review) -> impl IntoView {
    let text = RwSignal::new(false);
    let template = RwSignal::new(Template::default());
    let page = RwSignal::new(1u32);
    let map = RwSignal::new(None::<PageMap>);
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
    keep_map(review, template, map);
    // The page of the change in focus is turned to, when it is known.
    Effect::new(move |_| {
        let Some(block) = review.focused().map(|row| row.change.read_untracked().block_id.clone()) else { return };
        let map = map.read();
        let Some(map) = map.as_ref() else { return };
        let there = map.boxes.iter().find(|one| one.block_id == block).map(|one| one.page);
        let turn = there.unwrap_or_else(|| page.get_untracked().min(map.pages.max(1)));
        if turn != page.get_untracked() {
            page.set(turn);
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
            browser::store("template", chosen.name());
        }
    };
    let pages = move || map.read().as_ref().map(|map| map.pages);
    // Known before the image is there, so that nothing moves when it comes.
    let height = move || match review.base.read().as_ref().map(|(_, document)| Paper::of(document)) {
        Some(Paper::Letter) => "1028",
        _ => "1123",
    };
    view! {
        <section class="preview" aria-label="Preview">
            <div class="preview-head">
                <div class="tabs needs-wasm" role="group" aria-label="Show the resume as">
                    <button type="button" aria-pressed=move || (!text.get()).to_string() on:click=move |_| text.set(false)>"Page"</button>
                    <button type="button" aria-pressed=move || text.get().to_string() on:click=move |_| text.set(true)>"Text"</button>
                </div>
                <label class="row tight needs-wasm">
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
                    <div class="sheet-frame"><div class="sheet-stack">
                        {move || source().map(|source| view! {
                            <img class="sheet" src=source width="794" height=height
                                alt=move || format!("Page {} of your resume with the changes approved so far", page.get())/>
                        })}
                        <Outlines review map page/>
                    </div></div>
                    {move || review.approval.get().map(|_| view! {
                        <p class="preview-key needs-wasm"><span>"Green frame: approved"</span> <span>"Blue frame: the change in focus"</span></p>
                    })}
                    <div class="row center pager needs-wasm">
                        <button type="button" class="mini" aria-label="Page before" disabled=move || page.get() == 1
                            on:click=move |_| page.update(|page| *page -= 1)>"‹"</button>
                        <span class="quiet figures">
                            {move || pages().map_or_else(|| format!("Page {}", page.get()), |pages| format!("Page {} of {pages}", page.get()))}
                        </span>
                        <button type="button" class="mini" aria-label="Page after" disabled=move || pages().is_none_or(|pages| page.get() >= pages)
                            on:click=move |_| page.update(|page| *page += 1)>"›"</button>
                    </div>
                }.into_any()
            }}
        </section>
    }
}

/// Fetches where the blocks stand, whenever the pages are others. A late answer to an earlier question is not taken.
fn keep_map(review: Review, template: RwSignal<Template>, map: RwSignal<Option<PageMap>>) {
    let turn = StoredValue::new(0u32);
    Effect::new(move |_| {
        review.preview_revision();
        let (approval, version) = (review.approval.get(), review.base.get().map(|(version, _)| version));
        let (session, template) = (review.session_id(), template.get());
        turn.update_value(|turn| *turn += 1);
        let asked = turn.get_value();
        spawn_local(async move {
            let answer = load_page_map(session, approval, version, template).await;
            if turn.try_get_value() == Some(asked) {
                map.try_set(answer.ok());
            }
        });
    });
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
