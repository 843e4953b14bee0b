//! Configuration from the environment; all faults are reported at once.

/// Every setting.
#[derive(Clone, Debug)]
pub struct Config {}
