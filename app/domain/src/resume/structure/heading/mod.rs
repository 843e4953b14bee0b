//! Headings by their words, in several languages, and what they announce.

mod table;

use self::table::TABLE;
use crate::resume::SectionKind;
use crate::resume::dates::plain;
use crate::resume::layout;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// The lines below belong to the contact.
    Contact,
    /// A section.
    Section(SectionKind),
}

/// A heading that is known word for word: "Work Experience", "Berufserfahrung", "E D U C A T I O N".
pub(crate) fn by_words(text: &str) -> Option<Topic> {
    if text.trim_start().starts_with(char::is_lowercase) {
        return None;
    }
    if text.contains(',') {
        return listed(text);
    }
    let words = words(text)?;
    let joined = words.join(" ");
    exact(&joined)
        .or_else(|| {
            // "Skills & Tools", "Education and Training": both sides, or the first one with any single word.
            let (one, two) = joined
                .split_once(" & ")
                .or_else(|| [" and ", " und ", " et ", " y ", " e ", " en ", " / "].iter().find_map(|sign| joined.split_once(sign)))?;
            let topic = exact(one).or_else(|| qualified(one))?;
            (exact(two).is_some() || qualified(two).is_some() || !two.contains(' ')).then_some(topic)
        })
        .or_else(|| exact(&joined.replace(' ', "")))
}

/// "Skills, Activities & Interests": each is a heading, the first names the section.
fn listed(text: &str) -> Option<Topic> {
    if text.chars().count() > 60 {
        return None;
    }
    let text = text.replace(" & ", ",").replace(" and ", ",").replace(" AND ", ",");
    let topics = text.split(',').filter(|part| !part.trim().is_empty()).map(|part| exact(&words(part)?.join(" ")));
    topics.collect::<Option<Vec<Topic>>>()?.first().copied()
}

/// Whether a text is a heading of the table, word for word.
pub(crate) fn exactly(text: &str) -> bool {
    words(text).is_some_and(|words| KNOWN.contains_key(&words.join(" ")))
}

/// A heading whose last word is known, "Clinical Experience"; believed only when the line looks like a heading.
pub(crate) fn by_last_word(text: &str) -> Option<Topic> {
    by_words(text).or_else(|| {
        let words = words(text)?;
        let joined = words.join(" ");
        qualified(&joined).or_else(|| {
            let (one, two) = joined.split_once(" & ").or_else(|| joined.split_once(" and ")).or_else(|| joined.split_once(" und "))?;
            qualified(one).or_else(|| exact(one)).or_else(|| exact(two)).or_else(|| qualified(two))
        })
    })
}

/// All letters are capitals.
pub(crate) fn shouted(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// A web address: "github.com/alexchen", "https://…", "www.…".
pub(crate) fn weblike(word: &str) -> bool {
    let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | ',' | ';' | '|' | '<' | '>' | '[' | ']')).trim_end_matches('.');
    if word.contains(char::is_whitespace) {
        return false;
    }
    let lower = word.to_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.") {
        return true;
    }
    if word.contains('@') {
        let (name, host) = word.split_once('@').unwrap_or_default();
        return !name.is_empty() && host.contains('.');
    }
    let (host, path) = lower.split_once('/').unwrap_or((&lower, ""));
    let labels: Vec<&str> = host.split('.').collect();
    let Some(top) = labels.last() else { return false };
    let clean = labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-'))
        && labels[0].len() > 1
        && top.len() >= 2
        && top.chars().all(|c| c.is_ascii_lowercase());
    let known = matches!(
        *top,
        "com"
            | "org"
            | "net"
            | "io"
            | "dev"
            | "me"
            | "edu"
            | "gov"
            | "info"
            | "app"
            | "ai"
            | "co"
            | "de"
            | "fr"
            | "es"
            | "it"
            | "nl"
            | "pt"
            | "br"
            | "uk"
            | "ch"
            | "at"
            | "be"
            | "eu"
            | "us"
            | "ca"
            | "au"
            | "in"
            | "pl"
            | "se"
            | "no"
            | "dk"
            | "fi"
            | "cz"
            | "ie"
            | "tech"
            | "xyz"
            | "design"
            | "site"
            | "online"
            | "blog"
            | "page"
            | "inc"
            | "art"
            | "studio"
            | "cloud"
            | "example"
            | "work"
            | "ma"
            | "id"
            | "photo"
            | "photography"
            | "jp"
            | "cn"
            | "nz"
            | "sg"
            | "za"
            | "mx"
            | "ar"
            | "cl"
            | "tv"
            | "ly"
            | "gg"
            | "sh"
            | "so"
            | "biz"
            | "pro"
            | "name"
            | "social"
            | "ro"
            | "hu"
            | "gr"
            | "tr"
    );
    let product = path.is_empty()
        && labels.len() == 2
        && matches!(*top, "io" | "ai" | "net" | "co" | "me" | "so")
        && word.starts_with(char::is_uppercase);
    clean && known && !product
}

/// The words of a short line without digits, lower case, without accents and decoration.
fn words(text: &str) -> Option<Vec<String>> {
    let text = continued(text).unwrap_or(text);
    let ornament = |c: char| matches!(c, ':' | '#' | '*' | '=' | '_' | '-' | '–' | '—' | '•' | '|' | '[' | ']') || c.is_whitespace();
    let text = unnumbered(text).trim_matches(|c: char| ornament(c) || layout::pictograph(c));
    if text.is_empty() || text.chars().count() > 48 || text.contains([',', ';', '@', '(', ':']) || text.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    let plain = plain(text).replace(['\u{2019}', '`', '´'], "'");
    let words: Vec<String> = plain.split_whitespace().map(str::to_owned).collect();
    (words.len() <= 24).then_some(words)
}

/// "Experience (continued)" on the next page, without the note.
pub(crate) fn continued(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches([')', ']', '.']);
    let (title, note) = text.rsplit_once(['(', '[', '–', '—', '-', ',', ' '])?;
    let known = matches!(
        plain(note).trim(),
        "continued" | "cont" | "cont'd" | "contd" | "cont’d" | "fortsetzung" | "suite" | "continuacion" | "continuacao" | "segue"
    );
    let title = title.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '–' | '—' | '-' | ','));
    (known && !title.is_empty()).then_some(title)
}

/// "2. Education", "II. Education" without the number.
fn unnumbered(text: &str) -> &str {
    let Some((number, rest)) = text.trim_start().split_once(' ') else { return text };
    let bare = number.trim_end_matches(['.', ')']);
    let roman = !bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let digits = !bare.is_empty() && bare.len() <= 2 && bare.bytes().all(|b| b.is_ascii_digit());
    if bare.len() < number.len() && (roman || digits) { rest } else { text }
}

/// Every known heading, as it is and without its blanks (letter-spaced headings lose them).
static KNOWN: LazyLock<HashMap<String, Topic>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (kind, headings) in TABLE {
        let topic = kind.map_or(Topic::Contact, Topic::Section);
        for heading in *headings {
            known.entry((*heading).to_owned()).or_insert(topic);
            known.entry(heading.replace(' ', "")).or_insert(topic);
        }
    }
    known
});

/// A known heading with its blanks back: "WORKEXPERIENCE" to "WORK EXPERIENCE".
pub(crate) fn respaced(text: &str) -> Option<String> {
    let plain = plain(text);
    let (_, headings) =
        TABLE.iter().find(|(_, headings)| headings.iter().any(|heading| heading.contains(' ') && heading.replace(' ', "") == plain))?;
    let heading = headings.iter().find(|heading| heading.replace(' ', "") == plain)?;
    let mut letters = text.chars();
    heading.chars().map(|c| if c == ' ' { Some(' ') } else { letters.next() }).collect()
}

fn exact(joined: &str) -> Option<Topic> {
    KNOWN.get(joined).copied().or_else(|| KNOWN.get(joined.strip_prefix("my ")?).copied())
}

fn qualified(joined: &str) -> Option<Topic> {
    use SectionKind::*;
    let words: Vec<&str> = joined.split(' ').collect();
    if !(2..=5).contains(&words.len()) {
        return None;
    }
    let kind = |word: &str| {
        Some(match word {
            "experience" | "experiences" | "employment" | "career" | "erfahrung" | "erfahrungen" | "experiencia" | "experiencias"
            | "esperienza" | "esperienze" | "ervaring" | "berufserfahrung" | "berufspraxis" | "werdegang" | "jobs" | "positions" => {
                Experience
            }
            "skills" | "skill" | "competencies" | "competences" | "competencias" | "kenntnisse" | "kompetenzen" | "expertise"
            | "proficiencies" | "technologies" | "tools" | "competenze" | "vaardigheden" | "habilidades" | "toolbox" | "toolkit"
            | "strengths" => Skills,
            "education" | "studies" | "ausbildung" | "formation" | "formacion" | "formacao" | "istruzione" | "opleiding" | "schooling"
            | "bildung" => Education,
            "projects" | "project" | "projekte" | "projets" | "proyectos" | "projetos" | "progetti" | "projecten" => Projects,
            "certifications" | "certificates" | "certification" | "licenses" | "licences" | "zertifikate" | "certificaciones"
            | "certificacoes" | "certificazioni" | "licensure" | "credentials" => Certifications,
            "publications" | "publication" | "papers" | "publikationen" | "publicaciones" | "publicacoes" | "pubblicazioni"
            | "publicaties" => Publications,
            "awards" | "award" | "honors" | "honours" | "achievements" | "prizes" | "distinctions" | "auszeichnungen" | "premios"
            | "recognition" => Awards,
            "languages" | "language" | "sprachen" | "langues" | "idiomas" | "lingue" | "talen" | "sprachkenntnisse" => Languages,
            "summary" | "profile" | "statement" | "objective" | "profil" | "perfil" | "profilo" | "resumen" => Summary,
            "volunteering" | "service" | "volunteer" | "ehrenamt" | "benevolat" | "voluntariado" => Volunteering,
            "interests" | "hobbies" | "interessen" | "interets" => Interests,
            "references" | "referees" | "referenzen" => References,
            _ => return None,
        })
    };
    let history = words.ends_with(&["history"]).then(|| match words[0] {
        "work" | "employment" | "professional" | "career" | "job" => Some(Experience),
        "education" | "educational" | "academic" => Some(Education),
        _ => None,
    });
    history.flatten().or_else(|| kind(words[words.len() - 1])).or_else(|| kind(words[0]).filter(|_| words.len() <= 3)).map(Topic::Section)
}
