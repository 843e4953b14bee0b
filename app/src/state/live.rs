//! The live events of a run, as the browser hears them.

use crate::api::ByValue;
use crate::browser::{self, Connection, Kept, LiveEvents};
use domain::event::Event;
use domain::ids::{EventId, RunId, SessionId};
use leptos::prelude::*;
use leptos::server::codee::Decoder;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// How long to wait before a refused stream is asked for again.
const PAUSE: Duration = Duration::from_secs(2);

/// At most one stream at a time; another run replaces it, and it ends with the page.
#[derive(Clone, Copy)]
pub struct Live {
    open: Kept<(RunId, LiveEvents)>,
    /// The connection is lost, and being tried again.
    pub lost: RwSignal<bool>,
}

/// A run, what was heard of it last, and who hears.
struct Listening {
    url: String,
    run: RunId,
    last: RefCell<Option<EventId>>,
    heard: Box<dyn Fn(Event)>,
}

impl Live {
    /// No stream yet.
    pub fn new() -> Self {
        let live = Self { open: Kept::default(), lost: RwSignal::new(false) };
        on_cleanup(move || live.close());
        live
    }

    /// Listens to a run from its first event; nothing when it does so already.
    pub fn listen(self, session: &SessionId, run: &RunId, heard: impl Fn(Event) + 'static) {
        if !browser::is_here() || self.hears(run) {
            return;
        }
        let url = format!("/api/v1/sessions/{session}/runs/{run}/stream");
        self.connect(Rc::new(Listening { url, run: run.clone(), last: RefCell::default(), heard: Box::new(heard) }));
    }

    fn hears(self, run: &RunId) -> bool {
        self.open.with(|(now, _)| now == run) == Some(true)
    }

    fn connect(self, to: Rc<Listening>) {
        let after = to.last.borrow().as_ref().map(|last| format!("?last_event_id={last}")).unwrap_or_default();
        let url = format!("{}{after}", to.url);
        let run = to.run.clone();
        let message = {
            let to = Rc::clone(&to);
            move |data: String| {
                let Ok(event) = <ByValue as Decoder<Event>>::decode(&data) else { return };
                let last = event.what.is_final();
                to.last.replace(Some(event.event_id.clone()));
                (to.heard)(event);
                if last {
                    // Later, because this is called from the stream itself.
                    set_timeout(move || self.close(), Duration::ZERO);
                }
            }
        };
        let connection = move |state| {
            self.lost.try_set(state != Connection::Open);
            if state == Connection::Refused {
                let to = Rc::clone(&to);
                let again = move || {
                    if self.hears(&to.run) {
                        self.connect(to);
                    }
                };
                set_timeout(again, PAUSE);
            }
        };
        self.open.set(browser::listen(&url, message, connection).map(|stream| (run, stream)));
    }

    /// Listens no more.
    pub fn close(self) {
        self.open.set(None);
        self.lost.try_set(false);
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}
