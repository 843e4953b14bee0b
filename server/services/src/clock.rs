//! What time it is. The system's, or one that stands still for tests.
//!
//! Times are stored and sent as text, RFC 3339 in UTC with milliseconds (`2026-03-01T09:30:00.000Z`), so that they sort as text.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use std::sync::Mutex;

/// Tells the time.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> DateTime<Utc>;

    /// Now, as it is stored.
    fn stamp(&self) -> String {
        stamp(self.now())
    }
}

/// A time as it is stored.
pub fn stamp(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Reads a stored time.
pub fn read(stamp: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(stamp).ok().map(|time| time.with_timezone(&Utc))
}

/// Milliseconds since 1970, as it is sent.
pub fn of_millis(millis: i64) -> String {
    DateTime::from_timestamp_millis(millis).map(stamp).unwrap_or_default()
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct System;

impl Clock for System {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// A clock that moves only when it is told to.
#[derive(Debug)]
pub struct Fixed(Mutex<DateTime<Utc>>);

impl Fixed {
    /// Stands at this time.
    pub fn at(time: DateTime<Utc>) -> Self {
        Self(Mutex::new(time))
    }

    /// Moves on.
    pub fn advance(&self, by: Duration) {
        let mut now = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        *now += by;
    }
}

impl Clock for Fixed {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_sort_as_text_in_order_of_time() {
        let early = read("2026-03-01T09:30:00.009Z").expect("a valid time");
        let late = early + Duration::milliseconds(91);
        assert!(stamp(early) < stamp(late));
        assert_eq!(stamp(early), "2026-03-01T09:30:00.009Z");
        assert_eq!(read(&stamp(late)), Some(late));
    }
}
