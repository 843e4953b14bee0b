//! Who calls in these tests, by what they send along.

use super::world::World;

/// What lets a caller in, and how far.
#[derive(Clone, Copy, Debug, Default)]
pub struct May {
    /// Somebody that the program knows.
    pub known: bool,
    /// Looks after the installation.
    pub operate: bool,
}

/// Somebody who calls.
#[derive(Clone, Debug)]
pub struct Caller {
    /// "a stranger".
    pub name: &'static str,
    /// What is sent along with every request.
    pub headers: Vec<(&'static str, String)>,
    /// What they may do.
    pub may: May,
    /// Their own things, where they have some.
    pub own: Option<World>,
}

/// Of everybody who is let in without an account.
const ALL: May = May { known: true, operate: true };

/// `local` mode: whoever names that tenant.
pub fn of_tenant(name: &'static str, tenant: &str, own: Option<World>) -> Caller {
    Caller { name, headers: vec![("x-tenant-id", tenant.to_owned())], may: ALL, own }
}

/// The service token of these tests.
pub const TOKEN: &str = "a-service-token-of-the-matrix-0123456789";

/// `token` mode: a program that says this token and that tenant.
pub fn with_token(name: &'static str, token: &str, tenant: &str, own: Option<World>) -> Caller {
    let headers = vec![("authorization", format!("Bearer {token}")), ("x-tenant-id", tenant.to_owned())];
    let may = if token == TOKEN { ALL } else { May::default() };
    Caller { name, headers, may, own }
}

/// Says nothing about who they are.
pub fn nobody() -> Caller {
    Caller { name: "nobody", headers: Vec::new(), may: May::default(), own: None }
}

impl Caller {
    /// The same, who sends this header, too.
    pub fn saying(mut self, header: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((header, value.into()));
        self
    }
}
