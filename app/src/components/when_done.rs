//! What forms have in common: what happens after one was sent, and why one was refused.

use crate::api::Failure;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Calls back each time an action succeeded. Not after a refusal: what is loaded anew would take the message away.
pub fn when_done<S>(action: ServerAction<S>, changed: Callback<()>)
where
    S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let done = Signal::derive(move || action.value().with(|value| matches!(value, Some(Ok(_)))));
    Effect::new(move |_| {
        if done.get() {
            changed.run(());
        }
    });
}

/// The last refusal of an action; `None` after a success.
pub fn failure_of<S>(action: ServerAction<S>) -> Signal<Option<Failure>>
where
    S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    Signal::derive(move || action.value().with(|value| value.as_ref().and_then(|value| value.as_ref().err().cloned())))
}

/// The first refusal of some actions.
pub fn first_of<const N: usize>(failures: [Signal<Option<Failure>>; N]) -> Signal<Option<Failure>> {
    Signal::derive(move || failures.iter().find_map(|failure| failure.get()))
}
