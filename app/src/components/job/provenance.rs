//! Where a job description came from.

use crate::components::When;
use domain::posting::{Fetched, JobDescription, ReadFrom, Source};
use leptos::prelude::*;

/// One line: pasted, out of a file, or fetched from where and when, and what was read there.
pub fn provenance(job: &JobDescription) -> AnyView {
    let how = match (job.source, &job.fetched) {
        (Source::Text, _) => view! { "Pasted " <When stamp=job.created_at.clone()/> }.into_any(),
        (Source::File, _) => view! { "Out of a file, given " <When stamp=job.created_at.clone()/> }.into_any(),
        (Source::Url, fetched) => {
            let given = job.url.clone().unwrap_or_default();
            let fetched = fetched.clone().map(|Fetched { at, from, read }| {
                let read = match read {
                    ReadFrom::JsonLd => "the data that the page gives to search engines",
                    ReadFrom::Page => "the text of the page",
                    ReadFrom::File => "the document behind it",
                };
                // A site that sends on is worth a second look; one that only completes the address is not.
                let moved = (host(&from) != host(&given)).then(|| view! { ", sent on to " {link(from)} });
                view! { {moved} ", fetched " <When stamp=at/> ". Read was " {read} "." }
            });
            view! { "From " {link(given)} {fetched} }.into_any()
        }
    };
    view! { <p class="provenance quiet">{how}</p> }.into_any()
}

/// To be followed only where it is the address of a page; it says nothing of where it was followed from.
fn link(address: String) -> AnyView {
    if domain::posting::link(&address).is_none() {
        return address.into_any();
    }
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned();
    view! { <a href=address target="_blank" rel="noopener noreferrer nofollow external">{shown}</a> }.into_any()
}

fn host(address: &str) -> Option<String> {
    Some(address.split_once("://")?.1.split(['/', '?', '#']).next()?.to_ascii_lowercase())
}
