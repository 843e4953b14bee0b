use super::super::MOST_BYTES;
use super::*;
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

const PASSWORD: &str = "violet kayak Müller tundra";

fn hasher() -> Hasher {
    Hasher::with_permits(1).expect("parameters that hold")
}

fn salt(byte: u8) -> Salt {
    Salt::from([byte; SALT_BYTES])
}

async fn verify(hasher: &Hasher, password: &str, stored: &[&str]) -> Result<Verdict> {
    hasher.turn().await?.verify(password, stored).await
}

#[tokio::test]
async fn a_password_is_known_again_and_no_other_is() {
    let hasher = hasher();
    let stored = hasher.hash(PASSWORD, salt(1)).await.expect("hashes");
    assert!(stored.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{stored}");
    assert_ne!(stored, hasher.hash(PASSWORD, salt(2)).await.expect("hashes"), "with another salt it is another one");
    assert_eq!(Salt::of(&stored).expect("has one"), salt(1));
    let verdict = async |password: &str| verify(&hasher, password, &[&stored]).await.expect("verifies");
    assert_eq!(verdict(PASSWORD).await, Verdict { of: Some(0), stale: false });
    assert_eq!(verdict("violet kayak Mu\u{308}ller tundra").await, Verdict { of: Some(0), stale: false }, "typed on another keyboard");
    for other in ["violet kayak müller tundra", "violet kayak Müller tundra ", "violet kayak Muller tundra", "", &"x".repeat(1 << 20)] {
        assert!(verdict(other).await.of.is_none(), "{:.40}", other);
    }
}

#[tokio::test]
async fn a_hash_of_lesser_parameters_is_known_and_stale() {
    let lesser = |algorithm, memory, passes| {
        let params = Params::new(memory, passes, 1, None).expect("parameters that hold");
        let argon2 = Argon2::new(algorithm, Version::V0x13, params);
        argon2.hash_password_with_salt(PASSWORD.nfkc().collect::<String>().as_bytes(), b"0123456789abcdef").expect("hashes").to_string()
    };
    let hasher = hasher();
    for (stored, stale) in [
        (lesser(Algorithm::Argon2id, 19_456, 2), true),
        (lesser(Algorithm::Argon2i, MEMORY_KIB, 3), true),
        (lesser(Algorithm::Argon2id, MEMORY_KIB, 1), false),
        (lesser(Algorithm::Argon2id, 2 * MEMORY_KIB, 1), false),
    ] {
        let verdict = verify(&hasher, PASSWORD, &[&stored]).await.expect("verifies");
        assert_eq!(verdict, Verdict { of: Some(0), stale }, "{stored}");
        let other = verify(&hasher, "another one", &[&stored]).await.expect("verifies");
        assert_eq!(other, Verdict { of: None, stale: false }, "what is not known is not hashed again");
    }
}

#[tokio::test]
async fn of_several_with_one_salt_the_one_is_found_whose_password_it_is() {
    let hasher = hasher();
    let words = ["violet kayak", "quiet lantern", "beneath the tundra"];
    let mut stored = Vec::new();
    for word in words {
        stored.push(hasher.hash(word, salt(1)).await.expect("hashes"));
    }
    stored.push(hasher.hash("another salt", salt(2)).await.expect("hashes"));
    let stored: Vec<_> = stored.iter().map(String::as_str).collect();
    for (at, word) in words.iter().enumerate() {
        assert_eq!(verify(&hasher, word, &stored).await.expect("verifies").of, Some(at));
    }
    for other in ["another salt", "nobody's", ""] {
        assert_eq!(verify(&hasher, other, &stored).await.expect("verifies").of, None, "{other}");
    }
    assert_eq!(verify(&hasher, words[1], &[stored[1], stored[1]]).await.expect("verifies").of, Some(0), "the first");
}

#[tokio::test]
async fn nobody_takes_as_long_as_somebody_and_never_matches() {
    let hasher = hasher();
    let stored = hasher.hash(PASSWORD, salt(1)).await.expect("hashes");
    let stored = stored.as_str();
    let too_long = "x".repeat(MOST_BYTES + 1);
    // What else goes on makes one slower, never quicker: the quickest of each are compared, of as many as it takes on a machine that is busy.
    let mut quickest = [Duration::MAX; 3];
    let alike = |[somebody, nobody, too_long]: [Duration; 3]| {
        [nobody, too_long].iter().all(|other| (0.75..1.33).contains(&(other.as_secs_f64() / somebody.as_secs_f64())))
    };
    for round in 0..200 {
        if round >= 10 && alike(quickest) {
            break;
        }
        for (quickest, (password, stored)) in quickest.iter_mut().zip([("wrong", &[stored][..]), ("wrong", &[]), (&too_long, &[stored])]) {
            let start = Instant::now();
            let verdict = verify(&hasher, password, stored).await.expect("verifies");
            *quickest = start.elapsed().min(*quickest);
            assert_eq!(verdict, Verdict { of: None, stale: false });
        }
    }
    println!("one verification, nobody's, too long: {quickest:?}");
    assert!(alike(quickest), "{quickest:?}");
}

#[tokio::test]
async fn who_finds_the_line_full_is_told_when_to_come_back() {
    let hasher = hasher();
    let mut line: Vec<_> = (0..WAITING + 1).map(|_| Box::pin(verify(&hasher, PASSWORD, &[]))).collect();
    for one in &mut line {
        assert!(futures::poll!(one).is_pending());
    }
    let busy = verify(&hasher, PASSWORD, &[]).await.expect_err("the line is full").public();
    assert!(busy.code == Code::Unavailable && busy.details["retry_after_seconds"] == RETRY_AFTER, "{busy:?}");
    drop(line);
    assert!(verify(&hasher, PASSWORD, &[]).await.is_ok(), "who left makes room");
}

#[tokio::test]
async fn a_hash_that_cannot_be_read_is_a_fault_and_is_not_repeated() {
    let error = verify(&hasher(), PASSWORD, &["$argon2id$v=19$m=1,t=0$secretpart"]).await.expect_err("is no hash");
    assert!(matches!(&error, Error::Fault(message) if !message.contains("secretpart")), "{error:?}");
}
