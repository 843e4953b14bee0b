//! Who has an account, for those who look after the installation.

use crate::api::accounts::admin::{EndLogins, SetAdmin};
use crate::components::{ActionError, Chip, Menu, Toaster, When, failure_of, first_of, when_done};
use crate::words;
use domain::account::Account;
use domain::ids::UserId;
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Newest first, each with what can be done.
#[component]
pub fn UserList(
    accounts: Vec<Account>,
    /// Whose page it is.
    own: Option<UserId>,
    searching: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let role = ServerAction::<SetAdmin>::new();
    let end = ServerAction::<EndLogins>::new();
    let failure = first_of([failure_of(role), failure_of(end)]);
    let toaster = Toaster::of_page();
    let told = move |what: &'static str| {
        Callback::new(move |()| {
            toaster.show(what);
            changed.run(());
        })
    };
    when_done(role, told("The role is changed."));
    when_done(end, told("Logged out everywhere."));
    let empty = accounts.is_empty().then(|| {
        view! { <p class="empty-line">{if searching { "Nobody with these words. Try fewer." } else { "Nobody yet." }}</p> }
    });
    let rows = accounts.into_iter().map(|account| {
        let own = own.as_ref() == Some(&account.user_id);
        view! { <UserRow account own role end/> }
    });
    let rows = rows.collect_view();
    view! {
        <ActionError failure/>
        {empty}
        <ul class="list">{rows}</ul>
    }
}

#[component]
fn UserRow(account: Account, own: bool, role: ServerAction<SetAdmin>, end: ServerAction<EndLogins>) -> impl IntoView {
    let Account { user_id, email, verified, admin, second_factor, logins, created_at } = account;
    let chip = |label: &str, tone: &'static str| view! { <Chip label=label.to_owned() tone=tone/> " " };
    let user = user_id.to_string();
    let roles = (!own).then(|| {
        view! {
            <ActionForm action=role>
                <input type="hidden" name="user" value=user_id.to_string()/>
                <input type="hidden" name="admin" value=(!admin).to_string()/>
                <button class="button">{if admin { "Take the admin role" } else { "Make admin" }}</button>
            </ActionForm>
        }
    });
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">
                    {email.clone()} " "
                    {own.then(|| chip("You", "info"))}
                    {admin.then(|| chip("Admin", "good"))}
                    {(!verified).then(|| chip("Not confirmed", "wait"))}
                    {second_factor.then(|| chip("Second factor", "quiet"))}
                </p>
                <p class="quiet">{if logins == 0 { "Not logged in".to_owned() } else { format!("Logged in with {}", words::count(logins as usize, "browser")) }} " · since " <When stamp=created_at/></p>
            </div>
            <Menu label=format!("More for {email}")>
                {roles}
                <ActionForm action=end>
                    <input type="hidden" name="user" value=user/>
                    <button class="button button-bad">"Log out everywhere"</button>
                </ActionForm>
            </Menu>
        </li>
    }
}
