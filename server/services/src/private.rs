//! What is not for everybody's eyes. Neither type can be printed, logged or serialised: who needs the value asks for it by name, where a
//! reader sees it. A struct that holds one can't derive `Debug` either.

use crate::blobs::sha256;
use zeroize::Zeroizing;

/// A key, a token, an address with a password. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// To be handed to who has to know it: a signer, a driver.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        secret.to_owned().into()
    }
}

/// Takes as long for any two: how much of a guess is right can't be measured.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        sha256(self.0.as_bytes()) == sha256(other.0.as_bytes())
    }
}

impl Eq for Secret {}

/// What tells of a person: a name, an address, the name of a file.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Personal<T>(T);

impl<T> Personal<T> {
    /// To be kept in a row, sent to its owner, or put into a mail.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// As [`Personal::expose`], for good.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> From<T> for Personal<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Personal<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compiles only for types that have none of these: with one of them it would be open which `never` is meant.
    macro_rules! assert_never {
        ($($type:ty => $shown:path),* $(,)?) => { $(const _: fn() = || {
            trait Never<Of> { fn never() {} }
            impl<T: ?Sized> Never<()> for T {}
            struct Shown;
            impl<T: ?Sized + $shown> Never<Shown> for T {}
            let _ = <$type as Never<_>>::never;
        };)* };
    }

    assert_never! {
        Secret => std::fmt::Debug, Secret => std::fmt::Display, Secret => serde::Serialize, Secret => AsRef<str>,
        Personal<String> => std::fmt::Debug, Personal<String> => std::fmt::Display, Personal<String> => serde::Serialize,
        Personal<String> => AsRef<str>, crate::config::Secrets => std::fmt::Debug, crate::Upload => std::fmt::Debug,
        crate::Download => std::fmt::Debug, crate::accounts::Client => std::fmt::Debug, crate::accounts::cookies::Sent => std::fmt::Debug,
        crate::mail::Kept => std::fmt::Debug,
    }

    #[test]
    fn two_secrets_are_the_same_or_not() {
        assert!(Secret::from("hush") == Secret::from("hush".to_owned()));
        assert!(Secret::from("hush") != Secret::from("hushh") && Secret::from("") != Secret::from("h"));
    }

    #[test]
    fn what_was_put_in_comes_out_by_name_alone() {
        assert_eq!(Secret::from("hush").expose(), "hush");
        assert_eq!((Personal::<String>::from("Ada").expose().as_str(), Personal::from(7).into_exposed()), ("Ada", 7));
    }
}
