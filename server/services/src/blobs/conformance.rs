//! What every object store does, the same for all of them; and what is told when one is away.

use super::*;
use crate::config::{Bucket, Config};
use crate::testing::TempDir;
use domain::Code;
use std::time::{Duration, Instant};

/// Each case on a folder, and on the S3 that `RESUMAX_TEST_S3` names.
macro_rules! on_every_store {
    ($($case:ident)*) => {
        mod in_a_folder {
            $(#[tokio::test]
            async fn $case() {
                let dir = super::TempDir::new();
                super::$case(&super::Blobs::in_folder(dir.path()).expect("a folder")).await;
            })*
        }

        mod on_servers {
            $(#[tokio::test]
            #[ignore = "scripts/test gives it S3"]
            async fn $case() {
                super::$case(&super::bucket().await).await;
            })*

            #[tokio::test]
            #[ignore = "scripts/test gives it S3"]
            async fn the_address_of_an_object_sends_an_attachment_of_that_name_for_a_while() {
                super::the_address_of_an_object_sends_an_attachment_of_that_name_for_a_while().await;
            }
        }
    };
}

on_every_store! {
    what_is_put_can_be_read_by_its_tenant_only
    large_objects_come_back_as_they_were
    bytes_that_changed_underneath_are_not_handed_out
    a_file_of_many_parts_comes_back_in_pieces_and_not_whole_when_it_was_changed
    what_is_missing_is_a_fault_of_ours
    what_was_put_lately_is_not_swept_away
    what_is_old_is_listed_and_can_be_removed
    the_store_answers
}

fn tenants() -> (TenantId, TenantId) {
    (TenantId::new("a"), TenantId::new("b"))
}

async fn what_is_put_can_be_read_by_its_tenant_only(blobs: &Blobs) {
    let (mine, other) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept");
    assert_eq!(blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept once"), hash);
    assert_eq!(&blobs.get(&mine, &hash).await.expect("there")[..], b"resume");
    assert!(blobs.get(&other, &hash).await.is_err());
    blobs.delete(&mine, &hash).await.expect("gone");
    blobs.delete(&mine, &hash).await.expect("still gone");
    assert!(blobs.get(&mine, &hash).await.is_err());
}

async fn large_objects_come_back_as_they_were(blobs: &Blobs) {
    let (mine, _) = tenants();
    for length in [PART, PART + 1, 3 * PART + 17] {
        let bytes: Bytes = (0..length).map(|n| (n % 251) as u8).collect();
        let hash = blobs.put(&mine, bytes.clone()).await.expect("kept");
        assert!(blobs.get(&mine, &hash).await.expect("there") == bytes, "{length} bytes");
    }
}

async fn bytes_that_changed_underneath_are_not_handed_out(blobs: &Blobs) {
    let (mine, _) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept");
    blobs.store.put(&blobs.path(&mine, &hash), PutPayload::from_static(b"resumE")).await.expect("overwritten");
    assert!(matches!(blobs.get(&mine, &hash).await, Err(Error::Fault(message)) if message.contains(&hash)));
    blobs.store.put(&blobs.path(&mine, &hash), PutPayload::from_static(b"res")).await.expect("cut off");
    blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept once more");
    assert_eq!(&blobs.get(&mine, &hash).await.expect("whole again")[..], b"resume");
}

async fn a_file_of_many_parts_comes_back_in_pieces_and_not_whole_when_it_was_changed(blobs: &Blobs) {
    let (mine, other) = tenants();
    let dir = TempDir::new();
    for length in [0, 3, 2 * PART + 17] {
        let bytes: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
        let path = dir.path().join("file");
        std::fs::write(&path, &bytes).expect("a file");
        let hash = sha256(&bytes);
        let file = std::fs::File::open(&path).expect("opens");
        blobs.put_file(&mine, &hash, file, length as u64).await.expect("kept");
        let (size, pieces) = blobs.stream(&mine, &hash).await.expect("there");
        let read: Vec<Bytes> = pieces.map(|piece| piece.expect("whole")).collect().await;
        assert!(size == length as u64 && read.concat() == bytes, "{length} bytes");
        assert!(blobs.stream(&other, &hash).await.is_err());
        assert_eq!(blobs.all_of(&other).count().await, 0);
        let changed = PutPayload::from(vec![1; length]);
        blobs.store.put(&blobs.path(&mine, &hash), changed).await.expect("overwritten");
        let (_, pieces) = blobs.stream(&mine, &hash).await.expect("there");
        let pieces: Vec<_> = pieces.collect().await;
        assert!(length == 0 || pieces.last().is_some_and(Result::is_err), "{length} bytes");
    }
    assert_eq!(blobs.all_of(&mine).count().await, 3);
}

async fn what_is_missing_is_a_fault_of_ours(blobs: &Blobs) {
    let error = blobs.get(&tenants().0, &sha256(b"never put")).await.expect_err("missing");
    assert_eq!(error.public().code, Code::Internal, "{error:?}");
}

async fn what_was_put_lately_is_not_swept_away(blobs: &Blobs) {
    let (mine, _) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"on its way")).await.expect("kept");
    blobs.delete_older_than(&blobs.path(&mine, &hash), GRACE).await.expect("left alone");
    assert!(blobs.get(&mine, &hash).await.is_ok());
    blobs.delete_older_than(&blobs.path(&mine, &sha256(b"never put")), GRACE).await.expect("nothing to do");
}

async fn what_is_old_is_listed_and_can_be_removed(blobs: &Blobs) {
    let (mine, other) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept");
    blobs.put(&other, Bytes::from_static(b"resume")).await.expect("kept");
    for foreign in ["photo", "photos/2026/cat", "0123/45/6789"] {
        let path = foreign.split('/').fold(blobs.prefix.clone(), Path::join);
        blobs.store.put(&path, PutPayload::from_static(b"of somebody else")).await.expect("kept");
    }
    let listed = async |grace| blobs.older_than(grace).map(|path| path.expect("listed")).collect::<Vec<_>>().await;
    assert_eq!(listed(GRACE).await, []);
    // Some stores know the second alone.
    let all = chrono::Duration::seconds(-1);
    assert_eq!(listed(all).await.len(), 2);
    blobs.delete_older_than(&blobs.path(&mine, &hash), all).await.expect("removed");
    assert_eq!(listed(all).await, [blobs.path(&other, &hash)]);
}

async fn the_store_answers(blobs: &Blobs) {
    blobs.answers().await.expect("it answers");
}

/// Settings for a place of its own on the S3 that `RESUMAX_TEST_S3` names.
pub(crate) async fn settings() -> [(&'static str, String); 4] {
    let endpoint = std::env::var("RESUMAX_TEST_S3").expect("RESUMAX_TEST_S3 is the address of an S3 for tests");
    s3::use_tls();
    let made = reqwest::Client::new().put(format!("{endpoint}/resumax-test")).send().await.expect("the server answers");
    assert!(made.status().is_success(), "{}", made.status());
    at(endpoint)
}

fn at(endpoint: String) -> [(&'static str, String); 4] {
    let prefix = hex(&crate::ids::random::<8>());
    [
        ("STORAGE_URL", format!("s3://resumax-test/of one test/{prefix}")),
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
    ]
}

fn configured(settings: &[(&str, String)]) -> Bucket {
    let var = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
    match Config::from_vars(var).expect("valid").storage {
        Storage::S3(bucket) => bucket,
        Storage::Folder(folder) => panic!("{}", folder.display()),
    }
}

async fn bucket() -> Blobs {
    s3::open(&configured(&settings().await), s3::SILENCE).expect("opens")
}

async fn the_address_of_an_object_sends_an_attachment_of_that_name_for_a_while() {
    let blobs = bucket().await;
    let (mine, _) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"# Ada")).await.expect("kept");
    let address =
        blobs.link(&mine, &hash, "J\u{fc}rgen \"x\".md", "text/markdown; charset=utf-8").await.expect("signed").expect("S3 has one");
    assert!(address.contains("X-Amz-Expires=300") && address.contains("X-Amz-Signature="), "{address}");
    let reply = reqwest::get(&address).await.expect("the server answers");
    let header = |name: &str| reply.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-disposition"), "attachment; filename=\"J_rgen _x_.md\"; filename*=UTF-8''J%C3%BCrgen%20%22x%22.md");
    assert_eq!(header("content-type"), "text/markdown; charset=utf-8");
    assert_eq!(reply.text().await.expect("text"), "# Ada");
    let missing = blobs.link(&mine, &sha256(b"never put"), "x.md", "text/markdown").await;
    assert!(missing.is_err(), "an address that leads nowhere is not handed out");
}

/// The error, and that it came within seconds.
async fn told(blobs: &Blobs) -> domain::Error {
    let began = Instant::now();
    let ((mine, _), hash) = (tenants(), sha256(b"resume"));
    let (put, get) = tokio::join!(blobs.put(&mine, Bytes::from_static(b"resume")), blobs.get(&mine, &hash));
    assert!(blobs.answers().await.is_err());
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(put.expect_err("away").public().code, Code::Unavailable);
    get.expect_err("away").public()
}

#[tokio::test]
async fn a_store_that_is_away_is_unavailable_within_seconds() {
    let away = s3::open(&configured(&at("http://127.0.0.1:9".to_owned())), s3::SILENCE).expect("nothing is asked at the start");
    let error = told(&away).await;
    assert!(error.code == Code::Unavailable && error.details.contains_key("retry_after_seconds"), "{error:?}");
    // It takes connections, and says nothing.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let endpoint = format!("http://{}", silent.local_addr().expect("an address"));
    let blobs = s3::open(&configured(&at(endpoint)), Duration::from_millis(500)).expect("nothing is asked at the start");
    assert_eq!(told(&blobs).await.code, Code::Unavailable);
}

#[tokio::test]
async fn a_folder_has_no_addresses_of_its_own() {
    let dir = TempDir::new();
    let blobs = Blobs::in_folder(dir.path()).expect("a folder");
    let (mine, _) = tenants();
    let hash = blobs.put(&mine, Bytes::from_static(b"resume")).await.expect("kept");
    assert_eq!(blobs.link(&mine, &hash, "cv.md", "text/markdown").await.expect("no fault"), None);
}
