//! Texts in the two places that leptos writes down as they are when the server renders: between the tags of a text box, and in the title.
//! Everywhere else it escapes by itself.

use crate::browser;

/// A text between `<textarea>` and `</textarea>`, or in the title: nothing in it ends the element that it stands in.
pub fn written(text: String) -> String {
    if browser::is_here() { text } else { escaped(&text) }
}

/// As a parser of HTML reads it back in such an element: `<` begins a tag there, `&` an entity, and a first line break is left out.
fn escaped(text: &str) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::*;

    #[test]
    fn a_text_does_not_end_the_box_that_it_stands_in() {
        let text = "</textarea><script>run()</script> & &lt;".to_owned();
        let html = view! { <textarea>{written(text)}</textarea> }.to_html();
        assert_eq!(html, "<textarea>&lt;/textarea>&lt;script>run()&lt;/script> &amp; &amp;lt;</textarea>");
        assert_eq!(escaped("\nbelow"), "\n\nbelow");
    }
}
