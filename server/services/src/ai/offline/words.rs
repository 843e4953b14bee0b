//! Tables of words: fillers, judgements, wordy phrases, and what everybody writes.

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
    /// In front of a verb that says the same: "actively participated".
    Engaged,
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
        (Filler::Adverb, phrases("successfully|proactively|in a timely manner|in a timely fashion")),
        (Filler::Engaged, phrases("actively")),
        (Filler::Manner, phrases("effectively|efficiently|seamlessly")),
        (
            Filler::Praise,
            phrases(
                "highly motivated|highly skilled|results-driven|results-oriented|hard-working|hardworking|detail-oriented|self-motivated|\
     goal-oriented|passionate",
            ),
        ),
        (Filler::Rest, phrases("etc.|and more")),
    ]
});

/// Words of judgement: "very good" is good. In front of anything else the degree may be the fact: "very low birth weight".
static JUDGEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "good great successful successfully dedicated busy important effective strong motivated skilled experienced reliable \
     friendly helpful useful innovative creative organized organised professional committed popular happy positive enthusiastic \
     hardworking talented competent efficient valuable proud excited interested flexible responsive capable knowledgeable \
     detailed thorough productive passionate driven adaptable demanding challenging supportive rewarding beneficial fast-paced \
     ambitious dynamic patient punctual",
    )
});

/// Whether a word judges, so that it says as much without "very".
pub fn is_judgement(word: &str) -> bool {
    JUDGEMENTS.contains(word)
}

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
    ("by means of", "using"),
    ("as well as", "and"),
    ("utilizing", "using"),
    ("utilising", "using"),
    ("utilized", "used"),
    ("utilised", "used"),
    ("utilize", "use"),
    ("utilise", "use"),
    ("making use of", "using"),
    ("made use of", "used"),
    ("a proven track record in", "experience in"),
    ("a proven track record of", "a track record of"),
    ("proven track record in", "experience in"),
    ("proven track record of", "track record of"),
    ("worked closely with", "worked with"),
    ("was involved in", "took part in"),
    ("were involved in", "took part in"),
    ("incl.", "including"),
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
    ("in the field of", "in"),
    ("w/ ", "with "),
    ("prior to", "before"),
    ("subsequent to", "after"),
    ("in addition to", "besides"),
    ("at this point in time", "now"),
    ("in an effort to", "to"),
];

static CLICHES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "team player|hard worker|hard-worker|self-starter|self starter|go-getter|fast learner|quick learner|people person|\
     outside the box|think on my feet|works well under pressure|work well under pressure|excellent communicator|\
     ability to work in a team|high-quality results",
    )
});
/// What may stand around them without saying more.
static AROUND: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "i am a an and the who very great true real good strong excellent natural dedicated motivated passionate enthusiastic hard \
     worker team player self starter go getter fast quick learner people person thinks think thinking outside box on my feet works \
     work well under pressure communicator with reliable also always born is in teams exceptional ability to \
     direct committed providing high quality results little supervision minimal",
    )
});

/// A sentence that holds nothing but what everybody says of themselves.
pub fn is_cliche(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    CLICHES.iter().any(|cliche| lower.contains(cliche))
        && lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| AROUND.contains(word))
}

/// Openings in front of an "-ing" word that say no more than the verb itself.
pub static OPENINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "i was responsible for|was responsible for|were responsible for|responsible for|i was in charge of|was in charge of|\
     in charge of|i was tasked with|was tasked with|tasked with|my duties included|duties included|duties include|\
     responsibilities included|responsibilities include|my responsibilities included|job duties included|\
     was accountable for|accountable for",
    )
});
