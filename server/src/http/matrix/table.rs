//! Who may call what: one row for every route. A route that stands not here fails the build, and so does a row without a route.
//!
//! `$name` in what is sent, and the parameters of a path, are replaced by what [`super::world::World`] knows under that name.

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, and everybody is told the same.
    Anyone,
    /// Everybody who is known, about what is theirs.
    Known,
    /// Whose things are named; for everybody else they do not exist.
    Owner,
    /// Who looks after the installation.
    Operator,
    /// Who has the signed link.
    Holder,
    /// Whoever has an account, about the account itself; not its programs, where it is about what lets in.
    Account,
}

use Who::*;

/// A call, who may make it, and what is sent: JSON, a form (`a=b`), or a file (`file`).
pub type Row = (&'static str, Who, &'static str);

/// Every route.
pub const TABLE: &[Row] = &[
    // The program itself.
    ("GET /healthz", Anyone, ""),
    ("GET /readyz", Anyone, ""),
    ("GET /metrics", Operator, ""),
    ("GET /api/v1/openapi.json", Anyone, ""),
    // Sessions.
    ("GET /api/v1/sessions", Known, ""),
    ("POST /api/v1/sessions", Owner, r#"{"workspace_name": "Another", "resume_id": "$resume", "job_description_id": "$posting"}"#),
    ("GET /api/v1/sessions/{id}", Owner, ""),
    ("PATCH /api/v1/sessions/{id}", Owner, r#"{"workspace_name": "Another name"}"#),
    ("DELETE /api/v1/sessions/{id}", Owner, ""),
    ("GET /api/v1/sessions/{id}/usage", Owner, ""),
    ("POST /api/v1/sessions/{id}/cancel", Owner, ""),
    ("POST /api/v1/sessions/{id}/settings/auto-approve", Owner, r#"{"enabled": false}"#),
    ("POST /api/v1/sessions/{id}/resume", Owner, "file"),
    ("POST /api/v1/sessions/{id}/jd", Owner, r#"{"title": "Baker", "text": "We look for a baker who bakes well."}"#),
    ("GET /api/v1/sessions/{id}/analysis", Owner, ""),
    // Files.
    ("POST /api/v1/sessions/{id}/files/upload", Owner, "file"),
    ("GET /api/v1/sessions/{id}/files", Owner, ""),
    ("GET /api/v1/sessions/{id}/files/", Anyone, ""),
    ("GET /api/v1/sessions/{id}/files/{*path}", Owner, ""),
    ("GET /api/v1/sessions/{id}/files/upload", Owner, ""),
    // Runs.
    ("POST /api/v1/sessions/{id}/messages", Owner, r#"{"message": "Tailor."}"#),
    ("GET /api/v1/sessions/{id}/runs/{run_id}", Owner, ""),
    ("GET /api/v1/sessions/{id}/runs/{run_id}/stream", Owner, ""),
    ("POST /api/v1/sessions/{id}/runs/{run_id}/interrupt", Owner, ""),
    // Approvals.
    ("GET /api/v1/sessions/{id}/approvals", Owner, ""),
    ("POST /api/v1/sessions/{id}/approvals/{approval_id}/approve", Owner, ""),
    ("POST /api/v1/sessions/{id}/approvals/{approval_id}/reject", Owner, ""),
    ("POST /api/v1/sessions/{id}/approvals/{approval_id}/changes/{change_id}", Owner, r#"{"decision": "rejected"}"#),
    ("GET /api/v1/sessions/{id}/approvals/{approval_id}/preview", Owner, ""),
    // Versions.
    ("GET /api/v1/sessions/{id}/versions", Owner, ""),
    ("GET /api/v1/sessions/{id}/versions/{version_id}", Owner, ""),
    ("PATCH /api/v1/sessions/{id}/versions/{version_id}", Owner, r#"{"label": "Mine"}"#),
    ("GET /api/v1/sessions/{id}/versions/{from}/diff/{to}", Owner, ""),
    ("POST /api/v1/sessions/{id}/versions/{version_id}/restore", Owner, ""),
    ("GET /api/v1/sessions/{id}/versions/{version_id}/preview", Owner, ""),
    // Exports.
    ("POST /api/v1/sessions/{id}/export", Owner, r#"{"format": "md", "version_id": "$version"}"#),
    ("GET /api/v1/sessions/{id}/exports", Owner, ""),
    ("GET /api/v1/downloads/{token}", Holder, ""),
    // The library.
    ("GET /api/v1/resumes", Known, ""),
    ("POST /api/v1/resumes", Known, "file"),
    ("GET /api/v1/resumes/{id}", Owner, ""),
    ("PATCH /api/v1/resumes/{id}", Owner, r#"{"name": "Another name"}"#),
    ("DELETE /api/v1/resumes/{id}", Owner, ""),
    ("POST /api/v1/resumes/{id}/parse", Owner, ""),
    ("GET /api/v1/resumes/{id}/original", Owner, ""),
    ("GET /api/v1/job-descriptions", Known, ""),
    ("POST /api/v1/job-descriptions", Known, r#"{"title": "Baker", "text": "We look for a baker who bakes well."}"#),
    ("GET /api/v1/job-descriptions/{id}", Owner, ""),
    ("PATCH /api/v1/job-descriptions/{id}", Owner, r#"{"title": "Another title"}"#),
    ("DELETE /api/v1/job-descriptions/{id}", Owner, ""),
    ("POST /api/v1/job-descriptions/{id}/parse", Owner, ""),
    // Accounts: for whoever has no login yet.
    ("POST /api/v1/auth/sign-up", Anyone, r#"{"email": "somebody@example.org", "password": "$password", "name": "Bo"}"#),
    ("POST /api/v1/auth/resend", Anyone, r#"{"email": "somebody@example.org"}"#),
    ("POST /api/v1/auth/confirm", Anyone, r#"{"token": "none"}"#),
    ("POST /api/v1/auth/log-in", Anyone, r#"{"email": "nobody@example.org", "password": "$password"}"#),
    ("POST /api/v1/auth/second-factor", Anyone, r#"{"challenge": "none", "code": "000000"}"#),
    ("POST /api/v1/auth/refresh", Anyone, r#"{"refresh_token": "none"}"#),
    ("POST /api/v1/auth/ask-reset", Anyone, r#"{"email": "nobody@example.org"}"#),
    ("POST /api/v1/auth/reset", Anyone, r#"{"token": "none", "password": "$password"}"#),
    ("POST /api/v1/auth/log-out", Account, ""),
    ("POST /api/v1/auth/log-out-everywhere", Account, ""),
    // The caller's own account.
    ("GET /api/v1/me", Account, ""),
    ("PATCH /api/v1/me", Account, r#"{"name": "Another"}"#),
    ("DELETE /api/v1/me", Account, r#"{"password": "wrong"}"#),
    ("POST /api/v1/me/password", Account, r#"{"current": "$password", "new": "$password-and-more"}"#),
    ("POST /api/v1/me/email", Account, r#"{"password": "$password", "email": "another@example.org"}"#),
    ("GET /api/v1/me/logins", Account, ""),
    ("DELETE /api/v1/me/logins/{id}", Owner, ""),
    ("GET /api/v1/me/tokens", Account, ""),
    ("POST /api/v1/me/tokens", Account, r#"{"name": "For a script", "scope": "read"}"#),
    ("DELETE /api/v1/me/tokens/{id}", Owner, ""),
    ("POST /api/v1/me/second-factor", Account, r#"{"password": "$password"}"#),
    ("POST /api/v1/me/second-factor/confirm", Account, r#"{"code": "000000"}"#),
    ("POST /api/v1/me/second-factor/recovery-codes", Account, r#"{"password": "$password"}"#),
    ("POST /api/v1/me/second-factor/remove", Account, r#"{"password": "$password"}"#),
    ("GET /api/v1/me/archive", Known, ""),
    ("POST /api/v1/me/archive", Known, ""),
    ("GET /api/v1/me/activity", Known, ""),
    // Operations.
    ("GET /api/v1/settings/audit", Operator, ""),
    ("GET /api/v1/settings/accounts", Operator, ""),
    ("PATCH /api/v1/settings/accounts/{id}", Operator, r#"{"admin": false}"#),
    ("DELETE /api/v1/settings/accounts/{id}/logins", Operator, ""),
    ("GET /api/v1/settings/provider-policy", Operator, ""),
    ("POST /api/v1/settings/cleanup", Operator, ""),
    ("GET /api/v1/settings/metrics", Operator, ""),
    ("GET /api/v1/settings/alerts", Operator, ""),
    // Forms for browsers where the wasm has not arrived.
    ("POST /upload", Known, "file"),
    ("POST /sessions/{id}/upload", Owner, "file"),
    // Pages.
    ("GET /", Known, ""),
    ("GET /settings", Known, ""),
    ("GET /settings/jobs", Operator, ""),
    ("GET /trash", Known, ""),
    ("GET /signup", Anyone, ""),
    ("GET /confirm", Anyone, ""),
    ("GET /login", Anyone, ""),
    ("GET /login/code", Anyone, ""),
    ("GET /forgot", Anyone, ""),
    ("GET /reset", Anyone, ""),
    ("GET /account", Account, ""),
    ("GET /account/activity", Known, ""),
    ("GET /account/data", Known, ""),
    ("GET /admin", Operator, ""),
    ("GET /admin/audit", Operator, ""),
    ("GET /sessions/{session}", Owner, ""),
    ("GET /sessions/{session}/resume", Owner, ""),
    ("GET /sessions/{session}/job", Owner, ""),
    ("GET /sessions/{session}/analysis", Owner, ""),
    ("GET /sessions/{session}/review", Owner, ""),
    ("GET /sessions/{session}/export", Owner, ""),
    ("GET /sessions/{session}/history", Owner, ""),
    // Server functions: what the pages load.
    ("POST /fn/{*name}", Anyone, ""),
    ("POST /fn/load_dashboard", Known, r#"{"search": "", "cursors": [null, null, null]}"#),
    ("POST /fn/load_session", Owner, "session=$session"),
    ("POST /fn/load_resume_desk", Owner, "session=$session"),
    ("POST /fn/load_posting_desk", Owner, "session=$session"),
    ("POST /fn/load_analysis", Owner, "session=$session"),
    ("POST /fn/load_review", Owner, "session=$session"),
    ("POST /fn/load_proposal", Owner, "session=$session&approval=$approval"),
    ("POST /fn/load_run", Owner, "session=$session&run=$run"),
    ("POST /fn/load_exports", Owner, "session=$session"),
    ("POST /fn/load_page_map", Owner, "session=$session&approval=$approval&template=classic"),
    ("POST /fn/load_page_map", Owner, "session=$session&version=$version&template=classic"),
    ("POST /fn/count_pages", Owner, "session=$session&version=$version&template=classic"),
    ("POST /fn/load_history", Owner, "session=$session"),
    ("POST /fn/compare_versions", Owner, "session=$session&from=$first&to=$version"),
    ("POST /fn/load_trash", Known, ""),
    ("POST /fn/load_settings", Known, ""),
    ("POST /fn/load_jobs", Operator, ""),
    // Server functions: accounts, for whoever has no login yet.
    ("POST /fn/account_gate", Anyone, ""),
    ("POST /fn/account_viewer", Anyone, ""),
    ("POST /fn/account_sign_up", Anyone, "email=somebody@example.org&password=$password"),
    ("POST /fn/account_resend", Anyone, "email=somebody@example.org"),
    ("POST /fn/account_confirm", Anyone, "token=none"),
    ("POST /fn/account_log_in", Anyone, "email=nobody@example.org&password=$password"),
    ("POST /fn/account_second_factor", Anyone, "code=000000"),
    ("POST /fn/account_ask_reset", Anyone, "email=nobody@example.org"),
    ("POST /fn/account_reset", Anyone, "token=none&password=$password"),
    ("POST /fn/account_log_out", Anyone, ""),
    // Server functions: the caller's own account, and accounts for those who look after the installation.
    ("POST /fn/account_log_out_everywhere", Account, ""),
    ("POST /fn/account_desk", Account, ""),
    ("POST /fn/account_change_profile", Account, "name=Another"),
    ("POST /fn/account_change_email", Account, "password=$password&email=another@example.org"),
    ("POST /fn/account_close", Account, "password=wrong"),
    ("POST /fn/account_change_password", Account, "password=wrong&new_password=$password-and-more"),
    ("POST /fn/account_begin_second_factor", Account, "password=$password"),
    ("POST /fn/account_confirm_second_factor", Account, "code=000000"),
    ("POST /fn/account_new_recovery_codes", Account, "password=$password"),
    ("POST /fn/account_remove_second_factor", Account, "password=$password"),
    ("POST /fn/account_end_login", Owner, "login=$login"),
    ("POST /fn/account_make_token", Account, "name=For+a+script"),
    ("POST /fn/account_revoke_token", Owner, "token=$api_token"),
    ("POST /fn/account_admin", Operator, ""),
    ("POST /fn/account_set_admin", Operator, "user=$account"),
    ("POST /fn/account_end_logins", Operator, "user=$account"),
    // Server functions: all data as a whole, and the record of who did what.
    ("POST /fn/data_activity", Known, ""),
    ("POST /fn/data_audit", Operator, ""),
    ("POST /fn/data_state", Known, ""),
    ("POST /fn/data_make_archive", Known, ""),
    ("POST /fn/data_erase", Known, "typed=nothing"),
    // Server functions: what the pages do.
    ("POST /fn/open_session", Owner, "resume=$resume"),
    ("POST /fn/open_session", Owner, "resume=$resume&posting=$posting"),
    ("POST /fn/create_session", Known, ""),
    ("POST /fn/try_sample", Known, ""),
    ("POST /fn/rename_session", Owner, "session=$session&name=Another"),
    ("POST /fn/set_auto_approve", Owner, "session=$session"),
    ("POST /fn/dismiss_checklist", Known, ""),
    ("POST /fn/attach_resume", Owner, "session=$empty&resume=$resume"),
    ("POST /fn/parse_resume", Owner, "resume=$resume"),
    ("POST /fn/rename_resume", Owner, "resume=$resume&name=Another"),
    ("POST /fn/give_posting", Owner, "session=$empty&title=Baker&text=We+look+for+a+baker+who+bakes+well."),
    ("POST /fn/attach_posting", Owner, "session=$empty&posting=$posting"),
    ("POST /fn/correct_posting", Owner, "posting=$posting&title=Baker&company=Example&location=Leeds"),
    ("POST /fn/reread_posting", Owner, "posting=$posting&text=We+look+for+a+baker+who+bakes+well."),
    ("POST /fn/set_requirements", Owner, r#"{"posting": "$posting", "requirements": []}"#),
    ("POST /fn/change_requirement", Owner, "posting=$posting&step=add&name=Rye"),
    ("POST /fn/start_run", Owner, "session=$session&strategy=balanced"),
    ("POST /fn/decide", Owner, "session=$session&approval=$approval&change=$change&decision=rejected"),
    ("POST /fn/decide_open", Owner, "session=$session&approval=$approval&decision=approved"),
    ("POST /fn/edit_field", Owner, "session=$session&base=$version&block=contact&field=headline&before=&after=Baker"),
    (
        "POST /fn/edit_document",
        Owner,
        r#"{"session": "$session", "base": "$version", "edits": [{"kind": "replace", "block": "contact", "field": "headline", "before": "", "after": "Baker"}]}"#,
    ),
    ("POST /fn/label_version", Owner, "session=$session&version=$version&label=Mine"),
    ("POST /fn/restore_version", Owner, "session=$session&version=$first"),
    ("POST /fn/revert_change", Owner, "session=$session&change=$applied"),
    ("POST /fn/create_export", Owner, "session=$session&format=md&template=classic&version=$version"),
    ("POST /fn/save_version", Owner, "session=$session&approval=$approval"),
    ("POST /fn/reject_proposal", Owner, "session=$session&approval=$approval"),
    ("POST /fn/interrupt_run", Owner, "session=$session&run=$run"),
    ("POST /fn/cancel_session", Owner, "session=$session"),
    ("POST /fn/delete_session", Owner, "session=$session"),
    ("POST /fn/trash_resume", Owner, "resume=$resume"),
    ("POST /fn/trash_posting", Owner, "posting=$posting"),
    ("POST /fn/restore_session", Owner, "session=$trashed_session"),
    ("POST /fn/restore_resume", Owner, "resume=$trashed_resume"),
    ("POST /fn/restore_posting", Owner, "posting=$trashed_posting"),
    ("POST /fn/retry_job", Operator, "job=$job"),
    ("POST /fn/discard_job", Operator, "job=$job"),
];

/// What takes things away stands behind everything else when a whole table is called.
pub fn takes_away(call: &str) -> bool {
    let parts = ["DELETE ", "/trash_", "/delete_", "/discard_", "/cancel", "/cleanup", "/account_end_login", "/account_revoke_token"];
    is(call, &parts) || ends_logins(call)
}

/// What a browser without the program in it sends a file with.
pub fn is_form(call: &str) -> bool {
    ["POST /upload", "POST /sessions/{id}/upload"].contains(&call)
}

/// What ends the caller's own login; the password is changed at the very end, and is another one then.
pub fn ends_logins(call: &str) -> bool {
    is(call, &["/log-out", "/account_log_out", "/me/password"])
}

/// What brings something in, which is for accounts with a confirmed address.
pub fn brings_in(call: &str) -> bool {
    let whole = ["POST /api/v1/resumes", "POST /api/v1/job-descriptions", "POST /api/v1/me/tokens", "POST /api/v1/me/second-factor"];
    let parts =
        ["{id}/resume", "{id}/jd", "/upload", "/give_posting", "/try_sample", "/account_make_token", "/account_begin_second_factor"];
    whole.contains(&call) || call.starts_with("POST ") && is(call, &parts)
}

/// What is there in `accounts` mode alone.
pub fn needs_accounts(call: &str) -> bool {
    let own = is(call, &["/api/v1/me"]) && !is(call, &["/me/archive", "/me/activity"]);
    own || is(call, &["/api/v1/auth/", "/fn/account_", "/settings/accounts/{id}"]) || ["GET /account", "GET /admin"].contains(&call)
}

/// What an administrator does to the account of somebody else.
pub fn acts_on_an_account(call: &str) -> bool {
    is(call, &["/settings/accounts/{id}", "/account_set_admin", "/account_end_logins"])
}

/// What is for people without an account alone.
pub fn is_without_account(call: &str) -> bool {
    is(call, &["/data_erase"])
}

fn is(call: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| call.contains(part))
}

/// The name of a parameter of a path in the world.
pub fn known_as<'a>(path: &str, parameter: &'a str) -> &'a str {
    match parameter {
        "id" if path.contains("/resumes/") => "resume",
        "id" if path.contains("/job-descriptions/") => "posting",
        "id" if path.contains("/me/logins/") => "login",
        "id" if path.contains("/me/tokens/") => "api_token",
        "id" if path.contains("/settings/accounts/") => "account",
        "id" => "session",
        "run_id" => "run",
        "approval_id" => "approval",
        "change_id" => "change",
        "version_id" | "to" => "version",
        "from" => "first",
        "*path" => "file",
        "*name" => "nothing",
        other => other,
    }
}
