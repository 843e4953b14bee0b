//! What the job asks for, as chips that can be moved, taken away and added.

use crate::api::Failure;
use crate::api::postings::{ChangeRequirement, set_requirements};
use crate::browser;
use crate::components::{ActionError, Icon, icon};
use domain::ids::PostingId;
use domain::posting::{Ask, DegreeLevel, Priority, Requirement};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// Two groups of chips. A change shows at once, and goes back when it can't be saved.
#[component]
pub fn Requirements(posting: PostingId, requirements: Vec<Requirement>) -> impl IntoView {
    let list = RwSignal::new(requirements);
    let failure = RwSignal::new(None::<Failure>);
    let posting = StoredValue::new(posting);
    let save = move |next: Vec<Requirement>| {
        let before = list.get_untracked();
        list.set(next.clone());
        failure.set(None);
        spawn_local(async move {
            if let Err(refused) = set_requirements(posting.get_value(), next).await {
                list.try_set(before);
                failure.try_set(Some(refused));
            }
        });
    };
    let group = move |priority: Priority, title: &'static str, empty: &'static str| {
        let rows = move || list.get().into_iter().filter(|one| one.priority == priority).collect::<Vec<_>>();
        view! {
            <div class="requirement-group">
                <h3>{title} " " <span class="quiet figures">{move || rows().len()}</span></h3>
                {move || rows().is_empty().then(|| view! { <p class="quiet">{empty}</p> })}
                <ul class="requirements">
                    <For each=rows key=|one| (one.id.clone(), one.priority == Priority::Must) let:one>
                        <Chip one/>
                    </For>
                </ul>
            </div>
        }
    };
    let name = RwSignal::new(String::new());
    let submit_new = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let step = browser::sent_by(&event).unwrap_or_else(|| "must".into());
        if let Some(next) = changed(list.get_untracked(), &step, &name.get_untracked()) {
            name.set(String::new());
            save(next);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(next) = browser::sent_by(&event).and_then(|step| changed(list.get_untracked(), &step, "")) {
            save(next);
        }
    };
    view! {
        <section class="stack" aria-labelledby="requirements-title">
            <h2 id="requirements-title">"Requirements"</h2>
            <ActionError failure/>
            {move || (!list.read().is_empty()).then(|| view! {
                <p class="hint">"↓ makes a requirement nice to have, ↑ a must; × takes it away. The score follows."</p>
            })}
            <form class="stack" method="post" action=ChangeRequirement::url() on:submit=submit>
                <input type="hidden" name="posting" value=posting.get_value().to_string()/>
                {group(Priority::Must, "Must have", "None was found. Add what the job can’t do without.")}
                {group(Priority::Nice, "Nice to have", "None was found.")}
            </form>
            <form class="add-requirement" method="post" action=ChangeRequirement::url() on:submit=submit_new>
                <input type="hidden" name="posting" value=posting.get_value().to_string()/>
                <label class="sr-only" for="new-requirement">"New requirement"</label>
                <input id="new-requirement" name="name" placeholder="Add a skill" maxlength="80" required autocomplete="off"
                    prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <button class="button" name="step" value="must">"Add as must have"</button>
                <button class="button" name="step" value="nice">"Add as nice to have"</button>
            </form>
        </section>
    }
}

/// The list after a step of a form: `must` and `nice` add a skill by its name, `turn ID` makes a must nice to have and the other
/// way round, `remove ID` takes one away. `None` for a step that changes nothing.
pub fn changed(mut list: Vec<Requirement>, step: &str, name: &str) -> Option<Vec<Requirement>> {
    let name = name.trim();
    let (verb, id) = step.split_once(' ').unwrap_or((step, ""));
    let at = list.iter().position(|one| one.id == id);
    match (verb, at) {
        ("remove", Some(at)) => drop(list.remove(at)),
        ("turn", Some(at)) => {
            list[at].priority = if list[at].priority == Priority::Must { Priority::Nice } else { Priority::Must };
        }
        ("must" | "nice", _) if !name.is_empty() => {
            let last = list.iter().filter_map(|one| one.id.strip_prefix('r')?.parse::<u32>().ok()).max().unwrap_or(0);
            let priority = if verb == "must" { Priority::Must } else { Priority::Nice };
            list.push(Requirement { id: format!("r{}", last + 1), text: name.into(), priority, ask: Ask::Skill { name: name.into() } });
        }
        _ => return None,
    }
    Some(list)
}

#[component]
fn Chip(one: Requirement) -> impl IntoView {
    let name = ask(&one.ask);
    let must = one.priority == Priority::Must;
    let class = if must { "requirement must" } else { "requirement nice" };
    let turn = if must { format!("Make {name} nice to have") } else { format!("Make {name} a must") };
    let take = format!("Remove {name}");
    view! {
        <li class=class title=one.text>
            <span>{name}</span>
            <button name="step" value=format!("turn {}", one.id) aria-label=turn.clone() title=turn>{if must { "↓" } else { "↑" }}</button>
            <button name="step" value=format!("remove {}", one.id) aria-label=take.clone() title=take>{icon(Icon::Cross)}</button>
        </li>
    }
}

/// A requirement in a few words.
pub fn ask(ask: &Ask) -> String {
    match ask {
        Ask::Skill { name } | Ask::Certification { name } => name.clone(),
        Ask::AnyOf { names } => names.join(" or "),
        Ask::Years { years, area } if area.is_empty() => format!("{years}+ years of experience"),
        Ask::Years { years, area } => format!("{years}+ years of {area}"),
        Ask::Degree { level, fields } => {
            let level = match level {
                DegreeLevel::Secondary => "School leaving certificate",
                DegreeLevel::Associate => "Associate degree",
                DegreeLevel::Bachelor => "Bachelor’s degree",
                DegreeLevel::Master => "Master’s degree",
                DegreeLevel::Doctorate => "Doctorate",
            };
            if fields.is_empty() { level.to_owned() } else { format!("{level} in {}", fields.join(" or ")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Requirement> {
        changed(changed(Vec::new(), "must", " Rust ").expect("added"), "nice", "SQL").expect("added")
    }

    #[test]
    fn requirements_are_added_turned_and_removed() {
        let names = |list: &[Requirement]| list.iter().map(|one| (one.id.clone(), one.text.clone(), one.priority)).collect::<Vec<_>>();
        assert_eq!(
            names(&list()),
            [("r1".to_owned(), "Rust".to_owned(), Priority::Must), ("r2".to_owned(), "SQL".to_owned(), Priority::Nice)]
        );
        let turned = changed(list(), "turn r1", "").expect("turned");
        assert_eq!(turned[0].priority, Priority::Nice);
        let removed = changed(list(), "remove r1", "").expect("removed");
        assert_eq!(removed.len(), 1);
        assert_eq!(changed(removed, "must", "Go").expect("added")[1].id, "r3");
    }

    #[test]
    fn a_step_that_names_nothing_changes_nothing() {
        assert_eq!(changed(list(), "remove r9", ""), None);
        assert_eq!(changed(list(), "must", "  "), None);
    }
}
