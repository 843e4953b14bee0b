//! What a run stands on: the session as it is now, the document to be changed, what its claims may be drawn from, the job.

use crate::entity::{self, change, posting, session, version};
use crate::{Actor, Error, Result, Services, sessions, versions};
use domain::claims::{self, Finding};
use domain::ids::{SessionId, VersionId};
use domain::posting::Posting;
use domain::proposal::Decision;
use domain::resume::edit::Edit;
use domain::resume::{Document, Item, Line, Place, Section, SectionKind};
use domain::version::MadeBy;
use domain::{Code, ids::BlockId};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use std::sync::Arc;

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Ground {
    pub session: session::Model,
    /// The version that changes are made for: the head when the run began.
    pub base_id: VersionId,
    pub base: Arc<Document>,
    pub sources: Arc<Sources>,
    pub posting: Option<Arc<Posting>>,
}

/// What claims may be drawn from: the first version of the resume, what the owner wrote by hand since, and what they
/// stated to be true.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    pub texts: Arc<Texts>,
    pub statements: Vec<String>,
    /// Of which version it is made.
    source_id: String,
    /// The newest version that was looked through for texts by hand.
    up_to: i32,
}

#[derive(Debug)]
pub(crate) struct Texts {
    /// The first version, with the owner's own texts in it.
    pub document: Document,
    /// The same, ready for checks.
    pub checked: claims::Source,
}

impl Ground {
    /// As it is now; `base` names the version when an earlier attempt has begun with another one.
    pub(crate) async fn load(services: &Services, actor: &Actor, id: &SessionId, base: Option<&str>) -> Result<Self> {
        let known = services.memory.sources.get(id.as_str()).is_some();
        let (session, met) = if known || base.is_some() {
            (sessions::row(&services.read(actor), id).await?, None)
        } else {
            meet(services, actor, id).await?
        };
        let incomplete = || Error::refused(Code::InvalidState, "A run needs a resume and a job description. Add what is missing first.");
        let first_attempt = base.is_none();
        let base_id = base.or(session.head_version_id.as_deref()).ok_or_else(incomplete)?.to_owned();
        let base = document(services, actor, id, &base_id).await?;
        // At the first attempt of the first run there is no change yet that somebody could have stated anything about.
        let is_first = first_attempt && session.run_count <= 1;
        let sources = sources(services, actor, &session, is_first).await?;
        let posting = match met {
            None => posting(services, actor, &session).await?,
            met => met,
        };
        Ok(Self { session, base_id: VersionId::new(base_id), base, sources, posting })
    }

    /// The claims of an edit of the base, each supported or not.
    pub(crate) fn check(&self, edit: &Edit) -> Vec<Finding> {
        claims::check_edit(edit, &self.base, &self.sources.texts.checked, &self.sources.statements)
    }
}

/// A session that nothing is remembered of: its row with its job description, and in the memory both and the document, by one query.
async fn meet(services: &Services, actor: &Actor, id: &SessionId) -> Result<(session::Model, Option<Arc<Posting>>)> {
    let own = services.read(actor);
    let head = session::Entity::belongs_to(version::Entity).from(session::Column::HeadVersionId).to(version::Column::Id);
    let job = session::Entity::belongs_to(posting::Entity).from(session::Column::PostingId).to(posting::Column::Id);
    let found = own
        .find::<session::Entity>()
        .column_as(version::Column::Document, "document")
        .column_as(posting::Column::Posting, "posting")
        .column_as(posting::Column::UpdatedAt, "posting_changed")
        .join(JoinType::LeftJoin, head.into())
        .join(JoinType::LeftJoin, job.into())
        .filter(session::Column::Id.eq(id.as_str()))
        .filter(session::Column::TrashedAt.is_null());
    let met = found.into_model::<Met>().one(own.connection()).await?.ok_or_else(crate::db::missing::<session::Entity>)?;
    if let (Some(id), Some(document)) = (&met.session.head_version_id, &met.document) {
        services.memory.documents.put(id, Arc::new(entity::parse(document)?));
    }
    let (Some(id), Some(posting), Some(changed)) = (&met.session.posting_id, &met.posting, met.posting_changed) else {
        return Ok((met.session, None));
    };
    let posting = Arc::new(entity::parse::<Posting>(posting)?);
    services.memory.postings.put(id, (changed, posting.clone()));
    Ok((met.session, Some(posting)))
}

#[derive(sea_orm::FromQueryResult)]
struct Met {
    #[sea_orm(nested)]
    session: session::Model,
    document: Option<String>,
    posting: Option<String>,
    posting_changed: Option<String>,
}

/// The document of a version.
pub(crate) async fn document(services: &Services, actor: &Actor, session: &SessionId, id: &str) -> Result<Arc<Document>> {
    if let Some(known) = services.memory.documents.get(id) {
        return Ok(known);
    }
    let document = Arc::new(versions::document(&services.read(actor), session, id).await?);
    services.memory.documents.put(id, document.clone());
    Ok(document)
}

/// The session's job description.
pub(crate) async fn posting(services: &Services, actor: &Actor, session: &session::Model) -> Result<Option<Arc<Posting>>> {
    let Some(id) = &session.posting_id else { return Ok(None) };
    let own = services.read(actor);
    let found = own.find::<posting::Entity>().filter(posting::Column::Id.eq(id.as_str()));
    if let Some((of, known)) = services.memory.postings.get(id) {
        let changed: Option<String> =
            found.clone().select_only().column(posting::Column::UpdatedAt).into_tuple().one(own.connection()).await?;
        if changed.as_ref().is_none_or(|changed| *changed == of) {
            return Ok(changed.map(|_| known));
        }
    }
    let Some(row) = found.one(own.connection()).await? else { return Ok(None) };
    let posting = Arc::new(entity::parse::<Posting>(&row.posting)?);
    services.memory.postings.put(id, (row.updated_at, posting.clone()));
    Ok(Some(posting))
}

async fn sources(services: &Services, actor: &Actor, session: &session::Model, is_first: bool) -> Result<Arc<Sources>> {
    let id = SessionId::new(session.id.as_str());
    let source_id = session.source_version_id.clone().or_else(|| session.head_version_id.clone()).unwrap_or_default();
    let statements = if is_first { Vec::new() } else { statements(services, actor, &id).await? };
    let known = services.memory.sources.get(&session.id).filter(|known| known.source_id == source_id);
    if let Some(known) = &known
        && known.up_to == session.version_count
        && known.statements == statements
    {
        return Ok(known.clone());
    }
    let up_to = known.as_ref().map_or(0, |known| known.up_to);
    // The first version is not written by hand.
    let by_hand = if session.version_count > up_to.max(1) { written_by_hand(services, actor, &id, up_to).await? } else { Vec::new() };
    let texts = match known {
        Some(known) if by_hand.is_empty() => known.texts.clone(),
        known => {
            let mut document = match known {
                Some(known) => known.texts.document.clone(),
                None => (*self::document(services, actor, &id, &source_id).await?).clone(),
            };
            for version in by_hand {
                let Some(parent) = &version.parent_id else { continue };
                let before = self::document(services, actor, &id, parent).await?;
                let after = self::document(services, actor, &id, &version.id).await?;
                add_own_words(&mut document, &before, &after);
            }
            Arc::new(Texts { checked: claims::Source::new(&document), document })
        }
    };
    let sources = Arc::new(Sources { texts, statements, source_id, up_to: session.version_count });
    services.memory.sources.put(&session.id, sources.clone());
    Ok(sources)
}

#[derive(sea_orm::FromQueryResult)]
struct ByHand {
    id: String,
    parent_id: Option<String>,
}

async fn written_by_hand(services: &Services, actor: &Actor, session: &SessionId, after: i32) -> Result<Vec<ByHand>> {
    let own = services.read(actor);
    let by_hand = own
        .find::<version::Entity>()
        .select_only()
        .columns([version::Column::Id, version::Column::ParentId])
        .filter(version::Column::SessionId.eq(session.as_str()))
        .filter(version::Column::Number.gt(after))
        .filter(version::Column::MadeBy.eq(entity::word(MadeBy::Manual)))
        .order_by_asc(version::Column::Number);
    Ok(by_hand.into_model().all(own.connection()).await?)
}

/// What the owner wrote supports claims as the upload does.
fn add_own_words(source: &mut Document, before: &Document, after: &Document) {
    let known = before.texts();
    for (place, text) in after.texts().into_iter().filter(|text| !known.contains(text)) {
        if source.set_text(&place, &text).is_none() {
            own_section(source, &place, text);
        }
    }
}

/// For a block that the first version does not have.
fn own_section(source: &mut Document, place: &Place, text: String) {
    const OWN: &str = "own_words";
    let line = Item::Paragraph(Line { id: place.block.clone(), text });
    match source.sections.iter_mut().find(|section| section.id.as_str() == OWN) {
        Some(section) => section.items.push(line),
        None => source.sections.push(Section { id: BlockId::new(OWN), kind: SectionKind::Custom, title: String::new(), items: vec![line] }),
    }
}

/// Why claims without support are true, as their owner stated it.
async fn statements(services: &Services, actor: &Actor, session: &SessionId) -> Result<Vec<String>> {
    let own = services.read(actor);
    let taken = [entity::word(Decision::Approved), entity::word(Decision::Edited)];
    let stated = own
        .find::<change::Entity>()
        .select_only()
        .column(change::Column::Confirmation)
        .filter(change::Column::SessionId.eq(session.as_str()))
        .filter(change::Column::Confirmation.is_not_null())
        .filter(change::Column::Decision.is_in(taken))
        .order_by_asc(change::Column::DecidedAt);
    Ok(stated.into_tuple().all(own.connection()).await?)
}
