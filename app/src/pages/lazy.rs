//! Pages whose part of the program is loaded when they are opened, so that the first page stays light.
//!
//! `scripts/build` cuts the program at the functions marked `lazy`: the review desk is one part, the other stages of a session are another,
//! and the pages of accounts are the third.
//! The server renders them like any other page.

use leptos::prelude::*;
use leptos_router::LazyRoute;

use super::{AccountPage, AdminPage, gate, record, session};

/// A page of a session.
enum Stage {
    Resume,
    Job,
    Analysis,
    Export,
    History,
}

#[lazy]
fn stage(stage: Stage) -> AnyView {
    match stage {
        Stage::Resume => view! { <session::ResumePage/> }.into_any(),
        Stage::Job => view! { <session::JobPage/> }.into_any(),
        Stage::Analysis => view! { <session::AnalysisPage/> }.into_any(),
        Stage::Export => view! { <session::ExportPage/> }.into_any(),
        Stage::History => view! { <session::HistoryPage/> }.into_any(),
    }
}

#[lazy]
fn review() -> AnyView {
    view! { <session::ReviewPage/> }.into_any()
}

/// A page of what is kept as a whole.
enum Record {
    Activity,
    Audit,
    Data,
}

#[lazy]
fn record(page: Record) -> AnyView {
    match page {
        Record::Activity => view! { <record::ActivityPage/> }.into_any(),
        Record::Audit => view! { <record::AuditPage/> }.into_any(),
        Record::Data => view! { <record::DataPage/> }.into_any(),
    }
}

/// A page of accounts.
enum Desk {
    SignUp,
    Confirm,
    LogIn,
    Code,
    Forgot,
    Reset,
    Own,
    Admin,
}

#[lazy]
fn account(desk: Desk) -> AnyView {
    match desk {
        Desk::SignUp => view! { <gate::SignUpPage/> }.into_any(),
        Desk::Confirm => view! { <gate::ConfirmPage/> }.into_any(),
        Desk::LogIn => view! { <gate::LogInPage/> }.into_any(),
        Desk::Code => view! { <gate::CodePage/> }.into_any(),
        Desk::Forgot => view! { <gate::ForgotPage/> }.into_any(),
        Desk::Reset => view! { <gate::ResetPage/> }.into_any(),
        Desk::Own => view! { <AccountPage/> }.into_any(),
        Desk::Admin => view! { <AdminPage/> }.into_any(),
    }
}

macro_rules! lazy_pages {
    ($($page:ident = $view:expr, $preload:path;)*) => {$(
        /// The page of this name, loaded when it is opened.
        pub struct $page;

        impl LazyRoute for $page {
            fn data() -> Self {
                Self
            }

            async fn view(_this: Self) -> AnyView {
                $view.await
            }

            async fn preload() {
                #[cfg(target_arch = "wasm32")]
                $preload().await;
            }
        }
    )*};
}

lazy_pages! {
    Resume = stage(Stage::Resume), __preload_stage;
    Job = stage(Stage::Job), __preload_stage;
    Analysis = stage(Stage::Analysis), __preload_stage;
    Export = stage(Stage::Export), __preload_stage;
    History = stage(Stage::History), __preload_stage;
    Review = review(), __preload_review;
    SignUp = account(Desk::SignUp), __preload_account;
    Confirm = account(Desk::Confirm), __preload_account;
    LogIn = account(Desk::LogIn), __preload_account;
    Code = account(Desk::Code), __preload_account;
    Forgot = account(Desk::Forgot), __preload_account;
    Reset = account(Desk::Reset), __preload_account;
    Account = account(Desk::Own), __preload_account;
    Admin = account(Desk::Admin), __preload_account;
    Activity = record(Record::Activity), __preload_record;
    Audit = record(Record::Audit), __preload_record;
    Data = record(Record::Data), __preload_record;
}
