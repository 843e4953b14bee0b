//! A text that is being typed, kept in this browser until it is sent: leaving the page, a reload or a crash loses none of it.

use crate::browser;
use domain::ids::{ChangeId, SessionId};
use leptos::prelude::*;

/// One text box.
#[derive(Clone, Copy)]
pub struct Draft {
    key: StoredValue<String>,
    first: StoredValue<String>,
    /// As it is typed.
    pub text: RwSignal<String>,
}

impl Draft {
    /// Of the owner's own text for a change; begins with what is suggested.
    pub fn of_change(change: &ChangeId, first: String) -> Self {
        Self::new(text_key(change), first)
    }

    /// Of the statement that makes an unsupported claim good.
    pub fn of_statement(change: &ChangeId, first: String) -> Self {
        Self::new(statement_key(change), first)
    }

    /// Of a box of a session's page.
    pub fn of_session(session: &SessionId, name: &str) -> Self {
        Self::new(format!("draft {name} {session}"), String::new())
    }

    fn new(key: String, first: String) -> Self {
        Self { key: StoredValue::new(key), first: StoredValue::new(first.clone()), text: RwSignal::new(first) }
    }

    /// Takes up what was typed here earlier, and says whether there was something.
    pub fn resume(self) -> bool {
        let kept = self.key.with_value(|key| browser::stored(key));
        let found = kept.is_some();
        if let Some(kept) = kept {
            self.text.set(kept);
        }
        found
    }

    /// More was typed.
    pub fn write(self, text: String) {
        self.key.with_value(
            |key| if self.first.with_value(|first| *first == text) { browser::forget(key) } else { browser::store(key, &text) },
        );
        self.text.set(text);
    }

    /// It was sent, or given up: nothing to come back to.
    pub fn end(self) {
        self.key.with_value(|key| browser::forget(key));
        self.text.set(self.first.get_value());
    }
}

/// The decision on a change was kept, and with it what was typed for it.
pub fn end_of_change(change: &ChangeId) {
    browser::forget(&text_key(change));
    browser::forget(&statement_key(change));
}

fn text_key(change: &ChangeId) -> String {
    format!("draft text {change}")
}

fn statement_key(change: &ChangeId) -> String {
    format!("draft statement {change}")
}
