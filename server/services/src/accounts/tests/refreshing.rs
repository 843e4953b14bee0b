use super::*;
use chrono::Duration;

#[tokio::test]
async fn a_refresh_token_goes_on_once_and_two_tabs_get_the_same() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (opened, _) = inside(services, ADA).await;
    let client = Client::default();
    let first = refresh(services, &opened.entry.refresh_token, &client).await.expect("rotated");
    assert_ne!(first.refresh_token, opened.entry.refresh_token);
    bench.clock.advance(Duration::seconds(9));
    let second = refresh(services, &opened.entry.refresh_token, &client).await.expect("the other tab");
    assert_eq!(first.refresh_token, second.refresh_token);
    let next = refresh(services, &second.refresh_token, &client).await.expect("goes on");
    assert!(lets_in(services, &next).await);
}

#[tokio::test]
async fn a_token_says_whose_it_is_and_can_still_be_rotated() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (opened, ada) = inside(services, ADA).await;
    let token = opened.entry.refresh_token.as_str();
    let whose = async || of_refresh_token(services, token).await.expect("read").map(|actor| actor.access);
    for _ in 0..2 {
        assert_eq!(whose().await, Some(ada.access.clone()));
        bench.clock.advance(Duration::minutes(10));
    }
    refresh(services, token, &Client::default()).await.expect("rotated");
    assert_eq!(whose().await, Some(ada.access.clone()), "of a tab that came a moment too late");
    bench.clock.advance(Duration::seconds(11));
    assert_eq!(whose().await, None, "a thief's");
    assert!(of_refresh_token(services, "nonsense").await.expect("read").is_none());
}

#[tokio::test]
async fn many_tabs_at_once_all_go_on() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (opened, _) = inside(services, ADA).await;
    let tabs =
        (0..20).map(|_| async { refresh(services, &opened.entry.refresh_token, &Client::default()).await.expect("goes on").refresh_token });
    let tokens = futures::future::join_all(tabs).await;
    assert!(tokens.iter().all(|token| *token == tokens[0]));
}

#[tokio::test]
async fn a_token_that_is_used_again_ends_its_login_and_no_other() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let ((robbed, ada), (other, _)) = (inside(services, ADA).await, inside(services, ADA).await);
    let client = Client::default();
    let thief = refresh(services, &robbed.entry.refresh_token, &client).await.expect("rotated");
    bench.clock.advance(Duration::seconds(11));
    let access = ada.access.clone();
    let stream = tokio::time::timeout(std::time::Duration::from_secs(5), until_ended(services.clone(), access));
    let reuse = async { code(refresh(services, &robbed.entry.refresh_token, &client).await) };
    let (ended, refused) = tokio::join!(stream, reuse);
    assert_eq!(refused, Some(Code::Unauthorized));
    assert!(ended.is_ok(), "what goes on for long ends");
    assert!(!lets_in(services, &thief).await);
    assert_eq!(code(refresh(services, &thief.refresh_token, &client).await), Some(Code::Unauthorized), "the whole family is dead");
    assert!(lets_in(services, &other.entry).await);
    assert!(letters(services).await.iter().any(|letter| letter.kind == "login_ended"));
}

#[tokio::test]
async fn a_login_that_is_not_used_ends_and_nonsense_is_nobodys() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (opened, _) = inside(services, ADA).await;
    for nonsense in ["", "x", &"0".repeat(64), &opened.entry.access_token] {
        assert_eq!(code(refresh(services, nonsense, &Client::default()).await), Some(Code::Unauthorized));
    }
    bench.clock.advance(Duration::days(31));
    assert_eq!(code(refresh(services, &opened.entry.refresh_token, &Client::default()).await), Some(Code::Unauthorized));
}

#[tokio::test]
async fn a_login_ends_however_much_it_is_used() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let mut token = inside(services, ADA).await.0.entry.refresh_token;
    for day in [25, 50, 75] {
        bench.clock.advance(Duration::days(25));
        token = refresh(services, &token, &Client::default()).await.unwrap_or_else(|error| panic!("day {day}: {error:?}")).refresh_token;
    }
    bench.clock.advance(Duration::days(16));
    assert_eq!(code(refresh(services, &token, &Client::default()).await), Some(Code::Unauthorized));
}

#[tokio::test]
async fn a_newer_first_key_logs_nobody_out() {
    let bench = bench().await;
    let mut services = bench.services.clone();
    member(&services, ADA).await;
    let (opened, _) = inside(&services, ADA).await;
    let old = String::from_utf8(services.secrets.newest().to_vec()).expect("text");
    services.secrets = std::sync::Arc::new(crate::config::Secrets::of(&["of newer keys the first: 32 characters", &old]));
    assert!(lets_in(&services, &opened.entry).await, "signed with the older key");
    let next = refresh(&services, &opened.entry.refresh_token, &Client::default()).await.expect("goes on");
    let device = Client { device: Some(opened.device.clone().into()), ..Client::default() };
    assert!(log_in(&services, ADA, PASSWORD, &device).await.is_ok());
    services.secrets = std::sync::Arc::new(crate::config::Secrets::of(&["of newer keys the first: 32 characters"]));
    assert!(lets_in(&services, &next).await && !lets_in(&services, &opened.entry).await, "the older key is gone");
}
