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
    ("a proven track record of", "a record of"),
    ("proven track record in", "experience in"),
    ("proven track record of", "record of"),
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
    ("fitting", "fitted"),
    ("planning", "planned"),
    ("getting", "got"),
    ("winning", "won"),
    ("spending", "spent"),
    ("beginning", "began"),
    ("catching", "caught"),
    ("shooting", "shot"),
    ("reading", "read"),
    ("leaving", "left"),
    ("losing", "lost"),
    ("telling", "told"),
    ("sewing", "sewed"),
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
     working precepting moving opening closing fixing adding adjusting analyzing announcing arranging assembling attending \
     authoring backing booking calculating calibrating calling charting chairing charging classifying coding combining \
     commissioning comparing completing computing configuring connecting constructing converting copying correcting counting \
     covering curating customizing decorating defining demonstrating designating detecting diagnosing directing discussing \
     distributing drilling educating eliminating engaging enforcing enhancing entering escorting estimating examining explaining \
     extracting fabricating formatting formulating fulfilling fundraising hosting importing informing initiating inspiring \
     instructing interviewing introducing labeling labelling listing localizing locating logging machining mapping mixing \
     modifying naming nurturing orienting outlining painting parsing performing photographing picking piloting placing \
     polishing pouring preserving preventing pricing protecting proofreading providing pulling pushing raising ranking \
     rearranging rebranding recommending redirecting referring refining relocating removing renewing renovating replacing \
     replying reproducing requesting rescheduling restocking restoring retrieving rolling sampling sanitizing scanning sealing \
     seating selecting separating servicing settling sewing signing simulating solving sorting staging starting sterilizing \
     summarizing surveying synthesizing tailoring tending tightening tracing transferring transporting trimming tuning typing \
     uploading using visiting warming washing watching weighing",
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

/// Verbs whose "-ing" in front of a plural is a doing: "processing returns".
static DOINGS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "processing receiving scheduling cleaning editing filing invoicing sourcing tracking monitoring coaching mentoring packaging \
     purchasing pricing welding painting proofreading machining using",
    )
});

/// Things that are named after a doing: "processing systems".
static NAMED_AFTER: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "procedures systems tools plans programs programmes schedules policies processes materials activities services needs \
     requirements standards operations tasks duties methods techniques guidelines protocols projects jobs managers agents teams \
     services departments lines costs fees sessions units areas skills services issues",
    )
});

/// "processing returns": a doing and what it is done to, where "processing systems" is one thing.
pub fn is_done_to(doing: &str, what: &str) -> bool {
    let plural = what.ends_with('s') && !what.ends_with("ss") || matches!(what, "people" | "children");
    DOINGS.contains(doing) && plural && !NAMED_AFTER.contains(what)
}

/// Verbs in their base form that are nothing but verbs: "manage", not "design" or "test".
static ONLY_VERBS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "manage develop create implement maintain coordinate organize organise prepare analyze analyse supervise deliver provide ensure \
     conduct perform evaluate assess negotiate resolve write teach oversee collaborate assist administer identify improve reduce \
     react utilize utilise facilitate oversee communicate investigate monitor configure install optimize optimise automate \
     generate verify validate mentor inspect assemble educate respond participate contribute",
    )
});

/// The past of a word that can only be a verb in its base form.
pub fn past_of_verb(word: &str) -> Option<String> {
    ONLY_VERBS.contains(word).then(|| match word {
        "react" | "respond" => Some(format!("{word}ed")),
        "participate" | "contribute" | "communicate" | "utilize" | "utilise" | "educate" => Some(format!("{word}d")),
        _ => past_of(word),
    })?
}

/// Whether a word in "-ing" may be a thing.
pub fn is_thing(word: &str) -> bool {
    THINGS.contains(&word)
}
