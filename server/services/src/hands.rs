//! Where jobs are worked on and passwords are hashed: apart from those who answer requests, and behind them when the processor is short.
//! So what reckons for a while holds up nobody who waits for an answer or for the database.

use std::sync::LazyLock;
use tokio::runtime::{Builder, Handle, Runtime};

/// How far behind, as `nice` counts.
const BEHIND: i32 = 5;

/// As many threads as there are processors, as long as the process lives.
static HANDS: LazyLock<Runtime> = LazyLock::new(|| {
    let threads = Builder::new_multi_thread()
        .thread_name("jobs")
        .on_thread_start(|| {
            // A system that does not let us step back lets jobs go first as well.
            let _ = rustix::process::nice(BEHIND);
        })
        .enable_all()
        .build();
    threads.unwrap_or_else(|error| panic!("the system gives no threads for jobs: {error}"))
});

/// To spawn work on that stands back.
pub(crate) fn hands() -> &'static Handle {
    HANDS.handle()
}
