//! Listeners at every address, which write down who was dialled, and answer as a test wants.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use std::collections::HashMap;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Those that the door may use, and some that it must not.
const PORTS: [u16; 14] = [80, 443, 8080, 8443, 22, 25, 81, 3000, 3306, 5432, 6379, 9200, 11211, 27017];
const ENCRYPTED: [u16; 2] = [443, 8443];

/// What a site does when it is asked.
#[derive(Clone)]
pub enum Answer {
    /// These bytes, and the end.
    Bytes(Vec<u8>),
    /// These bytes, then this again and again.
    Endless(Vec<u8>, Vec<u8>),
    /// These bytes, then one blank a second.
    Dripping(Vec<u8>),
    /// Nothing, and no end.
    Silent,
}

#[derive(Default)]
struct Ledger {
    dialled: Vec<SocketAddr>,
    asked: Vec<String>,
    answers: HashMap<String, Answer>,
}

/// Everybody in a network.
#[derive(Clone, Default)]
pub struct Sites(Arc<Mutex<Ledger>>);

impl Sites {
    pub(super) async fn open(dir: &Path) -> Self {
        let sites = Self::default();
        let acceptor = acceptor(dir);
        for port in PORTS {
            // Of both versions.
            let listener = TcpListener::bind(("::", port)).await.expect("a port of our own");
            let (sites, acceptor) = (sites.clone(), acceptor.clone());
            tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    sites.note(&stream);
                    let (sites, acceptor) = (sites.clone(), acceptor.clone());
                    tokio::spawn(async move {
                        if ENCRYPTED.contains(&port) {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                sites.answer("https", stream).await;
                            }
                        } else {
                            sites.answer("http", stream).await;
                        }
                    });
                }
            });
        }
        sites
    }

    /// What is answered under an address; what is set for none is 404.
    pub fn set(&self, address: &str, answer: Answer) {
        self.0.lock().expect("whole").answers.insert(address.to_owned(), answer);
    }

    /// A page under an address.
    pub fn page(&self, address: &str, html: &str) {
        self.set(address, reply("200 OK", &[("content-type", "text/html; charset=utf-8")], html.as_bytes()));
    }

    /// A redirect from an address.
    pub fn redirect(&self, address: &str, status: u16, to: &str) {
        self.set(address, reply(&format!("{status} Moved"), &[("location", to)], b"moved"));
    }

    /// Who was dialled since the last time that this was asked.
    pub fn dialled(&self) -> Vec<String> {
        let dialled = std::mem::take(&mut self.0.lock().expect("whole").dialled);
        dialled.iter().map(|address| SocketAddr::new(address.ip().to_canonical(), address.port()).to_string()).collect()
    }

    /// What was said in the last request.
    pub fn last_request(&self) -> String {
        self.0.lock().expect("whole").asked.last().cloned().unwrap_or_default()
    }

    fn note(&self, stream: &TcpStream) {
        let address = stream.local_addr().expect("a connection");
        self.0.lock().expect("whole").dialled.push(address);
    }

    async fn answer(&self, scheme: &str, mut stream: impl AsyncRead + AsyncWrite + Unpin) {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => request.push(byte),
                Err(_) => return,
            }
        }
        let request = String::from_utf8_lossy(&request).into_owned();
        let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
        let host = request.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("host: ").map(str::to_owned)).unwrap_or_default();
        let answer = {
            let mut ledger = self.0.lock().expect("whole");
            ledger.asked.push(request);
            ledger.answers.get(&format!("{scheme}://{host}{path}")).cloned()
        };
        let answer = answer.unwrap_or_else(|| reply("404 Not Found", &[("content-type", "text/html")], b"nothing here"));
        // Who has heard enough leaves.
        let _ = give(&mut stream, answer).await;
    }
}

async fn give(stream: &mut (impl AsyncWrite + Unpin), answer: Answer) -> std::io::Result<()> {
    match answer {
        Answer::Bytes(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await
        }
        Answer::Endless(head, again) => {
            stream.write_all(&head).await?;
            loop {
                stream.write_all(&again).await?;
            }
        }
        Answer::Dripping(head) => {
            stream.write_all(&head).await?;
            loop {
                stream.write_all(b" ").await?;
                stream.flush().await?;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        Answer::Silent => std::future::pending().await,
    }
}

/// A reply with its length.
pub fn reply(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    Answer::Bytes([head(status, headers, Some(body.len())), body.to_vec()].concat())
}

/// The head of a reply; without a length it goes on until the connection ends.
pub fn head(status: &str, headers: &[(&str, &str)], length: Option<usize>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status}\r\nconnection: close\r\n");
    headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
    length.iter().for_each(|length| head.push_str(&format!("content-length: {length}\r\n")));
    (head + "\r\n").into_bytes()
}

/// Packed.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// Proves to be `*.example.com`, to whom trusts the file in the folder.
fn acceptor(dir: &Path) -> TlsAcceptor {
    let root_key = KeyPair::generate().expect("a key");
    let mut root = CertificateParams::default();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let trusted = root.self_signed(&root_key).expect("a certificate");
    std::fs::write(dir.join("trusted.pem"), trusted.pem()).expect("a file");
    let key = KeyPair::generate().expect("a key");
    let leaf = CertificateParams::new(["*.example.com".to_owned()]).expect("names");
    let leaf = leaf.signed_by(&key, &Issuer::from_params(&root, &root_key)).expect("a certificate");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(leaf.der().to_vec())], PrivateKeyDer::try_from(key.serialize_der()).expect("a key"))
        .expect("a certificate and its key");
    TlsAcceptor::from(Arc::new(config))
}
