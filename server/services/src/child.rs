//! Programs of ours that run apart: the binary re-executes itself as `resumax __child ROLE`, gives itself limits first
//! thing, and talks over its standard input and output.
//!
//! Parsers and the renderer eat what strangers send. Some files make the best of them recurse without end, loop, or ask
//! for gigabytes, and none of that can be caught inside a process. So it happens in another one, which may die.
//!
//! ```text
//! parent: spawn(role) ── empty environment, no arguments but the role, killed when dropped
//!           │ standard input: a whole file, or frames (4 bytes of length, then JSON)
//! child:  confine(&limits) → work → standard output: one answer, or frames
//! ```

mod frames;
mod limits;
mod parse;
mod program;

pub use frames::{MAX_FRAME, read_frame, receive, send, write_frame};
pub use limits::{Limits, confine};
pub use parse::{data, main_parse, page, parse, text};
pub use program::{parse_here, spawn, use_program};
