//! Which program the children are, and how one is started.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::process::{Child, Command};

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
static HERE: AtomicBool = AtomicBool::new(cfg!(test));

/// The program to start instead of the running one: for tests, whose own program has no `__child`. The first call counts.
pub fn use_program(path: impl AsRef<Path>) {
    let _ = PROGRAM.set(path.as_ref().to_path_buf());
    HERE.store(false, Ordering::Relaxed);
}

/// Parses in this process from now on, without any bounds: for tests on good files where no `resumax` has been built.
/// The tests of this package do so by themselves.
pub fn parse_here() {
    HERE.store(true, Ordering::Relaxed);
}

pub(super) fn is_here() -> bool {
    HERE.load(Ordering::Relaxed)
}

/// Starts `resumax __child ROLE ARGUMENTS`: an empty environment, pipes for input and output, killed when dropped.
pub fn spawn(role: &str, arguments: &[&str]) -> std::io::Result<Child> {
    let program = match PROGRAM.get() {
        Some(path) => path.clone(),
        None => std::env::current_exe()?,
    };
    Command::new(program)
        .arg("__child")
        .arg(role)
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
}
