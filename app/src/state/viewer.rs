//! Who looks at the pages: asked for once, for the header, the banner and whatever depends on the account.

use crate::api::Loaded;
use crate::api::accounts::{Viewer, load_viewer};
use crate::browser;
use leptos::prelude::*;

/// The viewer of these pages.
#[derive(Clone, Copy)]
pub struct ViewerState(Loaded<Viewer>);

impl ViewerState {
    /// Makes [`ViewerState::of_page`] work below.
    pub fn provide() {
        let viewer = Loaded::new_with_options(|| (), |()| load_viewer(), true);
        provide_context(Self(viewer));
        // Who logs out in one tab has left all of them.
        browser::on_told(LOGGED_OUT, || browser::go("/login?out=1"));
    }

    /// The one of this page.
    pub fn of_page() -> Self {
        expect_context()
    }

    /// As it was loaded; nobody where that failed.
    pub async fn get(self) -> Viewer {
        self.0.await.unwrap_or_default()
    }

    /// The account was changed.
    pub fn reload(self) {
        self.0.refetch();
    }
}

/// What tabs tell each other when somebody logs out.
const LOGGED_OUT: &str = "login";

/// The login of this browser has ended: its other tabs hear it, and what was being typed is not left to whoever sits here next.
pub fn leave(next: &str) {
    browser::forget_all("draft ");
    browser::tell_tabs(LOGGED_OUT);
    browser::go(next);
}
