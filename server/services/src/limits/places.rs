//! Places that those who share the program could take away from each other: each has so many, and no more.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Places by who takes them, in this process; clones share the count.
#[derive(Clone, Debug)]
pub struct Places<K> {
    most: usize,
    taken: Arc<Mutex<HashMap<K, usize>>>,
}

/// One of them, until it is dropped.
#[must_use]
pub struct Place<K: Eq + Hash> {
    all: Places<K>,
    whose: K,
}

impl<K: Clone + Eq + Hash> Places<K> {
    /// So many for each.
    pub fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// One more; `None` for whoever has all of theirs.
    pub fn take(&self, whose: &K) -> Option<Place<K>> {
        let mut taken = self.taken();
        let count = taken.entry(whose.clone()).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place { all: self.clone(), whose: whose.clone() })
    }
}

impl<K> Places<K> {
    fn taken(&self) -> MutexGuard<'_, HashMap<K, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Eq + Hash> Drop for Place<K> {
    fn drop(&mut self) {
        let mut taken = self.all.taken();
        if let Some(count) = taken.get_mut(&self.whose) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.whose);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_so_many_and_another_one_when_one_is_given_back() {
        let all = Places::new(32);
        let mut taken: Vec<_> = (0..32).map(|_| all.take(&"ada").expect("a place")).collect();
        assert!(all.take(&"ada").is_none(), "no more");
        let bens = all.take(&"ben").expect("another one's");
        taken.pop();
        taken.push(all.take(&"ada").expect("there is one again"));
        drop((taken, bens));
        assert!(all.taken().is_empty(), "nobody is remembered");
    }
}
