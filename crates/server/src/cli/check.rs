//! `wrapitup-server check`: every page, index and reference, and whether the change index fits every row.

use super::opening;
use crate::Config;
use anyhow::{Result, bail};
use store::engine::{Place, ReadLimits, SqliteOptions};
use store::{Store, StoreError};

/// How many findings are said one by one.
const SAID: usize = 20;

/// Checks the data, and says that they are sound.
pub(super) fn check(config: &Config) -> Result<String> {
    let findings = findings(config).map_err(opening::in_words)?;
    if findings.is_empty() {
        return Ok("The data are sound.".to_owned());
    }
    for finding in findings.iter().take(SAID) {
        eprintln!("{finding}");
    }
    bail!(
        "{} things are not as they should be. Keep the file, and put the newest backup in place that is sound: \
         `wrapitup-server restore BACKUP` checks it first. See docs/OPERATING.md",
        findings.len()
    )
}

/// Returns what is not as it should be.
pub(super) fn findings(config: &Config) -> Result<Vec<String>, StoreError> {
    match config.place() {
        Place::Sqlite(file) => {
            // It takes as long as it takes.
            let reads = ReadLimits { steps: u64::MAX, ..file.reads };
            let store =
                Store::open_server(&Place::Sqlite(SqliteOptions { reads, ..file }), opening::epoch())?;
            let mut findings = store.check()?;
            findings.extend(index(&store)?);
            Ok(findings)
        }
        place @ Place::Postgres(_) => index(&Store::open_server(&place, opening::epoch())?),
    }
}

/// Returns what the change index says otherwise than it should. Where it makes no sense itself, no more can be said than that.
fn index(store: &Store) -> Result<Vec<String>, StoreError> {
    match store.check_index() {
        Err(error) if error.is_permanent() => Ok(vec![error.to_string()]),
        said => said,
    }
}
