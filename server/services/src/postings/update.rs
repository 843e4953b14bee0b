//! Corrections of a posting by its owner.

use super::read::{set, titled};
use super::{PostingPatch, row, shown};
use crate::entity::{self, posting};
use crate::{Actor, Error, Result, Services, audit};
use domain::Code;
use domain::ids::PostingId;
use domain::posting::JobDescription;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};
use serde_json::json;

/// The most requirements that a posting may have.
const REQUIREMENTS_MAX: usize = 200;

/// Another text is read anew; what the patch says beside it goes before what is found in it.
pub async fn update(services: &Services, actor: &Actor, id: &PostingId, patch: PostingPatch) -> Result<JobDescription> {
    if patch.requirements.as_ref().is_some_and(|list| list.len() > REQUIREMENTS_MAX) {
        return Err(Error::refused(Code::BadRequest, "A job description has at most 200 requirements. Leave out what matters least."));
    }
    let now = services.now();
    services
        .write(async |tx| {
            let own = tx.of(actor);
            let row = row(&own, id).await?;
            let mut posting = shown(&row)?.posting;
            if let Some(text) = patch.text.clone().filter(|text| text != &posting.text) {
                if text.trim().is_empty() {
                    return Err(Error::refused(Code::BadRequest, "The job description is empty. Paste its text."));
                }
                let (title, company, location) = (posting.title, posting.company, posting.location);
                posting = domain::posting::read(&text, patch.title.as_deref(), patch.company.as_deref(), patch.location.as_deref());
                for (found, known) in [(&mut posting.title, title), (&mut posting.company, company), (&mut posting.location, location)] {
                    if found.is_empty() {
                        *found = known;
                    }
                }
            }
            set(&mut posting.title, patch.title.as_deref())?;
            set(&mut posting.company, patch.company.as_deref())?;
            set(&mut posting.location, patch.location.as_deref())?;
            if let Some(requirements) = patch.requirements.clone() {
                posting.requirements = requirements;
            }
            titled(&posting)?;
            let change = posting::ActiveModel {
                title: Set(posting.title.clone()),
                company: Set(posting.company.clone()),
                posting: Set(entity::json(&posting)?),
                updated_at: Set(now.clone()),
                ..Default::default()
            };
            own.update::<posting::Entity>().set(change).filter(posting::Column::Id.eq(row.id.as_str())).exec(tx).await?;
            audit::append(tx, actor, &now, "posting.update", &row.id, json!({})).await
        })
        .await?;
    super::get(services, actor, id).await
}
