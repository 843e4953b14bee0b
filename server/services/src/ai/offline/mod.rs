//! The built-in rewriter: deterministic, without key and network. It never invents: every draft is held against the source by the
//! same guard that checks other providers, and one with an unsupported claim is not proposed.
//!
//! What it does, by strategy:
//!
//! | | conservative | balanced | keyword focused |
//! |---|---|---|---|
//! | drops fillers, tightens lines, says who did it, writes figures | yes | yes | yes |
//! | spells the names of tools right | yes | yes | yes |
//! | uses the posting's words for the same thing | rows of skills | yes | yes |
//! | spells acronyms out as the posting does | no | once | wherever they stand |
//! | brings proven skills into the skills section | no | those the job asks for | all that the posting names |
//! | orders skills, their rows, their section and bullets by relevance; drops empty promises | no | yes | yes |
//! | headline, summary and certificates from facts of the resume | no | 5 skills | 8 skills |
//!
//! Each place is changed once, and every change applies to the document as it is, whatever is decided on the others.

mod drafts;
mod english;
mod figures;
mod order;
mod passive;
mod polish;
mod prose;
mod rows;
mod summary;
mod verbs;
mod voice;
mod wanted;
mod wishes;
mod words;

use super::{Piece, Provider, ProviderError, Reply, Request};
use async_trait::async_trait;
use domain::gap::Prepared;
use drafts::Drafts;
use tokio::sync::mpsc;
use wanted::Wanted;
use wishes::Wishes;

/// The offline provider.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offline;

#[async_trait]
impl Provider for Offline {
    fn name(&self) -> &str {
        "offline"
    }

    fn model(&self) -> &str {
        "rules-1"
    }

    async fn rewrite(&self, request: &Request, pieces: &mpsc::Sender<Piece>) -> Result<Reply, ProviderError> {
        let mut reply = answer(request);
        for at in 0..reply.pieces.len() {
            if pieces.send(reply.pieces[at].clone()).await.is_err() {
                // Interrupted: what was said stays said.
                reply.pieces.truncate(at);
                break;
            }
        }
        Ok(reply)
    }
}

/// The whole answer.
pub fn answer(request: &Request) -> Reply {
    let wishes = Wishes::read(&request.message);
    let wanted = Wanted::new(&request.posting);
    let mut drafts = Drafts::new(request);
    if wishes.headline {
        summary::headline(request, &wanted, &mut drafts);
    }
    if wishes.summary {
        summary::propose(request, &wanted, &wishes, &mut drafts);
    }
    if wishes.bullets {
        prose::propose(request, &wanted, &mut drafts);
        prose::spell_out(request, &wanted, &mut drafts);
    }
    if wishes.order {
        order::propose(request, &wanted, &mut drafts);
    }
    if wishes.skills {
        rows::propose(request, &wanted, &mut drafts);
    }
    let drafts = drafts.in_order(&request.document);
    let analysis = Prepared::new(&request.posting).on(request.today).analyse(&request.document);
    let total = analysis.present.len() + analysis.rephrased.len() + analysis.missing.len();
    let shown = total - analysis.missing.len();
    let opening = format!("The resume answers {shown} of {total} requirements and scores {} of 100.", analysis.score);
    let missing: Vec<&str> = analysis.missing.iter().map(|one| one.keyword.as_str()).take(6).collect();
    let ignored = wishes.ignored(&request.message);
    let mut final_text = match drafts.len() {
        0 => "There is nothing to change that the resume supports.".to_owned(),
        1 => "One change is proposed; it says nothing that the resume does not show.".to_owned(),
        count => format!("{count} changes are proposed; none says what the resume does not show."),
    };
    if let Some(ignored) = ignored {
        final_text = format!("{ignored} {final_text}");
    }
    if !missing.is_empty() {
        final_text.push_str(&format!(" Not shown: {}. Add them only if they are true.", missing.join(", ")));
    }
    let pieces = std::iter::once(Piece::Text(opening)).chain(drafts.into_iter().map(|draft| Piece::Change(Box::new(draft)))).collect();
    Reply { pieces, final_text, input_tokens: 0, output_tokens: 0, cost_usd: 0.0 }
}

#[cfg(test)]
pub(crate) mod tests;
