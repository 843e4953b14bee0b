//! Addresses in a document: how a page shows them and where they lead.

use super::Link;

/// An address as a page shows it: without the scheme, without a slash at the end.
pub fn shown(url: &str) -> &str {
    let url = url.trim();
    let bare = ["https://", "http://", "mailto:", "tel:"].iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or(url);
    bare.strip_suffix('/').unwrap_or(bare)
}

/// Where an address leads; `None` for what is not a web, mail or phone address.
pub fn target(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:"];
    if url.is_empty() || url.len() > 2000 || url.contains(char::is_whitespace) {
        None
    } else if known.iter().any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme)) {
        Some(url.to_owned())
    } else if url.contains("://") || !url.contains('.') || url.ends_with('.') {
        None
    } else if url.contains('@') && !url.contains('/') {
        Some(format!("mailto:{url}"))
    } else if url.split('/').next().is_some_and(|host| host.contains(':')) {
        None
    } else {
        Some(format!("https://{url}"))
    }
}

impl Link {
    /// As a page shows it: the address, with the label in front where the address does not say it.
    pub fn shown(&self) -> String {
        let address = shown(&self.url);
        if self.label.is_empty() || address.to_lowercase().contains(&self.label.to_lowercase()) {
            address.to_owned()
        } else if address.is_empty() {
            self.label.clone()
        } else {
            format!("{}: {address}", self.label)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_scheme() {
        assert_eq!(shown("https://github.com/alexchen/"), "github.com/alexchen");
        assert_eq!(shown(" www.example.com/cv "), "www.example.com/cv");
    }

    #[test]
    fn links_lead_to_web_mail_and_phone_addresses_and_nowhere_else() {
        assert_eq!(target("github.com/alexchen").as_deref(), Some("https://github.com/alexchen"));
        assert_eq!(target("alex@example.com").as_deref(), Some("mailto:alex@example.com"));
        assert_eq!(target("HTTPS://example.com").as_deref(), Some("HTTPS://example.com"));
        for refused in ["javascript:alert(1).x", "file:///etc/passwd", "ftp://example.com", "", "see below.", "https://", "me."] {
            assert_eq!(target(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_label_is_shown_only_when_the_address_does_not_say_it() {
        let text = |label: &str, url: &str| Link { label: label.into(), url: url.into() }.shown();
        assert_eq!(text("GitHub", "https://github.com/alexchen/"), "github.com/alexchen");
        assert_eq!(text("Portfolio", "https://alex.example.com"), "Portfolio: alex.example.com");
        assert_eq!(text("Portfolio", ""), "Portfolio");
    }
}
