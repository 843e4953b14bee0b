//! Runs to the life, on a real database.

mod budget;
mod crashes;
mod decisions;
mod faults;
mod interrupts;
mod journey;
mod stage;
mod starts;

pub use stage::*;
