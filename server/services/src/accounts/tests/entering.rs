use super::*;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use chrono::Duration;
use domain::account::{NewToken, Scope};

#[tokio::test]
async fn an_account_looks_around_at_once_and_brings_something_in_when_its_address_is_confirmed() {
    let bench = bench().await;
    let services = &bench.services;
    sign_up(services, NewAccount { email: " Ada@Example.org".into(), password: PASSWORD.into(), name: "Ada".into() })
        .await
        .expect("signed up");
    let (_, actor) = inside(services, ADA).await;
    assert_eq!(code(actor.may_bring_in()), Some(Code::NotVerified));
    follow(services, &link(services, "verify").await).await.expect("confirmed");
    let (_, actor) = inside(services, ADA).await;
    assert!(actor.may_bring_in().is_ok() && profile(services, &actor).await.expect("read").verified);
    assert_eq!(crate::audit::verify(services, &actor).await.expect("read").fault, None);
}

#[tokio::test]
async fn what_is_wrong_is_not_said_and_neither_is_who_has_an_account() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let wrong = enter(services, ADA, OTHER).await.err().expect("wrong").public();
    let unknown = enter(services, "nobody@example.org", OTHER).await.err().expect("unknown").public();
    assert_eq!(wrong, unknown);
    for email in [ADA, "nobody@example.org"] {
        signs_up(services, email, OTHER).await;
        resend(services, email, None).await.expect("the same answer");
        ask_reset(services, email).await.expect("the same answer");
    }
    assert!(enter(services, ADA, PASSWORD).await.is_ok(), "the password of the account is as it was");
    for email in [ADA, "nobody@example.org"] {
        let entered = enter(services, email, OTHER).await.expect("whoever has signed up looks around");
        let actor = of_access_token(services, &entered.entry.access_token).await.expect("read").expect("somebody");
        assert_eq!(code(actor.may_bring_in()), Some(Code::NotVerified));
    }
    let of_ada = admin::by_email(services, ADA).await.expect("an account");
    let kinds: Vec<_> = letters(services)
        .await
        .into_iter()
        .filter(|letter| letter.user_id.as_deref() == Some(of_ada.as_str()))
        .map(|letter| letter.kind)
        .collect();
    assert!(["verify", "known", "reset"].iter().all(|kind| kinds.contains(&(*kind).to_owned())), "{kinds:?}");
    // Asked for a second time within a minute: written, and to nobody.
    assert!(letters(services).await.iter().any(|letter| letter.user_id.is_none()));
}

#[tokio::test]
async fn guessing_gets_slow_and_the_owner_gets_in_where_he_was_before() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (opened, _) = inside(services, ADA).await;
    let mut guesses = 0;
    while code(enter(services, ADA, OTHER).await) == Some(Code::WrongCredentials) {
        guesses += 1;
        assert!(guesses < 20, "guessing is for free");
    }
    let error = enter(services, ADA, PASSWORD).await.err().expect("held").public();
    assert!(error.code == Code::RateLimited && error.details.contains_key("retry_after_seconds"), "{error:?}");
    let known = Client { device: Some(opened.device.clone().into()), ..Client::default() };
    assert!(matches!(log_in(services, ADA, PASSWORD, &known).await, Ok(LoggedIn::In(_))), "the owner's browser is not held");
    let forged = Client { device: Some(opened.device.replace('a', "b").into()), ..Client::default() };
    assert_eq!(code(log_in(services, ADA, PASSWORD, &forged).await), Some(Code::RateLimited));
    // A new password by mail, and the pause is over.
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, OTHER).await.expect("reset");
    assert!(enter(services, ADA, OTHER).await.is_ok());
}

#[tokio::test]
async fn who_has_signed_up_with_an_address_guesses_no_faster_at_the_password_of_its_owner() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    signs_up(services, ADA, OTHER).await;
    let opened = enter(services, ADA, OTHER).await.expect("looks around");
    let stranger = Client { device: Some(opened.device.into()), ..Client::default() };
    for guess in 0.. {
        assert!(guess < 20, "guessing is for free");
        let guessed = log_in(services, ADA, "not the password", &stranger).await;
        if code(guessed) == Some(Code::RateLimited) {
            break;
        }
        let own = log_in(services, ADA, OTHER, &stranger).await;
        assert!(matches!(own, Ok(LoggedIn::In(_))) || code(own) == Some(Code::RateLimited));
    }
    bench.clock.advance(Duration::hours(1));
    for _ in 0..10 {
        assert!(log_in(services, ADA, OTHER, &stranger).await.is_ok(), "a password that was right before is no guess");
    }
}

#[tokio::test]
async fn nor_by_signing_up_with_each_guess() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    for guess in 0.. {
        assert!(guess < 20, "guessing is for free");
        let password = format!("guess {guess} beneath the tundra");
        signs_up(services, ADA, &password).await;
        if code(enter(services, ADA, &password).await) == Some(Code::RateLimited) {
            break;
        }
    }
}

#[tokio::test]
async fn nor_by_changing_the_password_of_an_account_that_waits() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    signs_up(services, ADA, OTHER).await;
    let opened = enter(services, ADA, OTHER).await.expect("looks around");
    let stranger = of_access_token(services, &opened.entry.access_token).await.expect("read").expect("somebody");
    assert_eq!(code(change_password(services, &stranger, OTHER, "first guess beneath the tundra").await), Some(Code::NotVerified));
}

#[tokio::test]
async fn nobody_learns_of_an_account_by_crowding_out_the_first_of_those_that_wait() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    for email in [ADA, "nobody@example.org"] {
        for stranger in 0..20 {
            bench.clock.advance(Duration::seconds(1));
            signs_up(services, email, &format!("{stranger} violet kayaks beneath the tundra")).await;
        }
        assert!(enter(services, email, "0 violet kayaks beneath the tundra").await.is_ok(), "{email}");
        bench.clock.advance(Duration::seconds(1));
        signs_up(services, email, OTHER).await;
        assert!(enter(services, email, "0 violet kayaks beneath the tundra").await.is_err(), "{email}");
    }
    assert!(inside(services, ADA).await.1.may_bring_in().is_ok());
}

#[tokio::test]
async fn two_who_sign_up_with_an_address_at_the_same_moment_both_look_around() {
    let bench = bench().await;
    let services = &bench.services;
    tokio::join!(signs_up(services, ADA, PASSWORD), signs_up(services, ADA, OTHER));
    let (one, other) = (enter(services, ADA, PASSWORD).await.expect("in"), enter(services, ADA, OTHER).await.expect("in"));
    let link = link(services, "verify").await;
    let (first, second) = (confirm(services, &link, None, PASSWORD).await, confirm(services, &link, None, OTHER).await);
    assert_ne!(first.is_ok(), second.is_ok(), "it is the link of one of both");
    assert!(lets_in(services, &one.entry).await && lets_in(services, &other.entry).await, "neither learns of the other");
    let accounts = admin::list(services, &admin::operator(), &Default::default()).await.expect("read").items;
    assert_eq!(accounts.iter().filter(|account| account.verified).count(), 1);
}

#[tokio::test]
async fn an_account_that_nobody_confirms_goes_after_a_month() {
    let bench = bench().await;
    let services = &bench.services;
    let ada = member(services, ADA).await;
    for email in [ADA, "ben@example.org", "cy@example.org"] {
        signs_up(services, email, OTHER).await;
    }
    bench.clock.advance(Duration::days(31));
    enter(services, "cy@example.org", OTHER).await.expect("still comes here");
    close_unconfirmed(services).await.expect("swept");
    let rows = user::Entity::find().filter(user::Column::ClosingAt.is_null()).order_by_asc(user::Column::Email);
    let left = rows.all(services.db.reader()).await.expect("read");
    assert_eq!(left.iter().map(|row| row.email.as_str()).collect::<Vec<_>>(), [ADA, "cy@example.org"]);
    assert_eq!(left[0].id, ada.as_str());
    assert_eq!(code(enter(services, "ben@example.org", OTHER).await), Some(Code::WrongCredentials));
}

#[tokio::test]
async fn who_is_sent_away_in_a_crowd_has_not_guessed() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (_, ada) = inside(services, ADA).await;
    let mut crowd = Vec::new();
    loop {
        let mut turn = Box::pin(services.passwords.turn());
        match futures::poll!(&mut turn) {
            std::task::Poll::Ready(Err(_)) => break,
            here => crowd.push((here, turn)),
        }
    }
    for _ in 0..10 {
        assert_eq!(code(enter(services, ADA, PASSWORD).await), Some(Code::Unavailable));
        assert_eq!(code(change_password(services, &ada, PASSWORD, OTHER).await), Some(Code::Unavailable));
    }
    drop(crowd);
    assert!(enter(services, ADA, PASSWORD).await.is_ok());
    assert!(change_password(services, &ada, PASSWORD, OTHER).await.is_ok());
}

#[tokio::test]
async fn pauses_end_by_themselves() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    while code(enter(services, ADA, OTHER).await) == Some(Code::WrongCredentials) {}
    bench.clock.advance(Duration::seconds(3));
    assert!(enter(services, ADA, PASSWORD).await.is_ok());
    assert_eq!(code(enter(services, ADA, OTHER).await), Some(Code::WrongCredentials), "a right one has wiped the slate");
}

#[tokio::test]
async fn a_weak_password_is_refused_and_an_old_hash_is_made_anew() {
    let bench = bench().await;
    let services = &bench.services;
    for weak in ["short", "password1234", "ada@example.org", "Passw0rd!"] {
        let new = NewAccount { email: ADA.into(), password: weak.into(), name: String::new() };
        assert_eq!(code(sign_up(services, new).await), Some(Code::WeakPassword), "{weak}");
    }
    let user = member(services, ADA).await;
    let stored =
        async || user::Entity::find_by_id(user.as_str()).one(services.db.reader()).await.expect("read").expect("a row").password_hash;
    let fresh = stored().await;
    assert!(fresh.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{fresh}");
    // Of the same password with less memory, made elsewhere.
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19_456, 2, 1, None).expect("parameters"));
    let weaker = argon2.hash_password_with_salt(PASSWORD.as_bytes(), b"0123456789abcdef").expect("a hash").to_string();
    let change = user::ActiveModel { password_hash: sea_orm::ActiveValue::Set(weaker.clone()), ..Default::default() };
    services.write(async |tx| Ok(user::Entity::update_many().set(change.clone()).exec(tx).await?)).await.expect("changed");
    assert!(enter(services, ADA, PASSWORD).await.is_ok());
    let anew = stored().await;
    assert!(anew != weaker && anew.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{anew}");
    assert!(enter(services, ADA, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_login_is_ended_by_its_owner_and_by_nobody_else() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    member(services, "ben@example.org").await;
    let ((here, ada), (there, _), (_, ben)) =
        (inside(services, ADA).await, inside(services, ADA).await, inside(services, "ben@example.org").await);
    let list = logins(services, &ada).await.expect("read");
    assert_eq!((list.len(), list.iter().filter(|login| login.current).count()), (2, 1));
    let other = list.iter().find(|login| !login.current).expect("the other one").login_id.clone();
    assert_eq!(code(end_login(services, &ben, &other).await), Some(Code::NotFound));
    assert!(lets_in(services, &there.entry).await);
    end_login(services, &ada, &other).await.expect("ended");
    assert!(!lets_in(services, &there.entry).await && lets_in(services, &here.entry).await);
    assert_eq!(code(refresh(services, &there.entry.refresh_token, &Client::default()).await), Some(Code::Unauthorized));
    log_out_everywhere(services, &ada).await.expect("out");
    assert!(!lets_in(services, &here.entry).await);
}

#[tokio::test]
async fn a_token_acts_for_its_account_until_it_is_taken_back_and_never_changes_the_account() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (_, ada) = inside(services, ADA).await;
    let made = make_token(services, &ada, NewToken { name: "script".into(), scope: Scope::Read, days: Some(30) }).await.expect("made");
    let (actor, scope) = of_api_token(services, &made.secret).await.expect("read").expect("somebody");
    assert_eq!((actor.tenant.clone(), scope), (ada.tenant.clone(), Scope::Read));
    assert_eq!(code(change_password(services, &actor, PASSWORD, OTHER).await), Some(Code::Forbidden));
    assert_eq!(code(make_token(services, &actor, NewToken::default()).await), Some(Code::Forbidden));
    assert!(tokens(services, &ada).await.expect("read")[0].used_at.is_some());
    assert!(of_api_token(services, &format!("{}0", made.secret)).await.expect("read").is_none());
    let stored = crate::entity::api_token::Entity::find().one(services.db.reader()).await.expect("read").expect("a row");
    assert!(!format!("{stored:?}").contains(&made.secret[5..]), "the secret is not kept");
    bench.clock.advance(Duration::days(31));
    services.standings.forget();
    assert!(of_api_token(services, &made.secret).await.expect("read").is_none(), "it has ended");
    let (_, ada) = inside(services, ADA).await;
    let made = make_token(services, &ada, NewToken { name: "script".into(), scope: Scope::Write, days: None }).await.expect("made");
    revoke_token(services, &ada, &made.token.token_id).await.expect("taken back");
    assert!(of_api_token(services, &made.secret).await.expect("read").is_none());
}

#[tokio::test]
async fn the_role_is_given_by_somebody_in_person_to_somebody_who_is_known() {
    let bench = bench().await;
    let services = &bench.services;
    let (ada, ben) = (member(services, ADA).await, member(services, "ben@example.org").await);
    admin::set_admin(services, &admin::operator(), &ada, true).await.expect("made one");
    let (_, actor) = inside(services, ADA).await;
    let made = make_token(services, &actor, NewToken { name: "script".into(), scope: Scope::Write, days: None }).await.expect("made");
    let (program, _) = of_api_token(services, &made.secret).await.expect("read").expect("somebody");
    assert_eq!(code(admin::set_admin(services, &program, &ben, true).await), Some(Code::Forbidden));
    assert_eq!(code(admin::end_logins(services, &program, &ben).await), Some(Code::Forbidden));
    signs_up(services, "cy@example.org", PASSWORD).await;
    let cy = admin::by_email(services, "cy@example.org").await.expect("an account");
    assert_eq!(code(admin::set_admin(services, &actor, &cy, true).await), Some(Code::InvalidState), "whose address may be anybody's");
}

#[tokio::test]
async fn what_was_on_its_way_when_a_login_ended_is_refused() {
    let bench = bench().await;
    let services = &bench.services;
    let ada = member(services, ADA).await;
    let (_, thief) = inside(services, ADA).await;
    let made = make_token(services, &thief, NewToken { name: "script".into(), scope: Scope::Write, days: None }).await.expect("made");
    let (program, _) = of_api_token(services, &made.secret).await.expect("read").expect("somebody");
    let bring = async |actor: &Actor| {
        let cv = crate::Upload { file_name: "cv.md".into(), bytes: "# Ada\n\nada@example.org\n\n## Skills\n\n- Rust".into() };
        crate::resumes::upload(services, actor, cv).await
    };
    bring(&thief).await.expect("let in");
    bring(&program).await.expect("let in");
    bench.clock.advance(Duration::minutes(2));
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, OTHER).await.expect("reset");
    // All of these were let in before.
    let new = NewToken { name: "another".into(), scope: Scope::Write, days: None };
    assert_eq!(code(make_token(services, &thief, new).await), Some(Code::Unauthorized));
    assert_eq!(code(change_profile(services, &thief, Default::default()).await), Some(Code::Unauthorized));
    assert_eq!(code(bring(&thief).await), Some(Code::Unauthorized));
    assert_eq!(code(bring(&program).await), Some(Code::Unauthorized));
    assert_eq!(code(crate::archives::begin(services, &thief).await), Some(Code::Unauthorized));
    // What has ended everything once more says so.
    log_out_everywhere(services, &thief).await.expect("nothing is left to end");

    let ben = member(services, "ben@example.org").await;
    for chosen in [&ada, &ben] {
        admin::set_admin(services, &admin::operator(), chosen, true).await.expect("made one");
    }
    let (_, before) = inside(services, "ben@example.org").await;
    admin::set_admin(services, &admin::operator(), &ben, false).await.expect("no more");
    assert_eq!(code(admin::set_admin(services, &before, &ben, true).await), Some(Code::Forbidden));
    assert_eq!(code(admin::end_logins(services, &before, &ada).await), Some(Code::Forbidden));
}

#[tokio::test]
async fn who_is_not_let_in_stands_in_the_log_of_the_installation() {
    let bench = bench().await;
    let services = &bench.services;
    let ada = member(services, ADA).await;
    let client = Client { address: Some(std::net::IpAddr::from([203, 0, 113, 7]).into()), ..Client::default() };
    for email in [ADA, "nobody@example.org"] {
        assert_eq!(code(log_in(services, email, OTHER, &client).await), Some(Code::WrongCredentials));
    }
    let log = crate::audit::list(services, &admin::operator(), &Default::default(), None).await.expect("read").items;
    let refused: Vec<_> = log.iter().filter(|entry| entry.action == "login.refused").collect();
    assert_eq!(refused.iter().map(|entry| entry.subject.as_str()).collect::<Vec<_>>(), ["", ada.as_str()], "{log:?}");
    assert!(refused.iter().all(|entry| entry.network.as_deref() == Some("203.0.113.0/24")), "{log:?}");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let bench = bench().await;
    let services = &bench.services;
    let (ada, ben) = (member(services, ADA).await, member(services, "ben@example.org").await);
    admin::set_admin(services, &admin::operator(), &ada, true).await.expect("made one");
    let (_, actor) = inside(services, ADA).await;
    assert!(actor.may_operate().is_ok());
    assert_eq!(code(admin::set_admin(services, &actor, &ada, false).await), Some(Code::InvalidState));
    let (_, member) = inside(services, "ben@example.org").await;
    assert_eq!(code(admin::list(services, &member, &Default::default()).await), Some(Code::Forbidden));
    admin::set_admin(services, &actor, &ben, true).await.expect("a second one");
    admin::set_admin(services, &actor, &ada, false).await.expect("not the last any more");
    let list = admin::list(services, &member_now(services).await, &Default::default()).await.expect("read");
    let admins: Vec<_> = list.items.iter().filter(|account| account.admin).map(|account| &account.user_id).collect();
    assert_eq!((list.items.len(), admins), (2, vec![&ben]));
}

async fn member_now(services: &Services) -> Actor {
    inside(services, "ben@example.org").await.1
}
