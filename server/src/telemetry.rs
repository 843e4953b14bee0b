//! Logs: structured, to standard error, filtered by `RUST_LOG`. They say what happened and where, and nothing that a person wrote
//! ([`services::told`]).

use std::any::Any;
use std::panic::{self, PanicHookInfo};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Starts logging; `info` for our own packages and `warn` for the rest when `RUST_LOG` is not set.
/// fred warns of every connection that is lost; `services::redis` says it once.
pub fn start() {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,server=info,services=info,fred=error,resumax=info"));
    panic::set_hook(Box::new(tell_panic));
    let _ = tracing_subscriber::registry().with(filter).with(fmt::layer().with_writer(std::io::stderr)).try_init();
}

/// Where it happened, and what was said where that is a sentence of ours.
fn tell_panic(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    tracing::error!(said = said(panic.payload()), place, "Something that can't happen has happened (a panic).");
}

/// A text that was put together, as by slicing or `unwrap`, may quote what a person wrote.
fn said(payload: &dyn Any) -> &'static str {
    payload.downcast_ref::<&'static str>().copied().unwrap_or("not told")
}

#[cfg(test)]
mod tests {
    use super::said;
    use std::panic::catch_unwind;

    #[test]
    fn a_panic_says_what_we_wrote_and_not_what_others_did() {
        let payload = |panics: fn()| catch_unwind(panics).expect_err("panics");
        assert_eq!(said(&*payload(|| panic!("out of turn"))), "out of turn");
        assert_eq!(said(&*payload(|| panic!("out of turn: {}", "Ada".to_owned()))), "not told");
        assert_eq!(said(&*payload(|| drop("Ada".to_owned().parse::<u8>().map_err(|_| "Ada".to_owned()).unwrap()))), "not told");
    }
}
