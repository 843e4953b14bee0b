//! What the job asks for, as chips that can be moved, taken away and added.

use crate::api::Failure;
use crate::api::postings::set_requirements;
use crate::components::{ActionError, Icon, icon};
use domain::ids::PostingId;
use domain::posting::{Ask, DegreeLevel, Priority, Requirement};
use leptos::prelude::*;
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
                        <Chip one list save=Callback::new(save)/>
                    </For>
                </ul>
            </div>
        }
    };
    let name = RwSignal::new(String::new());
    let add = move |priority: Priority| {
        let text = name.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let mut next = list.get_untracked();
        let last = next.iter().filter_map(|one| one.id.strip_prefix('r')?.parse::<u32>().ok()).max().unwrap_or(0);
        next.push(Requirement { id: format!("r{}", last + 1), text: text.clone(), priority, ask: Ask::Skill { name: text } });
        name.set(String::new());
        save(next);
    };
    view! {
        <section class="stack" aria-labelledby="requirements-title">
            <h2 id="requirements-title">"Requirements"</h2>
            <ActionError failure/>
            {group(Priority::Must, "Must have", "None was found. Add what the job can’t do without.")}
            {group(Priority::Nice, "Nice to have", "None was found.")}
            <form class="row needs-wasm" on:submit=move |event| { event.prevent_default(); add(Priority::Must); }>
                <label class="sr-only" for="new-requirement">"New requirement"</label>
                <input id="new-requirement" placeholder="Add a skill" maxlength="80" prop:value=move || name.get() on:input=move |event| name.set(event_target_value(&event))/>
                <button class="button">"Add as must have"</button>
                <button type="button" class="button button-quiet" on:click=move |_| add(Priority::Nice)>"Add as nice to have"</button>
            </form>
        </section>
    }
}

#[component]
fn Chip(one: Requirement, list: RwSignal<Vec<Requirement>>, save: Callback<Vec<Requirement>>) -> impl IntoView {
    let name = ask(&one.ask);
    let must = one.priority == Priority::Must;
    let (other, class) = if must { (Priority::Nice, "requirement must") } else { (Priority::Must, "requirement nice") };
    let turn = if must { format!("Make {name} nice to have") } else { format!("Make {name} a must") };
    let take = format!("Remove {name}");
    let id = one.id.clone();
    let gone = one.id.clone();
    let switch = move |_| {
        let mut next = list.get_untracked();
        next.iter_mut().filter(|one| one.id == id).for_each(|one| one.priority = other);
        save.run(next);
    };
    let remove = move |_| {
        let mut next = list.get_untracked();
        next.retain(|one| one.id != gone);
        save.run(next);
    };
    view! {
        <li class=class title=one.text>
            <span>{name}</span>
            <button type="button" class="needs-wasm" aria-label=turn.clone() title=turn on:click=switch>{if must { "↓" } else { "↑" }}</button>
            <button type="button" class="needs-wasm" aria-label=take.clone() title=take on:click=remove>{icon(Icon::Cross)}</button>
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
