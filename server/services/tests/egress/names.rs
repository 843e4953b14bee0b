//! A name server that can be told to lie: it answers the first question for a name otherwise than the next, or not at all.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use tokio::net::UdpSocket;

const A: u16 = 1;
const AAAA: u16 = 28;

/// Answers to the questions for one name, in their order; the last one stays.
type Answers = Vec<Vec<IpAddr>>;

#[derive(Default)]
struct Book {
    names: HashMap<String, Answers>,
    silent: Vec<String>,
    /// Questions for addresses of version 4.
    asked: HashMap<String, usize>,
}

/// The name server of a network.
#[derive(Clone, Default)]
pub struct Names(Arc<Mutex<Book>>);

impl Names {
    pub(super) async fn open() -> Self {
        let names = Self::default();
        let socket = UdpSocket::bind("127.0.0.53:53").await.expect("a port of our own");
        let book = names.clone();
        tokio::spawn(async move {
            let mut question = [0; 512];
            while let Ok((length, from)) = socket.recv_from(&mut question).await {
                if let Some(reply) = book.reply(&question[..length]) {
                    let _ = socket.send_to(&reply, from).await;
                }
            }
        });
        names
    }

    /// A name that is always there.
    pub fn set(&self, name: &str, addresses: &str) {
        self.set_in_turn(name, &[addresses]);
    }

    /// A name that is elsewhere each time it is asked for.
    pub fn set_in_turn(&self, name: &str, answers: &[&str]) {
        let read = |list: &&str| list.split_whitespace().map(|text| text.parse().expect("an address")).collect();
        self.0.lock().expect("whole").names.insert(name.to_owned(), answers.iter().map(read).collect());
    }

    /// A name that nobody answers for.
    pub fn set_silent(&self, name: &str) {
        self.0.lock().expect("whole").silent.push(name.to_owned());
    }

    /// How often a name was asked for.
    pub fn asked(&self, name: &str) -> usize {
        self.0.lock().expect("whole").asked.get(name).copied().unwrap_or_default()
    }

    fn reply(&self, question: &[u8]) -> Option<Vec<u8>> {
        let (name, kind, end) = asked_for(question)?;
        let mut book = self.0.lock().expect("whole");
        if book.silent.contains(&name) {
            return None;
        }
        let turn = book.asked.get(&name).copied().unwrap_or_default();
        if kind == A {
            *book.asked.entry(name.clone()).or_default() += 1;
        }
        let answers = book.names.get(&name);
        let found = answers.and_then(|answers| answers.get(turn.min(answers.len() - 1)));
        let of_kind = |address: &&IpAddr| matches!((kind, address), (A, IpAddr::V4(_)) | (AAAA, IpAddr::V6(_)));
        let found: Vec<&IpAddr> = found.into_iter().flatten().filter(of_kind).collect();
        let mut reply = question[..2].to_vec();
        // A reply, as asked recursively; a name that is in no book does not exist.
        reply.extend([0x81, if answers.is_some() { 0x80 } else { 0x83 }, 0, 1, 0, found.len() as u8, 0, 0, 0, 0]);
        reply.extend(&question[12..end]);
        for address in found {
            reply.extend([0xc0, 12, 0, kind as u8, 0, 1, 0, 0, 0, 0]);
            match address {
                IpAddr::V4(address) => reply.extend([&[0, 4][..], &address.octets()].concat()),
                IpAddr::V6(address) => reply.extend([&[0, 16][..], &address.octets()].concat()),
            }
        }
        Some(reply)
    }
}

/// The name, the kind, and where the question ends.
fn asked_for(question: &[u8]) -> Option<(String, u16, usize)> {
    let (mut at, mut labels) = (12, Vec::new());
    loop {
        let length = usize::from(*question.get(at)?);
        at += 1;
        if length == 0 {
            break;
        }
        labels.push(String::from_utf8_lossy(question.get(at..at + length)?).to_ascii_lowercase());
        at += length;
    }
    let kind = u16::from_be_bytes([*question.get(at)?, *question.get(at + 1)?]);
    Some((labels.join("."), kind, at + 4))
}
