//! What runs would otherwise read and parse again and again: documents (immutable by version), postings (until
//! their next change), and what claims are checked against. Bounded; whatever is not in it is read.

use super::ground::Sources;
use domain::posting::Posting;
use domain::resume::Document;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Kept in the process, never the truth.
#[derive(Debug)]
pub struct Memory {
    /// By version.
    pub(crate) documents: Recent<Arc<Document>>,
    /// By posting, each with the time of its last change.
    pub(crate) postings: Recent<(String, Arc<Posting>)>,
    /// By session.
    pub(crate) sources: Recent<Arc<Sources>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { documents: Recent::of(256), postings: Recent::of(64), sources: Recent::of(64) }
    }
}

impl Memory {
    /// Nothing of it is kept any more.
    pub(crate) fn clear(&self) {
        self.documents.clear();
        self.postings.clear();
        self.sources.clear();
    }
}

/// The values that were used last, up to a number.
#[derive(Debug)]
pub(crate) struct Recent<V> {
    most: usize,
    inner: Mutex<Inner<V>>,
}

#[derive(Debug)]
struct Inner<V> {
    uses: u64,
    values: HashMap<String, (u64, V)>,
}

impl<V: Clone> Recent<V> {
    fn of(most: usize) -> Self {
        Self { most, inner: Mutex::new(Inner { uses: 0, values: HashMap::new() }) }
    }

    pub(crate) fn get(&self, key: &str) -> Option<V> {
        let mut inner = self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        inner.uses += 1;
        let uses = inner.uses;
        inner.values.get_mut(key).map(|(used, value)| {
            *used = uses;
            value.clone()
        })
    }

    fn clear(&self) {
        self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).values.clear();
    }

    pub(crate) fn put(&self, key: &str, value: V) {
        let mut inner = self.inner.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        inner.uses += 1;
        let uses = inner.uses;
        inner.values.insert(key.to_owned(), (uses, value));
        if inner.values.len() > self.most {
            // The older half goes, so that this is not done at every step.
            let mut used: Vec<u64> = inner.values.values().map(|(used, _)| *used).collect();
            let middle = used.len() / 2;
            let (_, oldest, _) = used.select_nth_unstable(middle);
            let oldest = *oldest;
            inner.values.retain(|_, (used, _)| *used > oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_stays_and_the_number_is_bounded() {
        let recent = Recent::of(10);
        recent.put("kept", 0);
        for n in 1..1_000 {
            recent.put(&n.to_string(), n);
            assert_eq!(recent.get("kept"), Some(0));
        }
        assert!(recent.inner.lock().expect("not poisoned").values.len() <= 10);
        assert_eq!(recent.get("999"), Some(999));
    }
}
