//! The document with a text box for every field.

use super::field::EditableText;
use crate::components::{Icon, icon};
use crate::state::editor::Editor;
use crate::words;
use domain::ids::BlockId;
use domain::resume::{Entry, Field, Item, Section, contact_id};
use leptos::prelude::*;

/// The whole document.
#[component]
pub fn EditableDocument(editor: Editor) -> impl IntoView {
    view! {
        <div role="alert">
            {move || editor.failure.get().map(|failure| view! {
                <p class="error-line">{failure.to_string()} " " <button type="button" class="link-button" on:click=move |_| editor.reload()>"Load the newest version"</button></p>
            })}
        </div>
        <div class="doc doc-edit">
            {move || {
                let document = editor.document.get();
                view! {
                    <Contact editor contact=document.contact/>
                    {document.sections.into_iter().map(|section| view! { <SectionView editor section/> }).collect_view()}
                }
            }}
        </div>
    }
}

#[component]
fn Contact(editor: Editor, contact: domain::resume::Contact) -> impl IntoView {
    let links = contact
        .links
        .iter()
        .map(|link| if link.label.is_empty() { link.url.clone() } else { format!("{} | {}", link.label, link.url) })
        .collect::<Vec<_>>()
        .join("\n");
    let field = |field: Field, text: String, class: &'static str| {
        view! { <EditableText editor block=contact_id() field text name=words::field(field).to_owned() class/> }
    };
    view! {
        <header class="doc-head">
            {field(Field::Name, contact.name, "doc-name")}
            {field(Field::Headline, contact.headline, "doc-headline")}
            <div class="doc-contact">
                {field(Field::Email, contact.email, "")}
                {field(Field::Phone, contact.phone, "")}
                {field(Field::Location, contact.location, "")}
            </div>
            {field(Field::Links, links, "doc-links")}
            {move || doubts(&editor.contact.read()).into_iter().map(|text| view! { <Doubt text/> }).collect_view()}
        </header>
    }
}

/// What a tracking system will miss.
fn doubts(contact: &domain::resume::Contact) -> Vec<String> {
    let needed = [("e-mail address", &contact.email), ("phone number", &contact.phone), ("name", &contact.name)];
    let missing: Vec<_> = needed.into_iter().filter(|(_, text)| text.is_empty()).map(|(what, _)| what).collect();
    let mail = contact.email.trim();
    let is_mail = mail.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.trim_matches('.').contains('.'));
    let odd = !mail.is_empty() && (!is_mail || mail.contains(char::is_whitespace));
    let missing = (!missing.is_empty()).then(|| format!("No {} was found. Tracking systems look for it.", missing.join(" and no ")));
    let odd = odd.then(|| format!("“{mail}” doesn’t look like an e-mail address. Nobody could answer to it."));
    missing.into_iter().chain(odd).collect()
}

/// A mark beside what may have been read wrongly.
#[component]
fn Doubt(text: String) -> impl IntoView {
    view! { <p class="doubt">{icon(Icon::Alert)} " " {text}</p> }
}

#[component]
fn SectionView(editor: Editor, section: Section) -> impl IntoView {
    let name = format!("Heading {}", section.title);
    let heading = section.title.clone();
    let items = section.items.into_iter().map(|item| match item {
        Item::Paragraph(line) => {
            view! { <Block editor block=line.id text=line.text name=format!("Paragraph in {heading}") class="" what="paragraph"/> }.into_any()
        }
        Item::Bullet(line) => {
            view! { <Block editor block=line.id text=line.text name=format!("Bullet in {heading}") class="doc-bullet" what="bullet"/> }.into_any()
        }
        Item::Skills(group) => view! {
            <div class="doc-skills">
                <EditableText editor block=group.id.clone() field=Field::Label text=group.label.clone() name=format!("Label in {heading}") class="doc-title"/>
                <EditableText editor block=group.id field=Field::Text text=group.skills.join(", ") name=format!("Skills {}", group.label) class=""/>
            </div>
        }
        .into_any(),
        Item::Entry(entry) => view! { <EntryView editor entry/> }.into_any(),
    });
    let items = items.collect_view();
    view! {
        <section class="doc-section">
            <EditableText editor block=section.id field=Field::Title text=section.title name class="doc-heading"/>
            {items}
        </section>
    }
}

#[component]
fn Block(editor: Editor, block: BlockId, text: String, name: String, class: &'static str, what: &'static str) -> impl IntoView {
    let id = block.clone();
    let remove = format!("Remove this {what}");
    view! {
        <div class=format!("doc-line {class}")>
            <EditableText editor block field=Field::Text text name class=""/>
            <button type="button" class="mini needs-wasm" aria-label=remove.clone() title=remove on:click=move |_| editor.remove(&id)>{icon(Icon::Cross)}</button>
        </div>
    }
}

#[component]
fn EntryView(editor: Editor, entry: Entry) -> impl IntoView {
    let of = [entry.title.clone(), entry.organisation.clone()].into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| "entry".into());
    let block = entry.id.clone();
    let field = |field: Field, text: String, class: &'static str| {
        let name = format!("{} of {of}", words::field(field));
        view! { <EditableText editor block=block.clone() field text name class/> }
    };
    let dates = &entry.dates;
    let unread = !dates.text.is_empty() && dates.start.is_none() && dates.end.is_none();
    let last = entry.bullets.last().map(|line| line.id.clone());
    let id = entry.id.clone();
    let bullets = entry.bullets.iter().enumerate().map(|(index, line)| {
        let name = format!("Bullet {} of {of}", index + 1);
        view! { <Block editor block=line.id.clone() text=line.text.clone() name class="doc-bullet" what="bullet"/> }
    });
    let bullets = bullets.collect_view();
    view! {
        <div class="doc-entry">
            <div class="doc-entry-head">
                {field(Field::Title, entry.title, "doc-title")}
                {field(Field::Organisation, entry.organisation, "doc-org")}
                {field(Field::Place, entry.place, "")}
                {field(Field::Dates, entry.dates.text, "figures")}
            </div>
            {unread.then(|| view! { <Doubt text="A program can’t read these dates. “Jan 2020 – Present” is understood everywhere.".to_owned()/> })}
            {field(Field::Url, entry.url, "doc-url")}
            {field(Field::Summary, entry.summary, "")}
            {bullets}
            <button type="button" class="link-button needs-wasm" on:click=move |_| editor.add_bullet(id.clone(), last.clone())>
                "Add a bullet" <span class="sr-only">" to " {of.clone()}</span>
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::doubts;
    use domain::resume::Contact;

    #[test]
    fn an_address_that_nobody_could_answer_to_is_doubted() {
        let of = |email: &str| {
            let contact = Contact { email: email.into(), phone: "555-0100".into(), name: "Ada".into(), ..Default::default() };
            doubts(&contact).len()
        };
        assert_eq!(["ada@example.com", "a.b+c@mail.example.org"].map(of), [0, 0]);
        assert_eq!(["ada", "ada@example", "@example.com", "ada at example.com", "ada @example.com", ""].map(of), [1; 6]);
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(
            doubts(&Contact::default()),
            ["No e-mail address and no phone number and no name was found. Tracking systems look for it."]
        );
    }
}
