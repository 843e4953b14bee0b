//! The score, alone and before and after.

use leptos::prelude::*;

/// A figure in a ring.
#[component]
pub fn ScoreRing(
    /// 0 to 100.
    score: u8,
) -> impl IntoView {
    // The ring is 100 long (radius 15.915), so that the score is the length of the arc.
    let arc = format!("{score} {}", 100 - score.min(100));
    view! {
        <figure class="score-ring" role="img" aria-label=format!("Score {score} of 100")>
            <svg viewBox="0 0 36 36" aria-hidden="true">
                <circle class="ring-back" cx="18" cy="18" r="15.915"/>
                <circle class=format!("ring-arc {}", tone(score)) cx="18" cy="18" r="15.915" pathLength="100" stroke-dasharray=arc transform="rotate(-90 18 18)"/>
            </svg>
            <span class="score-figure figures">{score}</span>
        </figure>
    }
}

/// "61 → 78" and a bar; says so to a screen reader when it changes.
#[component]
pub fn ScoreChange(
    /// Of the version that the changes were made for.
    #[prop(into)]
    before: Signal<Option<u8>>,
    /// With the changes taken so far.
    #[prop(into)]
    after: Signal<Option<u8>>,
) -> impl IntoView {
    move || {
        let (before, after) = (before.get()?, after.get()?);
        let gain = i16::from(after) - i16::from(before);
        let class = if gain > 0 { "score-gain up" } else { "score-gain" };
        Some(view! {
            <div class="score-change" role="group" aria-label=format!("Score {before}, with your decisions {after}")>
                <span class="label">"Score"</span>
                <span class="figures score-pair" data-testid="score"><span class="quiet">{before}</span> " → " <b>{after}</b></span>
                <meter min="0" max="100" low="40" high="70" optimum="100" value=after aria-hidden="true"></meter>
                {(gain != 0).then(|| view! { <span class=class>{format!("{gain:+}")}</span> })}
            </div>
        })
    }
}

fn tone(score: u8) -> &'static str {
    match score {
        0..40 => "ring-low",
        40..70 => "ring-mid",
        _ => "ring-high",
    }
}
