//! Where the data are.

use super::{Lanes, Secret};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use store::engine::{Place, PostgresOptions, SqliteOptions};

/// Where the data are. In a configuration, a `postgres://` address, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "Secret")]
pub enum Database {
    /// In a file of the data folder.
    #[default]
    File,
    /// On a PostgreSQL server. The address may hold a password.
    Postgres(Secret),
}

impl From<Secret> for Database {
    fn from(address: Secret) -> Self {
        if address.reveal().is_empty() { Self::File } else { Self::Postgres(address) }
    }
}

impl Database {
    /// Returns the file of a data folder.
    #[must_use]
    pub fn file(data: &Path) -> PathBuf {
        data.join("wrapitup.db")
    }

    /// Returns the place.
    #[must_use]
    pub(super) fn place(&self, data: &Path, lanes: &Lanes) -> Place {
        match self {
            Self::File => {
                Place::Sqlite(SqliteOptions { readers: lanes.readers, ..SqliteOptions::at(Self::file(data)) })
            }
            Self::Postgres(address) => {
                // One more of each for what has no lane: looking for changes, health.
                let sessions = lanes.readers + lanes.writers + 2;
                Place::Postgres(PostgresOptions { sessions, ..PostgresOptions::at(address.reveal()) })
            }
        }
    }
}
