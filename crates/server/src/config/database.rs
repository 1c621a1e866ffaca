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

/// How many connections the server needs for its own looks.
const OWN: usize = 1;

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
                let file = SqliteOptions::at(Self::file(data));
                Place::Sqlite(SqliteOptions { readers: lanes.readers + OWN, ..file })
            }
            Self::Postgres(address) => {
                let sessions = lanes.readers + lanes.writers + OWN;
                Place::Postgres(PostgresOptions { sessions, ..PostgresOptions::at(address.reveal()) })
            }
        }
    }
}
