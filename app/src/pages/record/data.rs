//! All of one's data: in a file to take along, or gone for good.

use crate::api::Loaded;
use crate::api::data::{EraseEverything, MakeArchive, YourData, load_your_data};
use crate::components::{ActionError, Icon, When, failure_of, icon, loaded, when_done};
use domain::archive::{Archive, ArchiveStatus};
use domain::text::size;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use std::time::Duration;

/// How often it is looked how far something is.
const LOOK: Duration = Duration::from_secs(2);

/// Two panels: take it along, and erase it.
#[component]
pub fn DataPage() -> impl IntoView {
    let data = Loaded::new_with_options(|| (), |()| load_your_data(), true);
    let (make, erase) = (ServerAction::<MakeArchive>::new(), ServerAction::<EraseEverything>::new());
    let again = Callback::new(move |()| data.refetch());
    when_done(make, again);
    when_done(erase, again);
    look_while_it_goes_on(data);
    view! {
        <Title text="Your data"/>
        <main id="main" class="page page-narrow stack">
            <h1>"Your data"</h1>
            <p class="quiet">"Take everything along, or have it erased. " <A href="/account/activity">"What was done with it"</A></p>
            {loaded(data, move |YourData { archive, erasing_since, account }| match erasing_since {
                Some(since) => view! { <Erasing since/> }.into_any(),
                None => view! {
                    <TakeAlong archive make/>
                    <Erase account erase/>
                }
                .into_any(),
            })}
        </main>
    }
    .into_any()
}

/// An archive that is being made, and an erasure, are looked at again and again until they are done.
fn look_while_it_goes_on(data: Loaded<YourData>) {
    Effect::new(move |_| {
        let goes_on = data.with(|data| {
            let Some(Ok(data)) = data else { return false };
            data.erasing_since.is_some() || data.archive.as_ref().is_some_and(|archive| archive.status == ArchiveStatus::Making)
        });
        if goes_on && let Ok(timer) = set_timeout_with_handle(move || data.refetch(), LOOK) {
            on_cleanup(move || timer.clear());
        }
    });
}

#[component]
fn TakeAlong(archive: Option<Archive>, make: ServerAction<MakeArchive>) -> impl IntoView {
    let making = archive.as_ref().is_some_and(|archive| archive.status == ArchiveStatus::Making);
    let word = if archive.is_some() { "Make a new archive" } else { "Make an archive" };
    let first = archive.is_none();
    let ask = (!making).then(|| {
        view! {
            <ActionForm action=make>
                <button class="button" class:button-primary=first disabled=move || make.pending().get()>{icon(Icon::File)} {word}</button>
            </ActionForm>
        }
    });
    view! {
        <section class="panel stack" aria-labelledby="along">
            <h2 id="along">"Take it along"</h2>
            <p>
                "One file with everything: your originals under their own names, the newest version of each session as text, and all that this \
                 program knows, so that another installation of resuMAX can go on with it."
            </p>
            {archive.map(|archive| view! { <Made archive/> })}
            <ActionError failure=failure_of(make)/>
            {ask}
        </section>
    }
}

/// How far it is, or where it can be had.
#[component]
fn Made(archive: Archive) -> impl IntoView {
    match archive.status {
        ArchiveStatus::Making => {
            let (done, total) = (archive.done.to_string(), archive.total.max(1).to_string());
            let said = if archive.total > 0 { format!("{} of {} files are in it.", archive.done, archive.total) } else { "It has begun.".to_owned() };
            view! {
                <div role="status">
                    <p>"Your archive is being made. You may leave this page. " {said}</p>
                    <progress value=done max=total aria-label="Files in the archive"></progress>
                </div>
            }
            .into_any()
        }
        ArchiveStatus::Ready => {
            let bytes = archive.size.map(size).unwrap_or_default();
            view! {
                <div class="note">
                    <p>
                        "Made " <When stamp=archive.ready_at.unwrap_or_default()/> ", " {bytes} ". It is kept until " <When stamp=archive.expires_at/>
                        ". Whoever has its address can fetch it: give it to nobody."
                    </p>
                    <a class="button button-primary" href=archive.download_url.unwrap_or_default() rel="external" download="">
                        {icon(Icon::Download)} "Download"
                    </a>
                </div>
            }
            .into_any()
        }
        ArchiveStatus::Failed => view! {
            <p class="note note-bad" role="alert">{icon(Icon::Alert)} <span>"The last archive could not be made, for a reason of ours. Ask for another one."</span></p>
        }
        .into_any(),
    }
}

#[component]
fn Erase(account: bool, erase: ServerAction<EraseEverything>) -> impl IntoView {
    let how = if account {
        view! {
            <p class="row"><A href="/account#delete" attr:class="button button-bad">{icon(Icon::Trash)} "Delete the account"</A></p>
        }
        .into_any()
    } else {
        view! {
            <ActionForm action=erase>
                <div class="field">
                    <label for="typed">"Type “erase everything” to say that you mean it"</label>
                    <input id="typed" name="typed" required autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="gone"/>
                </div>
                <button class="button button-bad" disabled=move || erase.pending().get()>{icon(Icon::Trash)} "Erase everything"</button>
            </ActionForm>
        }
        .into_any()
    };
    view! {
        <section class="panel stack" aria-labelledby="erase">
            <h2 id="erase">{if account { "Delete the account" } else { "Erase everything" }}</h2>
            <p id="gone">
                "Every resume, job description, session, version and file goes at once and for good, archives and the record of what was done \
                 as well. It can't be brought back, also not from the trash."
            </p>
            <ActionError failure=failure_of(erase)/>
            {how}
        </section>
    }
}

#[component]
fn Erasing(since: String) -> impl IntoView {
    view! {
        <section class="panel stack" role="status">
            <h2>"Everything is being erased"</h2>
            <p>"Since " <When stamp=since/> ". It takes a minute, and nothing new is taken in until it is done."</p>
            <progress aria-label="Erasing"></progress>
        </section>
    }
}
