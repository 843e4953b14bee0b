//! Passwords: which may be chosen, and how they are kept. Knows no accounts and no rows.
//!
//! A password is what a person means by the keys they pressed, so it is brought to the form NFKC before it is counted, judged or hashed, as
//! NIST SP 800-63B (memorised secrets, verifiers) asks: the same keys on another keyboard give the same bytes. Nothing else is changed: no
//! cutting, no trimming, no other case (OWASP ASVS 5.0, 6.2).

pub mod breached;
mod hasher;
mod rule;

pub use hasher::{Hasher, Salt, Turn, Verdict};
pub use rule::{check, guesses};

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Bytes as they are sent; more than this many are no password of anybody, and are not looked at.
const MOST_BYTES: usize = 4096;

/// The password in the one form; `None` for what is too long to be one.
fn normal(password: &str) -> Option<Zeroizing<String>> {
    // Room for all from the beginning: a string that grows leaves copies behind. A character grows by 11 in NFKC at most.
    (password.len() <= MOST_BYTES).then(|| {
        let mut normal = Zeroizing::new(String::with_capacity(password.len() * 11));
        normal.extend(password.nfkc());
        normal
    })
}
