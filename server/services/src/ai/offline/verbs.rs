//! Tables of verbs: from "-ing" and the base form to the past, and which of them may be things.

use domain::text::words;
use std::collections::HashSet;
use std::sync::LazyLock;

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
