//! The way back for what was just deleted.

use super::{ActionError, Icon, Toaster, failure_of, first_of, icon, when_done};
use crate::api::resumes::RestoreResume;
use crate::api::trash::RestorePosting;
use crate::browser;
use domain::ids::{PostingId, ResumeId};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// What was deleted last on this page.
#[derive(Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Deleted {
    Resume(ResumeId),
    Posting(PostingId),
}

/// Nothing while nothing was deleted.
#[component]
pub fn Undelete(
    /// Outlives the lists, which are loaded anew after a deletion.
    deleted: RwSignal<Option<Deleted>>,
    /// Asks for the lists again.
    changed: Callback<()>,
) -> impl IntoView {
    let resume = ServerAction::<RestoreResume>::new();
    let posting = ServerAction::<RestorePosting>::new();
    let toaster = Toaster::of_page();
    let back = Callback::new(move |()| {
        deleted.set(None);
        toaster.show("It is back in the list.");
        changed.run(());
    });
    when_done(resume, back);
    when_done(posting, back);
    let failure = first_of([failure_of(resume), failure_of(posting)]);
    // The row that had the focus is gone.
    Effect::new(move |_| deleted.read().is_some().then(|| browser::when_drawn(|| browser::catch_focus("undelete"))));
    let button = || view! { <button class="button">{icon(Icon::Undo)} "Bring it back"</button> };
    view! {
        <div class="undelete" role="status">
            {move || deleted.get().map(|deleted| {
                let (what, form) = match deleted {
                    Deleted::Resume(id) => ("The resume", view! {
                        <ActionForm action=resume><input type="hidden" name="resume" value=id.to_string()/>{button()}</ActionForm>
                    }.into_any()),
                    Deleted::Posting(id) => ("The job description", view! {
                        <ActionForm action=posting><input type="hidden" name="posting" value=id.to_string()/>{button()}</ActionForm>
                    }.into_any()),
                };
                view! { <div id="undelete" class="note" tabindex="-1"><p>{what} " is in the trash. It is kept there for 30 days."</p> {form}</div> }
            })}
            <ActionError failure/>
        </div>
    }
}
