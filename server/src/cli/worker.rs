//! `resumax worker`: works without serving anything, until SIGTERM or Ctrl-C. As many as wanted beside as many servers as wanted.

use clap::Args as ClapArgs;
use services::Shift;
use services::jobs::Queue;

use super::serve::{DRAIN, WORKERS, stopped};
use super::{Outcome, config, open, warn_of_unknown_settings};

#[derive(ClapArgs)]
pub struct Args {
    /// Jobs at a time
    #[arg(long, default_value_t = WORKERS, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Which queues, comma separated [default: all]
    #[arg(long, value_delimiter = ',')]
    queues: Vec<Queue>,
}

pub async fn run(args: Args) -> Outcome {
    let config = config()?;
    warn_of_unknown_settings();
    let services = open(config).await?;
    let queues = if args.queues.is_empty() { Queue::ALL.to_vec() } else { args.queues };
    let names = queues.iter().map(|queue| queue.as_str()).collect::<Vec<_>>().join(", ");
    // A quarter of the places is for others than the busiest tenant.
    let concurrency = usize::from(args.concurrency);
    let of_one_tenant = Some(concurrency - concurrency / 4);
    let workers = services::start_workers(&services, Shift { concurrency, queues, of_one_tenant });
    println!("resuMAX works on {names}, {concurrency} at a time, as {}", workers.name());
    stopped().await?;
    workers.drain(DRAIN).await;
    Ok(())
}
