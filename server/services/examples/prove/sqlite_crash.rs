//! The program is killed at many points of its writes to SQLite: the file is whole each time, and what was acknowledged is there.

use super::kill_storm::Crew;
use super::report::Report;
use super::servers::Process;
use super::{Asked, Dice, Played};
use domain::ids::{JobId, TenantId};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use services::Services;
use services::jobs::Kind;
use services::queue::{NewJob, enqueue};
use services::testing::config;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

pub async fn play(asked: &Asked, report: &mut Report) -> Played {
    let kills = asked.size(100, 10);
    let crew = Crew::new(asked, Vec::new());
    let services = crew.services().await?;
    let mut dice = Dice::new(asked.seed);
    let (mut acknowledged, mut faults, mut lost) = (0_usize, Vec::new(), 0);
    for round in 0..kills {
        let log = crew.dir().join("acknowledged");
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(&asked.binary).args(["sqlite-writer", &(asked.seed + round).to_string()]).arg(crew.dir());
        let writer = Process::start(command.stdout(std::fs::File::create(&log)?).stderr(Stdio::null()))?;
        tokio::time::sleep(dice.between(30, 250)).await;
        writer.kill9();
        let said = std::fs::read_to_string(&log)?;
        // What stands behind the last end of a line was cut off in the middle.
        let said: Vec<&str> = said.rsplit_once('\n').map_or("", |(whole, _)| whole).split_whitespace().collect();
        acknowledged += said.len();
        let db = services.db.reader();
        let whole = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, "PRAGMA integrity_check")).await?.ok_or("no row")?;
        let whole: String = whole.try_get_by_index(0)?;
        if whole != "ok" {
            faults.push(whole);
        }
        for id in said {
            let sql = Statement::from_sql_and_values(DbBackend::Sqlite, "SELECT id FROM jobs WHERE id = $1", [id.into()]);
            lost += usize::from(db.query_one_raw(sql).await?.is_none());
        }
    }
    report.figure("kills", kills);
    report.figure("acknowledged writes", acknowledged);
    report.check("there was something to lose", acknowledged > kills as usize, acknowledged);
    report.check("integrity_check says ok", faults.is_empty(), format!("{} faults", faults.len()));
    report.check("nothing acknowledged is lost", lost == 0, format!("{lost} lost"));
    Ok(())
}

/// The process that is killed: several writers, each of which says what was acknowledged to it.
pub async fn write(seed: &str, dir: &Path) -> Played {
    let services = Services::open(config(dir, &[])).await?;
    let writers = (0..4).map(|writer| {
        let services = services.clone();
        async move {
            let tenant = TenantId::new("ada");
            for n in 0..100_000 {
                let id = JobId::new(format!("job_{seed}_{writer}_{n}"));
                services.write(async |tx| enqueue(tx, NewJob::new(id.clone(), &tenant, Kind::Probe, "{}".to_owned())).await).await?;
                let mut out = std::io::stdout().lock();
                writeln!(out, "{id}")?;
                out.flush()?;
            }
            Ok(())
        }
    });
    for written in futures::future::join_all(writers).await {
        let written: Played = written;
        written?;
    }
    Ok(())
}
