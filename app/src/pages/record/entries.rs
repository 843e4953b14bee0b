//! Entries of the audit log: a filter, the list, and the way to older ones. All of it is in the address, so that it works before the wasm
//! arrives.

use crate::components::{Chip, When};
use domain::audit::{Entry, Kind, words};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    pub kind: Option<Kind>,
    pub cursor: Option<String>,
    pub verify: bool,
}

/// As the address of the page says.
pub fn asked() -> Memo<Asked> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|query| Asked {
            kind: query.get("kind").as_deref().and_then(Kind::parse),
            cursor: query.get("cursor").filter(|cursor| !cursor.is_empty()),
            verify: query.get("verify").is_some(),
        })
    })
}

/// Chooses of what kind the entries are.
#[component]
pub fn Filter(
    /// The address of the page.
    page: &'static str,
    /// What is chosen.
    kind: Option<Kind>,
) -> impl IntoView {
    let link = move |name: &'static str, href: String, chosen: bool| {
        let current = chosen.then_some("true");
        view! { <A href=href attr:class=if chosen { "chip chip-info" } else { "chip" } attr:aria-current=current>{name}</A> }
    };
    let kinds = Kind::ALL.map(|one| link(one.title(), format!("{page}?kind={}", one.as_str()), kind == Some(one)));
    view! {
        <nav class="chip-list" aria-label="Kinds of entries">
            {link("Everything", page.to_owned(), kind.is_none())}
            {kinds.collect_view()}
        </nav>
    }
}

/// Newest first, and the way to older ones.
#[component]
pub fn Entries(
    /// The address of the page.
    page: &'static str,
    asked: Asked,
    items: Vec<Entry>,
    next_cursor: Option<String>,
    /// Whose entry it is, too.
    #[prop(default = false)]
    of_all: bool,
) -> impl IntoView {
    let kind = asked.kind.map(|kind| format!("kind={}&", kind.as_str())).unwrap_or_default();
    let empty = items.is_empty().then(|| view! { <p class="empty-line">"Nothing of this kind was done yet."</p> });
    let newest = asked.cursor.is_some().then(|| {
        let href = format!("{page}?{}", kind.trim_end_matches('&'));
        view! { <A href=href attr:class="button">"Back to the newest"</A> }
    });
    let older = next_cursor.map(|cursor| {
        let href = format!("{page}?{kind}cursor={cursor}");
        view! { <A href=href attr:class="button">"Older entries"</A> }
    });
    view! {
        {empty}
        <ol class="list" reversed>{items.into_iter().map(|entry| view! { <Row entry of_all/> }).collect_view()}</ol>
        <p class="row">{newest} {older}</p>
    }
}

/// What was done, when, to what, and with which login from where.
#[component]
fn Row(entry: Entry, of_all: bool) -> impl IntoView {
    let Entry { tenant, seq, at, action, subject, details, who, via, network } = entry;
    let with = via.as_deref().map(|via| if via.starts_with("tok_") { "API token" } else { "login" });
    let with = with.zip(via.clone()).map(|(what, via)| view! { " · " {what} " " <span class="hash">{via}</span> });
    let by = who.filter(|who| of_all && *who != tenant.as_str()).map(|who| view! { " · by " <span class="hash">{who}</span> });
    let from = network.map(|network| view! { " · from " <span class="hash">{network}</span> });
    let facts = facts(&details);
    let facts = (!facts.is_empty()).then(|| view! { <p class="quiet">{facts}</p> });
    let subject =
        (!subject.is_empty() && (of_all || subject != tenant.as_str())).then(|| view! { " · " <span class="hash">{subject}</span> });
    let whose = of_all.then(|| {
        let name = tenant.to_string();
        let (label, tone) = if name.starts_with('~') { ("installation".to_owned(), "info") } else { (name, "quiet") };
        view! { " " <Chip label=label tone=Signal::derive(move || tone)/> }
    });
    view! {
        <li class="list-row" value=seq.to_string()>
            <div class="list-main">
                <p class="list-title">{words(&action)} {whose}</p>
                <p class="quiet"><When stamp=at/> {subject} {by} {with} {from}</p>
                {facts}
            </div>
        </li>
    }
}

/// Counts and words of an entry in a line; ids stand in the file that can be taken along.
fn facts(details: &serde_json::Value) -> String {
    let short = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) if text.len() <= 40 && !text.contains('_') => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        _ => None,
    };
    let facts = details.as_object().into_iter().flatten().filter(|(_, value)| value != &&serde_json::json!(0));
    let facts = facts.filter_map(|(name, value)| Some(format!("{}: {}", name.replace('_', " "), short(value)?)));
    facts.collect::<Vec<_>>().join(" · ")
}
