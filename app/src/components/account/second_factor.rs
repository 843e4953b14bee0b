//! The second factor of a log-in: a code of an app on the phone.

use super::{Codes, PasswordField, Refusal, Refused, Secret, Submit, TextField, made_over};
use crate::api::accounts::own::{BeginSecondFactor, ConfirmSecondFactor, NewRecoveryCodes, RemoveSecondFactor, Shown};
use crate::components::{Chip, Toaster, when_done};
use crate::words;
use domain::account::{Enrolment, Profile};
use leptos::form::ActionForm;
use leptos::prelude::*;

/// Set it up, or take it away; what was just made is shown once.
#[component]
pub fn SecondFactor(
    profile: Signal<Profile>,
    /// Made by the form of the page before: it stands in the page. What is made in this one comes over it.
    shown: Option<Shown>,
    changed: Callback<()>,
) -> impl IntoView {
    let (codes_before, enrolment_before) = match shown {
        Some(Shown::Codes(made)) => (Some(made), None),
        Some(Shown::Enrolment(begun)) => (None, Some(begun)),
        Some(Shown::Token(_)) | None => (None, None),
    };
    let (codes_before, enrolment_before) = (RwSignal::new(codes_before), RwSignal::new(enrolment_before));
    let (codes, enrolment) = (RwSignal::new(None::<Vec<String>>), RwSignal::new(None::<Enrolment>));
    let state = Memo::new(move |_| profile.with(|profile| (profile.second_factor, profile.verified)));
    let chip = move || if state.get().0 { ("On", "good") } else { ("Off", "quiet") };
    let (word, tone) = (Signal::derive(move || chip().0.to_owned()), Signal::derive(move || chip().1));
    let what = move || {
        if state.get().0 {
            let left = profile.with(|profile| profile.recovery_codes as usize);
            format!("Logging in takes a code of your app, too. {} left.", words::count(left, "recovery code"))
        } else {
            "A code of an app on your phone, besides the password: then nobody comes in with the password alone.".to_owned()
        }
    };
    // The key has done its work, and so have codes that were there before.
    let confirmed = Callback::new(move |made: Vec<String>| {
        enrolment_before.set(None);
        enrolment.set(None);
        codes_before.set(None);
        codes.set(Some(made));
        changed.run(());
    });
    view! {
        <div class="setting">
            <div class="setting-head">
                <h3>"Second factor " <Chip label=word tone=tone/></h3>
                <p class="quiet">{what}</p>
            </div>
            {move || codes_before.get().map(|codes| view! {
                <section class="once panel-good" aria-labelledby="codes-title">
                    <h3 id="codes-title">"Your recovery codes"</h3>
                    <Codes codes kept=Callback::new(move |()| codes_before.set(None))/>
                </section>
            })}
            {made_over(codes, "Your recovery codes", "Show the recovery codes again", move |made| {
                view! { <Codes codes=made kept=Callback::new(move |()| codes.set(None))/> }
            })}
            {made_over(enrolment, "Set up the second factor", "Go on with the second factor", move |begun| view! { <Confirm begun confirmed/> })}
            {move || match (state.get(), enrolment_before.get()) {
                ((true, _), _) => view! { <NewCodes confirmed/> <Remove changed/> }.into_any(),
                ((false, false), _) => {
                    view! { <p class="hint">"Confirm your address first: a new password is sent there when the phone is lost."</p> }.into_any()
                }
                ((false, true), Some(begun)) => view! {
                    <section class="enrolment-panel" aria-labelledby="enrolment-title">
                        <h4 id="enrolment-title">"Set up the second factor"</h4>
                        <Confirm begun confirmed/>
                    </section>
                }
                .into_any(),
                ((false, true), None) => view! { <Begin enrolment/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Begin(enrolment: RwSignal<Option<Enrolment>>) -> impl IntoView {
    let action = ServerAction::<BeginSecondFactor>::new();
    let refusal = Refusal::of(action, "begin", &["password"]);
    Effect::new(move |_| {
        if let Some(Ok(begun)) = action.value().get() {
            enrolment.set(Some(begun));
        }
    });
    view! {
        <details open=refusal.is_there()>
            <summary>"Set it up"</summary>
            <ActionForm action>
                <p class="hint below">"You need an app for codes on your phone, and your password."</p>
                <PasswordField refusal/>
                <Refused refusal/>
                <Submit label="Go on" busy="One moment …" pending=action.pending()/>
            </ActionForm>
        </details>
    }
}

#[component]
fn Confirm(begun: Enrolment, confirmed: Callback<Vec<String>>) -> impl IntoView {
    let action = ServerAction::<ConfirmSecondFactor>::new();
    let refusal = Refusal::of(action, "confirm", &["code"]);
    Effect::new(move |_| {
        if let Some(Ok(made)) = action.value().get() {
            confirmed.run(made);
        }
    });
    let Enrolment { secret, address, picture, modules } = begun;
    // Readers want four modules of white around it.
    let edge = modules + 8;
    let drawn = (!picture.is_empty()).then(|| {
        view! {
            <svg class="qr" viewBox=format!("-4 -4 {edge} {edge}") role="img" aria-label="Picture of the key, for the app’s camera" shape-rendering="crispEdges">
                <path d=picture/>
            </svg>
        }
    });
    view! {
        <div class="enrolment">
            <ol class="numbered">
                <li>
                    <p>{if drawn.is_some() { "Open your app for codes and let it read this picture." } else { "Open your app for codes and type this key." }}</p>
                    <div class="enrolment-key">
                        {drawn}
                        <div class="stack">
                            <Secret text=in_fours(&secret) label="Or type this key"/>
                            <p><a href=address rel="external">"Open in an app on this phone"</a></p>
                        </div>
                    </div>
                </li>
                <li>
                    <p>"Type the code that the app shows now."</p>
                    <ActionForm action>
                        <TextField refusal name="code" label="Code" autocomplete="one-time-code" longest=20/>
                        <Refused refusal/>
                        <Submit label="Turn the second factor on" busy="Checking …" pending=action.pending()/>
                    </ActionForm>
                </li>
            </ol>
        </div>
    }
}

/// "JBSW Y3DP …": easier to type.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[component]
fn NewCodes(confirmed: Callback<Vec<String>>) -> impl IntoView {
    let action = ServerAction::<NewRecoveryCodes>::new();
    let refusal = Refusal::of(action, "codes", &["password"]);
    Effect::new(move |_| {
        if let Some(Ok(made)) = action.value().get() {
            confirmed.run(made);
        }
    });
    view! {
        <details open=refusal.is_there()>
            <summary>"New recovery codes"</summary>
            <ActionForm action>
                <p class="hint below">"The old ones work no more then."</p>
                <PasswordField refusal/>
                <Refused refusal/>
                <Submit label="Make new codes" busy="Making …" pending=action.pending()/>
            </ActionForm>
        </details>
    }
}

#[component]
fn Remove(changed: Callback<()>) -> impl IntoView {
    let action = ServerAction::<RemoveSecondFactor>::new();
    let refusal = Refusal::of(action, "remove", &["password"]);
    let toaster = Toaster::of_page();
    when_done(
        action,
        Callback::new(move |()| {
            toaster.show("The second factor is off.");
            changed.run(());
        }),
    );
    view! {
        <details open=refusal.is_there()>
            <summary>"Turn it off"</summary>
            <ActionForm action>
                <p class="hint below">"Logging in takes the password alone then."</p>
                <PasswordField refusal/>
                <Refused refusal/>
                <Submit label="Turn the second factor off" busy="Turning off …" pending=action.pending() look="button button-bad"/>
            </ActionForm>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::in_fours;

    #[test]
    fn a_key_is_shown_in_groups_of_four() {
        assert_eq!(in_fours("JBSWY3DPEH"), "JBSW Y3DP EH");
        assert_eq!(in_fours(""), "");
    }
}
