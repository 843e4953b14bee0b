//! The audit log as people read it: what was done, in words, and whether a chain is whole.

use crate::ids::TenantId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Who did what, when and from where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AuditEntry))]
pub struct Entry {
    /// Whose chain it stands in.
    pub tenant: TenantId,
    /// 1, 2, 3 … within the chain.
    pub seq: i64,
    /// When.
    pub at: String,
    /// `resume.upload`.
    pub action: String,
    /// The id of what it was done to; may be empty.
    pub subject: String,
    /// Ids, codes and counts, by action.
    pub details: Value,
    /// The account that did it; `None`: the installation, or whoever needs no login.
    pub who: Option<String>,
    /// The login or API token that it did it with.
    pub via: Option<String>,
    /// The network that the request came from, `203.0.113.0/24`.
    pub network: Option<String>,
}

/// Entries, and whether all of them are there as they were written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AuditLog))]
pub struct Log {
    /// Newest first.
    pub items: Vec<Entry>,
    /// `None` on the last page.
    pub next_cursor: Option<String>,
    /// What was found in the chain, or in every chain, where it was looked at: the first page of one's own, and where it is asked for.
    pub chains: Vec<Verdict>,
}

/// What was found in a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AuditVerdict))]
pub struct Verdict {
    /// Whose chain it is.
    pub tenant: TenantId,
    /// The number of the last entry that fits.
    pub entries: i64,
    /// The hash of that entry. Kept somewhere else, it proves later what the chain was.
    pub hash: String,
    /// The first that is wrong.
    pub fault: Option<Fault>,
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AuditFault))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// This entry is not there, or not as it was written.
    Entry {
        /// Its number.
        seq: i64,
    },
    /// The entries from this one on are gone.
    Missing {
        /// The first that is gone.
        seq: i64,
        /// So many there were.
        of: i64,
    },
    /// What says how many entries there are was changed.
    Seal,
    /// What says how many entries there are is gone.
    Head,
    /// It began a second time: another chain stood here before.
    BegunAgain,
}

impl Fault {
    /// A sentence for whoever looks after the installation.
    pub fn say(&self) -> String {
        match self {
            Self::Entry { seq } => format!("entry {seq} is not as it was written, or not there"),
            Self::Missing { seq, of } => format!("entry {seq} is not there, nor any after it: there were {of}"),
            Self::Seal => {
                "the seal does not hold: the chain was rewritten, or the key that sealed it is not in RESUMAX_SECRET any more".to_owned()
            }
            Self::Head => "the seal is gone: entries at the end may be gone as well".to_owned(),
            Self::BegunAgain => "it began a second time: the chain that stood here before was removed".to_owned(),
        }
    }
}

/// What entries are about, to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = AuditKind))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Kind {
    Account,
    Login,
    Resume,
    Posting,
    Session,
    Decision,
    File,
    Export,
    Operation,
}

impl Kind {
    /// All there are, in the order of the list.
    pub const ALL: [Self; 9] =
        [Self::Account, Self::Login, Self::Resume, Self::Posting, Self::Session, Self::Decision, Self::File, Self::Export, Self::Operation];

    /// What its actions begin with.
    pub fn nouns(self) -> &'static [&'static str] {
        match self {
            Self::Account => &["account", "profile", "preference", "second_factor"],
            Self::Login => &["login", "token"],
            Self::Resume => &["resume"],
            Self::Posting => &["posting"],
            Self::Session => &["session", "version"],
            Self::Decision => &["proposal", "change"],
            Self::File => &["file"],
            Self::Export => &["export", "download", "archive"],
            Self::Operation => &["settings", "job", "chain", "admin"],
        }
    }

    /// As it stands in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Login => "login",
            Self::Resume => "resume",
            Self::Posting => "posting",
            Self::Session => "session",
            Self::Decision => "decision",
            Self::File => "file",
            Self::Export => "export",
            Self::Operation => "operation",
        }
    }

    /// As it is chosen.
    pub fn title(self) -> &'static str {
        match self {
            Self::Account => "Account",
            Self::Login => "Logins and tokens",
            Self::Resume => "Resumes",
            Self::Posting => "Job descriptions",
            Self::Session => "Sessions and versions",
            Self::Decision => "Decisions",
            Self::File => "Files",
            Self::Export => "Exports and downloads",
            Self::Operation => "Operations",
        }
    }

    /// Of an address; `None` for anything else.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What was done, in the past tense: "Uploaded a resume".
const WORDS: &[(&str, &str)] = &[
    ("account.ask_email", "Asked for another e-mail address"),
    ("account.confirm", "Confirmed the e-mail address"),
    ("account.create", "Made the account"),
    ("account.delete", "Asked to have everything erased"),
    ("account.deleted", "Everything of a tenant was erased"),
    ("account.email", "Changed the e-mail address"),
    ("account.mail_read", "An administrator opened a mail to the account"),
    ("account.password", "Changed the password"),
    ("account.reset", "Chose a new password by mail"),
    ("account.restore", "Restored an account from an archive"),
    ("account.role", "Was given another role"),
    ("admin.create_account", "Made an account"),
    ("admin.drop_second_factor", "Took the second factor of an account away"),
    ("admin.end_logins", "Ended all logins of an account"),
    ("admin.list_accounts", "Looked at the list of accounts"),
    ("admin.list_mail", "Looked at the list of kept mail"),
    ("admin.read_mail", "Opened a mail to an account"),
    ("admin.read_audit", "Looked at the record of everybody"),
    ("admin.role", "Gave an account another role"),
    ("admin.set_email", "Gave an account another e-mail address"),
    ("archive.create", "An archive of all data was made"),
    ("chain.begin", "The record of a tenant began"),
    ("change.confirm", "Confirmed that a claim is true"),
    ("change.decide", "Decided on a change"),
    ("download.archive", "Downloaded the archive of all data"),
    ("download.artifact", "Downloaded an exported file"),
    ("download.file", "Downloaded a file of a workspace"),
    ("download.original", "Downloaded the original of a resume"),
    ("export", "Exported a version"),
    ("export.create", "Exported a version"),
    ("export.purge", "Exported files past their time were removed"),
    ("file.put", "Put a file into a workspace"),
    ("job.discard", "Gave a job up"),
    ("job.retry", "Had a job tried again"),
    ("login", "Logged in"),
    ("login.code_refused", "Was not let in: the code of the second factor was wrong"),
    ("login.end", "Logged out"),
    ("login.end_all", "Logged out everywhere"),
    ("login.refused", "Was not let in: the address or the password was wrong"),
    ("login.reuse", "A used token was shown again: the login was ended"),
    ("posting.create", "Added a job description"),
    ("posting.parse", "Had a job description read again"),
    ("posting.purge", "A job description left the trash for good"),
    ("posting.restore", "Took a job description out of the trash"),
    ("posting.trash", "Moved a job description to the trash"),
    ("posting.update", "Corrected a job description"),
    ("preference.choose", "Chose a preference"),
    ("proposal.approve", "Approved changes"),
    ("proposal.auto_approve", "Changes were approved without asking"),
    ("proposal.reject", "Rejected all changes of a proposal"),
    ("resume.correct", "Corrected what was read from a resume"),
    ("resume.parse", "Had a resume read again"),
    ("resume.purge", "A resume left the trash for good"),
    ("resume.restore", "Took a resume out of the trash"),
    ("resume.trash", "Moved a resume to the trash"),
    ("resume.upload", "Uploaded a resume"),
    ("second_factor.new_codes", "Had new recovery codes made"),
    ("second_factor.remove", "Removed the second factor"),
    ("second_factor.set_up", "Set up a second factor"),
    ("session.auto_approve", "Switched approving without asking"),
    ("session.cancel", "Cancelled a session"),
    ("session.create", "Began a session"),
    ("session.posting", "Chose the job description of a session"),
    ("session.purge", "A session past its time was removed"),
    ("session.restore", "Took a session out of the trash"),
    ("session.resume", "Chose the resume of a session"),
    ("session.trash", "Moved a session to the trash"),
    ("settings.cleanup", "Had what is past its time removed"),
    ("token.make", "Made an API token"),
    ("token.revoke", "Took an API token back"),
    ("version.create", "Made a version"),
];

/// What an action is called; one that has no words yet is its own name.
pub fn words(action: &str) -> String {
    let known = WORDS.iter().find(|(name, _)| *name == action);
    known.map_or_else(|| action.replace(['.', '_'], " "), |(_, words)| (*words).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_with_words_is_of_one_kind() {
        for (action, _) in WORDS {
            let noun = action.split('.').next().unwrap_or_default();
            assert_eq!(Kind::ALL.iter().filter(|kind| kind.nouns().contains(&noun)).count(), 1, "{action}");
        }
        assert_eq!(words("resume.upload"), "Uploaded a resume");
        assert_eq!(words("token.take_back"), "token take back");
        assert!(Kind::ALL.iter().all(|kind| Kind::parse(kind.as_str()) == Some(*kind)));
    }
}
