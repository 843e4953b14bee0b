//! What the owner asks for in a free instruction: "shorten the summary", "only skills", "leave the summary alone".

/// Which parts may be changed, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Rows of skills.
    pub skills: bool,
    /// The summary.
    pub summary: bool,
    /// The line under the name.
    pub headline: bool,
    /// Bullets and other running text.
    pub bullets: bool,
    /// The order of bullets.
    pub order: bool,
    /// Make the summary shorter instead of richer.
    pub shorten: bool,
    /// Some part of the message named what to do.
    narrowed: bool,
}

const SKILLS: &[&str] = &["skill", "keyword", "technolog", "kenntnisse", "comp\u{e9}tence"];
const SUMMARY: &[&str] = &["summary", "profile", "objective", "about me", "intro", "zusammenfassung", "r\u{e9}sum\u{e9} professionnel"];
const BULLETS: &[&str] = &["bullet", "experience", "wording", "achievement", "filler", "passive", "sentence", "grammar", "verb"];
const ORDER: &[&str] = &["order", "reorder", "sort", "rearrange", "move"];

impl Wishes {
    /// Everything, unless the message says otherwise.
    pub fn read(message: &str) -> Self {
        let all = Self { skills: true, summary: true, headline: true, bullets: true, order: true, shorten: false, narrowed: false };
        let text = message.to_lowercase();
        let has = |text: &str, list: &[&str]| list.iter().any(|word| text.contains(word));
        let mut wishes = all;
        let mut narrowed = false;
        for part in text.split(['.', ';', '\n', '!']).flat_map(|part| part.split(" but ")) {
            let leave = has(part, &["don't", "do not", "leave", "keep ", "without", "except", "not touch", "no changes to", "nicht "]);
            let only = has(part, &["only", "just", "nur ", "seulement"]);
            let shorten = has(part, &["shorten", "shorter", "trim", "condense", "concise", "cut down", "k\u{fc}rze", "raccourci"]);
            let named = (has(part, SKILLS), has(part, SUMMARY), has(part, BULLETS), has(part, ORDER));
            let parts = named.0 || named.1 || named.2 || named.3;
            wishes.narrowed |= parts && (leave || only || shorten);
            if leave {
                wishes.skills &= !named.0;
                wishes.summary &= !named.1;
                wishes.bullets &= !named.2 || named.3;
                wishes.order &= !named.3;
            } else if (only || shorten) && parts {
                if !narrowed {
                    wishes = Self {
                        skills: false,
                        summary: false,
                        headline: false,
                        bullets: false,
                        order: false,
                        shorten: false,
                        narrowed: true,
                    };
                    narrowed = true;
                }
                wishes.skills |= named.0;
                wishes.summary |= named.1;
                wishes.bullets |= named.2;
                wishes.order |= named.3;
                wishes.shorten |= shorten && named.1;
            }
        }
        wishes
    }

    /// What to say of the parts of a message that the rules do not understand; `None` when there are none.
    pub fn ignored(&self, message: &str) -> Option<String> {
        const MOST: usize = 80;
        let unknown: Vec<&str> = message
            .split(['.', ';', '\n', '!', '?'])
            .flat_map(|part| part.split(" but "))
            .map(str::trim)
            .filter(|part| part.chars().any(char::is_alphabetic) && !is_understood(part))
            .collect();
        let first = unknown.first()?;
        let cut: String = first.chars().take(MOST).collect();
        let quoted = if cut.len() < first.len() { format!("{cut}\u{2026}") } else { cut };
        let instead = if self.narrowed { "kept to the rest of your request" } else { "tailored the whole resume to the job" };
        Some(format!("I did not understand \u{201c}{quoted}\u{201d}, so I {instead}."))
    }
}

/// A part of a message that says to tailor, or what to change or leave.
fn is_understood(part: &str) -> bool {
    const GENERAL: &[&str] = &[
        "tailor",
        "improve",
        "rewrit",
        "rewrite",
        "refine",
        "strengthen",
        "optimi",
        "polish",
        "match",
        "align",
        "adapt",
        "enhance",
        "customi",
        "adjust",
        "update my",
        "update the",
        "better",
        "please",
        "thank",
        "hello",
        "hi",
        "ats",
        "job",
        "go ahead",
        "passe",
        "anpass",
        "verbesser",
        "adapte",
        "am\u{e9}liore",
    ];
    // What the rules can't do, whatever else is said.
    const BEYOND: &[&str] =
        &["translate", "cover letter", "invent", "add ", "delete", "remove", "font", "photo", "write a", "pirate", "rhym"];
    let text = part.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|word| text.contains(word));
    let general = GENERAL.iter().any(|start| {
        text.match_indices(start).any(|(at, _)| {
            !text[..at].ends_with(char::is_alphanumeric)
                && (start.len() > 3 || text[at + start.len()..].starts_with([' ', ',']) || text.len() == at + start.len())
        })
    });
    let named = has(SKILLS) || has(SUMMARY) || has(BULLETS) || has(ORDER);
    (general || named) && !has(BEYOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_wish_changes_everything() {
        assert_eq!(Wishes::read("Tailor my resume to this job"), Wishes::read(""));
        assert!(Wishes::read("").skills);
    }

    #[test]
    fn simple_instructions_narrow_what_is_changed() {
        let only = Wishes::read("Only the skills, please");
        assert!(only.skills && !only.summary && !only.bullets && !only.order && !only.headline);
        let short = Wishes::read("Shorten the summary");
        assert!(short.summary && short.shorten && !short.skills);
        let leave = Wishes::read("Tailor everything but don't touch the summary");
        assert!(!leave.summary && leave.skills && leave.bullets);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for message in ["", "Tailor it", "Tailor my resume to this job", "Only the skills, please", "Shorten the summary"] {
            assert_eq!(Wishes::read(message).ignored(message), None, "{message}");
        }
        let said = |message: &str| Wishes::read(message).ignored(message).unwrap_or_default();
        assert_eq!(
            said("Translate it to Klingon"),
            "I did not understand \u{201c}Translate it to Klingon\u{201d}, so I tailored the whole resume to the job."
        );
        assert!(said("Shorten the summary. Sing a song").contains("Sing a song\u{201d}, so I kept to the rest of your request"));
    }
}
