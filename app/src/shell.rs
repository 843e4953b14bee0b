//! The page around every page: head, header, routes.

use crate::components::{Footer, Header, Toaster, Toasts, Unconfirmed};
use crate::markup::written;
use crate::pages::{HomePage, JobsPage, NotFoundPage, SettingsPage, TrashPage, lazy, session};
use crate::state::viewer::ViewerState;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{Lazy, SsrMode, path};

/// The HTML document; the server renders it for every page.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    crate::api::set_content_policy();
    let nonce = leptos::nonce::use_nonce();
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#0E9384"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="preload" href="/fonts/work-sans-latin.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href="/fonts/sora-latin.woff2" r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href="/pkg/style.css"/>
                <script src="/theme.js" nonce=nonce></script>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Routes, and what stands on every page.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Toaster::provide();
    ViewerState::provide();
    view! {
        <Title formatter=|title: String| if title.is_empty() { "resuMAX".to_owned() } else { written(format!("{title} · resuMAX")) } text=""/>
        <Router>
            <a class="skip-link" href="#main">"Skip to the content"</a>
            <Header/>
            <Unconfirmed/>
            <Routes fallback=|| NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/settings") view=SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/settings/jobs") view=JobsPage ssr=SsrMode::Async/>
                <Route path=path!("/account/activity") view={Lazy::<lazy::Activity>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/account/data") view={Lazy::<lazy::Data>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/admin/audit") view={Lazy::<lazy::Audit>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/trash") view=TrashPage ssr=SsrMode::Async/>
                <Route path=path!("/signup") view={Lazy::<lazy::SignUp>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/confirm") view={Lazy::<lazy::Confirm>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/login") view={Lazy::<lazy::LogIn>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/login/code") view={Lazy::<lazy::Code>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/forgot") view={Lazy::<lazy::Forgot>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/reset") view={Lazy::<lazy::Reset>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/account") view={Lazy::<lazy::Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/admin") view={Lazy::<lazy::Admin>::new()} ssr=SsrMode::Async/>
                <ParentRoute path=path!("/sessions/:session") view=session::SessionFrame ssr=SsrMode::Async>
                    <Route path=path!("") view=session::NextStage ssr=SsrMode::Async/>
                    <Route path=path!("resume") view={Lazy::<lazy::Resume>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("job") view={Lazy::<lazy::Job>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("analysis") view={Lazy::<lazy::Analysis>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("review") view={Lazy::<lazy::Review>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("export") view={Lazy::<lazy::Export>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("history") view={Lazy::<lazy::History>::new()} ssr=SsrMode::Async/>
                </ParentRoute>
            </Routes>
            <Footer/>
        </Router>
        <Toasts/>
    }
}
