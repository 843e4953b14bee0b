//! Mail that did not leave: where no mail server is set up, it is passed on by hand.

use crate::api::accounts::admin::Letter;
use crate::components::When;
use leptos::prelude::*;

/// Newest first.
#[component]
pub fn KeptMail(letters: Vec<Letter>) -> impl IntoView {
    let empty = letters.is_empty().then(|| view! { <p class="empty-line">"No mail is kept."</p> });
    let rows = letters.into_iter().map(|letter| {
        view! {
            <li class="list-row">
                <details class="list-main">
                    <summary><span class="list-title">{letter.subject}</span> <span class="quiet">" to " {letter.to} " · " <When stamp=letter.at/></span></summary>
                    <pre class="plain" tabindex="0">{letter.text}</pre>
                </details>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="stack" aria-labelledby="kept-title">
            <h2 id="kept-title">"Kept mail"</h2>
            <p class="quiet">"No mail server is set up (" <code>"SMTP_URL"</code> "), so nothing is sent: pass these on by hand. A link lets whoever has it in: give it to its owner only."</p>
            {empty}
            <ul class="list">{rows}</ul>
        </section>
    }
}
