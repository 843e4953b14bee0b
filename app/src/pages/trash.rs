//! The trash: what was deleted and can still be brought back.

use crate::api::Loaded;
use crate::api::resumes::RestoreResume;
use crate::api::trash::{RestorePosting, RestoreSession, Trash, load_trash};
use crate::components::{ActionError, Icon, Toaster, When, failure_of, first_of, icon, loaded, when_done};
use domain::ids::{PostingId, ResumeId, SessionId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::components::A;

/// Three lists of rows that can be restored.
#[component]
pub fn TrashPage() -> impl IntoView {
    let trash = Loaded::new_with_options(|| (), |()| load_trash(), true);
    let sessions = ServerAction::<RestoreSession>::new();
    let resumes = ServerAction::<RestoreResume>::new();
    let postings = ServerAction::<RestorePosting>::new();
    let failure = first_of([failure_of(sessions), failure_of(resumes), failure_of(postings)]);
    let toaster = Toaster::of_page();
    let restored = Callback::new(move |()| {
        toaster.show("It is back in its list.");
        trash.refetch();
    });
    when_done(sessions, restored);
    when_done(resumes, restored);
    when_done(postings, restored);
    let restore_session = Callback::new(move |id: String| drop(sessions.dispatch(RestoreSession { session: SessionId::new(id) })));
    let restore_resume = Callback::new(move |id: String| drop(resumes.dispatch(RestoreResume { resume: ResumeId::new(id) })));
    let restore_posting = Callback::new(move |id: String| drop(postings.dispatch(RestorePosting { posting: PostingId::new(id) })));
    view! {
        <Title text="Trash"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Trash"</h1>
            <p class="quiet">"What you delete is kept here for 30 days, then it is removed for good."</p>
            <ActionError failure/>
            {loaded(trash, move |trash| {
                let Trash { sessions, resumes, postings } = trash;
                let empty = sessions.is_empty() && resumes.is_empty() && postings.is_empty();
                let sessions = sessions.into_iter().map(|one| (one.session_id.to_string(), one.workspace_name, one.updated_at)).collect();
                let resumes = resumes.into_iter().map(|one| (one.resume_id.to_string(), one.name, one.created_at)).collect();
                let postings =
                    postings.into_iter().map(|one| (one.job_description_id.to_string(), one.posting.title, one.created_at)).collect();
                view! {
                    {empty.then(|| view! {
                        <div class="empty-line">
                            <p>"The trash is empty. Sessions, resumes and job descriptions that you delete can be brought back from here."</p>
                            <p><A href="/">"Back to the start"</A></p>
                        </div>
                    })}
                    <Rows title="Sessions" name="session" url=RestoreSession::url() rows=sessions restore=restore_session/>
                    <Rows title="Resumes" name="resume" url=RestoreResume::url() rows=resumes restore=restore_resume/>
                    <Rows title="Job descriptions" name="posting" url=RestorePosting::url() rows=postings restore=restore_posting/>
                }
            })}
        </main>
    }
    .into_any()
}

/// One kind of thing: id, name and time of each; a form each, so that it works before the wasm arrives.
#[component]
fn Rows(
    title: &'static str,
    name: &'static str,
    url: &'static str,
    rows: Vec<(String, String, String)>,
    restore: Callback<String>,
) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows.into_iter().map(|(id, called, time)| {
        let value = id.clone();
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            restore.run(id.clone());
        };
        view! {
            <li class="list-row">
                <div class="list-main">
                    <p class="list-title">{called.clone()}</p>
                    <p class="quiet">"Added " <When stamp=time/></p>
                </div>
                <form method="post" action=url on:submit=submit>
                    <input type="hidden" name=name value=value/>
                    <button class="button" aria-label=format!("Restore {called}")>{icon(Icon::Undo)} "Restore"</button>
                </form>
            </li>
        }
    });
    view! { <section class="stack"><h2>{title}</h2><ul class="list">{rows.collect_view()}</ul></section> }.into_any()
}
