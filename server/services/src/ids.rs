//! New ids: 128 bits from the operating system.

use domain::ids::Id;

/// A new id of a kind, `ids::new::<SessionId>()`.
pub fn new<I: Id>() -> I {
    I::of_bits(u128::from_le_bytes(random()))
}

/// Random bytes.
///
/// # Panics
/// When the operating system has no randomness to give: nothing can be signed or named then.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What [`hex`] wrote; `None` for anything else.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::SessionId;

    #[test]
    fn an_id_has_its_prefix_and_128_bits() {
        let id = new::<SessionId>();
        assert_eq!(id.as_str().len(), "sess_".len() + 32);
        assert_ne!(id, new::<SessionId>());
    }
}
