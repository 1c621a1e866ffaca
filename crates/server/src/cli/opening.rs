//! Opening the data, for every command that does.

use crate::config::Config;
use crate::{clock, random};
use anyhow::{Context, Result, anyhow};
use domain::base::Instant;
use domain::sync::Epoch;
use store::backup::Backups;
use store::engine::{Place, SqliteOptions};
use store::{Store, StoreError};

/// Opens the data and brings them up to date; a file gets a backup before that.
pub(super) fn open(config: &Config) -> Result<Store> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} can't be made", config.data.display()))?;
    Store::open_server_backed_up(&config.place(), epoch(), &backups(config), now()).map_err(in_words)
}

/// Returns where the backups of the file are.
pub(super) fn backups(config: &Config) -> Backups {
    Backups::at(config.data.join("backups"))
}

/// Returns the file, where the data are in one.
pub(super) fn file(config: &Config) -> Result<SqliteOptions> {
    match config.place() {
        Place::Sqlite(file) => Ok(file),
        Place::Postgres(_) => Err(anyhow!(
            "the data are on a PostgreSQL server, which has backups of its own (pg_dump, or those of its provider); \
             after a restore there, run `wrapitup-server rotate` before a server listens"
        )),
    }
}

/// Returns the time.
pub(super) fn now() -> Instant {
    clock::system()()
}

/// Returns the name of a new history.
pub(super) fn epoch() -> Epoch {
    let mut bytes = [0; 16];
    random::system()(&mut bytes);
    Epoch::of(u128::from_le_bytes(bytes))
}

/// Says what the store could not do, for somebody before a terminal.
pub(super) fn in_words(error: StoreError) -> anyhow::Error {
    match error {
        StoreError::Locked { path } => {
            anyhow!("a server is running on {}; stop it first (or ask it over HTTP)", path.display())
        }
        StoreError::NewerFile { .. } => {
            anyhow!(
                "a newer version of wrapitup-server wrote these data, and they were left untouched; install that version"
            )
        }
        error @ (StoreError::Corrupt { .. } | StoreError::WrongKey { .. }) => anyhow::Error::from(error).context(
            "the file is damaged. Keep it, and put the newest backup in place that is sound: `wrapitup-server restore BACKUP` \
             checks it first",
        ),
        error => error.into(),
    }
}
