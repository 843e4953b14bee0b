//! Corrections by hand of what was read.

use super::{change, detail, row};
use crate::entity::{self, resume};
use crate::{Actor, Error, Result, Services, audit, versions};
use domain::Code;
use domain::ids::ResumeId;
use domain::resume::edit::{Edit, Refusal, apply};
use domain::resume::library::ResumeDetail;
use domain::resume::structure::{Import, LineUse};
use sea_orm::ActiveValue::Set;
use serde_json::json;

/// Corrections by hand of what was read.
pub async fn correct(services: &Services, actor: &Actor, id: &ResumeId, edits: &[Edit]) -> Result<ResumeDetail> {
    let now = services.now();
    let edits = versions::clean(edits)?;
    services
        .write(async |tx| {
            let row = row(&tx.of(actor), id).await?;
            let Some(import) = &row.import else {
                return Err(Error::refused(Code::InvalidState, "This resume could not be read. Read it again before you correct it."));
            };
            let mut import: Import = entity::parse(import)?;
            for (index, edit) in edits.iter().enumerate() {
                apply(&mut import.document, edit).map_err(|refusal| refused(refusal, index, edit))?;
            }
            account(&mut import);
            let corrected = resume::ActiveModel {
                left_over_count: Set(i32::try_from(import.left_over().count()).unwrap_or(i32::MAX)),
                import: Set(Some(entity::json(&import)?)),
                updated_at: Set(now.clone()),
                ..Default::default()
            };
            change(tx, actor, &row.id, corrected).await?;
            audit::append(tx, actor, &now, "resume.correct", &row.id, json!({ "edits": edits.len() })).await
        })
        .await?;
    detail(&row(&services.read(actor), id).await?)
}

/// A line whose blocks were all removed is left over again.
fn account(import: &mut Import) {
    let Import { document, uses, .. } = import;
    for used in uses {
        if let LineUse::Mapped { places } = used {
            places.retain(|place| document.text(place).is_some());
            if places.is_empty() {
                *used = LineUse::LeftOver;
            }
        }
    }
}

fn refused(refusal: Refusal, index: usize, edit: &Edit) -> Error {
    let error = match refusal {
        Refusal::Missing | Refusal::Stale => domain::Error::new(
            Code::StaleVersion,
            "This part of the resume has changed since you looked at it. Load it again, then correct it.",
        ),
        Refusal::Unfit => {
            domain::Error::new(Code::BadRequest, "This block has no such field, or may not stand there. Choose another place.")
        }
        Refusal::Taken => domain::Error::new(Code::BadRequest, "A block of that id is in the resume already. Use a new id."),
    };
    error.with("edit", index).with("block_id", edit.block().as_str()).into()
}
