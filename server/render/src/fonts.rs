//! The vendored fonts: the only ones there are, so that a page looks the same on every machine.
//!
//! Five OFL families, only the styles that the templates use; the licence text lies beside each.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static FILES: [&[u8]; 10] = [
    include_bytes!("../fonts/inter/Inter-Regular.otf"),
    include_bytes!("../fonts/inter/Inter-SemiBold.otf"),
    include_bytes!("../fonts/sora/Sora-SemiBold.otf"),
    include_bytes!("../fonts/manrope/Manrope-Regular.ttf"),
    include_bytes!("../fonts/manrope/Manrope-Bold.ttf"),
    include_bytes!("../fonts/carlito/Carlito-Regular.ttf"),
    include_bytes!("../fonts/carlito/Carlito-Bold.ttf"),
    include_bytes!("../fonts/libertinus/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/libertinus/LibertinusSerif-Semibold.otf"),
    include_bytes!("../fonts/libertinus/LibertinusSerif-Italic.otf"),
];

/// All fonts and their directory.
pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
}

/// Parsed once in the life of the process.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let fonts: Vec<Font> = FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// The characters that no font can show, each once, in the order of the text.
pub(crate) fn undisplayable<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut missing = String::new();
    for c in texts.flat_map(str::chars) {
        if !invisible(c) && !missing.contains(c) && !FONTS.fonts.iter().any(|font| font.info().coverage.contains(c as u32)) {
            missing.push(c);
        }
    }
    missing
}

/// White space, and characters that have no glyph by nature.
fn invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_font_of_its_family() {
        assert_eq!(FONTS.fonts.len(), FILES.len());
        for family in ["inter", "sora", "manrope", "carlito", "libertinus serif"] {
            assert!(FONTS.book.contains_family(family), "{family} is missing");
        }
    }

    #[test]
    fn european_and_vietnamese_letters_have_glyphs_and_emoji_are_named() {
        let text = "Łódź Ångström Őriás İstanbul Țara Ñandú Αθήνα Київ Ђорђе Đặng Thị Ngọc Ưu Ế 4 ≥ 3 → ✓ € № ™";
        assert_eq!(undisplayable([text].into_iter()), "");
        assert_eq!(undisplayable(["ok \u{1f680} 東 \u{1f680}"].into_iter()), "\u{1f680}東");
    }
}
