//! Who is calling, and what they may do.

use crate::{Error, Result};
use domain::Code;
use domain::ids::{LoginId, TenantId, TokenId, UserId};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who is calling. Made by the edge (cookie, token or `local` mode), never by a capability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whose data it is about.
    pub tenant: TenantId,
    /// What lets the caller in.
    pub access: Access,
    /// Where the request came from, as far as a network: `203.0.113.0/24`. `None`: from nowhere, as a worker's, or not known.
    pub network: Option<String>,
}

/// What lets a caller in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nobody logs in: the one person of `local` mode, the holder of the service token, or the program itself.
    Installation,
    /// An account; its tenant is named like its user.
    Account {
        /// Whose.
        user: UserId,
        /// How the account was proved.
        via: Via,
        /// The address of the account is known to be its owner's.
        verified: bool,
        /// May look after the installation.
        admin: bool,
    },
}

/// How an account was proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// A browser that is logged in, or its access token.
    Login(LoginId),
    /// A personal API token.
    Token(TokenId),
}

impl Actor {
    /// Without a login.
    pub fn of(tenant: TenantId) -> Self {
        Self { tenant, access: Access::Installation, network: None }
    }

    /// As it calls from this address, of which only the network is kept: 24 bits of an IPv4 address, 64 of an IPv6 one.
    pub fn from(self, address: IpAddr) -> Self {
        let network = match address.to_canonical() {
            IpAddr::V4(address) => format!("{}/24", Ipv4Addr::from_bits(address.to_bits() & (u32::MAX << 8))),
            IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        };
        Self { network: Some(network), ..self }
    }

    /// Whose account it is; `None`: nobody's.
    pub fn user(&self) -> Option<&UserId> {
        match &self.access {
            Access::Account { user, .. } => Some(user),
            Access::Installation => None,
        }
    }

    /// `NOT_VERIFIED` for an account whose address is not confirmed yet: it may look around, and bring nothing in.
    pub fn may_bring_in(&self) -> Result<()> {
        match self.access {
            Access::Account { verified: false, .. } => Err(Error::refused(
                Code::NotVerified,
                "Confirm your e-mail address first: follow the link in the mail that was sent to you, or have it sent again on your account's page.",
            )),
            _ => Ok(()),
        }
    }

    /// `FORBIDDEN` for an account that does not look after the installation.
    pub fn may_operate(&self) -> Result<()> {
        match self.access {
            Access::Account { admin: false, .. } => {
                Err(Error::refused(Code::Forbidden, "Only an administrator of this installation may do this. Ask one of them."))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_not_verified_brings_nothing_in_and_who_is_no_administrator_does_not_operate() {
        let account = |verified, admin| {
            let via = Via::Login(LoginId::new("log_1"));
            Actor {
                tenant: TenantId::new("usr_1"),
                access: Access::Account { user: UserId::new("usr_1"), via, verified, admin },
                network: None,
            }
        };
        let code = |result: Result<()>| result.err().map(|error| error.public().code);
        assert_eq!(code(account(false, false).may_bring_in()), Some(Code::NotVerified));
        assert_eq!(code(account(true, false).may_bring_in()), None);
        assert_eq!(code(account(true, false).may_operate()), Some(Code::Forbidden));
        assert_eq!(code(account(true, true).may_operate()), None);
        let local = Actor::of(TenantId::local());
        assert!(local.may_bring_in().is_ok() && local.may_operate().is_ok() && local.user().is_none());
    }

    #[test]
    fn of_an_address_only_the_network_is_kept() {
        let from = |address: &str| Actor::of(TenantId::local()).from(address.parse().expect("an address")).network;
        assert_eq!(from("203.0.113.77").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(from("::ffff:203.0.113.77").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(from("2001:db8:1:2:3:4:5:6").as_deref(), Some("2001:db8:1:2::/64"));
    }
}
