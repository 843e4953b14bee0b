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
}

const SKILLS: &[&str] = &["skill", "keyword", "technolog", "kenntnisse", "comp\u{e9}tence"];
const SUMMARY: &[&str] = &["summary", "profile", "objective", "about me", "intro", "zusammenfassung", "r\u{e9}sum\u{e9} professionnel"];
const BULLETS: &[&str] = &["bullet", "experience", "wording", "achievement", "filler", "passive", "sentence", "grammar", "verb"];
const ORDER: &[&str] = &["order", "reorder", "sort", "rearrange", "move"];

impl Wishes {
    /// Everything, unless the message says otherwise.
    pub fn read(message: &str) -> Self {
        let all = Self { skills: true, summary: true, headline: true, bullets: true, order: true, shorten: false };
        let text = message.to_lowercase();
        let has = |text: &str, list: &[&str]| list.iter().any(|word| text.contains(word));
        let mut wishes = all;
        let mut narrowed = false;
        for part in text.split(['.', ';', '\n', '!']).flat_map(|part| part.split(" but ")) {
            let leave = has(part, &["don't", "do not", "leave", "keep ", "without", "except", "not touch", "no changes to", "nicht "]);
            let only = has(part, &["only", "just", "nur ", "seulement"]);
            let shorten = has(part, &["shorten", "shorter", "trim", "condense", "concise", "cut down", "k\u{fc}rze", "raccourci"]);
            let named = (has(part, SKILLS), has(part, SUMMARY), has(part, BULLETS), has(part, ORDER));
            if leave {
                wishes.skills &= !named.0;
                wishes.summary &= !named.1;
                wishes.bullets &= !named.2 || named.3;
                wishes.order &= !named.3;
            } else if (only || shorten) && (named.0 || named.1 || named.2 || named.3) {
                if !narrowed {
                    wishes = Self { skills: false, summary: false, headline: false, bullets: false, order: false, shorten: false };
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
}
