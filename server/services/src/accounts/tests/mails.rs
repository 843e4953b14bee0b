use super::*;
use chrono::Duration;

#[tokio::test]
async fn a_link_is_used_once_and_ends() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    ask_reset(services, ADA).await.expect("asked");
    let first = link(services, "reset").await;
    assert_eq!(code(reset(services, &first, "weak").await), Some(Code::WeakPassword));
    assert_eq!(code(follow(services, &first).await), Some(Code::LinkNotValid), "it is for something else");
    reset(services, &first, OTHER).await.expect("a weak one used up nothing");
    assert_eq!(code(reset(services, &first, PASSWORD).await), Some(Code::LinkNotValid), "used");
    bench.clock.advance(Duration::minutes(2));
    ask_reset(services, ADA).await.expect("asked");
    let late = link(services, "reset").await;
    bench.clock.advance(Duration::minutes(61));
    assert_eq!(code(reset(services, &late, PASSWORD).await), Some(Code::LinkNotValid), "ended");
    for nonsense in ["", "let_1", "let_1.00", &late[..late.len() - 2]] {
        assert_eq!(code(reset(services, nonsense, PASSWORD).await), Some(Code::LinkNotValid));
    }
}

#[tokio::test]
async fn a_new_password_ends_what_was_let_in_by_the_old_one() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let ((here, ada), (there, _)) = (inside(services, ADA).await, inside(services, ADA).await);
    assert_eq!(code(change_password(services, &ada, OTHER, OTHER).await), Some(Code::WrongCredentials));
    assert_eq!(code(change_password(services, &ada, PASSWORD, "ada@example.org").await), Some(Code::WeakPassword));
    change_password(services, &ada, PASSWORD, OTHER).await.expect("changed");
    assert!(lets_in(services, &here.entry).await && !lets_in(services, &there.entry).await);
    let token = make_token(services, &ada, domain::account::NewToken { name: "x".into(), ..Default::default() }).await.expect("made");
    bench.clock.advance(Duration::minutes(2));
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, PASSWORD).await.expect("reset");
    assert!(!lets_in(services, &here.entry).await);
    assert!(of_api_token(services, &token.secret).await.expect("read").is_none());
}

#[tokio::test]
async fn a_new_address_counts_when_its_mail_was_read_and_tells_the_old_one() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (_, ada) = inside(services, ADA).await;
    change_email(services, &ada, PASSWORD, "Ada@New.example.org").await.expect("asked");
    let seen = profile(services, &ada).await.expect("read");
    assert_eq!((seen.email.as_str(), seen.new_email.as_deref()), (ADA, Some("ada@new.example.org")));
    follow(services, &link(services, "new_email").await).await.expect("confirmed");
    let seen = profile(services, &ada).await.expect("read");
    assert_eq!((seen.email.as_str(), seen.new_email), ("ada@new.example.org", None));
    assert!(enter(services, "ada@new.example.org", PASSWORD).await.is_ok());
    let told = letters(services).await.into_iter().find(|letter| letter.kind == "email_changed").expect("told");
    assert_eq!(told.email.as_deref(), Some(ADA));
}

#[tokio::test]
async fn an_address_that_somebody_has_is_not_taken_and_not_given_away() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    member(services, "ben@example.org").await;
    let (_, ben) = inside(services, "ben@example.org").await;
    change_email(services, &ben, PASSWORD, ADA).await.expect("the same answer as for any other");
    let letter = link(services, "new_email").await;
    assert_eq!(code(follow(services, &letter).await), Some(Code::LinkNotValid));
    assert_eq!(profile(services, &ben).await.expect("read").email, "ben@example.org");
}

#[tokio::test]
async fn whoever_was_first_with_an_address_has_nothing_of_it_when_its_owner_comes() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, OTHER).await;
    let strangers = link(services, "verify").await;
    bench.clock.advance(Duration::minutes(5));
    signs_up(services, ADA, PASSWORD).await;
    confirm(services, &link(services, "verify").await, None, PASSWORD).await.expect("the owner's mail");
    let (_, ada) = inside(services, ADA).await;
    assert!(ada.may_bring_in().is_ok());
    let stranger = enter(services, ADA, OTHER).await.expect("looks around, as before");
    let stranger = of_access_token(services, &stranger.entry.access_token).await.expect("read").expect("somebody");
    assert!(stranger.may_bring_in().is_err() && stranger.tenant != ada.tenant);
    assert_eq!(code(follow(services, &strangers).await), Some(Code::LinkNotValid), "somebody has the address");
    assert_eq!(admin::by_email(services, ADA).await.expect("an account").as_str(), ada.tenant.as_str());
}

#[tokio::test]
async fn the_address_of_somebody_who_has_not_confirmed_it_can_be_had_by_its_owner() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    signs_up(services, "ada@new.example.org", OTHER).await;
    let strangers = link(services, "verify").await;
    let (_, ada) = inside(services, ADA).await;
    change_email(services, &ada, PASSWORD, "ada@new.example.org").await.expect("asked");
    while crate::outbox::send_due(services).await.expect("sent") > 0 {}
    follow(services, &link(services, "new_email").await).await.expect("moved");
    assert_eq!(profile(services, &ada).await.expect("read").email, "ada@new.example.org");
    assert_eq!(code(follow(services, &strangers).await), Some(Code::LinkNotValid));
    assert!(enter(services, "ada@new.example.org", PASSWORD).await.is_ok());
}

#[tokio::test]
async fn a_new_password_by_mail_makes_an_account_its_owners() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, OTHER).await;
    let stranger = enter(services, ADA, OTHER).await.expect("looks around");
    ask_reset(services, ADA).await.expect("asked");
    let (confirms, resets) = (link(services, "verify").await, link(services, "reset").await);
    reset(services, &resets, PASSWORD).await.expect("reset");
    assert!(!lets_in(services, &stranger.entry).await);
    assert_eq!(code(enter(services, ADA, OTHER).await), Some(Code::WrongCredentials));
    assert_eq!(code(follow(services, &confirms).await), Some(Code::LinkNotValid));
    assert!(inside(services, ADA).await.1.may_bring_in().is_ok());
    // Of two that wait, one is confirmed meanwhile.
    bench.clock.advance(Duration::minutes(5));
    let two = async |password: &str| {
        signs_up(services, "ben@example.org", password).await;
        bench.clock.advance(Duration::minutes(5));
        link(services, "verify").await
    };
    let first = two(OTHER).await;
    two(PASSWORD).await;
    ask_reset(services, "ben@example.org").await.expect("asked");
    let resets = link(services, "reset").await;
    confirm(services, &first, None, OTHER).await.expect("confirmed");
    assert_eq!(code(reset(services, &resets, PASSWORD).await), Some(Code::LinkNotValid));
}

#[tokio::test]
async fn mail_is_sent_to_its_owner_and_what_is_for_nobody_is_not_and_rows_hold_no_link() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    ask_reset(services, "nobody@example.org").await.expect("asked");
    ask_reset(services, ADA).await.expect("asked");
    while crate::outbox::send_due(services).await.expect("sent") > 0 {}
    let mails: Vec<String> = std::fs::read_dir(bench.dir.path().join("outbox"))
        .expect("a folder")
        .map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).expect("a mail"))
        .collect();
    assert_eq!(mails.len(), 2, "one to confirm, one to reset");
    assert!(mails.iter().all(|mail| mail.contains("To: ada@example.org")));
    let token = link(services, "reset").await;
    let unfolded = mails.iter().map(|mail| mail.replace("=\r\n", "").replace("=3D", "=")).collect::<String>();
    assert!(unfolded.contains(&format!("/reset?token={token}")));
    let rows = format!("{:?}", letters(services).await);
    assert!(!rows.contains(token.rsplit('.').next().expect("a signature")));
}

#[tokio::test]
async fn an_administrator_opens_one_kept_mail_at_a_time_and_it_is_noted() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let ben = member(services, "ben@example.org").await;
    admin::set_admin(services, &admin::operator(), &ben, true).await.expect("an administrator");
    ask_reset(services, ADA).await.expect("asked");
    while crate::outbox::send_due(services).await.expect("sent") > 0 {}
    let ((_, ada), (_, ben)) = (inside(services, ADA).await, inside(services, "ben@example.org").await);

    let list = admin::kept_mail(services, &ben, None).await.expect("let in").expect("mail is kept");
    assert!(list.len() == 3 && list.iter().all(|letter| letter.text.is_none()));
    let reset = list.iter().find(|letter| letter.subject == "Choose a new password").expect("the mail to Ada");
    let list = admin::kept_mail(services, &ben, Some(&reset.name)).await.expect("let in").expect("mail is kept");
    let open: Vec<_> = list.iter().filter(|letter| letter.text.is_some()).collect();
    assert!(open.len() == 1 && open[0].name == reset.name && open[0].to == ADA);
    let link = format!("/reset?token={}", link(services, "reset").await);
    assert!(open[0].text.as_ref().is_some_and(|text| text.contains(&link)));

    let log = async |actor: &Actor| crate::audit::list(services, actor, &Default::default(), None).await.expect("read").items;
    let of_all = log(&admin::operator()).await;
    let noted: Vec<_> = of_all.iter().filter(|entry| entry.who.as_deref() == Some(ben.tenant.as_str())).collect();
    let said: Vec<_> = noted.iter().map(|entry| (entry.action.as_str(), entry.subject.as_str())).collect();
    assert_eq!(said, [("admin.read_mail", reset.name.as_str()), ("admin.list_mail", "")]);
    let of_ada = log(&ada).await;
    assert_eq!((of_ada[0].action.as_str(), of_ada[0].subject.as_str()), ("account.mail_read", reset.name.as_str()));
}

#[tokio::test]
async fn kept_mail_is_closed_to_members_and_to_programs() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let user = member(services, "ben@example.org").await;
    let (_, ada) = inside(services, ADA).await;
    assert_eq!(code(admin::kept_mail(services, &ada, None).await), Some(Code::Forbidden));
    admin::set_admin(services, &admin::operator(), &user, true).await.expect("an administrator");
    let (_, ben) = inside(services, "ben@example.org").await;
    let token = make_token(services, &ben, domain::account::NewToken { name: "x".into(), ..Default::default() }).await.expect("made");
    let (program, _) = of_api_token(services, &token.secret).await.expect("read").expect("somebody");
    assert!(program.may_operate().is_ok());
    assert_eq!(code(admin::kept_mail(services, &program, None).await), Some(Code::Forbidden));
}

#[tokio::test]
async fn the_mail_that_is_asked_for_once_more_confirms_what_the_one_before_it_would_have() {
    let bench = bench().await;
    let services = &bench.services;
    for password in [OTHER, PASSWORD] {
        signs_up(services, ADA, password).await;
        bench.clock.advance(Duration::minutes(5));
    }
    resend(services, ADA, None).await.expect("once more");
    confirm(services, &link(services, "verify").await, None, PASSWORD).await.expect("confirmed");
    assert!(inside(services, ADA).await.1.may_bring_in().is_ok(), "not the stranger's, who was first");
}

#[tokio::test]
async fn a_link_confirms_only_what_its_follower_signed_up_for_where_there_are_two() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, OTHER).await;
    let strangers = link(services, "verify").await;
    bench.clock.advance(Duration::seconds(1));
    signs_up(services, ADA, PASSWORD).await;
    let owners = link(services, "verify").await;
    assert_ne!(strangers, owners, "a stranger who was just before does not keep the owner's mail from them");
    let (_, ada) = inside(services, ADA).await;
    for (caller, password) in [(None, ""), (None, PASSWORD), (Some(&ada), ""), (Some(&ada), PASSWORD)] {
        let refused = confirm(services, &strangers, caller, password).await.expect_err("the stranger's account").public();
        assert_eq!((refused.code, refused.details["field"].as_str()), (Code::WrongCredentials, Some("password")));
    }
    assert_eq!(code(follow(services, &owners).await), Some(Code::WrongCredentials), "anybody could have it");
    // Whoever signs up later does not get between, either.
    bench.clock.advance(Duration::minutes(2));
    signs_up(services, ADA, "nine harbours in the amber fog").await;
    bench.clock.advance(Duration::minutes(2));
    resend(services, ADA, Some(&ada)).await.expect("sent");
    let again = letters(services).await.pop().expect("written");
    assert_eq!(again.user_id.as_deref(), Some(ada.tenant.as_str()));
    confirm(services, &owners, Some(&ada), "").await.expect("logged in to it");
    assert!(inside(services, ADA).await.1.may_bring_in().is_ok());
}

#[tokio::test]
async fn whoever_signs_up_twice_with_the_same_password_is_not_asked_who_they_are() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, PASSWORD).await;
    signs_up(services, ADA, PASSWORD).await;
    let written = letters(services).await;
    assert_eq!(written.iter().filter(|letter| letter.user_id.is_some()).count(), 1, "one mail a minute");
    follow(services, &link(services, "verify").await).await.expect("confirmed");
}

#[tokio::test]
async fn nobody_is_flooded_with_mail() {
    let bench = bench().await;
    let services = &bench.services;
    for stranger in 0..40 {
        signs_up(services, ADA, &format!("{stranger} violet kayaks beneath the tundra")).await;
        bench.clock.advance(Duration::seconds(1));
    }
    let sent = async || letters(services).await.iter().filter(|letter| letter.user_id.is_some()).count();
    assert_eq!(sent().await, 10);
    bench.clock.advance(Duration::hours(1));
    signs_up(services, ADA, PASSWORD).await;
    assert_eq!(sent().await, 11);
}

#[tokio::test]
async fn an_address_hears_nothing_of_an_account_that_its_owner_did_not_confirm() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, OTHER).await;
    let opened = enter(services, ADA, OTHER).await.expect("looks around");
    let client = Client::default();
    refresh(services, &opened.entry.refresh_token, &client).await.expect("rotated");
    bench.clock.advance(Duration::minutes(1));
    assert!(refresh(services, &opened.entry.refresh_token, &client).await.is_err(), "used again");
    assert!(letters(services).await.iter().any(|letter| letter.kind == "login_ended"));
    while crate::outbox::send_due(services).await.expect("sent") > 0 {}
    let mails = std::fs::read_dir(bench.dir.path().join("outbox")).expect("a folder");
    assert_eq!(mails.count(), 1, "the one to confirm");
}

#[tokio::test]
async fn nobody_moves_an_account_to_an_address_of_theirs_with_a_link_from_before() {
    let bench = bench().await;
    let services = &bench.services;
    signs_up(services, ADA, PASSWORD).await;
    let (_, newcomer) = inside(services, ADA).await;
    assert_eq!(code(change_email(services, &newcomer, PASSWORD, "thief@example.org").await), Some(Code::NotVerified));
    follow(services, &link(services, "verify").await).await.expect("confirmed");
    let (_, ada) = inside(services, ADA).await;

    change_email(services, &ada, PASSWORD, "thief@example.org").await.expect("asked");
    assert_eq!(code(change_email(services, &ada, PASSWORD, "other@example.org").await), Some(Code::RateLimited), "one a minute");
    let before = link(services, "new_email").await;
    change_password(services, &ada, PASSWORD, OTHER).await.expect("changed");
    assert_eq!(code(follow(services, &before).await), Some(Code::LinkNotValid));

    bench.clock.advance(Duration::minutes(5));
    change_email(services, &ada, OTHER, "thief@example.org").await.expect("asked");
    let before = link(services, "new_email").await;
    ask_reset(services, ADA).await.expect("asked");
    reset(services, &link(services, "reset").await, PASSWORD).await.expect("another password");
    assert_eq!(code(follow(services, &before).await), Some(Code::LinkNotValid));
    let (_, ada) = inside(services, ADA).await;
    assert_eq!(profile(services, &ada).await.expect("read").email, ADA);
}

#[tokio::test]
async fn an_address_that_many_want_for_their_account_hears_so_ten_times_an_hour() {
    let bench = bench().await;
    let services = &bench.services;
    member(services, ADA).await;
    let (_, ada) = inside(services, ADA).await;
    for _ in 0..12 {
        bench.clock.advance(Duration::minutes(2));
        change_email(services, &ada, PASSWORD, "victim@example.org").await.expect("the same answer each time");
    }
    let sent = async || letters(services).await.into_iter().filter(|letter| letter.email.as_deref() == Some("victim@example.org")).count();
    assert_eq!(sent().await, 10);
    bench.clock.advance(Duration::hours(1));
    change_email(services, &ada, PASSWORD, "victim@example.org").await.expect("asked");
    assert_eq!(sent().await, 11);
}
