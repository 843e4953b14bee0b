//! The history: a timeline of versions, any two compared, who and what made each line.

use super::current_session;
use crate::api::Loaded;
use crate::api::versions::{HistoryDesk, load_history};
use crate::components::history::{BlameView, Compare, Timeline};
use crate::components::{NotYet, loaded};
use leptos::prelude::*;

/// The timeline, beside what was asked for: a comparison, or the lines of the newest version.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let current = current_session();
    let desk = Loaded::new_with_options(move || current.id.get(), load_history, true);
    let changed = current.reload(desk);
    current.on_told(move || desk.refetch());
    view! {
        {loaded(desk, move |desk| {
            let session = current.id.get_untracked();
            let HistoryDesk { versions, head, blame } = desk;
            match head {
                None => view! {
                    <NotYet title="No version yet" text="The first one is made when a resume is read." href=format!("/sessions/{session}/resume") action="Add a resume"/>
                }.into_any(),
                Some(head) => view! {
                    <div class="history">
                        <Timeline versions=versions.clone() session=session.clone() changed/>
                        <div class="stack">
                            <Compare versions=versions.clone() session changed/>
                            <BlameView head blame versions/>
                        </div>
                    </div>
                }.into_any(),
            }
        })}
    }
    .into_any()
}
