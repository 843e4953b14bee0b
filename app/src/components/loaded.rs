//! A page's data: a placeholder while it loads, the view of it, or what went wrong.

use super::ErrorPanel;
use crate::api::Loaded;
use leptos::prelude::*;
use std::sync::Arc;

/// Shows what a resource loaded. On a refetch the old view stays until the new one is there.
pub fn loaded<T, V>(resource: Loaded<T>, view: impl Fn(T) -> V + Send + Sync + 'static) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let view = Arc::new(view);
    view! {
        <Transition fallback=|| view! { <p class="loading" role="status">"Loading …"</p> }>
            {move || {
                let view = Arc::clone(&view);
                Suspend::new(async move {
                    match resource.await {
                        Ok(data) => view(data).into_any(),
                        Err(failure) => view! { <ErrorPanel failure/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
