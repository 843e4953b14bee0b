//! What a child may use. It sets these on itself before it reads a byte.

use rustix::process::{Resource, Rlimit, setrlimit};

/// What a child may use; no child writes files or leaves a core behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space in bytes.
    pub memory: u64,
    /// Processor time in seconds; `None` for a child that lives on.
    pub cpu_seconds: Option<u64>,
}

impl Limits {
    /// For one file: 1 GiB and 4 seconds of processor time; a good file takes a fraction of one.
    pub const PARSE: Limits = Limits { memory: 1 << 30, cpu_seconds: Some(4) };
    /// For the renderer, which lives on: 2 GiB, as its threads reserve more than they use.
    pub const RENDER: Limits = Limits { memory: 2 << 30, cpu_seconds: None };
}

/// Puts the limits on this process, for good. Call it first thing in a child.
pub fn confine(limits: &Limits) -> std::io::Result<()> {
    let hard = |resource, value| setrlimit(resource, Rlimit { current: Some(value), maximum: Some(value) });
    hard(Resource::As, limits.memory)?;
    if let Some(seconds) = limits.cpu_seconds {
        hard(Resource::Cpu, seconds)?;
    }
    hard(Resource::Fsize, 0)?;
    hard(Resource::Core, 0)?;
    hard(Resource::Nofile, 32)?;
    Ok(())
}
