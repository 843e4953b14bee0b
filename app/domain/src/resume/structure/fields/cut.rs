//! Cuts the lines of a head into pieces that mean one thing each, and takes out what speaks for itself: dates, lengths of time,
//! addresses.

use super::{Head, Part, Slot, Text};
use crate::resume::dates;
use crate::resume::structure::block::Piece;
use crate::resume::structure::entry::Draft;
use crate::resume::structure::{heading, labels, words};

/// Where a date stands at the front or end of a text: the rest and the date.
pub(in crate::resume::structure) fn date_at_edge(text: &str) -> Option<(String, String)> {
    let found = dates::find(text);
    let last = found.last()?;
    let strip =
        |rest: &str| rest.trim().trim_end_matches([',', '|', '–', '—', '-', '(', '[', ':', '·', '•', ';', '/']).trim_end().to_owned();
    let behind = text[last.range.end..].trim();
    if behind.chars().all(|c| matches!(c, ')' | ']' | '.' | ',')) || dates::is_duration(behind) {
        // From the first of several spans on: "2012 – 2014, 2016 – 2018".
        let first = found.iter().rev().take_while(|one| dates::mostly(&text[one.range.start..last.range.end])).last().unwrap_or(last);
        let start = first.range.start;
        let before = &text[..start];
        let rest = strip(before);
        let signed = before.trim_end().ends_with([',', '|', '–', '—', '-', '(', '[', ':', '·', '•', ';', '/']);
        let span = first.dates.start.is_some();
        // "Class of 2019" inside a sentence is no date of the head: a lone year must be set off.
        if rest.is_empty() || signed || span && before.ends_with(' ') || before.ends_with("  ") {
            return Some((rest, text[start..last.range.end].trim().to_owned()));
        }
        let month = first.dates.end.is_some_and(|end| end.month.is_some());
        return (month && before.ends_with(' ')).then(|| (rest, text[start..last.range.end].trim().to_owned()));
    }
    let first = found.first()?;
    let front = text[..first.range.start].trim();
    let after = &text[first.range.end..];
    let rest = after.trim_start().trim_start_matches([',', '|', '–', '—', '-', ')', ']', ':', '·', '•', ';', '/']).trim_start();
    let signed = rest.len() < after.trim_start().len();
    // "01/2017 – 04/2019 Leeds": a whole span needs no sign behind it.
    let span = first.dates.start.is_some() && after.starts_with(char::is_whitespace) && rest.starts_with(char::is_uppercase);
    (front.chars().all(|c| matches!(c, '(' | '[')) && (signed || span))
        .then(|| (rest.to_owned(), text[..first.range.end].trim_start_matches(['(', '[']).to_owned()))
}

/// The pieces of a head without dates, addresses and lengths of time, which go to `head`.
pub(super) fn parts(draft: &Draft, head: &mut Head) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (line, block) in draft.head.iter().enumerate() {
        // "City: Verona | Country: Italy" below a title without labels.
        let named = labels::labelled(block);
        if !named.is_empty() && named.iter().all(|field| field.label == labels::Label::Place) {
            for field in named {
                head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
                head.place.push(", ", &field.value.text, &field.value.lines);
            }
            continue;
        }
        // "Position: Welder" below an employer without a label.
        if let [field] = named.as_slice()
            && matches!(field.label, labels::Label::Title | labels::Label::Organisation)
            && !field.value.text.contains(':')
        {
            let target = if field.label == labels::Label::Title { &mut head.title } else { &mut head.organisation };
            if target.text.is_empty() {
                head.durations.extend(field.value.lines.iter().map(|line| (*line, format!("{} ", field.name))));
                target.push("", &field.value.text, &field.value.lines);
                continue;
            }
        }
        let begin = parts.len();
        let mut by_date = false;
        let mut tail = false;
        let mut index = 0;
        for piece in &block.pieces {
            tail |= piece.tab && index > 0;
            for piece in cut(piece) {
                by_date |= take(piece, head, |piece| {
                    let evidence = words::weigh(&piece.text);
                    let slot = Slot { line, index, tail, bold: piece.bold, italic: piece.italic };
                    index += 1;
                    parts.push(Part { piece, slot, evidence, by_date: false, by_place: false });
                });
            }
        }
        let placed = parts[begin..].iter().any(|part| part.evidence.place >= 2.5);
        for part in &mut parts[begin..] {
            part.by_date = by_date;
            part.by_place = placed && part.evidence.place < 2.5;
        }
    }
    if let Some(place) = &draft.place {
        head.place.push("", &place.text, &place.lines);
    }
    for piece in &draft.asides {
        take(piece.clone(), head, |piece| {
            let evidence = words::weigh(&piece.text);
            let slot = Slot { line: 9, index: 0, tail: true, bold: piece.bold, italic: piece.italic };
            parts.push(Part { piece, slot, evidence, by_date: false, by_place: false });
        });
    }
    parts
}

/// Puts dates, lengths of time and addresses into the head; what is left goes on. Says whether there was a date.
fn take(mut piece: Piece, head: &mut Head, mut on: impl FnMut(Piece)) -> bool {
    let mut dated = false;
    let text = piece.text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']'));
    if dates::is_duration(text) {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{} ", piece.text))));
        return false;
    }
    if let Some((dated, length)) = without_duration(&piece.text) {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{length} "))));
        piece.text = dated;
    }
    if dates::mostly(&piece.text) {
        let text = piece.text.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | ',')).trim();
        if head.dates.text == text {
            head.dates.lines.extend(&piece.lines);
        } else {
            head.dates.push(" ", text, &piece.lines);
        }
        return true;
    }
    if let Some((rest, date)) = date_at_edge(&piece.text) {
        if head.dates.text == date {
            head.dates.lines.extend(&piece.lines);
        } else {
            head.dates.push(", ", &date, &piece.lines);
        }
        dated = true;
        // "Jefa de cocina. Mayo de 2017": the sentence's end, not an abbreviation's.
        let last = rest.rsplit(' ').next().unwrap_or("");
        let sentence =
            rest.ends_with('.') && last.chars().count() > 5 && !last.trim_end_matches('.').contains('.') && !last.starts_with("Corp");
        piece.text = if sentence { rest.trim_end_matches('.').to_owned() } else { rest };
        if piece.text.is_empty() {
            return true;
        }
    }
    if matches!(piece.joint.trim(), "·" | "•" | "|" | "(") && employment(&piece.text) {
        head.rest.push(Text { text: piece.text, lines: piece.lines });
        return dated;
    }
    if heading::weblike(&piece.text) && head.url.text.is_empty() {
        head.url.push("", &piece.text, &piece.lines);
        return dated;
    }
    if let Some(link) = piece.link.as_deref().filter(|link| link.starts_with("http"))
        && head.url.text.is_empty()
    {
        head.url.push("", link, &piece.lines);
    }
    piece.text = trimmed(&piece.text).to_owned();
    // The word between a bold role and a bold employer.
    if matches!(piece.text.as_str(), "at" | "bei" | "chez" | "en" | "presso" | "bij" | "@") {
        head.durations.extend(piece.lines.iter().map(|line| (*line, format!("{} ", piece.text))));
        return dated;
    }
    // "Orthex Medical, Atlanta, GA." in front of the title.
    if let Some(text) = piece.text.strip_suffix('.')
        && text.rsplit_once(", ").is_some_and(|(_, last)| words::country(last) && !last.contains('.'))
    {
        piece.text = text.to_owned();
    }
    // "**Referentin** bei Förde Werften"
    if let Some(employer) = employer(&piece.text) {
        piece.text = employer.to_owned();
    }
    if !piece.text.is_empty() {
        on(piece);
    }
    dated
}

/// "Full-time" behind the employer.
fn employment(text: &str) -> bool {
    matches!(
        dates::plain(text.trim_matches(['(', ')'])).as_str(),
        "full-time"
            | "full time"
            | "part-time"
            | "part time"
            | "contract"
            | "permanent"
            | "temporary"
            | "seasonal"
            | "self-employed"
            | "freelance"
            | "internship"
            | "apprenticeship"
            | "on-site"
            | "vollzeit"
            | "teilzeit"
            | "festanstellung"
            | "temps plein"
            | "temps partiel"
            | "cdi"
            | "cdd"
            | "jornada completa"
            | "media jornada"
            | "tiempo completo"
            | "tempo integral"
            | "tempo pieno"
    )
}

/// "at Holm Logistics": the employer behind the word that joins it to the role.
pub(in crate::resume::structure) fn employer(text: &str) -> Option<&str> {
    let joined = ["at ", "bei ", "chez ", "presso ", "bij ", "en ", "@ ", "w "].iter().find_map(|word| text.strip_prefix(word));
    joined.filter(|employer| employer.starts_with(char::is_uppercase))
}

/// Without the signs that joined it to what stood behind.
fn trimmed(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let rest = text.trim_end_matches([',', ';', '|']).trim_end();
        let rest = [" –", " —", " -", " /", " ·", " •", " :", " @", " at", " bei", " chez", " presso", " bij", " en"]
            .iter()
            .find_map(|sign| rest.strip_suffix(sign))
            .unwrap_or(rest)
            .trim_end();
        if rest.len() == text.len() {
            return text;
        }
        text = rest;
    }
}

/// "2019 – 2021 (2 years)" as the dates and the length of time behind them.
pub(in crate::resume::structure) fn without_duration(text: &str) -> Option<(String, String)> {
    let found = dates::find(text);
    let end = found.last()?.range.end;
    let behind = text[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '·' | '•' | '|' | ',' | '–' | '-'));
    (found.last()?.dates.start.is_some() && dates::is_duration(behind)).then(|| (text[..end].to_owned(), behind.to_owned()))
}

/// Cuts a piece at signs that always part: bars, dots, spaced dashes.
fn cut(piece: &Piece) -> Vec<Piece> {
    let mut cuts = Vec::new();
    let mut rest = piece.text.as_str();
    let mut joint = piece.joint.clone();
    let mut tab = piece.tab;
    loop {
        let next = [
            " | ", " · ", " • ", " — ", " – ", " -- ", " - ", " // ", "\u{2003}", " @ ", " / ", "; ", "-", " ▪ ", " ● ", " ♦ ", " ◆ ",
            " ❖ ", " ✦ ", " ⋄ ", " ∙ ", " » ", " › ", " → ", " ~ ", " :: ",
        ]
        .iter()
        .filter_map(|sign| rest.find(sign).map(|at| (at, *sign)))
        .filter(|(at, sign)| match *sign {
            // "Corbridge Academy, Corbridge / Teacher", not "Teacher / Tutor".
            " / " => rest[..*at].contains(','),
            // "Casa Amparo-Nogales, AZ", not "Winston-Salem, NC".
            "-" => {
                rest[..*at].rsplit(", ").next().is_some_and(|name| name.contains(' '))
                    && rest[..*at].ends_with(char::is_lowercase)
                    && words::place(&rest[at + 1..]) >= 3.0
            }
            _ => true,
        })
        // "2019 – 2021" is one thing.
        .filter(|(at, sign)| !(sign.contains(['–', '-', '—', '→', '~']) && spans(rest, *at, sign.len())))
        .min_by_key(|(at, _)| *at);
        let (head, sign) = match next {
            Some((at, sign)) => (&rest[..at], Some((at, sign))),
            None => (rest, None),
        };
        if let Some((role, employer)) = at_employer(head) {
            for (text, joint) in [(role, joint.as_str()), (employer, " at ")] {
                cuts.push(Piece { text: text.trim().to_owned(), joint: joint.to_owned(), tab, ..piece.clone() });
                tab = false;
            }
        } else if !head.trim().is_empty() {
            cuts.push(Piece { text: head.trim().to_owned(), joint: joint.clone(), tab, ..piece.clone() });
            tab = false;
        }
        let Some((at, sign)) = sign else { break };
        joint = sign.to_owned();
        rest = &rest[at + sign.len()..];
    }
    cuts
}

/// "Office Manager at Tynedale Timber": what stands in front must be a role or a degree.
fn at_employer(text: &str) -> Option<(&str, &str)> {
    [" at ", " bei ", " chez ", " presso ", " bij "].into_iter().find_map(|sign| {
        let (role, employer) = text.split_once(sign)?;
        let evidence = words::weigh(role);
        // "at" stands in many names; the words of other languages only between the two.
        let known = evidence.role + evidence.degree >= 1.0 || sign != " at " && role.split_whitespace().count() <= 5;
        (known && employer.starts_with(char::is_uppercase)).then_some((role, employer))
    })
}

fn spans(text: &str, at: usize, length: usize) -> bool {
    dates::find(text).iter().any(|found| found.range.start < at + length && found.range.end > at)
        || dates::mostly(text[..at].rsplit([',', '|', '(']).next().unwrap_or("")) && dates::mostly(&text[at + length..])
}
