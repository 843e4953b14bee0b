//! What speaks for itself: addresses, telephone numbers, links and what a label names.

use super::tokens::{Token, is_label, phone_like};
use super::{Label, Read, headline_like, personal, put};
use crate::resume::dates::plain;
use crate::resume::structure::{heading, words};
use crate::resume::{Field, Link};

/// Takes what speaks for itself.
pub(super) fn sure(read: &mut Read, token: &Token) -> bool {
    let text = token.text.trim();
    let target = token.link.as_deref().unwrap_or("");
    let mail = text.split_whitespace().find(|word| word.contains('@') && heading::weblike(word.trim_matches(['<', '>', '(', ')'])));
    if let Some(mail) = mail {
        let mail = mail.trim_matches(['<', '>', '(', ')', ',', ';']).trim_start_matches("mailto:").to_owned();
        if read.contact.email.is_empty() {
            read.contact.email = mail;
        } else {
            read.contact.links.push(Link { label: String::new(), url: mail });
        }
        put(read, Field::Email, &token.lines);
        return true;
    }
    let noted =
        text.rsplit_once(" (").filter(|(number, note)| phone_like(number) && note.ends_with(')') && is_label(note.trim_end_matches(')')));
    if let Some((number, _)) = noted
        && read.contact.phone.is_empty()
    {
        read.contact.phone = number.to_owned();
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if phone_like(text) || token.label == Some(Label::Phone) && text.chars().filter(char::is_ascii_digit).count() >= 6 {
        if read.contact.phone.is_empty() {
            read.contact.phone = text.trim_end_matches(['.', ',']).to_owned();
        } else {
            read.contact.phone = format!("{}, {text}", read.contact.phone);
        }
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if heading::weblike(text) {
        read.contact.links.push(Link { label: String::new(), url: text.to_owned() });
        put(read, Field::Links, &token.lines);
        return true;
    }
    if let Some(mail) = target.strip_prefix("mailto:")
        && read.contact.email.is_empty()
    {
        read.contact.email = mail.split('?').next().unwrap_or(mail).to_owned();
        put(read, Field::Email, &token.lines);
        return true;
    }
    if let Some(number) = target.strip_prefix("tel:") {
        read.contact.phone = if text.chars().any(|c| c.is_ascii_digit()) { text.to_owned() } else { number.to_owned() };
        put(read, Field::Phone, &token.lines);
        return true;
    }
    if target.starts_with("http") || token.label == Some(Label::Link) {
        let url = if target.is_empty() { text } else { target };
        read.contact.links.push(Link { label: if target.is_empty() { String::new() } else { text.to_owned() }, url: url.to_owned() });
        put(read, Field::Links, &token.lines);
        return true;
    }
    if token.label == Some(Label::Role) && read.contact.headline.is_empty() && headline_like(text) {
        read.contact.headline = text.to_owned();
        put(read, Field::Headline, &token.lines);
        return true;
    }
    if token.label == Some(Label::Place) && read.contact.location.is_empty() {
        read.contact.location = without_note(text).to_owned();
        put(read, Field::Location, &token.lines);
        return true;
    }
    false
}

/// "Verona, Italia (Abitazione)" without the name of the field behind.
pub(super) fn without_note(text: &str) -> &str {
    let noted = text.rsplit_once(" (").filter(|(_, note)| is_label(note.trim_end_matches(')')));
    noted.map_or(text, |(place, _)| place)
}

pub(super) fn network(text: &str) -> bool {
    matches!(
        plain(text).trim_end_matches(':'),
        "linkedin"
            | "github"
            | "gitlab"
            | "stackoverflow"
            | "stack overflow"
            | "twitter"
            | "x"
            | "behance"
            | "dribbble"
            | "medium"
            | "kaggle"
            | "xing"
            | "instagram"
            | "facebook"
            | "youtube"
            | "mastodon"
    )
}

/// Whether a link leads to a network: "linkedin.com/in/…" to "LinkedIn".
pub(super) fn names(link: &Link, network: &str) -> bool {
    let host = link.url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    host.to_lowercase().starts_with(&network.to_lowercase().replace(' ', ""))
}

pub(super) fn handle_like(token: &Token) -> bool {
    !token.text.contains(' ') && !token.text.starts_with(char::is_uppercase)
}

pub(super) fn place_like(text: &str) -> bool {
    let evidence = words::weigh(text);
    let street = text.chars().any(|c| c.is_ascii_digit()) && text.contains([',', ' ']);
    // "ME" in a circle is a monogram more often than Maine.
    (4..=80).contains(&text.chars().count())
        && evidence.role < 2.0
        && !personal::is(text)
        && (text.starts_with(char::is_uppercase) || text.starts_with(|c: char| c.is_ascii_digit()) || street && text.contains(','))
        && (evidence.place > 0.0 || street)
}

/// A second line of an address.
pub(super) fn continues_place(place: &str, text: &str) -> bool {
    !place.is_empty() && (words::place(text) >= 0.8 || words::country(text)) && place.chars().any(|c| c.is_ascii_digit())
}

/// "14 Thistle Wynd, Edinburgh EH6 5ZZ": a house number, a street, and what a comma parts from them.
pub(super) fn address_like(text: &str) -> bool {
    let number = text.split(|c: char| c.is_whitespace() || c == ',').next().unwrap_or("");
    let house = number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 5 && number != text;
    house
        && text.contains(", ")
        && (3..=10).contains(&text.split_whitespace().count())
        && !text.ends_with('.')
        && crate::resume::dates::find(text).is_empty()
        && text.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// One or two words that may be a town's name and are nothing else.
pub(super) fn town_like(text: &str) -> bool {
    let evidence = words::weigh(text);
    let named = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    (1..=2).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(named)
        && text.chars().count() > 3
        && evidence.role + evidence.degree + evidence.company + evidence.school < 1.0
        && !network(text)
        && !personal::is(text)
        && !is_label(text)
}
