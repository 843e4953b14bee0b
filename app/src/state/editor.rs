//! The document while its owner corrects it by hand: shown at once, a version a correction.

use crate::api::Failure;
use crate::api::versions::{edit_document, edit_field};
use crate::browser;
use domain::ids::{BlockId, SessionId, VersionId};
use domain::resume::edit::{Anchor, Edit, Node};
use domain::resume::{Contact, Document, Line, Place};
use domain::version::Version;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The document and what is being saved of it.
#[derive(Clone, Copy)]
pub struct Editor {
    session: StoredValue<SessionId>,
    base: StoredValue<VersionId>,
    /// As it is shown; set anew only when blocks come or go, so that the text box in use is not replaced.
    pub document: RwSignal<Document>,
    /// As it is saved.
    pub contact: RwSignal<Contact>,
    /// What could not be saved.
    pub failure: RwSignal<Option<Failure>>,
    saving: RwSignal<u32>,
    saved: RwSignal<bool>,
    changed: Callback<()>,
}

impl Editor {
    /// On a version; `changed` hears when the page should load anew.
    pub fn new(session: SessionId, version: Version, changed: Callback<()>) -> Self {
        Self {
            session: StoredValue::new(session),
            base: StoredValue::new(version.summary.version_id),
            contact: RwSignal::new(version.document.contact.clone()),
            document: RwSignal::new(version.document),
            failure: RwSignal::new(None),
            saving: RwSignal::new(0),
            saved: RwSignal::new(false),
            changed,
        }
    }

    /// The session, for plain forms.
    pub fn session(self) -> String {
        self.session.with_value(ToString::to_string)
    }

    /// The version that edits are made for, for plain forms.
    pub fn base(self) -> String {
        self.base.with_value(ToString::to_string)
    }

    /// "Saved", or what is going on.
    pub fn state(self) -> &'static str {
        match (self.saving.get(), self.failure.read().is_some(), self.saved.get()) {
            (1.., _, _) => "Saving …",
            (_, true, _) => "Not saved",
            (_, _, true) => "Saved",
            _ => "",
        }
    }

    /// Writes one field; the text box already shows it.
    pub fn write(self, place: Place, after: String) {
        let before = self.document.read_untracked().text(&place).unwrap_or_default();
        if before == after {
            return;
        }
        let (session, base) = (self.session.get_value(), self.base.get_value());
        self.begin();
        spawn_local(async move {
            let answer = edit_field(session, base, place.block, place.field, before, after).await;
            self.end(answer, false);
        });
    }

    /// Adds an empty-handed bullet behind the last of an entry.
    pub fn add_bullet(self, entry: BlockId, after: Option<BlockId>) {
        let line = Line { id: BlockId::from_bits(browser::random_bits()), text: "New bullet".into() };
        self.send(Edit::Insert { at: Anchor { parent: Some(entry), after }, node: Node::Bullet(line) });
    }

    /// Takes a block out, with all that it holds.
    pub fn remove(self, block: &BlockId) {
        let edit = {
            let document = self.document.read_untracked();
            document.anchor(block).zip(document.node(block)).map(|(at, node)| Edit::Remove { at, node })
        };
        if let Some(edit) = edit {
            self.send(edit);
        }
    }

    fn send(self, edit: Edit) {
        let (session, base) = (self.session.get_value(), self.base.get_value());
        self.begin();
        spawn_local(async move {
            let answer = edit_document(session, base, vec![edit]).await;
            self.end(answer, true);
        });
    }

    fn begin(self) {
        self.saving.update(|saving| *saving += 1);
        self.failure.set(None);
    }

    fn end(self, answer: Result<Version, Failure>, show: bool) {
        if self.saving.is_disposed() {
            return;
        }
        self.saving.update(|saving| *saving = saving.saturating_sub(1));
        match answer {
            Ok(version) => {
                self.base.set_value(version.summary.version_id);
                self.saved.set(true);
                self.session.with_value(|session| browser::tell_tabs(session.as_str()));
                if *self.contact.read_untracked() != version.document.contact {
                    self.contact.set(version.document.contact.clone());
                }
                if show {
                    self.document.set(version.document);
                } else {
                    self.document.update_untracked(|document| *document = version.document);
                }
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    /// Loads the page's data anew.
    pub fn reload(self) {
        self.changed.run(());
    }
}
