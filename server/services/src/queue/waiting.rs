//! For who waits for a job with the page open.

use crate::entity::job::{Column, Entity};
use crate::{Result, Services};
use domain::ids::JobId;
use sea_orm::{EntityTrait, QuerySelect};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

/// How soon it is looked for what a worker of another process has done; and so on twice as long each time, up to [`SELDOM`].
const SOON: Duration = Duration::from_millis(5);
const SELDOM: Duration = Duration::from_millis(160);
/// Who asks over HTTP is not kept longer; the job goes on.
const PATIENCE: Duration = Duration::from_secs(30);

/// When to look.
pub(crate) struct Waiting {
    ends: watch::Receiver<()>,
    until: Instant,
    pause: Duration,
}

impl Waiting {
    /// Hears of each job that ends in this process from now on.
    pub(crate) fn begin(services: &Services) -> Self {
        Self { ends: services.queue.ends.subscribe(), until: Instant::now() + PATIENCE, pause: SOON }
    }

    /// Until a job has ended here, or a while has passed; false: it takes too long.
    pub(crate) async fn goes_on(&mut self) -> bool {
        // Running out of time is a reason to look, too.
        let _ = timeout(self.pause, self.ends.changed()).await;
        self.pause = SELDOM.min(self.pause * 2);
        Instant::now() < self.until
    }
}

/// What came of a job.
pub(crate) enum Answer {
    /// JSON, by kind.
    Given(String),
    /// It was given up, for this reason.
    None(String),
}

/// The answer of a job; `None` when it takes too long.
pub(crate) async fn answer(services: &Services, job: &JobId) -> Result<Option<Answer>> {
    let mut waiting = Waiting::begin(services);
    loop {
        let row = Entity::find_by_id(job.as_str()).select_only().columns([Column::State, Column::Answer, Column::LastError]);
        let row: Option<(String, Option<String>, Option<String>)> = row.into_tuple().one(services.db.reader()).await?;
        match row {
            Some((_, Some(answer), _)) => return Ok(Some(Answer::Given(answer))),
            Some((state, None, _)) if state == "queued" || state == "running" => {}
            Some((_, None, why)) => return Ok(Some(Answer::None(why.unwrap_or_default()))),
            None => return Ok(Some(Answer::None("the job is not there any more".to_owned()))),
        }
        if !waiting.goes_on().await {
            return Ok(None);
        }
    }
}
