use super::*;
use chrono::Duration;
use totp_rs::{Builder, Secret};

fn shown(secret: &str, time: i64) -> String {
    let secret = Secret::try_from_base32(secret).expect("base 32");
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().expect("made");
    totp.generate(time.unsigned_abs()).to_string()
}

async fn challenge(services: &Services) -> String {
    match log_in(services, ADA, PASSWORD, &Client::default()).await.expect("the password is right") {
        LoggedIn::SecondFactor { challenge } => challenge,
        LoggedIn::In(_) => panic!("a code should be asked for"),
    }
}

/// A member with a second factor; answers with its secret, and with the browser in which it was set up.
async fn set_up(services: &Services) -> (String, Client) {
    member(services, ADA).await;
    let (opened, ada) = inside(services, ADA).await;
    let secret = begin_second_factor(services, &ada, PASSWORD).await.expect("begun").secret;
    confirm_second_factor(services, &ada, &shown(&secret, services.clock.now().timestamp())).await.expect("set up");
    (secret, Client { device: Some(opened.device.into()), ..Client::default() })
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_each_code_is_taken_once() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (_, ada) = inside(services, ADA).await;
    let now = || bench.services.clock.now().timestamp();
    assert_eq!(code(begin_second_factor(services, &ada, OTHER).await), Some(Code::WrongCredentials));
    let enrolment = begin_second_factor(services, &ada, PASSWORD).await.expect("begun");
    assert!(enrolment.address.starts_with("otpauth://totp/") && enrolment.modules > 20 && enrolment.picture.starts_with('M'));
    assert!(enter(services, ADA, PASSWORD).await.is_ok(), "it does not count yet");
    let recovery = confirm_second_factor(services, &ada, &shown(&enrolment.secret, now())).await.expect("set up");
    assert_eq!((recovery.len(), profile(services, &ada).await.expect("read").recovery_codes), (10, 10));

    bench.clock.advance(Duration::seconds(60));
    let this = shown(&enrolment.secret, now());
    let first = challenge(services).await;
    assert_eq!(code(second_factor(services, &first, "000000", &Client::default()).await), Some(Code::WrongCredentials));
    assert!(second_factor(services, &first, &this, &Client::default()).await.is_ok());
    assert_eq!(code(second_factor(services, &first, &this, &Client::default()).await), Some(Code::WrongCredentials), "used");

    let again = challenge(services).await;
    assert!(second_factor(services, &again, &recovery[0].to_uppercase(), &Client::default()).await.is_ok());
    assert_eq!(code(second_factor(services, &again, &recovery[0], &Client::default()).await), Some(Code::WrongCredentials), "used");
    bench.clock.advance(Duration::seconds(301));
    assert_eq!(code(second_factor(services, &again, &recovery[1], &Client::default()).await), Some(Code::WrongCredentials), "too late");
    assert_eq!(
        code(second_factor(services, "usr_1-9999999999-x.00", &recovery[1], &Client::default()).await),
        Some(Code::WrongCredentials)
    );

    let codes = new_recovery_codes(services, &ada, PASSWORD).await.expect("new ones");
    let third = challenge(services).await;
    assert_eq!(code(second_factor(services, &third, &recovery[2], &Client::default()).await), Some(Code::WrongCredentials));
    assert!(second_factor(services, &third, &codes[0], &Client::default()).await.is_ok());
    remove_second_factor(services, &ada, PASSWORD).await.expect("removed");
    assert!(enter(services, ADA, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn guessing_codes_gets_slow() {
    let bench = bench().await;
    let services = &bench.services;
    set_up(services).await;
    let challenge = challenge(services).await;
    let mut guesses = 0;
    while code(second_factor(services, &challenge, "123456", &Client::default()).await) == Some(Code::WrongCredentials) {
        guesses += 1;
        assert!(guesses < 20, "guessing is for free");
    }
}

#[tokio::test]
async fn the_password_or_the_mailbox_does_not_make_guessing_codes_quick_again() {
    let bench = bench().await;
    let services = &bench.services;
    let (_, known) = set_up(services).await;
    for client in [known, Client::default()] {
        for guesses in 0.. {
            assert!(guesses < 20, "guessing is for free");
            let LoggedIn::SecondFactor { challenge } = log_in(services, ADA, PASSWORD, &client).await.expect("right") else {
                panic!("a code should be asked for");
            };
            if code(second_factor(services, &challenge, "123456", &client).await) == Some(Code::RateLimited) {
                break;
            }
        }
    }
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, PASSWORD).await.expect("reset");
    let challenge = challenge(services).await;
    assert_eq!(code(second_factor(services, &challenge, "123456", &Client::default()).await), Some(Code::RateLimited));
}

#[tokio::test]
async fn a_right_password_is_worth_nothing_when_there_is_another() {
    let bench = bench().await;
    let services = &bench.services;
    let (secret, _) = set_up(services).await;
    let before = challenge(services).await;
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, OTHER).await.expect("reset");
    bench.clock.advance(Duration::seconds(60));
    let this = shown(&secret, services.clock.now().timestamp());
    assert_eq!(code(second_factor(services, &before, &this, &Client::default()).await), Some(Code::WrongCredentials));
    let account = user::Entity::find().one(services.db.reader()).await.expect("read").expect("an account");
    let stale = user::Model { password_hash: "what it was".into(), ..account.clone() };
    assert!(logins::open(services, &stale, &Client::default(), 0).await.expect("asked").is_none());
    assert!(logins::open(services, &account, &Client::default(), 0).await.expect("asked").is_some());
}

#[tokio::test]
async fn guesses_elsewhere_do_not_hold_the_owner_where_they_were_before() {
    let bench = bench().await;
    let services = &bench.services;
    let (secret, here) = set_up(services).await;
    bench.clock.advance(Duration::seconds(60));
    let challenge = challenge(services).await;
    while code(second_factor(services, &challenge, "123456", &Client::default()).await) != Some(Code::RateLimited) {}
    assert!(second_factor(services, &challenge, &shown(&secret, services.clock.now().timestamp()), &here).await.is_ok());
}

#[tokio::test]
async fn whoever_runs_the_installation_helps_out_who_lost_the_phone_and_the_address() {
    let bench = bench().await;
    let services = &bench.services;
    set_up(services).await;
    member(services, "ben@example.org").await;
    let (user, challenge) = (admin::by_email(services, ADA).await.expect("hers"), challenge(services).await);
    rescue::drop_second_factor(services, &user).await.expect("dropped");
    assert!(second_factor(services, &challenge, "123456", &Client::default()).await.is_err());
    let (opened, _) = inside(services, ADA).await;

    ask_reset(services, ADA).await.expect("asked");
    let before = link(services, "reset").await;
    assert_eq!(code(rescue::set_email(services, &user, "ben@example.org").await), Some(Code::InvalidState));
    assert!(lets_in(services, &opened.entry).await);
    rescue::set_email(services, &user, "ada@new.example.org").await.expect("set");
    assert!(!lets_in(services, &opened.entry).await);
    assert_eq!(code(reset(services, &before, OTHER).await), Some(Code::LinkNotValid));
    assert_eq!(code(enter(services, ADA, PASSWORD).await), Some(Code::WrongCredentials));
    let (_, ada) = inside(services, "ada@new.example.org").await;
    let log = crate::audit::list(services, &ada, &Default::default(), None).await.expect("read").items;
    assert_eq!(log.iter().filter(|entry| ["account.email", "second_factor.remove"].contains(&entry.action.as_str())).count(), 2);
    let told = letters(services).await.into_iter().rfind(|letter| letter.kind == "email_changed").expect("told");
    assert_eq!(told.email.as_deref(), Some(ADA));
}

#[tokio::test]
async fn an_old_key_is_taken_out_and_codes_are_still_right() {
    let bench = bench().await;
    let mut services = bench.services.clone();
    let (secret, _) = set_up(&services).await;
    let old = String::from_utf8(services.secrets.newest().to_vec()).expect("text");
    let new = "of newer keys the first: 32 characters";
    services.secrets = std::sync::Arc::new(crate::config::Secrets::of(&[new, &old]));
    assert_eq!(renew_seals(&services).await.expect("renewed"), 1);
    assert_eq!(renew_seals(&services).await.expect("nothing to do"), 0);
    services.secrets = std::sync::Arc::new(crate::config::Secrets::of(&[new]));
    bench.clock.advance(Duration::seconds(60));
    let (code, challenge) = (shown(&secret, services.clock.now().timestamp()), challenge(&services).await);
    assert!(second_factor(&services, &challenge, &code, &Client::default()).await.is_ok());
}

#[tokio::test]
async fn of_two_who_show_the_same_code_one_is_let_in() {
    let bench = bench().await;
    let services = &bench.services;
    let (secret, _) = set_up(services).await;
    bench.clock.advance(Duration::seconds(60));
    let (this, challenge) = (shown(&secret, bench.services.clock.now().timestamp()), challenge(services).await);
    let client = Client::default();
    let (one, other) =
        tokio::join!(second_factor(services, &challenge, &this, &client), second_factor(services, &challenge, &this, &client));
    assert_ne!(one.is_ok(), other.is_ok());
}
