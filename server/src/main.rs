//! resuMAX: one binary with every command. `resumax serve` is the whole program.

mod cli;
mod http;
mod rest;
mod telemetry;

use std::process::ExitCode;

/// Runs make and drop many small texts: with this allocator a sixth more of them are done in a second than with the system's.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    // The one TLS provider. It fails only where there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Children of this program (`services::child`) confine themselves before anything else happens.
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("__child") {
        return match arguments.next().as_deref() {
            Some("parse") => services::child::main_parse(),
            Some("render") => main_render(),
            _ => ExitCode::FAILURE,
        };
    }
    cli::main()
}

/// The renderer: answers until its parent closes the pipe.
fn main_render() -> ExitCode {
    let limits = services::child::Limits::RENDER;
    let served = services::child::confine(&limits).and_then(|()| render::serve(std::io::stdin().lock(), std::io::stdout().lock()));
    if served.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
