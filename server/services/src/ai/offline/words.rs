//! Tables of words: fillers, wordy phrases, and verbs from "-ing" to the past.

use domain::text::{phrases, words};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How a filler sits in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// In front of a noun: "various".
    Amount,
    /// In front of what it strengthens: "very".
    Degree,
    /// At a verb: "successfully".
    Adverb,
    /// At a verb, but in front of it another thing: "effectively doubled" is nearly doubled.
    Manner,
    /// Of a person, in a row with others: "hard-working".
    Praise,
    /// Behind a list: "etc.".
    Rest,
}

/// Dropped where the sentence can do without.
pub static FILLERS: LazyLock<Vec<(Filler, Vec<&str>)>> = LazyLock::new(|| {
    vec![
        (
            Filler::Amount,
            phrases(
                "a wide variety of|a large variety of|a variety of|a wide range of|a broad range of|a wide array of|an array of|an assortment of|\
     a multitude of|various",
            ),
        ),
        (Filler::Degree, phrases("very|really|extremely|basically")),
        (Filler::Adverb, phrases("successfully|proactively|actively|in a timely manner|in a timely fashion")),
        (Filler::Manner, phrases("effectively")),
        (
            Filler::Praise,
            phrases("highly motivated|highly skilled|results-driven|results-oriented|hard-working|hardworking|detail-oriented"),
        ),
        (Filler::Rest, phrases("etc.|and more")),
    ]
});

/// What is wordy, and what says the same.
pub const PHRASES: &[(&str, &str)] = &[
    ("in order to", "to"),
    ("due to the fact that", "because"),
    ("on a daily basis", "daily"),
    ("on a weekly basis", "weekly"),
    ("on a monthly basis", "monthly"),
    ("on a regular basis", "regularly"),
    ("for the purpose of", "for"),
    ("with the use of", "with"),
    ("through the use of", "with"),
    ("by means of", "by"),
    ("as well as", "and"),
    ("utilizing", "using"),
    ("utilising", "using"),
    ("utilized", "used"),
    ("utilised", "used"),
    ("utilize", "use"),
    ("utilise", "use"),
    ("making use of", "using"),
    ("helped to", "helped"),
    ("helping to", "helping"),
    ("has the ability to", "can"),
    ("a large number of", "many"),
    ("the majority of the", "most of the"),
    ("the majority of our", "most of our"),
    ("the majority of my", "most of my"),
    ("the majority of", "most"),
    ("a total of", ""),
    ("for a period of", "for"),
    ("including, but not limited to,", "including"),
    ("including but not limited to,", "including"),
    ("including, but not limited to", "including"),
    ("including but not limited to", "including"),
    ("each and every", "every"),
    ("whether or not", "whether"),
    ("collaborated together", "collaborated"),
    ("worked together with", "worked with"),
    ("in the area of", "in"),
    ("in the field of", "in"),
    ("in close collaboration with", "with"),
    ("w/ ", "with "),
    ("prior to", "before"),
    ("subsequent to", "after"),
    ("in addition to", "besides"),
    ("at this point in time", "now"),
    ("with regard to", "about"),
    ("with respect to", "about"),
    ("in an effort to", "to"),
];

/// Openings in front of an "-ing" word that say no more than the verb itself.
pub static OPENINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "i was responsible for|was responsible for|were responsible for|responsible for|i was in charge of|was in charge of|\
     in charge of|i was tasked with|was tasked with|tasked with|my duties included|duties included|duties include|\
     responsibilities included|responsibilities include|my responsibilities included|job duties included|\
     was accountable for|accountable for",
    )
});

const IRREGULAR: &[(&str, &str)] = &[
    ("building", "built"),
    ("leading", "led"),
    ("running", "ran"),
    ("writing", "wrote"),
    ("making", "made"),
    ("teaching", "taught"),
    ("overseeing", "oversaw"),
    ("selling", "sold"),
    ("growing", "grew"),
    ("driving", "drove"),
    ("setting", "set"),
    ("keeping", "kept"),
    ("holding", "held"),
    ("bringing", "brought"),
    ("buying", "bought"),
    ("cutting", "cut"),
    ("finding", "found"),
    ("giving", "gave"),
    ("taking", "took"),
    ("meeting", "met"),
    ("paying", "paid"),
    ("putting", "put"),
    ("speaking", "spoke"),
    ("doing", "did"),
    ("drawing", "drew"),
    ("choosing", "chose"),
    ("rebuilding", "rebuilt"),
    ("rewriting", "rewrote"),
    ("undertaking", "undertook"),
    ("sending", "sent"),
    ("dealing", "dealt"),
    ("feeding", "fed"),
];

static REGULAR: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "managing developing designing creating implementing maintaining coordinating organizing organising planning preparing \
     processing handling training supervising directing monitoring analyzing analysing testing reviewing reporting \
     supporting assisting helping delivering providing ensuring conducting performing operating updating documenting \
     evaluating assessing administering scheduling ordering tracking negotiating resolving answering cleaning cooking \
     serving deploying automating integrating installing configuring repairing improving reducing increasing recruiting \
     hiring mentoring coaching facilitating launching producing publishing editing researching collecting compiling \
     gathering identifying verifying carrying applying auditing balancing reconciling invoicing billing drafting presenting \
     promoting marketing advising consulting contacting liaising communicating collaborating controlling checking \
     inspecting loading packing shipping receiving storing stocking dispensing treating caring educating tutoring grading \
     debugging refactoring migrating optimizing optimising modeling modelling visualizing translating interpreting \
     transcribing filing greeting assigning allocating establishing executing expanding forecasting generating guiding \
     investigating measuring merging minimizing modernizing motivating observing obtaining owning prioritizing procuring \
     programming purchasing recording redesigning registering restructuring screening securing simplifying sourcing \
     standardizing streamlining strengthening supplying transforming troubleshooting upgrading validating welding wiring \
     working",
    )
});

/// "-ing" words that are things as often as doings.
static THINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "marketing accounting engineering training testing reporting planning banking nursing catering housekeeping purchasing \
     advertising learning manufacturing programming networking billing staffing scheduling packaging funding pricing \
     shipping cleaning editing filing budgeting invoicing sourcing welding wiring mentoring coaching consulting forecasting \
     modeling modelling troubleshooting processing receiving recruiting hiring ongoing during including incoming outgoing \
     existing following using clothing building meeting string spring bring thing king evening morning ring wing ceiling \
     monitoring tracking onboarding machining plumbing roofing painting lighting heating parking dining fundraising \
     proofreading copywriting bookkeeping merchandising warehousing upcoming",
    )
});

/// The past of a word in "-ing"; `None` when it is not known to be a verb.
pub fn past(word: &str) -> Option<String> {
    if let Some((_, past)) = IRREGULAR.iter().find(|(ing, _)| *ing == word) {
        return Some((*past).to_owned());
    }
    let stem = REGULAR.contains(&word).then(|| word.strip_suffix("ing"))??;
    Some(match stem.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(rest) => format!("{rest}ied"),
        None => format!("{stem}ed"),
    })
}

/// The past of a verb as dictionaries have it ("reduce": "reduced"); `None` when it is not known.
pub fn past_of(verb: &str) -> Option<String> {
    let doubled = verb.chars().next_back().map(|last| format!("{verb}{last}ing"));
    let short = verb.strip_suffix('e').map(|stem| format!("{stem}ing"));
    [Some(format!("{verb}ing")), short, doubled].into_iter().flatten().find_map(|ing| past(&ing))
}

/// Whether a word in "-ing" may be a thing.
pub fn is_thing(word: &str) -> bool {
    THINGS.contains(&word)
}
