//! resuMAX: one binary with every command. `resumax serve` is the whole program.

mod cli;
mod http;
mod rest;
mod telemetry;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Children of this program (`services::child`) confine themselves before anything else happens.
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("__child") {
        return match arguments.next().as_deref() {
            Some("parse") => services::child::main_parse(),
            _ => ExitCode::FAILURE,
        };
    }
    cli::main()
}
