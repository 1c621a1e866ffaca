//! A copy of a file at one moment, while others go on reading and writing: page by page over SQLite's own interface for
//! backups, then checked as a file of its own and forced onto the disk.

use super::failure::{Doing, failed_file};
use super::open;
use super::read_box::Reader;
use crate::StoreError;
use crate::backup::{Progress, Watch};
use crate::engine::SqliteOptions;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

/// How many pages are copied between two looks at whether to go on.
const PAGES: i32 = 256;

/// Copies a file to a name that is free. Returns `Break` when it was told to stop; what was made is then left.
pub(crate) fn copy(file: &SqliteOptions, to: &Path, watch: Watch<'_>) -> Result<ControlFlow<()>, StoreError> {
    let source = Reader::of_everything(file)?;
    // What is written from now on is not part of it, and does not make it begin anew.
    let snapshot =
        Transaction::new_unchecked(&source.connection, TransactionBehavior::Deferred).doing("copying")?;
    snapshot.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).doing("copying")?;
    let target = SqliteOptions { path: to.to_owned(), ..file.clone() };
    let whole = &mut |progress| {
        let told = watch(progress);
        // Between two steps: a disk that takes its time with the copy must not let the log grow without end.
        source.limits.check("copying").map(|()| told)
    };
    if write_pages(&snapshot, &target, whole)?.is_break() {
        return Ok(ControlFlow::Break(()));
    }
    drop(snapshot);
    stand_alone(&target)?;
    File::options()
        .write(true)
        .open(to)
        .and_then(|copy| copy.sync_all())
        .map_err(|error| failed_file("forcing the copy onto the disk", error))?;
    match check(&target)? {
        findings if findings.is_empty() => Ok(ControlFlow::Continue(())),
        findings => Err(StoreError::Corrupt {
            statement: "checking the copy".to_owned(),
            source: findings.join("; ").into(),
        }),
    }
}

fn write_pages(
    source: &Connection,
    target: &SqliteOptions,
    watch: &mut dyn FnMut(Progress) -> Result<ControlFlow<()>, StoreError>,
) -> Result<ControlFlow<()>, StoreError> {
    let mut target = open::blank(target)?;
    let copying = Backup::new(source, &mut target).doing("copying")?;
    loop {
        let step = copying.step(PAGES).doing("copying")?;
        let at = copying.progress();
        let of = u64::try_from(at.pagecount).unwrap_or_default();
        let done = of.saturating_sub(u64::try_from(at.remaining).unwrap_or_default());
        let told = watch(Progress { done, of });
        match step {
            StepResult::Done => return Ok(ControlFlow::Continue(())),
            _ if !matches!(told, Ok(ControlFlow::Continue(()))) => return told,
            StepResult::More => {}
            // Nobody else has either connection; waiting would not help.
            _ => {
                let source = "the copy is in use".into();
                return Err(StoreError::Busy { statement: "copying".to_owned(), source });
            }
        }
    }
}

/// Makes a copy one file without a log.
fn stand_alone(copy: &SqliteOptions) -> Result<(), StoreError> {
    let copy = open::connect(copy, OpenFlags::SQLITE_OPEN_READ_WRITE).doing("checking the copy")?;
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).doing("checking the copy")
}

/// Goes through every page, index and reference of a file, and returns what is wrong with them.
pub(crate) fn check(file: &SqliteOptions) -> Result<Vec<String>, StoreError> {
    const WHAT: &str = "checking the file";
    let file = Reader::of_everything(file)?.connection;
    let mut pages = file.prepare("PRAGMA integrity_check").doing(WHAT)?;
    let pages = pages.query_map([], |row| row.get::<_, String>(0)).doing(WHAT)?;
    let mut findings = Vec::new();
    for finding in pages {
        let finding = finding.doing(WHAT)?;
        if finding != "ok" {
            findings.push(named(&file, finding));
        }
    }
    let mut references =
        file.prepare("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check").doing(WHAT)?;
    let tables = references.query_map([], |row| row.get::<_, String>(0)).doing(WHAT)?;
    for table in tables {
        findings.push(format!("a row of {} refers to nothing", table.doing(WHAT)?));
    }
    Ok(findings)
}

/// Says which table or index a finding is about, which SQLite calls by the number of its first page: `Tree 12 page 34: …`.
fn named(file: &Connection, finding: String) -> String {
    let root = finding.strip_prefix("Tree ").and_then(|rest| rest.split(' ').next()?.parse::<i64>().ok());
    let find = "SELECT type || ' ' || name || ' of ' || tbl_name FROM sqlite_schema WHERE rootpage = $1";
    match root.map(|root| file.query_row(find, [root], |row| row.get::<_, String>(0))) {
        Some(Ok(name)) => format!("{name}: {finding}"),
        _ => finding,
    }
}
