//! The live events of a run, as the browser hears them.

use crate::api::ByValue;
use crate::browser::{self, LiveEvents};
use domain::event::Event;
use domain::ids::{RunId, SessionId};
use leptos::prelude::*;
use leptos::server::codee::Decoder;

/// At most one stream at a time; another run replaces it, and it ends with the page.
#[derive(Clone, Copy)]
pub struct Live {
    open: StoredValue<Option<(RunId, LiveEvents)>, LocalStorage>,
    /// The connection is lost; the browser tries again by itself.
    pub lost: RwSignal<bool>,
}

impl Live {
    /// No stream yet.
    pub fn new() -> Self {
        let live = Self { open: StoredValue::new_local(None), lost: RwSignal::new(false) };
        // On the server there is no stream, and the page is cleaned up by another thread than made it.
        if browser::is_here() {
            on_cleanup(move || live.close());
        }
        live
    }

    /// Listens to a run from its first event; nothing when it does so already.
    pub fn listen(self, session: &SessionId, run: &RunId, heard: impl Fn(Event) + 'static) {
        if !browser::is_here() || self.open.with_value(|open| open.as_ref().is_some_and(|(now, _)| now == run)) {
            return;
        }
        let url = format!("/api/v1/sessions/{session}/runs/{run}/stream");
        let message = move |data: String| {
            self.lost.set(false);
            let Ok(event) = <ByValue as Decoder<Event>>::decode(&data) else { return };
            let last = event.what.is_final();
            heard(event);
            if last {
                // Later, because this is called from the stream itself.
                set_timeout(move || self.close(), std::time::Duration::ZERO);
            }
        };
        let stream = browser::listen(&url, message, move || {
            self.lost.try_set(true);
        });
        self.open.set_value(stream.map(|stream| (run.clone(), stream)));
    }

    /// Listens no more.
    pub fn close(self) {
        self.open.try_update_value(|open| *open = None);
        self.lost.try_set(false);
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
