//! Puts an archive together: rows first, all of one moment, then the files that they name.

use super::manifest::{ACCOUNT, FORMAT, Manifest, NAME, object, rows_of};
use super::pack::{Pack, Packed};
use super::rows::{Row, Rows, of_one_moment};
use super::{account, rows};
use crate::belongings::OF_TENANTS;
use crate::entity::{self, archive};
use crate::queue::{Claimed, ledger};
use crate::{Actor, Error, Result, Services};
use bytes::Bytes;
use domain::resume::{Document, markdown};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, QueryFilter, Statement, TransactionTrait};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How often it says how far it is.
const SAYS: Duration = Duration::from_secs(1);
/// The longest name of a file for people, in characters.
const NAME_MAX: usize = 80;

/// What was found in the rows, beside the rows.
#[derive(Default)]
struct Found {
    objects: BTreeSet<String>,
    /// Name and object of each resume.
    originals: Vec<(String, String)>,
    /// Name and head version of each session.
    heads: Vec<(String, String)>,
}

impl Found {
    fn look(&mut self, table: &str, row: &Row) {
        let text = |name: &str| row.get(name).and_then(serde_json::Value::as_str);
        if let Some(sha256) = text("sha256") {
            self.objects.insert(sha256.to_owned());
        }
        match (table, text("file_name"), text("sha256")) {
            ("resumes", Some(name), Some(sha256)) => self.originals.push((name.to_owned(), sha256.to_owned())),
            ("sessions", ..) => {
                let head = text("head_version_id").map(|head| (text("workspace_name").unwrap_or_default().to_owned(), head.to_owned()));
                self.heads.extend(head);
            }
            _ => {}
        }
    }
}

/// The whole file.
pub(super) async fn make(services: &Services, job: &Claimed, actor: &Actor, row: &archive::Model) -> Result<Packed> {
    let mut pack = Pack::begin(&services.config.data_dir)?;
    let mut manifest = Manifest {
        format: FORMAT,
        program: concat!("resumax ", env!("CARGO_PKG_VERSION")).to_owned(),
        made_at: services.now(),
        tenant: actor.tenant.clone(),
        counts: BTreeMap::new(),
        missing: Vec::new(),
        members: Vec::new(),
    };
    let found = write_rows(services, actor, &mut pack, &mut manifest).await?;
    let mut progress =
        Progress { services, job, actor, id: &row.id, total: found.objects.len() + found.originals.len(), done: 0, said: None };
    for sha256 in &found.objects {
        progress.step().await?;
        match bytes(services, actor, sha256).await? {
            Some(bytes) => manifest.members.push(pack.put(object(sha256), bytes).await?),
            None => manifest.missing.push(sha256.clone()),
        }
    }
    manifest.counts.insert("objects".to_owned(), (found.objects.len() - manifest.missing.len()) as u64);
    let mut names = BTreeSet::new();
    for (name, sha256) in &found.originals {
        progress.step().await?;
        if let Some(bytes) = bytes(services, actor, sha256).await? {
            manifest.members.push(pack.put(free(&mut names, "readable/resumes", name), bytes).await?);
        }
    }
    let account = serde_json::to_vec_pretty(&account::account(services, actor).await?)?;
    manifest.members.push(pack.put(ACCOUNT.to_owned(), account.into()).await?);
    pack.put(NAME.to_owned(), serde_json::to_vec_pretty(&manifest)?.into()).await?;
    pack.finish().await
}

/// Rows, and the newest version of each session for people, as they are at one moment.
async fn write_rows(services: &Services, actor: &Actor, pack: &mut Pack, manifest: &mut Manifest) -> Result<Found> {
    let db = services.db.reader();
    let snapshot = db.begin_with_config(of_one_moment(db.get_database_backend()), None).await?;
    let mut rows = Rows::of(&snapshot, actor.tenant.as_str());
    let mut found = Found::default();
    for one in OF_TENANTS.iter().filter(|one| one.travels) {
        pack.open(rows_of(one.table)).await?;
        let mut table = rows.open(one).await?;
        let mut count = 0;
        loop {
            let some = rows.next(&mut table).await?;
            if some.is_empty() {
                break;
            }
            for row in &some {
                found.look(one.table, row);
                let mut line = serde_json::to_vec(row)?;
                line.push(b'\n');
                pack.add(&line).await?;
                count += 1;
            }
        }
        manifest.counts.insert(one.table.to_owned(), count);
        manifest.members.push(pack.close().await?);
    }
    let mut names = BTreeSet::new();
    for (name, head) in &found.heads {
        let sql = format!("SELECT document FROM versions WHERE {} = $1 AND tenant = $2", rows::quoted("id"));
        let values = [head.as_str().into(), actor.tenant.as_str().into()];
        let row = snapshot.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
        let Some(row) = row else { continue };
        let document: Document = entity::parse(&row.try_get::<String>("", "document")?)?;
        let path = free(&mut names, "readable/sessions", &format!("{name}.md"));
        manifest.members.push(pack.put(path, Bytes::from(markdown::write(&document))).await?);
    }
    snapshot.commit().await?;
    Ok(found)
}

/// `None` when they are not there, or not what was put: the archive says so, and has the rest.
async fn bytes(services: &Services, actor: &Actor, sha256: &str) -> Result<Option<Bytes>> {
    match services.blobs.get(&actor.tenant, sha256).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Error::Objects(object_store::Error::NotFound { .. }) | Error::Fault(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A path that every system takes, and that no other file of the archive has.
fn free(taken: &mut BTreeSet<String>, folder: &str, name: &str) -> String {
    let plain = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c };
    let (stem, extension) =
        name.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && extension.len() <= 10).unwrap_or((name, ""));
    let stem: String = stem.chars().map(plain).take(NAME_MAX).collect();
    let stem = Some(stem.trim().trim_matches('.')).filter(|stem| !stem.is_empty()).unwrap_or("file").to_owned();
    let extension: String = extension.chars().map(plain).collect();
    let dot = if extension.is_empty() { "" } else { "." };
    let mut path = format!("{folder}/{stem}{dot}{extension}");
    let mut number = 2;
    // Where large and small letters are the same, two files may not differ in them alone.
    while !taken.insert(path.to_lowercase()) {
        path = format!("{folder}/{stem} ({number}){dot}{extension}");
        number += 1;
    }
    path
}

/// How far it is, for whoever waits.
struct Progress<'a> {
    services: &'a Services,
    job: &'a Claimed,
    actor: &'a Actor,
    id: &'a str,
    total: usize,
    done: usize,
    said: Option<Instant>,
}

impl Progress<'_> {
    /// Before each step. Fails when somebody else has the job now, or nobody wants it any more.
    async fn step(&mut self) -> Result<()> {
        if self.job.stopped.is_cancelled() {
            return Err(Error::LeaseLost);
        }
        self.done += 1;
        if self.said.is_some_and(|said| said.elapsed() < SAYS) {
            return Ok(());
        }
        self.said = Some(Instant::now());
        let number = |count: usize| Set(i64::try_from(count).unwrap_or(i64::MAX));
        let far = archive::ActiveModel { done: number(self.done - 1), total: number(self.total), ..Default::default() };
        self.services
            .write(async |tx| {
                ledger::hold(tx, &self.job.lease).await?;
                let one = archive::Column::Id.eq(self.id);
                tx.of(self.actor).update::<archive::Entity>().set(far.clone()).filter(one).exec(tx).await?;
                Ok(())
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_for_people_have_names_that_every_system_takes_and_no_two_the_same() {
        let mut taken = BTreeSet::new();
        let mut named = |name: &str| free(&mut taken, "readable/resumes", name);
        assert_eq!(named("CV 2026.pdf"), "readable/resumes/CV 2026.pdf");
        assert_eq!(named("cv 2026.PDF"), "readable/resumes/cv 2026 (2).PDF");
        assert_eq!(named("../../etc/passwd"), "readable/resumes/_.._etc_passwd");
        assert_eq!(named(".."), "readable/resumes/file");
        assert_eq!(named("a:b\u{7}.md"), "readable/resumes/a_b_.md");
        assert!(named(&"x".repeat(500)).len() < 120);
    }
}
