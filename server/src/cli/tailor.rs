//! `resumax tailor`: the whole journey without a server, over the same services, in a data folder that is gone afterwards.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, ValueEnum};
use domain::Code;
use domain::event::What;
use domain::export::{Format, NewExport, Template};
use domain::ids::{SessionId, TenantId};
use domain::proposal::{Approve, Change, ChangeDecision, Decision, Proposal};
use domain::run::{NewRun, Strategy};
use domain::session::NewSession;
use futures::StreamExt;
use services::config::Config;
use services::postings::NewPosting;
use services::{Actor, Services, Upload, analysis, events, exports, postings, proposals, resumes, runs, sessions};

use super::{Outcome, faults, open, output, read, refused, sentence};

#[derive(ClapArgs)]
pub struct Args {
    /// The resume: PDF, DOCX, Markdown, text or JSON Resume
    resume: PathBuf,
    /// The job description: text, PDF or DOCX
    #[arg(long)]
    job: PathBuf,
    /// The job's title, when the file does not show it
    #[arg(long)]
    title: Option<String>,
    /// How boldly to rewrite
    #[arg(long, value_enum, default_value_t = Boldness::Balanced)]
    strategy: Boldness,
    /// Which changes to take
    #[arg(long, value_enum, default_value_t = Accept::Supported)]
    accept: Accept,
    /// What to write; taken from the name of OUT when not given
    #[arg(long)]
    format: Option<String>,
    /// How a PDF looks: classic, modern, compact or formal
    #[arg(long, default_value = "classic")]
    template: String,
    /// Where to write it
    #[arg(short, long)]
    output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Boldness {
    Conservative,
    Balanced,
    #[value(alias = "keyword_focused", alias = "keyword")]
    KeywordFocused,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Accept {
    /// Those whose claims the resume supports
    Supported,
    /// None: exports the resume as it was read
    None,
    /// All; unsupported claims count as confirmed by whoever runs the command
    All,
}

pub async fn run(args: Args) -> Outcome {
    let format = format(&args)?;
    let unknown = || refused(Code::BadRequest, "There is no such template: take classic, modern, compact or formal.");
    let template = Template::parse(&args.template).ok_or_else(unknown)?;
    output::refuse_unwritable(&args.output)?;
    let data = DataDir::new()?;
    let services = open(embedded(&data.0)?).await?;
    let workers = services::queue::start_workers(&services, services::Shift::of_all(1));
    let journey = Journey { services: &services, actor: Actor::of(TenantId::local()) };
    let ended = journey.walk(&args, format, template).await;
    workers.drain(std::time::Duration::from_secs(1)).await;
    ended
}

/// The configuration of the environment, but with everything embedded in this folder.
fn embedded(data: &Path) -> Result<Config, String> {
    let data = data.to_string_lossy().into_owned();
    let var = |name: &str| match name {
        "RESUMAX_DATA_DIR" => Some(data.clone()),
        "DATABASE_URL" | "REDIS_URL" | "STORAGE_URL" | "RESUMAX_AUTH" | "RESUMAX_ADDR" => None,
        name => std::env::var(name).ok(),
    };
    Config::from_vars(var).map_err(|list| faults(&list))
}

fn format(args: &Args) -> Result<Format, String> {
    let extension = args.output.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
    let name = args.format.clone().or_else(|| extension.clone()).unwrap_or_else(|| "pdf".to_owned());
    let unknown = || refused(Code::BadRequest, format!("There is no format {name:?}: take pdf, docx, md, txt or json."));
    let format = Format::parse(&name).ok_or_else(unknown)?;
    match extension.as_deref().and_then(Format::parse) {
        Some(named) if named != format => {
            let message = format!("--format says {name}, and {} is the name of another format. Change one of them.", args.output.display());
            Err(refused(Code::BadRequest, message))
        }
        _ => Ok(format),
    }
}

struct Journey<'a> {
    services: &'a Services,
    actor: Actor,
}

impl Journey<'_> {
    async fn walk(&self, args: &Args, format: Format, template: Template) -> Outcome {
        let (services, actor) = (self.services, &self.actor);
        let said = |error: services::Error| sentence(&error);
        let session = sessions::create(services, actor, NewSession::default()).await.map_err(said)?.session_id;
        resumes::upload_to_session(services, actor, &session, file(&args.resume)?).await.map_err(said)?;
        let posting = NewPosting { file: Some(file(&args.job)?), title: args.title.clone(), ..NewPosting::default() };
        let (posting, _) = postings::give(services, actor, &session, posting).await.map_err(said)?;
        println!("Job: {}{}", posting.posting.title, at(&posting.posting.company));
        for warning in &posting.posting.warnings {
            println!("Warning: {}", warning.message);
        }
        let before = analysis::of_session(services, actor, &session).await.map_err(said)?.score;

        self.rewrite(&session, args).await?;

        let after = analysis::of_session(services, actor, &session).await.map_err(said)?.score;
        println!("Score: {before} -> {after}");
        let new = NewExport { format: Some(format), template: Some(template), version_id: None };
        let artifact = exports::create(services, actor, &session, new).await.map_err(said)?;
        let written = services::files::read(services, actor, &session, &artifact.artifact_path).await.map_err(said)?;
        std::fs::write(&args.output, &written.bytes).map_err(|error| output::unwritable(&args.output, &error))?;
        let read_by = artifact.round_trip.readers.join(" and ");
        println!(
            "Wrote {} ({} bytes), read back by {read_by}: {} texts lost",
            args.output.display(),
            artifact.size,
            artifact.round_trip.lost.len()
        );
        Ok(())
    }

    /// Runs the provider, prints each change with what becomes of it, and decides.
    async fn rewrite(&self, session: &SessionId, args: &Args) -> Outcome {
        let (services, actor) = (self.services, &self.actor);
        let said = |error: services::Error| sentence(&error);
        let strategy = match args.strategy {
            Boldness::Conservative => Strategy::Conservative,
            Boldness::Balanced => Strategy::Balanced,
            Boldness::KeywordFocused => Strategy::KeywordFocused,
        };
        let new = NewRun { message: "Tailor this resume to the job.".to_owned(), strategy: Some(strategy), idempotency_key: None };
        let run = runs::start(services, actor, session, new).await.map_err(said)?.run_id;
        let mut stream = events::stream(services, actor, session, &run, None).await.map_err(said)?;
        while let Some(event) = stream.next().await {
            match event.map_err(said)?.what {
                What::ToolCallProposed { approval_id, .. } => {
                    let proposal = proposals::get(services, actor, session, &approval_id).await.map_err(said)?;
                    self.decide(session, &proposal, args.accept).await?;
                }
                What::RunFailed { error_code, message, .. } => return Err(format!("{error_code}: {message}")),
                What::RunCompleted { final_text, .. } if !final_text.is_empty() => println!("{final_text}"),
                _ => {}
            }
        }
        Ok(())
    }

    async fn decide(&self, session: &SessionId, proposal: &Proposal, accept: Accept) -> Outcome {
        let taken = |change: &Change| match accept {
            Accept::None => false,
            Accept::All => true,
            Accept::Supported => change.findings.iter().all(|finding| finding.supported),
        };
        for (number, change) in proposal.changes.iter().enumerate() {
            output::print_change(number + 1, change, taken(change));
        }
        let decided = if accept == Accept::None {
            proposals::reject(self.services, &self.actor, session, &proposal.approval_id).await
        } else {
            let changes = proposal.changes.iter().filter(|change| taken(change)).map(approved).collect();
            let approve = Approve { apply_to_future: false, changes: Some(changes) };
            proposals::approve(self.services, &self.actor, session, &proposal.approval_id, approve).await
        };
        decided.map(|_| ()).map_err(|error| sentence(&error))
    }
}

fn approved(change: &Change) -> ChangeDecision {
    let unsupported = change.findings.iter().any(|finding| !finding.supported);
    ChangeDecision {
        change_id: Some(change.change_id.clone()),
        decision: Decision::Approved,
        text: None,
        confirmation: unsupported.then(|| "Confirmed on the command line with --accept all".to_owned()),
    }
}

fn at(company: &str) -> String {
    if company.is_empty() { String::new() } else { format!(" at {company}") }
}

fn file(path: &Path) -> Result<Upload, String> {
    let bytes = read(path)?;
    let file_name = path.file_name().map_or_else(|| "file".to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(Upload { file_name: file_name.into(), bytes: bytes.into() })
}

/// A folder of its own that goes when the command ends.
struct DataDir(PathBuf);

impl DataDir {
    fn new() -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("resumax-{}", uuid::Uuid::new_v4().simple()));
        services::config::private_folder(&path).map_err(|error| format!("{} can't be made: {error}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for DataDir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
