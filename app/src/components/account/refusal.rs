//! Why a form was refused, and at which of its fields that is said.

use crate::api::Failure;
use crate::browser;
use crate::components::{ActionError, failure_of};
use domain::Code;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The last refusal of one form.
#[derive(Clone, Copy)]
pub struct Refusal {
    /// Names the form among those of the page.
    pub form: &'static str,
    fields: &'static [&'static str],
    failure: Signal<Option<Failure>>,
    taken: Signal<bool>,
}

impl Refusal {
    /// Of a form with these fields. What is said is looked at: the focus goes to the field, or to what is said beside the form.
    pub fn of<S>(action: ServerAction<S>, form: &'static str, fields: &'static [&'static str]) -> Self
    where
        S: ServerFn<Error = Failure> + Clone + Send + Sync + 'static,
        S::Output: Send + Sync + 'static,
    {
        let taken = Signal::derive(move || action.value().with(|value| matches!(value, Some(Ok(_)))));
        let refusal = Self { form, fields, failure: failure_of(action), taken };
        Effect::new(move |_| {
            if let Some(failure) = refusal.failure.get() {
                let id = refusal.id(refusal.field_of(&failure).unwrap_or("refused"));
                browser::when_drawn(move || browser::focus(&id));
            }
        });
        refusal
    }

    /// The id of a field.
    pub fn id(self, field: &str) -> String {
        format!("{}-{field}", self.form)
    }

    /// What is said at a field.
    pub fn at(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.failure.get().filter(|failure| self.field_of(failure) == Some(field)).map(|failure| failure.to_string())
        })
    }

    /// Whether there was one when the form was made.
    pub fn is_there(self) -> bool {
        self.failure.read_untracked().is_some()
    }

    /// Whether there is one, from now on.
    pub fn is_there_now(self) -> bool {
        self.failure.read().is_some()
    }

    /// Whether it is this one.
    pub fn is(self, code: Code) -> bool {
        self.failure.read().as_ref().is_some_and(|failure| failure.0.code == code)
    }

    /// The form was answered, with a refusal or not: not what was there from the start.
    pub fn on_answer(self, then: impl Fn() + 'static) {
        Effect::new(move |before: Option<()>| {
            let answered = self.failure.read().is_some() | self.taken.get();
            if answered && before.is_some() {
                then();
            }
        });
    }

    /// The form was taken.
    pub fn on_taken(self, then: impl Fn() + 'static) {
        Effect::new(move |before: Option<()>| {
            if self.taken.get() && before.is_some() {
                then();
            }
        });
    }

    fn field_of(self, failure: &Failure) -> Option<&'static str> {
        let said = failure.0.details.get("field").and_then(|field| field.as_str()).unwrap_or_default();
        let asked: &[&str] = match failure.0.code {
            Code::WeakPassword => &["new_password", "password"],
            Code::WrongCredentials => &[said, "password", "code"],
            _ => &[said],
        };
        asked.iter().find_map(|name| self.fields.iter().copied().find(|field| field == name))
    }
}

/// What is about no field of the form.
#[component]
pub fn Refused(refusal: Refusal) -> impl IntoView {
    let elsewhere = Signal::derive(move || refusal.failure.get().filter(|failure| refusal.field_of(failure).is_none()));
    view! { <div id=refusal.id("refused") tabindex="-1" class="refused"><ActionError failure=elsewhere/></div> }
}
