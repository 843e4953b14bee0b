//! "Queries were optimized by me": "Optimized queries". In the bullet of its owner a passive without an agent tells what the owner did.

use super::english::capital;
use domain::keywords::{self, Kind};
use domain::text::words;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Verbs of work that are regular, as dictionaries have them. What befalls somebody ("awarded", "promoted") is not among them.
static REGULAR: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "administer analyze analyse answer assemble assess audit automate calculate check clean collect compile complete conduct \
     configure coordinate create debug deliver deploy design develop document draft edit evaluate examine file fix handle implement \
     improve inspect install introduce investigate launch maintain measure migrate monitor move negotiate operate optimize optimise \
     order organize organise perform prepare present process produce publish reconcile record redesign reduce refactor remove repair \
     replace research resolve restore review revise schedule sort start streamline summarize test track translate treat update validate \
     verify",
    )
});

/// Past participle, past and present of those that are not.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("written", "wrote", "write"),
    ("built", "built", "build"),
    ("rebuilt", "rebuilt", "rebuild"),
    ("rewritten", "rewrote", "rewrite"),
    ("made", "made", "make"),
    ("drawn", "drew", "draw"),
    ("taught", "taught", "teach"),
    ("run", "ran", "run"),
    ("begun", "began", "begin"),
    ("kept", "kept", "keep"),
    ("planned", "planned", "plan"),
    ("set", "set", "set"),
    ("led", "led", "lead"),
    ("overseen", "oversaw", "oversee"),
];

/// The past and the present of a participle.
fn forms(participle: &str) -> Option<(String, String)> {
    if let Some((_, past, base)) = IRREGULAR.iter().find(|(written, ..)| *written == participle) {
        return Some(((*past).to_owned(), (*base).to_owned()));
    }
    let stem = participle.strip_suffix("ed")?;
    let candidates = [stem.to_owned(), format!("{stem}e"), stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default()];
    let base = candidates.into_iter().find(|base| REGULAR.contains(base.as_str()))?;
    Some((participle.to_owned(), base))
}

/// The line with the owner as the one who did it; `None` where somebody else did, or it is not known how.
pub fn turned(text: &str) -> Option<String> {
    let (subject, now, rest) = [" was ", " were ", " is ", " are "]
        .iter()
        .filter_map(|verb| text.split_once(verb).map(|(head, tail)| (head, matches!(*verb, " is " | " are "), tail)))
        .min_by_key(|(head, ..)| head.len())?;
    let said: Vec<&str> = subject.split(' ').collect();
    let clause = |word: &&str| {
        matches!(word.to_lowercase().as_str(), "that" | "which" | "who" | "when" | "where" | "while" | "if" | "as" | "because" | "to")
            || word.ends_with([',', ';', ':', '.'])
    };
    let pronoun =
        matches!(said[0].to_lowercase().as_str(), "it" | "this" | "that" | "these" | "there" | "they" | "he" | "she" | "i" | "we" | "what");
    if said.len() > 8 || said.iter().any(clause) || pronoun || keywords_verb(said[0]) {
        return None;
    }
    let words: Vec<&str> = rest.split(' ').collect();
    let bare = |word: &str| word.trim_end_matches([',', ';', '.']).to_owned();
    let form = |word: &str| forms(&bare(word)).map(|(past, base)| if now { base } else { past });
    let mut verbs = vec![form(words[0])?];
    let mut at = 1;
    let closed = bare(words[0]).len() < words[0].len();
    if let Some(second) = words.get(2).filter(|_| !closed && words[1] == "and").and_then(|word| form(word)) {
        verbs.push(second);
        at = 3;
    }
    let sign: String = words[at - 1][bare(words[at - 1]).len()..].to_owned();
    let mut tail = words[at..].join(" ");
    let mine = tail.strip_prefix("by me");
    let others = mine.and_then(|rest| rest.strip_prefix(' ')).is_some_and(|rest| {
        let mut next = rest.split(' ');
        match next.next() {
            Some("and") => next.next().is_some_and(|word| !word.ends_with("ed")),
            Some("with" | "or") => true,
            _ => false,
        }
    });
    if others {
        return None;
    }
    match mine.filter(|rest| rest.is_empty() || rest.starts_with([' ', ',', '.', ';'])) {
        Some(rest) => tail = rest.trim_start().to_owned(),
        // Being led is another's doing unless it says so; "by the board" is somebody else.
        None if verbs.iter().any(|verb| matches!(verb.as_str(), "led" | "lead" | "oversaw" | "oversee")) => return None,
        None if tail.split(' ').any(|word| word == "by") && !by_figure(&tail) => return None,
        None => {}
    }
    // What goes on about the thing: "and attracted 900 people".
    if let Some(more) = tail.strip_prefix("and ") {
        let verb = more.split(' ').next().unwrap_or_default();
        if !verb.ends_with("ed") {
            return None;
        }
        tail = format!("that {more}");
    } else if tail.contains(" and was ") || tail.contains(" and were ") || tail.contains(" which ") {
        return None;
    }
    let mut verbs = verbs.join(" and ");
    // "85 accounts each month" would be a rate.
    for (each, often) in [("each day", "daily"), ("each week", "weekly"), ("each month", "monthly"), ("each year", "yearly")] {
        if subject.contains(|c: char| c.is_ascii_digit()) && tail == each {
            verbs = format!("{verbs} {often}");
            tail.clear();
        }
    }
    let glue = if !sign.is_empty() || tail.is_empty() || tail.starts_with([',', '.', ';']) { sign.as_str() } else { "" };
    let blank = if tail.is_empty() || tail.starts_with([',', '.', ';']) { "" } else { " " };
    Some(format!("{} {}{glue}{blank}{tail}", capital(&verbs), inside(subject)?))
}

/// "by 20%", "by hand", "by scanning": no agent.
fn by_figure(tail: &str) -> bool {
    tail.split(" by ").skip(1).chain(tail.strip_prefix("by ")).all(|rest| {
        let word = rest.split([' ', ',', '.']).next().unwrap_or_default();
        word.starts_with(|c: char| c.is_ascii_digit() || c == '$') || word.ends_with("ing") || matches!(word, "hand" | "phone" | "email")
    })
}

/// A line that opens with what somebody did needs no turn: "Ensured that orders were shipped".
fn keywords_verb(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.ends_with("ed") || lower.ends_with("ing") || super::verbs::past_of(&lower).is_some() || lower == "not"
}

/// A subject as it stands inside a sentence; `None` where its first word may be a name.
fn inside(subject: &str) -> Option<String> {
    let first = subject.split(' ').next()?;
    let tool = keywords::find(subject).first().is_some_and(|hit| hit.start == 0 && matches!(hit.kind, Kind::Tool | Kind::Certificate));
    if tool || first.chars().skip(1).any(char::is_uppercase) || first.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(subject.to_owned());
    }
    let lower = first.to_lowercase();
    let determiner = matches!(
        lower.as_str(),
        "a" | "an"
            | "the"
            | "all"
            | "new"
            | "our"
            | "my"
            | "both"
            | "several"
            | "many"
            | "each"
            | "every"
            | "most"
            | "daily"
            | "weekly"
            | "monthly"
    );
    let common = lower.ends_with('s') && !lower.ends_with("ss")
        || ["tion", "ment", "ance", "ity", "ory", "ure", "ency", "age", "data"].iter().any(|end| lower.ends_with(end));
    let opens = first.chars().next()?;
    (determiner || common || domain::text::number_word(&lower).is_some())
        .then(|| format!("{}{}", opens.to_lowercase(), &subject[opens.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Postgres queries were optimized by me, cutting p95 by 5%", Some("Optimized Postgres queries, cutting p95 by 5%"))]
    #[case("A webinar series was started by me and attracted 900 people", Some("Started a webinar series that attracted 900 people"))]
    #[case(
        "Reconciliations of 85 accounts are prepared and reviewed by me each month",
        Some("Prepare and review monthly reconciliations of 85 accounts")
    )]
    #[case("Medications were administered and documented in Epic", Some("Administered and documented medications in Epic"))]
    #[case("Reports were written for the board", Some("Wrote reports for the board"))]
    #[case("Costs were reduced by 20%.", Some("Reduced costs by 20%."))]
    #[case("The falls committee was led by me", Some("Led the falls committee"))]
    #[case("The falls committee was led", None)]
    #[case("The plan was reviewed by the board", None)]
    #[case("SBAR was rolled out by me and one colleague", None)]
    #[case("Two trainees were promoted", None)]
    #[case("It was built in Java", None)]
    #[case("Ensured that orders were processed", None)]
    #[case("Riverbend was designed in 2012", None)]
    fn the_owner_did_it_or_nothing_changes(#[case] text: &str, #[case] after: Option<&str>) {
        assert_eq!(turned(text).as_deref(), after);
    }
}
