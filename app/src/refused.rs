//! What a browser shows of a request that was refused before it reached a page. It asks for nothing and nobody: whoever sends too much gets
//! it.

use domain::{Code, Error};
use leptos::prelude::*;

/// The whole document; `back` is the path of the page that was asked for, or whose form was sent.
pub fn refused(status: u16, error: Error, back: String) -> String {
    let title = if error.code == Code::RateLimited { "Too fast" } else { "This did not work" };
    let page = view! {
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{format!("{title} · resuMAX")}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href="/pkg/style.css"/>
            </head>
            <body>
                <header class="site-header">
                    <a href="/" class="brand" aria-label="resuMAX, to the start"><span class="brand-name">"resu"<b>"MAX"</b></span></a>
                </header>
                <main id="main" class="page page-narrow">
                    <section class="panel error-panel">
                        <p class="error-code">{status}</p>
                        <h1>{title}</h1>
                        <p>{error.message}</p>
                        <p class="row">
                            <a class="button button-primary" href=back>"Back to where you were"</a>
                            <a class="button" href="/">"To the start"</a>
                        </p>
                    </section>
                </main>
            </body>
        </html>
    };
    // Without the marks for a program that would take the page over; in a title they would be text.
    format!("<!DOCTYPE html>{}", page.to_html().replace("<!>", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_says_never_becomes_markup() {
        let said = Error::new(Code::Forbidden, "Not <script>run()</script> & not \"this\".");
        let html = refused(403, said, "/\"onclick=\"run()".to_owned());
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"en\">") && html.contains(">403</p>"), "{html}");
        assert!(html.contains("Not &lt;script&gt;run()&lt;/script&gt; &amp; not") && !html.contains("<script"), "{html}");
        assert!(!html.contains("\"onclick"), "{html}");
    }
}
