//! Frames over the image of the page: around what was changed, and around the change in focus.

use crate::state::review::Review;
use domain::ids::BlockId;
use domain::page_map::PageMap;
use leptos::prelude::*;

/// Room between a text and its frame, in points.
const AIR: f32 = 1.5;

/// A picture for the eye only: the list and the card say the same in words. A click on a frame shows its change.
#[component]
pub fn Outlines(
    review: Review,
    /// Where the blocks stand; `None` while that is not known.
    map: RwSignal<Option<PageMap>>,
    /// Which page is shown.
    page: RwSignal<u32>,
) -> impl IntoView {
    move || {
        let map = map.read();
        let map = map.as_ref().filter(|map| map.pages > 0)?;
        let focus = review.focus.get();
        let shown = page.get();
        let rows = review.rows.get();
        let frame = |block: &BlockId| {
            let here = rows.iter().filter(|row| &row.change.read().block_id == block);
            let row = here
                .clone()
                .find(|row| focus.as_ref() == Some(&row.id))
                .or_else(|| here.clone().find(|row| row.change.read().is_taken()))?;
            let class = match (focus.as_ref() == Some(&row.id), row.change.read().is_taken()) {
                (true, true) => "outline taken in-focus",
                (true, false) => "outline in-focus",
                (false, _) => "outline taken",
            };
            Some((row.id.clone(), class))
        };
        let frames = map.boxes.iter().filter(|one| one.page == shown).filter_map(|one| {
            let (change, class) = frame(&one.block_id)?;
            let look = move |_| review.focus.set(Some(change.clone()));
            let length = |points: f32| format!("{points:.1}");
            Some(view! {
                <rect class=class x=length(one.x - AIR) y=length(one.y - AIR) rx="2"
                    width=length(one.width + 2.0 * AIR) height=length(one.height + 2.0 * AIR) on:click=look/>
            })
        });
        let frames = frames.collect_view();
        Some(view! { <svg class="outlines" viewBox=format!("0 0 {} {}", map.width, map.height) aria-hidden="true">{frames}</svg> })
    }
}
