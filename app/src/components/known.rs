//! What depends on who looks.

use crate::api::accounts::Viewer;
use crate::state::viewer::ViewerState;
use leptos::prelude::*;
use std::sync::Arc;

/// Shows what fits whoever looks, and again when that changes.
pub fn known<V>(view: impl Fn(Viewer) -> V + Send + Sync + 'static) -> impl IntoView
where
    V: IntoView + 'static,
{
    let viewer = ViewerState::of_page();
    let view = Arc::new(view);
    view! {
        <Transition>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move { view(viewer.get().await) })
            }}
        </Transition>
    }
}
