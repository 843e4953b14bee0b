//! Lines of a job description without what a web page puts around it, and without other people's personal data.

use crate::text::phrases;
use crate::text::{fold, squeeze};
use std::collections::HashSet;
use std::sync::LazyLock;

/// One line of the posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Squeezed, without its bullet.
    pub text: String,
    /// It had a bullet or number in front.
    pub bullet: bool,
    /// It was marked as a heading (`#`, `**`).
    pub marked: bool,
    /// A blank line stands in front.
    pub apart: bool,
}

const BULLETS: &[char] =
    &['•', '·', '*', '-', '–', '—', '▪', '▫', '◦', '‣', '●', '○', '■', '□', '✓', '✔', '➢', '➤', '»', '\u{f0b7}', '\u{f0a7}'];

/// What web pages write around a posting.
static FURNITURE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "apply now|apply for this job|apply on company site|easy apply|save job|save this job|share this job|report this job|\
     sign in|log in|back to jobs|view all jobs|see all jobs|similar jobs|show more|show less|read more|see more|\
     skip to main content|accept cookies|cookie settings|privacy policy|terms of service|follow us|create job alert|\
     set alert|promoted|actively recruiting|be an early applicant|jetzt bewerben|postuler|job speichern|all rights reserved|\
     submit application|refer a friend|print this page|try premium|followers",
    )
});

/// Whole lines of the same kind.
static CHROME: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    phrases(
        "linkedin|indeed|glassdoor|home|my network|jobs|messaging|notifications|share|save|saved|apply|message|menu|search|premium|close",
    )
    .into_iter()
    .collect()
});

/// What only web pages say, however long the line.
const PAGE: &[&str] = &["get ai-powered", "how your profile", "see how you compare", "clicked apply", "responses managed off", "reposted "];

/// Sentences that every employer writes.
static BOILERPLATE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    phrases(
        "equal opportunity|equal employment|without regard to|regardless of race|protected veteran|protected by law|\
     legally protected|reasonable accommodation|affirmative action|gender identity|national origin|we celebrate diversity|\
     diverse and inclusive workplace|e-verify|criminal history|background check|drug screen|pay transparency|we use cookies|\
     staffing agencies|unsolicited resumes|invite you to apply|apply today|we look forward to|click apply|\
     submit your resume|send your resume|send your cv|competitive salary|benefits package|we offer a competitive|\
     does not discriminate|enhanced dbs|promoting the welfare of children|subject to an enhanced|health insurance|dental and vision|paid time off|401(k)|chancengleichheit|unabh\u{e4}ngig von geschlecht|\
     aussagekr\u{e4}ftige bewerbung|we offer flexible|unlimited pto|parental leave|stock options",
    )
});

/// The lines of a posting, cleaned; wrapped lines joined.
pub fn lines(raw: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut apart = true;
    for line in raw.lines() {
        let text = squeeze(&line.replace(['\u{200b}', '\u{feff}'], ""));
        if text.is_empty() || text.chars().all(|c| !c.is_alphanumeric()) {
            apart = true;
            continue;
        }
        let Some(line) = one(&text, apart) else {
            continue;
        };
        apart = false;
        match lines.last_mut() {
            Some(last) if continues(last, &line) => {
                last.text.push(' ');
                last.text.push_str(&line.text);
            }
            _ => lines.push(line),
        }
    }
    for line in &mut lines {
        line.text = without_boilerplate(&line.text);
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

/// A long line without an end goes on in one that begins small: a wrap of the source.
fn continues(last: &Line, line: &Line) -> bool {
    let open = !last.text.ends_with(['.', ':', ';', '!', '?']);
    open && !line.bullet && !line.marked && !line.apart && last.text.chars().count() > 45 && line.text.starts_with(char::is_lowercase)
}

fn one(text: &str, apart: bool) -> Option<Line> {
    let (text, pictured) = without_pictures(text);
    let text = text.as_str();
    let marked = text.starts_with('#') || text.starts_with("**") && text.trim_end_matches(':').ends_with("**");
    let mut rest = text.trim_start_matches('#').trim_start();
    let mut bullet = false;
    if !marked {
        let cut = rest.trim_start_matches(BULLETS);
        // "-Steel toe boots" as well, but not "-20 degrees".
        let close = rest.starts_with(['-', '*']) && rest.len() == cut.len() + 1 && cut.starts_with(char::is_alphanumeric);
        bullet = pictured || cut.len() < rest.len() && (cut.starts_with(' ') || close);
        let figure = cut
            .find(|c: char| !c.is_ascii_digit())
            .filter(|at| (1..=2).contains(at) && cut[*at..].starts_with([')', '.']) && cut[*at + 1..].starts_with(' '));
        rest = match figure {
            Some(at) => {
                bullet = true;
                &cut[at + 1..]
            }
            None if bullet => cut,
            None => rest,
        };
    }
    let plain = rest.replace("**", "").replace("__", "");
    // "Leeds · Reposted 2 weeks ago · 100 people clicked apply"
    let said = |part: &&str| !PAGE.iter().any(|one| fold(part).contains(one));
    let plain = plain.split(" \u{b7} ").filter(said).collect::<Vec<_>>().join(" \u{b7} ");
    let folded = fold(&plain);
    let words = folded.split(' ').count();
    let furniture = words <= 6 && FURNITURE.iter().any(|one| folded.contains(one))
        || words <= 8 && (folded.starts_with("posted ") || folded.contains(" ago") && words <= 5 || folded.contains("applicants"))
        || ["job id", "req id", "requisition", "reference number", "page "].iter().any(|start| folded.starts_with(start))
            && folded.chars().any(|c| c.is_ascii_digit())
            && words <= 6
        || CHROME.contains(folded.as_str())
        || words <= 8 && (folded.ends_with(" logo") || folded.starts_with("save ") && folded.contains(" at "))
        || folded.starts_with('\u{a9}');
    if furniture {
        return None;
    }
    let plain = squeeze(&plain);
    let kept: Vec<String> = sentences(&plain).into_iter().filter_map(|sentence| without_people(sentence, &fold(sentence))).collect();
    let text = kept.join(" ");
    if text.is_empty() {
        return None;
    }
    Some(Line { text, bullet, marked, apart })
}

/// Without pictographs; whether the line began with one.
fn without_pictures(text: &str) -> (String, bool) {
    let picture = |c: char| matches!(u32::from(c), 0x2190..=0x21ff | 0x2300..=0x23ff | 0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff | 0xfe0f | 0x200d | 0x20e3);
    let known = |c: char| BULLETS.contains(&c) || matches!(c, '\u{2192}');
    if !text.chars().any(|c| picture(c) && !known(c)) {
        return (text.to_owned(), false);
    }
    let opens = text.chars().next().is_some_and(|c| picture(c) && !known(c));
    (squeeze(&text.chars().filter(|c| !picture(*c) || known(*c)).collect::<String>()), opens)
}

/// Without mail addresses and phone numbers; nothing when the line was only about how to reach somebody.
fn without_people(text: &str, folded: &str) -> Option<String> {
    const REACH: &[&str] = &[
        "recruiter",
        "contact",
        "hiring manager",
        "ansprechpartner",
        "kontakt",
        "talent partner",
        "reach out",
        "call us",
        "call me",
        "e-mail",
        "email",
        "phone",
        "telefon",
        "tel.",
        "questions?",
    ];
    let person =
        ["recruiter:", "contact:", "contact person", "hiring manager:", "ansprechpartner", "your contact", "ihr kontakt", "posted by"]
            .iter()
            .any(|start| folded.starts_with(start));
    // "Text JOBS to 55501"
    let message = folded.starts_with("text ") && folded.chars().filter(char::is_ascii_digit).count() >= 5;
    if person || message {
        return None;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut cut = false;
    for word in text.split(' ') {
        let mail = word.contains('@') && word.trim_matches(|c: char| !c.is_alphanumeric()).contains('.');
        cut |= mail;
        if !mail {
            kept.push(word);
        }
    }
    let (rest, phones) = without_phones(&kept.join(" "));
    if (cut || phones) && (REACH.iter().any(|word| folded.contains(word)) || rest.split(' ').count() < 6) {
        return None;
    }
    let rest = squeeze(&rest);
    (!rest.is_empty()).then_some(rest)
}

/// Cuts runs of at least nine digits with the signs of a phone number between them.
fn without_phones(text: &str) -> (String, bool) {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at, mut cut) = (String::new(), 0, false);
    while at < chars.len() {
        let opens = matches!(chars[at], '+' | '(') || chars[at].is_ascii_digit();
        if opens && (at == 0 || !chars[at - 1].is_alphanumeric()) {
            let (mut end, mut digits) = (at, 0);
            while end < chars.len() && (chars[end].is_ascii_digit() || matches!(chars[end], '+' | '(' | ')' | '-' | '.' | '/' | ' ')) {
                digits += usize::from(chars[end].is_ascii_digit());
                end += 1;
            }
            if digits >= 9 && !chars[at..end].contains(&',') {
                cut = true;
                at = end;
                out.push(' ');
                continue;
            }
        }
        out.push(chars[at]);
        at += 1;
    }
    (out, cut)
}

fn without_boilerplate(text: &str) -> String {
    let kept: Vec<&str> = sentences(text)
        .into_iter()
        .filter(|sentence| {
            let folded = fold(sentence);
            !BOILERPLATE.iter().any(|one| folded.contains(one))
        })
        .collect();
    squeeze(&kept.join(" "))
}

/// A line cut behind the ends of its sentences.
pub fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if !matches!(c, '.' | '!' | '?')
            || !text[end..].starts_with(' ')
            || !text[end..].trim_start().starts_with(|c: char| c.is_uppercase() || c == '(')
        {
            continue;
        }
        // "Ph.D. in", "e.g. Python", "Inc. is": no end.
        let word = text[from..at].rsplit(' ').next().unwrap_or_default();
        if c == '.'
            && (word.chars().count() <= 1
                || word.contains('.')
                || matches!(
                    word,
                    "Dr" | "Mr"
                        | "Ms"
                        | "St"
                        | "No"
                        | "Sr"
                        | "Jr"
                        | "vs"
                        | "Co"
                        | "Ph"
                        | "Inc"
                        | "Corp"
                        | "Ltd"
                        | "min"
                        | "incl"
                        | "etc"
                        | "approx"
                ))
        {
            continue;
        }
        sentences.push(text[from..end].trim());
        from = end;
    }
    sentences.push(text[from..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Whether the text stops in the middle.
pub fn is_clipped(raw: &str) -> bool {
    let Some(last) = raw.lines().map(str::trim).rfind(|line| !line.is_empty()) else {
        return false;
    };
    let folded = fold(last);
    let more = ["...", "\u{2026}", "show more", "read more", "see more", "mehr anzeigen", "voir plus", "[...]"]
        .iter()
        .any(|end| folded.ends_with(end));
    let word = folded.rsplit(' ').next().unwrap_or_default();
    let hanging = matches!(
        word,
        "and" | "or" | "the" | "a" | "an" | "of" | "with" | "in" | "to" | "for" | "our" | "und" | "et" | "de" | "you" | "we" | "will"
    ) || folded.ends_with(',');
    more || hanging
}

/// Whether words that postings use are there.
pub fn looks_like_a_posting(raw: &str) -> bool {
    const CUES: &[&str] = &[
        "responsib",
        "requirement",
        "qualification",
        "experience",
        "candidate",
        "we are",
        "we're",
        "you will",
        "you'll",
        "your ",
        "position",
        "role",
        "job",
        "team",
        "hiring",
        "apply",
        "skills",
        "salary",
        "benefits",
        "must have",
        "degree",
        "years",
        "full-time",
        "part-time",
        "join",
        "looking for",
        "seeking",
        "aufgaben",
        "profil",
        "wir ",
        "bewerb",
        "missions",
        "exp\u{e9}rience",
        "poste",
        "kenntnisse",
        "erfahrung",
        "shift",
        "pay:",
        "/hr",
        "per hour",
        "full time",
        "licens",
        "certif",
        "essential functions",
        "schedule",
        "sign-on",
    ];
    const NOT: &[&str] = &[
        "lorem ipsum",
        "curriculum vitae",
        "references available",
        "dear hiring manager",
        "#include",
        "fn main",
        "<!doctype",
        "ingredients",
        "chapter 1",
    ];
    let folded = fold(raw);
    CUES.iter().filter(|cue| folded.contains(*cue)).count() >= 4 && !NOT.iter().any(|one| folded.contains(one))
}
