//! A text whose claims nobody vouches for never leaves in a file.
//!
//! Decisions refuse such a change already; this looks once more at the door, at what stands in the very document that is
//! about to be written.

use crate::db::TenantDb;
use crate::entity::{self, change};
use crate::{Result, proposals};
use domain::Code;
use domain::ids::SessionId;
use domain::proposal::{Change, Decision, decide};
use domain::resume::Document;
use domain::resume::edit::Edit;
use domain::text::fold;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter};

/// `UNSUPPORTED_CLAIM` when the document says what a taken change says without support and without its owner's word.
pub(super) async fn refuse_unconfirmed<C: ConnectionTrait>(own: &TenantDb<'_, C>, session: &SessionId, document: &Document) -> Result<()> {
    let taken = [Decision::Approved, Decision::Edited].map(entity::word);
    let bare = own
        .find::<change::Entity>()
        .filter(change::Column::SessionId.eq(session.as_str()))
        .filter(change::Column::Unsupported.eq(true))
        .filter(change::Column::Decision.is_in(taken))
        .filter(Condition::any().add(change::Column::Confirmation.is_null()).add(change::Column::Confirmation.eq("")));
    for row in bare.all(own.connection()).await? {
        let change = proposals::change(&row)?;
        if stands_in(document, &change) {
            let message = "This version makes a claim that your resume does not support. Confirm that it is true, or take the change back; then export again.";
            return Err(domain::Error::new(Code::UnsupportedClaim, message).with("change_id", change.change_id.as_str()).into());
        }
    }
    Ok(())
}

/// Whether the document says what the change says, where the change says it.
fn stands_in(document: &Document, change: &Change) -> bool {
    match decide::effective(change) {
        Ok(Edit::Replace { place, after, .. }) => document.text(&place).is_some_and(|text| fold(&text) == fold(&after)),
        Ok(Edit::Insert { node, .. }) => document.node(node.id()).is_some_and(|there| there == node),
        Ok(Edit::Remove { .. } | Edit::Move { .. }) | Err(_) => false,
    }
}
