//! The door to addresses that people give, tried from outside and as it is, in a network where every address answers. What must not
//! be fetched must not even be dialled.

#[path = "egress/forms.rs"]
mod forms;
#[path = "egress/names.rs"]
mod names;
#[path = "egress/network.rs"]
mod network;
#[path = "egress/sites.rs"]
mod sites;

use domain::Code;
use domain::posting::{ReadFrom, Source};
use network::{Network, inside};
use services::egress::{Kind, MAX_BYTES, Refusal, fetch};
use services::postings::{self, NewPosting};
use services::testing::Bench;
use sites::{Answer, gzip, head, reply};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// Of nobody that is asked; in the network of a test, ours.
const PUBLIC: &str = "93.184.215.14";
const PAGE: &str = "<!doctype html><title>Engineer</title><h1>Engineer</h1>";

fn hosts(network: &Network) {
    network.names.set("jobs.example.com", PUBLIC);
    network.names.set("other.example.com", "93.184.215.15");
    forms::NAMES.iter().for_each(|(name, addresses)| network.names.set(name, addresses));
}

const HTML: [(&str, &str); 1] = [("content-type", "text/html")];

#[test]
fn every_form_of_an_address_that_leads_inside_is_refused_and_nobody_is_dialled() {
    inside("every_form_of_an_address_that_leads_inside_is_refused_and_nobody_is_dialled", async |network| {
        hosts(&network);
        // The listeners notice: everybody can be dialled here.
        for address in ["127.0.0.1:80", "169.254.169.254:80", "10.0.0.5:6379", "[::1]:443", "[fd00:ec2::254]:80", "93.184.215.14:8080"] {
            TcpStream::connect(address).await.unwrap_or_else(|error| panic!("{address}: {error}"));
            let noticed = async {
                loop {
                    match network.sites.dialled() {
                        none if none.is_empty() => tokio::time::sleep(Duration::from_millis(5)).await,
                        some => return some,
                    }
                }
            };
            assert_eq!(tokio::time::timeout(Duration::from_secs(5), noticed).await.expect("noticed"), [address]);
        }
        let mut faults = Vec::new();
        for form in forms::FORMS {
            let started = Instant::now();
            let answer = fetch(form).await;
            let dialled = network.sites.dialled();
            if answer.is_ok() || !dialled.is_empty() || started.elapsed() > Duration::from_secs(4) {
                faults.push(format!("{form:?}: {answer:?} in {:?}, dialled {dialled:?}", started.elapsed()));
            }
        }
        // One that was dialled late would be found here.
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(network.sites.dialled(), [""; 0]);
        println!("{} forms", forms::FORMS.len());
        assert!(forms::FORMS.len() >= 120);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    });
}

#[test]
fn a_page_of_the_public_internet_is_fetched_by_name_and_by_number() {
    inside("a_page_of_the_public_internet_is_fetched_by_name_and_by_number", async |network| {
        hosts(&network);
        network.names.set("six.example.com", "2606:4700::1111");
        for (address, dialled) in [
            ("http://jobs.example.com/1?a=b#apply", "93.184.215.14:80"),
            ("http://jobs.example.com:8080/1", "93.184.215.14:8080"),
            ("https://jobs.example.com/1", "93.184.215.14:443"),
            ("https://jobs.example.com:8443/1", "93.184.215.14:8443"),
            ("http://93.184.215.14/1", "93.184.215.14:80"),
            ("http://six.example.com/1", "[2606:4700::1111]:80"),
            ("http://[2606:4700::1111]:8080/1", "[2606:4700::1111]:8080"),
        ] {
            network.sites.page(address.split('#').next().expect("an address"), PAGE);
            let fetched = fetch(address).await.unwrap_or_else(|refusal| panic!("{address}: {refusal:?}"));
            assert_eq!(fetched.bytes, PAGE.as_bytes(), "{address}");
            assert_eq!(fetched.kind, Kind::Page(Some("utf-8".to_owned())));
            assert_eq!(network.sites.dialled(), [dialled], "{address}");
        }
    });
}

#[test]
fn a_request_says_who_we_are_and_nothing_of_who_asks() {
    inside("a_request_says_who_we_are_and_nothing_of_who_asks", async |network| {
        hosts(&network);
        let cookie = [("location", "/next"), ("set-cookie", "seen=1")];
        network.sites.set("http://jobs.example.com/first", reply("302 Found", &cookie, b""));
        network.sites.page("http://jobs.example.com/next", PAGE);
        fetch("http://jobs.example.com/first#part").await.expect("a page");
        let request = network.sites.last_request().to_ascii_lowercase();
        assert!(request.starts_with("get /next http/1.1\r\n"), "{request}");
        assert!(request.contains("user-agent: resumax/"), "{request}");
        let names: Vec<&str> = request.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
        let known = ["accept", "user-agent", "accept-encoding", "host"];
        assert!(names.iter().all(|name| known.contains(name)), "{request}");
    });
}

#[test]
fn a_name_that_moves_inside_after_it_was_looked_up_is_not_followed() {
    inside("a_name_that_moves_inside_after_it_was_looked_up_is_not_followed", async |network| {
        network.names.set_in_turn("moves.example.com", &[PUBLIC, "127.0.0.1"]);
        network.sites.page("http://moves.example.com/", PAGE);
        fetch("http://moves.example.com/").await.expect("a page");
        assert_eq!(network.sites.dialled(), ["93.184.215.14:80"]);
        assert_eq!(network.names.asked("moves.example.com"), 1, "looked up once");
        // From now on it is inside.
        assert_eq!(fetch("http://moves.example.com/").await, Err(Refusal::Private));

        // So it is between a redirect and what it names.
        network.names.set_in_turn("turns.example.com", &[PUBLIC, "10.0.0.5"]);
        network.sites.redirect("http://turns.example.com/", 302, "/again");
        network.sites.page("http://turns.example.com/again", PAGE);
        assert_eq!(fetch("http://turns.example.com/").await, Err(Refusal::Private));
        assert_eq!(network.sites.dialled(), ["93.184.215.14:80"]);
        assert_eq!(network.names.asked("turns.example.com"), 2, "once for each of both requests");
    });
}

#[test]
fn a_redirect_goes_through_the_whole_door_again() {
    inside("a_redirect_goes_through_the_whole_door_again", async |network| {
        hosts(&network);
        let start = "http://jobs.example.com/start";
        network.sites.page("http://other.example.com/page", PAGE);
        network.sites.page("http://jobs.example.com/page", PAGE);
        let inside: Vec<&str> =
            forms::FORMS.iter().copied().filter(|form| !form.contains(char::is_control) && form.contains("//")).collect();
        for status in [301, 302, 303, 307, 308] {
            for (to, found) in [
                ("http://other.example.com/page", "http://other.example.com/page"),
                ("//other.example.com/page", "http://other.example.com/page"),
                ("/page", "http://jobs.example.com/page"),
                ("page", "http://jobs.example.com/page"),
            ] {
                network.sites.redirect(start, status, to);
                assert_eq!(fetch(start).await.expect(to).url.as_str(), found, "{status} {to}");
                assert_eq!(network.sites.dialled().len(), 2);
            }
            for to in inside.iter().copied().chain([
                "//127.0.0.1/",
                "//[::1]/",
                "//2130706433/",
                "//loop.example.com/",
                "https://10.0.0.5/",
                "\\\\127.0.0.1\\",
            ]) {
                network.sites.redirect(start, status, to);
                let answer = fetch(start).await;
                // Some forms mean a page of the same site when they stand in a redirect: that may be asked, and nobody else.
                let dialled = network.sites.dialled();
                let others: Vec<&String> = dialled.iter().filter(|address| *address != "93.184.215.14:80").collect();
                assert!(answer.is_err() && others.is_empty(), "{status} {to}: {answer:?} {dialled:?}");
            }
        }
        // One that is not of this kind is none.
        network.sites.set(start, reply("300 Choices", &[("location", "/page")], b""));
        assert_eq!(fetch(start).await, Err(Refusal::Status(300)));
    });
}

#[test]
fn a_page_that_sends_on_by_its_markup_is_not_followed() {
    inside("a_page_that_sends_on_by_its_markup_is_not_followed", async |network| {
        hosts(&network);
        let refresh = [("content-type", "text/html"), ("refresh", "0;url=http://127.0.0.1/"), ("link", "<http://10.0.0.5/>; rel=preload")];
        let html = "<meta http-equiv=refresh content='0;url=http://127.0.0.1/'><img src=http://10.0.0.5/><script>location='http://[::1]/'</script>";
        network.sites.set("http://jobs.example.com/", reply("200 OK", &refresh, html.as_bytes()));
        fetch("http://jobs.example.com/").await.expect("a page");
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(network.sites.dialled(), ["93.184.215.14:80"]);
    });
}

#[test]
fn redirects_end() {
    inside("redirects_end", async |network| {
        hosts(&network);
        for step in 0..7 {
            network.sites.redirect(&format!("http://jobs.example.com/{step}"), 302, &format!("/{}", step + 1));
        }
        network.sites.redirect("http://jobs.example.com/self", 301, "/self");
        network.sites.page("http://jobs.example.com/7", PAGE);
        fetch("http://jobs.example.com/2").await.expect("five redirects");
        assert_eq!(network.sites.dialled().len(), 6);
        assert_eq!(fetch("http://jobs.example.com/1").await, Err(Refusal::Redirects));
        assert_eq!(network.sites.dialled().len(), 6);
        assert_eq!(fetch("http://jobs.example.com/self").await, Err(Refusal::Redirects));
        assert_eq!(network.sites.dialled().len(), 6);
    });
}

#[test]
fn an_encrypted_page_needs_a_certificate_for_its_name_and_never_sends_to_plain_http() {
    inside("an_encrypted_page_needs_a_certificate_for_its_name_and_never_sends_to_plain_http", async |network| {
        hosts(&network);
        network.names.set("jobs.example.org", PUBLIC);
        assert_eq!(fetch("https://jobs.example.org/").await, Err(Refusal::Untrusted));
        assert_eq!(fetch("https://93.184.215.14/").await, Err(Refusal::Untrusted));
        network.sites.dialled();
        network.sites.redirect("https://jobs.example.com/", 302, "http://jobs.example.com/plain");
        network.sites.page("http://jobs.example.com/plain", PAGE);
        assert_eq!(fetch("https://jobs.example.com/").await, Err(Refusal::Downgrade));
        assert_eq!(network.sites.dialled(), ["93.184.215.14:443"]);
        network.sites.redirect("http://jobs.example.com/", 301, "https://other.example.com/page");
        network.sites.page("https://other.example.com/page", PAGE);
        fetch("http://jobs.example.com/").await.expect("from plain to encrypted");
    });
}

#[test]
fn a_reply_ends_at_its_limits() {
    inside("a_reply_ends_at_its_limits", async |network| {
        hosts(&network);
        let at = |name: &str| format!("http://jobs.example.com/{name}");
        let set = |name: &str, answer: Answer| network.sites.set(&at(name), answer);
        let packed = |how: &'static str| [HTML[0], ("content-encoding", how)];
        set("whole", reply("200 OK", &HTML, &vec![b'a'; MAX_BYTES]));
        set("long", reply("200 OK", &HTML, &vec![b'a'; MAX_BYTES + 1]));
        set("endless", Answer::Endless(head("200 OK", &HTML, None), vec![b'a'; 4096]));
        set("headers", Answer::Endless(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-more: 1\r\n".to_vec()));
        set("header", Answer::Endless(b"HTTP/1.1 200 OK\r\nx-long: ".to_vec(), vec![b'a'; 4096]));
        set("packed", reply("200 OK", &packed("gzip"), &gzip(PAGE.as_bytes())));
        set("bomb", reply("200 OK", &packed("gzip"), &gzip(&vec![0; 1 << 27])));
        set("twice", reply("200 OK", &packed("gzip, gzip"), &gzip(&gzip(&vec![0; 1 << 24]))));
        set("odd", reply("200 OK", &packed("zstd"), b"(\xb5/\xfd"));
        set("cut", Answer::Bytes([head("200 OK", &HTML, Some(1000)), b"<p>".to_vec()].concat()));
        set("noise", Answer::Bytes(b"220 mail.example.com ESMTP\r\n".to_vec()));
        set("picture", reply("200 OK", &[("content-type", "image/png")], b"\x89PNG"));
        set("gone", reply("410 Gone", &HTML, b"gone"));
        let started = Instant::now();
        assert_eq!(fetch(&at("whole")).await.expect("as large as it may be").bytes.len(), MAX_BYTES);
        assert_eq!(fetch(&at("packed")).await.expect("unpacked").bytes, PAGE.as_bytes());
        for (name, refusal) in [
            ("long", Refusal::TooLarge),
            ("endless", Refusal::TooLarge),
            ("headers", Refusal::Broken),
            ("header", Refusal::Broken),
            ("bomb", Refusal::TooLarge),
            ("twice", Refusal::Kind),
            ("odd", Refusal::Kind),
            ("cut", Refusal::Broken),
            ("noise", Refusal::Broken),
            ("picture", Refusal::Kind),
            ("gone", Refusal::Status(410)),
            ("missing", Refusal::Status(404)),
        ] {
            assert_eq!(fetch(&at(name)).await, Err(refusal), "{name}");
        }
        assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    });
}

#[test]
fn everything_is_over_after_ten_seconds() {
    inside("everything_is_over_after_ten_seconds", async |network| {
        hosts(&network);
        network.names.set_silent("silent.example.com");
        network.sites.set("http://jobs.example.com/silent", Answer::Silent);
        network.sites.set("https://jobs.example.com/silent", Answer::Silent);
        network.sites.set("http://jobs.example.com/slow", Answer::Dripping(head("200 OK", &HTML, None)));
        network.sites.set("http://jobs.example.com/head", Answer::Dripping(b"HTTP/1.1 200 OK\r\nx-slow:".to_vec()));
        let within = async |address: &str, refusal: Refusal, seconds: std::ops::Range<f32>| {
            let started = Instant::now();
            assert_eq!(fetch(address).await, Err(refusal), "{address}");
            let took = started.elapsed().as_secs_f32();
            assert!(seconds.contains(&took), "{address} took {took} s");
        };
        tokio::join!(
            within("http://jobs.example.com/silent", Refusal::Slow, 9.5..15.0),
            within("https://jobs.example.com/silent", Refusal::Slow, 9.5..15.0),
            within("http://jobs.example.com/slow", Refusal::Slow, 9.5..15.0),
            within("http://jobs.example.com/head", Refusal::Slow, 9.5..15.0),
            within("http://silent.example.com/", Refusal::Unknown, 0.5..9.0),
        );
    });
}

#[test]
fn a_job_description_by_its_address_says_where_it_is_from() {
    inside("a_job_description_by_its_address_says_where_it_is_from", async |network| {
        services::child::parse_here();
        hosts(&network);
        let bench = Bench::open().await;
        let give = async |address: &str| {
            let new = NewPosting { url: Some(address.to_owned()), ..NewPosting::default() };
            postings::create(&bench.services, &bench.actor, new).await
        };
        let html = include_str!("pages/plain.html");
        network.sites.page("http://jobs.example.com/page", html);
        network.sites.redirect("http://other.example.com/short", 302, "http://jobs.example.com/page");
        let text = "Text of a job\n\nCook\nCompany: Blue Kettle\n\nRequirements\n- Training as a cook\n- HACCP certificate\n";
        network.sites.set("http://jobs.example.com/job.txt", reply("200 OK", &[("content-type", "text/plain")], text.as_bytes()));
        let data = html.split_once("ld+json\">").and_then(|(_, rest)| rest.split_once("</script>")).expect("data").0;
        network.sites.set("http://jobs.example.com/data", reply("200 OK", &[("content-type", "application/json")], data.as_bytes()));
        network.sites.page("http://jobs.example.com/empty", include_str!("pages/empty-app.html"));

        let job = give(" http://other.example.com/short#top ").await.expect("a job");
        assert_eq!((job.source, job.url.as_deref()), (Source::Url, Some("http://other.example.com/short#top")));
        let fetched = job.fetched.expect("from where");
        assert_eq!((fetched.from.as_str(), fetched.read), ("http://jobs.example.com/page", ReadFrom::JsonLd));
        assert_eq!(fetched.at, bench.services.now());
        assert_eq!((job.posting.title.as_str(), job.posting.company.as_str()), ("Senior Backend Engineer", "Quillworks"));

        let job = give("http://jobs.example.com/data").await.expect("a job");
        assert_eq!(job.posting.title, "Senior Backend Engineer");
        let job = give("http://jobs.example.com/job.txt").await.expect("a job");
        assert_eq!((job.fetched.expect("from where").read, job.posting.company.as_str()), (ReadFrom::File, "Blue Kettle"));
        // It is kept, and read again without being fetched again.
        network.sites.dialled();
        let again = postings::parse(&bench.services, &bench.actor, &job.job_description_id).await.expect("read again");
        assert_eq!(again.posting.company, "Blue Kettle");
        assert_eq!(network.sites.dialled(), [""; 0]);

        let refused = give("http://jobs.example.com/empty").await.expect_err("no text").public();
        assert_eq!((refused.code, &refused.details["reason"]), (Code::JdUrlUnreadable, &"no_text".into()));
        assert_eq!(give("http://inside.example.com/").await.expect_err("inside").public().details["reason"], "not_public");
    });
}
