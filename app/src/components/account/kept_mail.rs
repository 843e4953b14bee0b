//! Mail that did not leave: where no mail server is set up, it is passed on by hand.

use crate::api::accounts::admin::Letter;
use crate::components::When;
use leptos::prelude::*;
use leptos_router::components::A;

/// Newest first. One is opened by its address, since it is noted who has opened which.
#[component]
pub fn KeptMail(letters: Vec<Letter>) -> impl IntoView {
    let empty = letters.is_empty().then(|| view! { <p class="empty-line">"No mail is kept."</p> });
    let rows = letters.into_iter().map(|letter| view! { <Row letter/> }).collect_view();
    view! {
        <section class="stack" aria-labelledby="kept-title">
            <h2 id="kept-title">"Kept mail"</h2>
            <p class="quiet">"No mail server is set up (" <code>"SMTP_URL"</code> "), so nothing is sent: pass these on by hand. A link lets whoever has it in: give it to its owner only. That you opened a mail stands in the record, also in its owner's."</p>
            <p class="quiet">"These are the newest in the folder " <code>"outbox"</code> " of this server. A worker with a data folder of its own keeps what it sends there."</p>
            {empty}
            <ul class="list">{rows}</ul>
        </section>
    }
}

#[component]
fn Row(letter: Letter) -> impl IntoView {
    let Letter { name, to, subject, at, text } = letter;
    let title = match &text {
        Some(_) => subject.into_any(),
        None => view! { <A href=format!("/admin?letter={name}#kept-title")>{subject}</A> }.into_any(),
    };
    view! {
        <li class="list-row">
            <div class="list-main">
                <p class="list-title">{title}</p>
                <p class="quiet">"To " {to} " · " <When stamp=at/></p>
                {text.map(|text| view! { <pre class="plain" tabindex="0">{text}</pre> })}
            </div>
        </li>
    }
}
