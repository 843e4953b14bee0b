//! What a log may say of an error. Errors carry values: a database quotes the row that was there already, a parser the text that it met, a
//! store the request that it refused. So a log gets kinds, codes and names of constraints, and what people wrote stays out of it.

use sea_orm::{DbErr, RuntimeErr, SqlxError};
use std::error::Error;
use std::fmt::Debug;

/// An error and what it came of, as far as it is known to say nothing of a person.
pub fn told(error: &(dyn Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    // What is not known is passed over, and its source may be known again.
    let mut said: Vec<String> = chain.filter_map(known).collect();
    said.dedup();
    if said.is_empty() { "of another kind".to_owned() } else { said.join(": ") }
}

fn known(error: &(dyn Error + 'static)) -> Option<String> {
    if let Some(error) = error.downcast_ref::<crate::Error>() {
        return Some(ours(error));
    }
    if let Some(error) = error.downcast_ref::<DbErr>() {
        return Some(database(error));
    }
    if let Some(error) = error.downcast_ref::<object_store::Error>() {
        return Some(store(error));
    }
    if let Some(error) = error.downcast_ref::<std::io::Error>() {
        return Some(io(error));
    }
    if let Some(error) = error.downcast_ref::<serde_json::Error>() {
        return Some(format!("JSON, {:?} at {}:{}", error.classify(), error.line(), error.column()));
    }
    error.downcast_ref::<fred::error::Error>().map(|error| format!("Redis, {}", variant(error.kind())))
}

fn ours(error: &crate::Error) -> String {
    match error {
        // The sentence is for the caller, and may repeat what they sent.
        crate::Error::Refused(error) => format!("refused, {}", error.code.as_str()),
        error => error.to_string(),
    }
}

fn database(error: &DbErr) -> String {
    let kind = variant(error);
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => format!("{kind}, {}", sqlx(error)),
        _ => kind,
    }
}

fn sqlx(error: &SqlxError) -> String {
    match error {
        SqlxError::Database(error) => {
            let code = error.code().unwrap_or_default();
            match (error.constraint(), error.table()) {
                (Some(constraint), _) => format!("{code} on {constraint}"),
                (None, Some(table)) => format!("{code} on {table}"),
                (None, None) => code.into_owned(),
            }
        }
        SqlxError::Io(error) => io(error),
        error => variant(error),
    }
}

fn store(error: &object_store::Error) -> String {
    let text = error.to_string();
    let status = text.split_once("status code: ").map(|(_, rest)| rest.chars().take(3).filter(char::is_ascii_digit).collect::<String>());
    match status {
        Some(status) if status.len() == 3 => format!("{}, status {status}", variant(error)),
        _ => variant(error),
    }
}

/// The system's own words name no file; anybody else's may.
fn io(error: &std::io::Error) -> String {
    if error.raw_os_error().is_some() { error.to_string() } else { error.kind().to_string() }
}

/// The name of what it is, without what is in it.
fn variant(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;
    use domain::Code;
    use sea_orm::ConnectionTrait;

    #[test]
    fn what_people_wrote_is_left_out_and_what_went_wrong_is_said() {
        let json = serde_json::from_str::<u32>("\"Ada Example\"").expect_err("no number");
        let missing = std::io::Error::from_raw_os_error(2);
        let not_found = object_store::Error::NotFound { path: "tenant/Ada.pdf".into(), source: Box::new(missing) };
        let text = "Server returned non-2xx status code: 403 Forbidden: <Key>Ada.pdf</Key>";
        let refused = object_store::Error::Generic { store: "S3", source: Box::new(std::io::Error::other(text)) };
        for (error, wanted) in [
            (crate::Error::from(json), "a stored value can't be read: JSON, Data at 1:13"),
            (not_found.into(), "the object store failed: NotFound: No such file or directory (os error 2)"),
            (refused.into(), "the object store failed: Generic, status 403: other error"),
            (crate::Error::refused(Code::BadRequest, "There is no section \"Ada Example\"."), "refused, BAD_REQUEST"),
            (DbErr::RecordNotFound("Ada Example".to_owned()).into(), "the database failed: RecordNotFound"),
        ] {
            assert_eq!(told(&error), wanted);
            assert!(!told(&error).contains("Ada"));
        }
        assert_eq!(told(&"Ada Example".parse::<u8>().expect_err("no number")), "of another kind");
    }

    #[tokio::test]
    async fn a_row_that_is_there_already_is_told_by_its_code() {
        let dir = crate::testing::TempDir::new();
        let db = Db::open(&format!("sqlite://{}", dir.path().join("t.db").display())).await.expect("opens");
        let run = async |sql: &str| db.migrator().execute_unprepared(sql).await;
        run("CREATE TABLE people (mail TEXT UNIQUE)").await.expect("a table");
        run("INSERT INTO people VALUES ('ada@example.com')").await.expect("a row");
        let twice = run("INSERT INTO people VALUES ('ada@example.com')").await.expect_err("is there");
        assert_eq!(told(&twice), "Exec, 2067");
        let nonsense = run("INSERT INTO people VALUES (ada@example.com)").await.expect_err("no statement");
        assert_eq!(told(&nonsense), "Exec, 1");
    }
}
