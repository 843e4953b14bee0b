//! The work of an upload's job: what can be read from the file, in the bounded child process.

use super::change;
use crate::db::Tx;
use crate::entity::{self, resume};
use crate::queue::{Claimed, ledger};
use crate::{Actor, Result, Services};
use domain::ids::ResumeId;
use domain::resume::library::ParseStatus;
use domain::resume::structure::Import;
use domain::{Code, Error};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, QueryFilter};

/// Reads it, and writes down what came of it.
pub(crate) async fn read(services: &Services, job: &Claimed, id: &ResumeId) -> Result<()> {
    let actor = Actor::of(job.tenant.clone());
    let own = services.read(&actor);
    let Some(row) = own.find::<resume::Entity>().filter(resume::Column::Id.eq(id.as_str())).one(own.connection()).await? else {
        // Deleted for good meanwhile.
        return services.write(async |tx| ledger::complete(tx, &job.lease).await).await;
    };
    let bytes = services.blobs.get(&actor.tenant, &row.sha256).await?;
    let outcome = match import(services, &bytes).await {
        Ok(import) => resume::ActiveModel {
            parse_status: Set(entity::word(ParseStatus::Completed)),
            error: Set(None),
            import: Set(Some(entity::json(&import)?)),
            left_over_count: Set(i32::try_from(import.left_over().count()).unwrap_or(i32::MAX)),
            pages: Set(i32::from(import.pages)),
            updated_at: Set(services.now()),
            ..Default::default()
        },
        Err(error) => failed(services, &error)?,
    };
    services
        .write(async |tx| {
            ledger::complete(tx, &job.lease).await?;
            change(tx, &actor, id.as_str(), outcome.clone()).await
        })
        .await
}

/// Its job was given up.
pub(crate) async fn give_up(services: &Services, tx: &Tx, actor: &Actor, id: &ResumeId) -> Result<()> {
    let message = "The program failed several times while it read this file, for a reason of ours. The file is kept; read it again.";
    change(tx, actor, id.as_str(), failed(services, &Error::new(Code::ParseFailed, message))?).await
}

fn failed(services: &Services, error: &Error) -> Result<resume::ActiveModel> {
    Ok(resume::ActiveModel {
        parse_status: Set(entity::word(ParseStatus::Failed)),
        error: Set(Some(entity::json(error)?)),
        updated_at: Set(services.now()),
        ..Default::default()
    })
}

/// What is in a resume, or why it can't be read and what to do.
async fn import(services: &Services, bytes: &[u8]) -> domain::Result<Import> {
    let limit = services.config.limits.max_upload_bytes;
    if bytes.len() as u64 > limit {
        let message = format!("The file is larger than {} MB. Save it with smaller pictures or without them, and try again.", limit >> 20);
        return Err(Error::new(Code::UploadTooLarge, message).with("limit_bytes", limit).with("size_bytes", bytes.len()));
    }
    crate::child::parse(bytes).await
}
