//! To the life, on a real database.

use super::*;
use crate::testing::{Bench, document};

fn put(path: &str, bytes: &'static [u8]) -> Upload {
    Upload { file_name: path.into(), bytes: Bytes::from_static(bytes) }
}

#[tokio::test]
async fn a_workspace_shows_the_original_the_resume_and_what_was_put_there() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    upload(services, actor, &id, put("notes/a.txt", b"one")).await.expect("put");
    let file = upload(services, actor, &id, put("notes/a.txt", b"three")).await.expect("put again");
    assert_eq!((file.path.as_str(), file.size, file.mime_type.as_str()), ("notes/a.txt", 5, "text/plain"));
    let paths: Vec<_> = list(services, actor, &id).await.expect("a list").into_iter().map(|file| file.path).collect();
    assert_eq!(paths, ["cv.md", "notes/a.txt", "original/cv.pdf"]);
    assert_eq!(&read(services, actor, &id, "notes/a.txt").await.expect("read").bytes[..], b"three");
    let original = read(services, actor, &id, "original/cv.pdf").await.expect("read");
    assert_eq!(original.bytes, crate::entity::json(&document()).expect("JSON"));
    assert_eq!(read(services, actor, &id, "cv.md").await.expect("read").mime, MARKDOWN);
}

#[tokio::test]
async fn paths_that_are_none_and_files_that_are_not_there_are_refused() {
    let bench = Bench::open().await;
    let (services, actor) = (&bench.services, &bench.actor);
    let id = bench.session(&document(), false).await;
    let code = |result: Result<Download>| result.expect_err("a refusal").public().code;
    assert_eq!(code(read(services, actor, &id, "../secret").await), Code::InvalidPath);
    assert_eq!(code(read(services, actor, &id, "nothing.txt").await), Code::FileNotFound);
    assert_eq!(code(read(services, &bench.stranger, &id, "cv.md").await), Code::SessionNotFound);
    for kept in ["original/cv.pdf", "exports/x.pdf", "cv.md"] {
        let error = upload(services, actor, &id, put(kept, b"x")).await.expect_err("kept").public();
        assert_eq!(error.code, Code::InvalidPath, "{kept}");
    }
}
