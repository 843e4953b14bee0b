//! The words of the product for states and kinds, one word per concept on every page.

use domain::account::Scope;
use domain::claims::ClaimKind;
use domain::export::{Format, Template};
use domain::operations::JobState;
use domain::proposal::{ChangeKind, Decision};
use domain::resume::library::ParseStatus;
use domain::resume::{Field, SectionKind};
use domain::run::{RunStatus, Strategy};
use domain::session::WorkflowState;
use domain::version::MadeBy;

/// The promise of the product, where a page is about to go on.
pub const UNCHANGED: &str = "Your resume is not changed by this.";

/// Of a session.
pub fn workflow(state: WorkflowState) -> &'static str {
    match state {
        WorkflowState::Draft => "Needs a resume",
        WorkflowState::ResumeUploaded => "Needs a job description",
        WorkflowState::JdProvided => "Ready to analyse",
        WorkflowState::GapAnalyzed => "Ready to tailor",
        WorkflowState::RewriteApplied => "Tailored",
        WorkflowState::Exported => "Exported",
        WorkflowState::Cancelled => "Cancelled",
    }
}

/// The chip of a session's state.
pub fn workflow_tone(state: WorkflowState) -> &'static str {
    match state {
        WorkflowState::Exported | WorkflowState::RewriteApplied => "good",
        WorkflowState::Cancelled => "quiet",
        WorkflowState::JdProvided | WorkflowState::GapAnalyzed => "info",
        WorkflowState::Draft | WorkflowState::ResumeUploaded => "wait",
    }
}

/// Of an upload.
pub fn parse_status(status: ParseStatus) -> (&'static str, &'static str) {
    match status {
        ParseStatus::Pending => ("Waiting to be read", "wait"),
        ParseStatus::Parsing => ("Being read", "info"),
        ParseStatus::Completed => ("Read", "good"),
        ParseStatus::Failed => ("Not readable", "bad"),
    }
}

/// Of a change.
pub fn decision(decision: Decision) -> (&'static str, &'static str) {
    match decision {
        Decision::Pending => ("Open", "wait"),
        Decision::Approved => ("Approved", "good"),
        Decision::Rejected => ("Rejected", "quiet"),
        Decision::Edited => ("Edited", "good"),
    }
}

/// Of a job.
pub fn job_state(state: JobState) -> (&'static str, &'static str) {
    match state {
        JobState::Queued => ("Waiting", "wait"),
        JobState::Running => ("At work", "info"),
        JobState::Done => ("Done", "good"),
        JobState::Cancelled => ("Not wanted any more", "quiet"),
        JobState::Dead => ("Given up", "bad"),
    }
}

/// What a job is for.
pub fn job_kind(kind: &str) -> String {
    match kind {
        "run" => "A run: changes for a resume".to_owned(),
        "archive" => "All data of somebody in one file".to_owned(),
        "erase" => "Erasing all data of somebody".to_owned(),
        "sweep" => "Removing what is past its time".to_owned(),
        "probe" => "A probe of the queue".to_owned(),
        other => other.to_owned(),
    }
}

/// What a change does.
pub fn change_kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Replace => "Reworded",
        ChangeKind::Insert => "Added",
        ChangeKind::Remove => "Removed",
        ChangeKind::Move => "Moved",
    }
}

/// Of a run.
pub fn run_status(status: RunStatus) -> (&'static str, &'static str) {
    match status {
        RunStatus::Queued => ("Waiting to start", "wait"),
        RunStatus::Running => ("Writing changes", "info"),
        RunStatus::WaitingApproval => ("Waiting for you", "wait"),
        RunStatus::Interrupting => ("Stopping", "wait"),
        RunStatus::Completed => ("Completed", "good"),
        RunStatus::Failed => ("Failed", "bad"),
        RunStatus::Interrupted => ("Stopped", "quiet"),
    }
}

/// Name, value in forms, and what it does.
pub const STRATEGIES: [(Strategy, &str, &str, &str); 3] = [
    (
        Strategy::Conservative,
        "conservative",
        "Conservative",
        "Only what is clearly better: fillers, passive phrases, the spelling of skills.",
    ),
    (Strategy::Balanced, "balanced", "Balanced", "The job’s own words where they mean the same, and the most relevant things first."),
    (Strategy::KeywordFocused, "keyword_focused", "Keyword-focused", "Every skill that your resume proves, named as the job names it."),
];

/// What a token may do: value in forms, name, and what it is for.
pub const SCOPES: [(Scope, &str, &str, &str); 2] = [
    (Scope::Read, "read", "Look", "It sees your resumes, sessions and files."),
    (Scope::Write, "write", "Look and change", "It also uploads, decides and exports as you would."),
];

/// What a token may do, beside its name.
pub fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Read => "Looks",
        Scope::Write => "Looks and changes",
    }
}

/// How long a token works: value in forms, and name.
pub const DAYS: [(&str, &str); 4] = [("30", "30 days"), ("90", "90 days"), ("365", "A year"), ("", "Until I take it back")];

/// What came of a form of the account page, by the word in the address.
pub fn account_done(done: &str) -> Option<&'static str> {
    Some(match done {
        "profile" => "Your profile is saved.",
        "email" => "A mail with a link went to the new address. It is yours here when you have followed it.",
        "password" => "Your password is changed. Every other browser is logged out.",
        "begun" => "One step is left: the code of your app, below.",
        "second_factor" => "The second factor is on. Keep the recovery codes below.",
        "no_second_factor" => "The second factor is off.",
        "codes" => "New recovery codes are made. The old ones work no more.",
        "ended" => "That browser is logged out.",
        "token" => "The new token is made. Copy it now: it is shown only this once.",
        "revoked" => "The token works no more.",
        _ => return None,
    })
}

/// What came of a form of the admin page, by the word in the address.
pub fn admin_done(done: &str) -> Option<&'static str> {
    match done {
        "role" => Some("The role is changed."),
        "ended" => Some("Logged out everywhere."),
        _ => None,
    }
}

/// What made a version.
pub fn made_by(made_by: MadeBy) -> &'static str {
    match made_by {
        MadeBy::Import => "Upload",
        MadeBy::Run => "Suggestions",
        MadeBy::Manual => "Edited by hand",
        MadeBy::Restore => "Restored",
        MadeBy::Revert => "Change taken back",
    }
}

/// The name of a model where it says something: the rules of this program and a script have none worth showing.
pub fn model(name: &str) -> Option<&str> {
    (!name.is_empty() && name != "script" && !name.starts_with("rules-")).then_some(name)
}

/// What a claim is about.
pub fn claim(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Number => "Number",
        ClaimKind::Unit => "Unit",
        ClaimKind::Organisation => "Organisation",
        ClaimKind::Title => "Title",
        ClaimKind::Date => "Date",
        ClaimKind::Degree => "Degree",
        ClaimKind::Certification => "Certification",
        ClaimKind::Tool => "Tool or skill",
        ClaimKind::Scope => "Scope",
        ClaimKind::Reach => "Reach",
    }
}

/// Of a format, with what it is good for.
pub fn format(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Pdf => ("PDF", "For people and most applicant tracking systems"),
        Format::Docx => ("Word (DOCX)", "Where a form asks for Word"),
        Format::Md => ("Markdown", "To keep and to edit"),
        Format::Txt => ("Plain text", "To paste into a form"),
        Format::Json => ("JSON Resume", "For other programs"),
    }
}

/// Of a template, with how it looks.
pub fn template(template: Template) -> (&'static str, &'static str) {
    match template {
        Template::Classic => ("Classic", "Sans serif, ruled headings"),
        Template::Modern => ("Modern", "Colour, generous space"),
        Template::Compact => ("Compact", "Much on one page"),
        Template::Formal => ("Formal", "Serif, centred head"),
    }
}

/// Of a text of a block.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Text => "Text",
        Field::Title => "Title",
        Field::Organisation => "Organisation",
        Field::Place => "Place",
        Field::Dates => "Dates",
        Field::Url => "Web page",
        Field::Summary => "Description",
        Field::Label => "Label",
        Field::Name => "Name",
        Field::Headline => "Headline",
        Field::Email => "E-mail",
        Field::Phone => "Phone",
        Field::Location => "Location",
        Field::Links => "Links",
    }
}

/// The name of a field in forms and addresses, as serde writes it.
pub fn field_name(field: Field) -> &'static str {
    match field {
        Field::Text => "text",
        Field::Title => "title",
        Field::Organisation => "organisation",
        Field::Place => "place",
        Field::Dates => "dates",
        Field::Url => "url",
        Field::Summary => "summary",
        Field::Label => "label",
        Field::Name => "name",
        Field::Headline => "headline",
        Field::Email => "email",
        Field::Phone => "phone",
        Field::Location => "location",
        Field::Links => "links",
    }
}

/// Of a section.
pub fn section(kind: SectionKind) -> &'static str {
    match kind {
        SectionKind::Summary => "Summary",
        SectionKind::Experience => "Experience",
        SectionKind::Education => "Education",
        SectionKind::Skills => "Skills",
        SectionKind::Projects => "Projects",
        SectionKind::Certifications => "Certifications",
        SectionKind::Languages => "Languages",
        SectionKind::Awards => "Awards",
        SectionKind::Publications => "Publications",
        SectionKind::Volunteering => "Volunteering",
        SectionKind::Interests => "Interests",
        SectionKind::References => "References",
        SectionKind::Custom => "Section",
    }
}

/// "1 change", "3 changes".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// "842 B", "13 kB", "1.4 MB".
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

/// "21 Nov 2025, 08:10" of "2025-11-21T08:10:00Z", without a word on where that is; the text itself when it is not of that form.
pub fn time(stamp: &str) -> String {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let parts = || {
        let month = MONTHS.get(stamp.get(5..7)?.parse::<usize>().ok()?.checked_sub(1)?)?;
        let day = stamp.get(8..10)?.trim_start_matches('0');
        Some(format!("{day} {month} {}, {}", stamp.get(..4)?, stamp.get(11..16)?))
    };
    parts().unwrap_or_else(|| stamp.to_owned())
}

/// Why an upload was refused, for a page that has only the code.
pub fn refusal(code: &str) -> String {
    match code {
        "UPLOAD_TOO_LARGE" => "The file is too large. Choose one of at most 5 MB.",
        "UNSUPPORTED_FILE_TYPE" => "This kind of file can’t be read. Choose a PDF, Word, Markdown, text or JSON Resume file.",
        "ENCRYPTED_FILE" => "The file is locked with a password. Save a copy without one and upload that.",
        "SCANNED_FILE" => "The file holds pictures of pages, not text. Upload the file that it was printed from.",
        "EMPTY_FILE" => "The file is empty. Choose another one.",
        _ => "The file could not be read. Try another format; Word or plain text is the easiest to read.",
    }
    .to_owned()
}

/// For a part of an address: everything but letters, digits and a few marks as percent and hexadecimal.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_dates_and_odd_ones_stay_as_they_are() {
        assert_eq!(time("2025-11-02T08:10:31.5Z"), "2 Nov 2025, 08:10");
        assert_eq!(time("soon"), "soon");
    }

    #[test]
    fn counts_know_one_from_many() {
        assert_eq!(count(1, "change"), "1 change");
        assert_eq!(count(0, "change"), "0 changes");
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(size(999), "999 B");
        assert_eq!(size(12_400), "13 kB");
        assert_eq!(size(1_440_000), "1.4 MB");
    }

    #[test]
    fn what_a_person_searches_for_stays_one_word_of_the_address() {
        assert_eq!(encode("R&D ü"), "R%26D%20%C3%BC");
    }
}
