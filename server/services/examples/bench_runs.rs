//! Measures runs on the embedded default: whole runs a second (message with auto-approve to the final event), and the
//! time from a message to its proposal.
//!
//! `scripts/bench runs [RUNS] [AT_ONCE] [offline]`. Without `offline` a stand-in proposes ten
//! changes at once, so that the pipeline alone is measured; with it, the configured provider works on the same resume.

#[path = "prove/whole.rs"]
mod whole;

use domain::event::What;
use domain::ids::SessionId;
use domain::resume::edit::Edit;
use domain::resume::{Field, Place};
use futures::StreamExt;
use services::ai::{Draft, Piece, Provider, ProviderError, Reply, Request};
use services::testing::{TempDir, config, ready};
use services::{Actor, Services, events, runs, start_workers};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use whole::{message, posting, resume, trusting};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize, otherwise: usize| args.get(index).and_then(|arg| arg.parse().ok()).unwrap_or(otherwise);
    let (count, at_once) = (number(0, 2_000), number(1, 16));
    let dir = TempDir::new();
    let mut services = Services::open(config(dir.path(), &[("RESUMAX_MAX_RUNS_PER_SESSION", "1000000")])).await?;
    if args.get(2).is_none_or(|arg| arg != "offline") {
        services.provider = Arc::new(StandIn);
    }
    let actor = Actor::of(domain::ids::TenantId::local());
    let posting = posting();
    let workers = start_workers(&services, services::Shift::of_all(at_once));

    let mut open = Vec::new();
    for _ in 0..at_once {
        open.push(trusting(&services, &actor, &resume(24), &posting).await?);
    }
    all(&services, &actor, &open, at_once * 4).await?;
    let began = Instant::now();
    all(&services, &actor, &open, count).await?;
    let seconds = began.elapsed().as_secs_f64();
    println!("whole runs: {count} at {at_once} at once in {seconds:.2} s = {:.0} runs/s", count as f64 / seconds);

    let mut waits = Vec::new();
    for _ in 0..100 {
        let id = ready(&services, &actor, &resume(24), &posting).await?;
        waits.push(until_proposal(&services, &actor, &id).await?);
    }
    waits.sort();
    println!("queued to proposal, one at a time: p50 {:?}, p95 {:?}", waits[waits.len() / 2], waits[waits.len() * 95 / 100]);
    workers.drain(Duration::from_secs(5)).await;
    Ok(())
}

async fn all(services: &Services, actor: &Actor, open: &[SessionId], count: usize) -> Result<(), Box<dyn std::error::Error>> {
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = Vec::new();
    for session in open {
        let (services, actor, session, next) = (services.clone(), actor.clone(), session.clone(), next.clone());
        tasks.push(tokio::spawn(async move {
            while next.fetch_add(1, Ordering::SeqCst) < count {
                whole::run(&services, &actor, &session).await?;
            }
            Ok::<_, services::Error>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    Ok(())
}

async fn until_proposal(services: &Services, actor: &Actor, session: &SessionId) -> services::Result<Duration> {
    let began = Instant::now();
    let run = runs::start(services, actor, session, message()).await?;
    let mut heard = events::stream(services, actor, session, &run.run_id, None).await?;
    while let Some(event) = heard.next().await {
        let what = event?.what;
        if matches!(what, What::ToolCallProposed { .. }) || what.is_final() {
            break;
        }
    }
    Ok(began.elapsed())
}

/// Proposes ten other texts at once: "Built" for "Was responsible for building", and back.
struct StandIn;

#[async_trait::async_trait]
impl Provider for StandIn {
    fn name(&self) -> &str {
        "offline"
    }

    fn model(&self) -> &str {
        "stand-in"
    }

    async fn rewrite(&self, request: &Request, pieces: &tokio::sync::mpsc::Sender<Piece>) -> Result<Reply, ProviderError> {
        let (long, short) = ("Was responsible for building", "Took care of building");
        let mut reply = Reply { final_text: "Done.".into(), ..Reply::default() };
        let texts = request.document.texts().into_iter();
        for (place, before) in
            texts.filter(|(place, text)| place.field == Field::Text && (text.contains(long) || text.contains(short))).take(10)
        {
            let after = if before.contains(long) { before.replace(long, short) } else { before.replace(short, long) };
            let place = Place { block: place.block, field: Field::Text };
            let draft = Draft { edit: Edit::Replace { place, before, after }, reason: "Shorter.".into(), evidence: Vec::new() };
            let piece = Piece::Change(Box::new(draft));
            if pieces.send(piece.clone()).await.is_err() {
                return Err(ProviderError::Timeout);
            }
            reply.pieces.push(piece);
        }
        Ok(reply)
    }
}
