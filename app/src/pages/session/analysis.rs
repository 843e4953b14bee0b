//! The analysis: the score with its points, what the resume shows, what it doesn't, and what a tracking system may stumble over.

use super::{current_session, place_anchor};
use crate::api::Loaded;
use crate::api::analysis::{AnalysisDesk, load_analysis};
use crate::components::review::StartRunForm;
use crate::components::{Icon, NotYet, ScoreRing, icon, loaded};
use domain::gap::{Analysis, AtsCheck, Match, Point};
use domain::ids::SessionId;
use domain::posting::Priority;
use leptos::prelude::*;
use leptos_router::components::A;

/// The score, or what it still needs.
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let current = current_session();
    let analysis = Loaded::new_with_options(move || current.id.get(), load_analysis, true);
    // Looking at the analysis moves the session on.
    Effect::new(move |_| {
        if let Some(Ok(Some(_))) = analysis.get() {
            current.session.refetch();
        }
    });
    view! {
        {loaded(analysis, move |analysis| {
            let session = current.id.get_untracked();
            match analysis {
                Some(AnalysisDesk { gap, waiting }) => view! { <Explained analysis=gap waiting session/> }.into_any(),
                None => view! {
                    <NotYet title="No score yet" text="The analysis needs a resume and a job description. Add what is missing, and the score is there at once." href=format!("/sessions/{session}") action="Go to the next step"/>
                }.into_any(),
            }
        })}
    }
    .into_any()
}

#[component]
fn Explained(analysis: Analysis, waiting: bool, session: SessionId) -> impl IntoView {
    let Analysis { score, points, present, rephrased, missing, ats } = analysis;
    let id = session.to_string();
    let verdict = match score {
        0..40 => "Much of what the job asks for is not on the page yet.",
        40..70 => "A fair fit; some of what the job asks for is not visible.",
        _ => "A strong fit; the details can still be sharpened.",
    };
    let points = points.into_iter().map(|point| view! { <PointLine point session=id.clone()/> }).collect_view();
    let fine = ats.iter().all(|check| check.ok);
    let checks = ats.into_iter().map(check).collect_view();
    let review = format!("/sessions/{session}/review");
    view! {
        <div class="analysis">
            <section class="panel score-panel" aria-label="Score">
                <ScoreRing score/>
                <div>
                    <h2>"Alignment score"</h2>
                    <p>{verdict}</p>
                    <p class="quiet">{present.len()} " shown, " {rephrased.len()} " in other words, " {missing.len()} " not shown"</p>
                </div>
            </section>
            <section class="panel next-panel" aria-labelledby="next-title">
                {if waiting {
                    view! {
                        <h2 id="next-title">"Changes wait for you"</h2>
                        <p>"Decide on the changes that were suggested: approve, reject or edit each one. Then you can ask for more."</p>
                        <p><A href=review attr:class="button button-primary button-large">"Go to the review" {icon(Icon::ArrowRight)}</A></p>
                    }.into_any()
                } else {
                    view! { <h2 id="next-title">"Let changes be suggested"</h2> <StartRunForm session/> }.into_any()
                }}
            </section>
            <div class="buckets">
                <Bucket title="Shown" hint="In the words of the job." tone="good" matches=present session=id.clone()/>
                <Bucket title="In other words" hint="The resume says it differently. A change can use the job’s words." tone="info" matches=rephrased session=id.clone()/>
                <Bucket title="Not shown" hint="Add only if true." tone="wait" matches=missing session=id/>
            </div>
            <section class="panel" aria-labelledby="points-title">
                <h2 id="points-title">"Where the points come from"</h2>
                <ul class="points">{points}</ul>
            </section>
            <section class="panel" aria-labelledby="ats-title">
                <h2 id="ats-title">"What a tracking system may stumble over"</h2>
                {fine.then(|| view! { <p class="good-line">{icon(Icon::Check)} " Nothing was found: contact, dates and sections can be read."</p> })}
                <ul class="findings">{checks}</ul>
            </section>
        </div>
    }
}

#[component]
fn PointLine(point: Point, session: String) -> impl IntoView {
    let Point { label, earned, possible, explanation, places, evidence, .. } = point;
    let jump = places.first().map(|place| {
        let href = format!("/sessions/{session}/resume#{}", place_anchor(place));
        view! { " " <A href=href attr:class="jump">"Show in the resume"</A> }
    });
    let quote = (!evidence.is_empty()).then(|| view! { <q>{evidence}</q> });
    view! {
        <li class="point">
            <div class="point-head">
                <b>{label.clone()}</b>
                <span class="figures">{figure(earned)} <span class="quiet">" of " {figure(possible)}</span></span>
            </div>
            <meter min="0" max=possible.max(0.1).to_string() value=earned.to_string() aria-label=format!("Points for {label}")></meter>
            <p>{explanation} " " {quote} {jump}</p>
        </li>
    }
}

/// "3", "2.5".
fn figure(points: f32) -> String {
    if (points - points.round()).abs() < 0.05 { format!("{:.0}", points.abs()) } else { format!("{points:.1}") }
}

#[component]
fn Bucket(title: &'static str, hint: &'static str, tone: &'static str, matches: Vec<Match>, session: String) -> impl IntoView {
    let count = matches.len();
    let chips = matches.into_iter().map(|one| {
        let nice = (one.requirement.priority == Priority::Nice).then(|| view! { <span class="quiet">" nice"</span> });
        let other = (!one.found.is_empty() && one.found.to_lowercase() != one.keyword.to_lowercase())
            .then(|| view! { <span class="quiet">" as “" {one.found.clone()} "”"</span> });
        let words = view! { {one.keyword} {other} {nice} };
        match one.places.first() {
            Some(place) => {
                let href = format!("/sessions/{session}/resume#{}", place_anchor(place));
                view! { <li title=one.requirement.text><A href=href attr:class=format!("chip chip-{tone}")>{words}</A></li> }.into_any()
            }
            None => view! { <li title=one.requirement.text><span class=format!("chip chip-{tone}")>{words}</span></li> }.into_any(),
        }
    });
    let chips = chips.collect_view();
    view! {
        <section class="panel bucket" aria-label=title>
            <h2>{title} " " <span class="quiet figures">{count}</span></h2>
            <p class="hint">{hint}</p>
            {if count == 0 { view! { <p class="quiet">"Nothing here."</p> }.into_any() } else { view! { <ul class="chip-list">{chips}</ul> }.into_any() }}
        </section>
    }
}

fn check(check: AtsCheck) -> impl IntoView {
    let (class, mark, word) =
        if check.ok { ("finding finding-good", Icon::Check, "Fine") } else { ("finding finding-bad", Icon::Alert, "To mend") };
    view! { <li class=class>{icon(mark)} <span><span class="sr-only">{word} ": "</span>{check.message}</span></li> }
}
