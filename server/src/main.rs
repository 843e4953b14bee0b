//! resuMAX: one binary with every command. `resumax serve` is the whole program.

mod cli;
mod http;
mod rest;
mod telemetry;

fn main() -> std::process::ExitCode {
    cli::main()
}
