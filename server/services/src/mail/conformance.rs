//! What every mailer does, the same for all of them: the folder, and SMTP with a server that the test starts itself, by the Python that
//! `RESUMAX_TEST_PYTHON` names.

use super::*;
use crate::Secret;
use crate::testing::TempDir;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Each case on a folder, and on an SMTP server.
macro_rules! on_every_mailer {
    ($($case:ident)*) => {
        mod in_a_folder {
            $(#[tokio::test]
            async fn $case() {
                super::$case(&super::folder()).await;
            })*
        }

        mod on_servers {
            $(#[tokio::test]
            #[ignore = "scripts/test gives it Python"]
            async fn $case() {
                super::$case(&super::server().await).await;
            })*

            #[tokio::test]
            #[ignore = "scripts/test gives it Python"]
            async fn what_the_server_refuses_for_ever_is_not_tried_again() {
                super::what_the_server_refuses_for_ever_is_not_tried_again().await;
            }
        }
    };
}

on_every_mailer! {
    a_mail_arrives_as_text_and_html
    a_mail_that_is_sent_twice_is_the_same_mail
    nothing_in_a_mail_adds_a_line_to_its_head
    what_is_no_address_is_refused_for_ever
}

/// A mailer, and the folder where what it sent can be read.
struct Stand {
    mailer: Box<dyn Mailer>,
    arrived: PathBuf,
    _dir: TempDir,
    _server: Option<Server>,
}

/// Ends with the test.
struct Server(std::process::Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Stand {
    fn arrived(&self) -> Vec<String> {
        let files = std::fs::read_dir(&self.arrived).expect("a folder").map(|file| file.expect("a file").path());
        files.map(|path| std::fs::read_to_string(path).expect("text").replace("\r\n", "\n")).collect()
    }
}

fn from() -> Mailbox {
    "resuMAX <noreply@example.org>".parse().expect("an address")
}

fn folder() -> Stand {
    let dir = TempDir::new();
    let arrived = dir.path().join("outbox");
    let mailer = Box::new(Folder::open(&arrived, from()).expect("a folder"));
    Stand { mailer, arrived, _dir: dir, _server: None }
}

/// Refuses everybody at `nobody.example.com`.
const HANDLER: &str = "
from aiosmtpd.handlers import Mailbox as Kept
class Mailbox(Kept):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.endswith('@nobody.example.com'):
            return '550 5.1.1 <' + address + '>: no such user'
        envelope.rcpt_tos.append(address)
        return '250 OK'
";

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port()
}

fn smtp(port: u16) -> Smtp {
    Smtp::open(&Secret::from(format!("smtp://127.0.0.1:{port}")), from()).expect("opens")
}

async fn server() -> Stand {
    let python = std::env::var("RESUMAX_TEST_PYTHON").expect("RESUMAX_TEST_PYTHON is a Python that has aiosmtpd");
    let (dir, port) = (TempDir::new(), free_port());
    std::fs::write(dir.path().join("handler.py"), HANDLER).expect("the handler is kept");
    let mailbox = dir.path().join("mailbox");
    let mut command = std::process::Command::new(python);
    command.args(["-m", "aiosmtpd", "-n", "-l", &format!("127.0.0.1:{port}"), "-c", "handler.Mailbox"]).arg(&mailbox);
    let server = Server(command.current_dir(dir.path()).env("PYTHONPATH", dir.path()).spawn().expect("the server starts"));
    let began = Instant::now();
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(began.elapsed() < Duration::from_secs(20), "the server does not answer");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Stand { mailer: Box::new(smtp(port)), arrived: mailbox.join("new"), _dir: dir, _server: Some(server) }
}

fn mail(key: &str) -> Mail {
    Mail {
        key: key.to_owned(),
        to: "Ada <ada@example.com>".to_owned(),
        subject: "Your r\u{e9}sum\u{e9} is ready".to_owned(),
        text: "Gr\u{fc}\u{df}e.\n.\nA line with one dot stood above.\n".to_owned(),
        html: "<p>Gr\u{fc}\u{df}e.</p>".to_owned(),
    }
}

async fn a_mail_arrives_as_text_and_html(stand: &Stand) {
    stand.mailer.send(&mail("ready:1")).await.expect("sent");
    let [arrived] = &stand.arrived()[..] else { panic!("one mail") };
    let (head, body) = arrived.split_once("\n\n").expect("a head and a body");
    assert!(head.contains("From: resuMAX <noreply@example.org>") && head.contains("To: Ada <ada@example.com>"), "{head}");
    assert!(head.contains("Subject: Your =?utf-8?b?") && head.contains("Content-Type: multipart/alternative"), "{head}");
    assert!(body.contains("Content-Type: text/plain; charset=utf-8") && body.contains("Content-Type: text/html; charset=utf-8"), "{body}");
    assert!(body.contains("Gr=C3=BC=C3=9Fe.") && body.contains("<p>Gr=C3=BC=C3=9Fe.</p>"), "{body}");
}

async fn a_mail_that_is_sent_twice_is_the_same_mail(stand: &Stand) {
    for key in ["ready:1", "ready:1", "ready:2"] {
        stand.mailer.send(&mail(key)).await.expect("sent");
    }
    let arrived = stand.arrived();
    let ids = arrived.iter().map(|mail| mail.lines().find(|line| line.starts_with("Message-ID: ")).expect("an id").to_owned());
    let ids: std::collections::BTreeSet<_> = ids.collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    assert!(ids.iter().all(|id| id.ends_with("@example.org>")), "{ids:?}");
}

async fn nothing_in_a_mail_adds_a_line_to_its_head(stand: &Stand) {
    let evil = Mail { subject: "Hello\r\nBcc: eve@example.com\r\n\r\nbody".to_owned(), ..mail("\r\nX-Key: evil") };
    stand.mailer.send(&evil).await.expect("sent");
    let [arrived] = &stand.arrived()[..] else { panic!("one mail, to one person") };
    let (head, _) = arrived.split_once("\n\n").expect("a head and a body");
    assert!(!head.contains("\nBcc:") && !head.contains("\nX-Key:") && head.contains("multipart/alternative"), "{head}");
    let refused = stand.mailer.send(&Mail { to: "ada@example.com\r\nBcc: eve@example.com".to_owned(), ..mail("ready:1") }).await;
    assert!(matches!(refused, Err(MailError::Permanent(_))), "{refused:?}");
}

async fn what_is_no_address_is_refused_for_ever(stand: &Stand) {
    for to in ["", "ada", "ada@", "@example.com", "ada@example.com, eve@example.com"] {
        let refused = stand.mailer.send(&Mail { to: to.to_owned(), ..mail("ready:1") }).await;
        assert!(matches!(refused, Err(MailError::Permanent(_))), "{to}: {refused:?}");
    }
    assert_eq!(stand.arrived(), Vec::<String>::new());
}

async fn what_the_server_refuses_for_ever_is_not_tried_again() {
    let stand = server().await;
    let refused = stand.mailer.send(&Mail { to: "ada@nobody.example.com".to_owned(), ..mail("ready:1") }).await;
    assert!(matches!(&refused, Err(MailError::Permanent(said)) if said.contains("550") && !said.contains("example")), "{refused:?}");
    stand.mailer.send(&mail("ready:2")).await.expect("the next one goes through");
    assert_eq!(stand.arrived().len(), 1);
}

#[tokio::test]
async fn what_can_not_be_sent_now_is_sent_later() {
    let away = smtp(free_port()).send(&mail("ready:1")).await;
    assert!(matches!(away, Err(MailError::Temporary(_))), "{away:?}");
    let stand = folder();
    std::fs::remove_dir(&stand.arrived).expect("the folder goes");
    let gone = stand.mailer.send(&mail("ready:1")).await;
    assert!(matches!(gone, Err(MailError::Temporary(_))), "{gone:?}");
}

/// A server of one line, which says what it is told to say about who logs in.
#[tokio::test]
async fn a_wrong_password_is_no_reason_to_give_a_mail_up() {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = socket.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        use std::io::{BufRead, Write};
        let (mut stream, _) = socket.accept().expect("somebody comes");
        let mut lines = std::io::BufReader::new(stream.try_clone().expect("a stream")).lines();
        for said in ["220 hello\r\n", "250-hello\r\n250 AUTH PLAIN\r\n", "535 5.7.8 wrong\r\n"] {
            stream.write_all(said.as_bytes()).expect("said");
            let _ = lines.next();
        }
    });
    let mailer = Smtp::open(&Secret::from(format!("smtp://ada:wrong@127.0.0.1:{port}")), from()).expect("opens");
    let refused = mailer.send(&mail("ready:1")).await;
    assert!(matches!(&refused, Err(MailError::Temporary(said)) if said.contains("535")), "{refused:?}");
}

#[test]
fn mail_in_the_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let stand = folder();
    assert_eq!(mode(&stand.arrived), 0o700);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(stand.mailer.send(&mail("ready:1"))).expect("sent");
    let file = std::fs::read_dir(&stand.arrived).expect("a folder").next().expect("a file").expect("a file").path();
    assert!(mode(&file) == 0o600 && file.extension().is_some_and(|kind| kind == "eml"));
}

fn file_of(stand: &Stand, key: &str) -> PathBuf {
    stand.arrived.join(format!("{}.eml", name(&mail(key))))
}

async fn kept(stand: &Stand) -> Vec<Kept> {
    stand.mailer.kept().await.expect("read").expect("a folder keeps mail")
}

#[tokio::test]
async fn what_is_kept_is_read_back_newest_first() {
    let (stand, now) = (folder(), std::time::SystemTime::now());
    for (key, age) in [("ready:1", 60), ("ready:2", 0), ("ready:3", 120)] {
        stand.mailer.send(&mail(key)).await.expect("sent");
        let file = std::fs::File::options().write(true).open(file_of(&stand, key)).expect("a file");
        file.set_modified(now - Duration::from_secs(age)).expect("dated");
    }
    std::fs::write(stand.arrived.join(".draft-0"), "half a mail").expect("written");
    let kept = kept(&stand).await;
    let names: Vec<_> = kept.iter().map(|kept| kept.name.clone()).collect();
    assert_eq!(names, ["ready:2", "ready:1", "ready:3"].map(|key| name(&mail(key))));
    assert_eq!((kept[0].to.as_str(), kept[0].subject.as_str()), ("ada@example.com", "Your r\u{e9}sum\u{e9} is ready"));
    assert_eq!(kept[0].text.as_deref(), Some("Gr\u{fc}\u{df}e.\n.\nA line with one dot stood above."));
    assert!(smtp(free_port()).kept().await.expect("asks nobody").is_none(), "where there is a server, mail leaves");
}

#[tokio::test]
async fn a_kept_mail_is_read_in_any_script() {
    let stand = folder();
    let word = "\u{436}\u{443}\u{43a}";
    let (subject, text) = ([word; 40].join(" "), [word; 400].join("\n"));
    stand.mailer.send(&Mail { subject: subject.clone(), text: text.clone(), ..mail("ready:1") }).await.expect("sent");
    let [read] = &kept(&stand).await[..] else { panic!("one mail") };
    assert_eq!((&read.subject, read.text.as_ref()), (&subject, Some(&text)));
}

#[tokio::test]
async fn no_more_is_read_of_kept_mail_than_is_shown() {
    let stand = folder();
    let long = Mail { text: "word ".repeat(100_000), ..mail("ready:0") };
    stand.mailer.send(&long).await.expect("sent");
    let [read] = &kept(&stand).await[..] else { panic!("one mail") };
    assert!(read.text.as_ref().is_some_and(|text| text.starts_with("word word") && (10_000..=64 << 10).contains(&text.len())));
    for n in 1..60 {
        stand.mailer.send(&mail(&format!("ready:{n}"))).await.expect("sent");
    }
    assert_eq!(kept(&stand).await.len(), 50);
}

#[tokio::test]
async fn what_is_no_mail_of_ours_is_shown_without_a_text() {
    let stand = folder();
    for (name, bytes) in [("empty", ""), ("short", "To: ada\r\n\r\nHello"), ("cut", "Content-Type: x; boundary=\"b\"\r\n\r\n--")] {
        std::fs::write(stand.arrived.join(format!("{name}.eml")), bytes).expect("written");
    }
    let kept = kept(&stand).await;
    assert!(kept.len() == 3 && kept.iter().all(|kept| kept.to.is_empty() && kept.text.as_deref() == Some("")));
}
