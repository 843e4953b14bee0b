//! Proposals: the changes that wait for a decision.

use super::{Failure, Wire};
use domain::ids::{ApprovalId, ChangeId, SessionId, VersionId};
use domain::posting::Posting;
use domain::proposal::{Change, Decided, Decision, Proposal};
use domain::resume::Month;
use domain::run::Run;
use domain::session::Session;
use domain::version::Version;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the review page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReviewDesk {
    /// The session.
    pub session: Session,
    /// What waits for a decision.
    pub proposal: Option<Proposal>,
    /// The version that the changes were made for, or the newest one; `None` before a resume is read.
    pub base: Option<Version>,
    /// What the score is measured against.
    pub posting: Option<Posting>,
    /// The newest run.
    pub run: Option<Run>,
    /// The month of today, for jobs that go on.
    pub today: Option<Month>,
}

/// All that the review page needs.
#[server(prefix = "/fn", endpoint = "load_review", output = Wire)]
pub async fn load_review(session: SessionId) -> Result<ReviewDesk, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let state = services::sessions::get(&services, &actor, &session).await?;
    // A run that waits, without what it waits for, would be a desk without changes; so of the two the older is seen first.
    let mut run = services::runs::newest(&services, &actor, &session).await?;
    let proposal = services::proposals::pending(&services, &actor, &session).await?.into_iter().next();
    if proposal.is_some() {
        run = services::runs::newest(&services, &actor, &session).await?;
    }
    let base = proposal.as_ref().map(|proposal| proposal.args.base_version_id.clone()).or(state.head_version_id.clone());
    Ok(ReviewDesk {
        base: match &base {
            Some(version) => Some(services::versions::get(&services, &actor, &session, version).await?),
            None => None,
        },
        posting: services::postings::of(&services, &actor, &session).await?.map(|given| given.posting),
        run,
        proposal,
        session: state,
        today: Month::of_stamp(&services.now()),
    })
}

/// One proposal as it stands.
#[server(prefix = "/fn", endpoint = "load_proposal", output = Wire)]
pub async fn load_proposal(session: SessionId, approval: ApprovalId) -> Result<Proposal, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::proposals::get(&services, &actor, &session, &approval).await?)
}

/// Decides one change; `pending` takes a decision back.
#[server(prefix = "/fn", endpoint = "decide", output = Wire)]
pub async fn decide(
    session: SessionId,
    approval: ApprovalId,
    change: ChangeId,
    decision: Decision,
    #[server(default)] text: Option<String>,
    #[server(default)] confirmation: Option<String>,
) -> Result<Change, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let confirmation = confirmation.filter(|statement| !statement.trim().is_empty());
    let decision = domain::proposal::ChangeDecision { change_id: None, decision, text, confirmation };
    Ok(services::proposals::decide(&services, &actor, &session, &approval, &change, decision).await?)
}

/// Decides every change that is still open and carries no unsupported claim: of one section, or of all with `None`.
#[server(prefix = "/fn", endpoint = "decide_open", output = Wire)]
pub async fn decide_open(
    session: SessionId,
    approval: ApprovalId,
    decision: Decision,
    #[server(default)] section: Option<String>,
) -> Result<Vec<Change>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::proposals::decide_open(&services, &actor, &session, &approval, decision, section.as_deref()).await?)
}

/// Writes what was approved as a new version; what is still open is left out.
#[server(prefix = "/fn", endpoint = "save_version", output = Wire)]
pub async fn save_version(session: SessionId, approval: ApprovalId) -> Result<Option<VersionId>, Failure> {
    let (services, actor) = super::ssr::caller()?;
    let approve = domain::proposal::Approve { apply_to_future: false, changes: Some(Vec::new()) };
    Ok(services::proposals::approve(&services, &actor, &session, &approval, approve).await?.version_id)
}

/// Leaves all of it; nothing is written.
#[server(prefix = "/fn", endpoint = "reject_proposal", output = Wire)]
pub async fn reject_proposal(session: SessionId, approval: ApprovalId) -> Result<Decided, Failure> {
    let (services, actor) = super::ssr::caller()?;
    Ok(services::proposals::reject(&services, &actor, &session, &approval).await?)
}
