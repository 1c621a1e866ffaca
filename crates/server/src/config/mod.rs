//! How the server is set up: what nobody says has a value that works; a file says more; the environment has the last
//! word. The operator's guide lists all of it (`docs/OPERATING.md`).

mod database;
mod environment;
mod lanes;
mod limits;
mod mail;
mod secret;
mod traces;

pub use database::Database;
pub use environment::Environment;
pub use lanes::Lanes;
pub use limits::Limits;
pub use mail::{Encryption, Mail, MailServer};
pub use secret::Secret;
pub use traces::Traces;

use serde::Deserialize;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// How the server is set up.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where it listens.
    pub address: SocketAddr,
    /// What people call it, such as `https://reviews.example.org`; links in mail begin with it.
    pub public_url: Option<String>,
    /// The folder of its files.
    pub data: PathBuf,
    /// Where its data are, if not in a file of that folder.
    pub database: Database,
    /// The folder of the interface for browsers, where one is served.
    pub web: Option<PathBuf>,
    /// Whether a proxy stands before it and says in `X-Forwarded-For` who asks.
    pub behind_proxy: bool,
    /// What has to be shown to read its figures; without one, they are open where nobody else can reach the server.
    pub metrics_token: Option<Secret>,
    /// The key by which it seals what it has to be able to read again, as 64 hexadecimal digits; without one, a key in a file of
    /// its folder. Servers that share a database share it.
    pub sealing_key: Option<Secret>,
    /// What it takes from strangers.
    pub limits: Limits,
    /// How much it does at a time.
    pub lanes: Lanes,
    /// How it sends mail.
    pub mail: Mail,
    /// How it writes its log.
    pub log: Log,
    /// Where its traces go.
    pub traces: Traces,
}

/// How the log is written.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// What is written: a level, or levels by part, as in `info,server=debug`.
    pub level: String,
    /// As what.
    pub format: LogFormat,
}

/// As what a log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// A line to read.
    Plain,
    /// One JSON object a line.
    Json,
}

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A file cannot be read.
    #[error("{} can't be read; check that it is there and who may read it", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file of the configuration makes no sense.
    #[error("{} makes no sense: {reason}", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where. Never what stands there: it may be a secret.
        reason: String,
    },
    /// A variable of the environment makes no sense.
    #[error("{name} has to be {expected}")]
    Variable {
        /// The variable.
        name: String,
        /// What it has to be.
        expected: &'static str,
    },
}

impl Default for Config {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 8090)),
            public_url: None,
            data: PathBuf::from("wrapitup-data"),
            database: Database::File,
            web: None,
            behind_proxy: false,
            metrics_token: None,
            sealing_key: None,
            limits: Limits::default(),
            lanes: Lanes::default(),
            mail: Mail::default(),
            log: Log::default(),
            traces: Traces::default(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { level: "info".to_owned(), format: LogFormat::Plain }
    }
}

impl Config {
    /// Reads how the server is set up: the file, if one is named, and the environment over it.
    ///
    /// # Errors
    /// When a file can't be read, or something in it or in the environment makes no sense.
    pub fn load(file: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let named =
            file.map(Path::to_owned).or_else(|| environment.get("WRAPITUP_CONFIG").map(PathBuf::from));
        let mut config = match named {
            Some(path) => Self::read(&path)?,
            None => Self::default(),
        };
        environment.apply(&mut config)?;
        Ok(config)
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        toml::from_str(&text).map_err(|error| ConfigError::Malformed {
            path: path.to_owned(),
            reason: error.message().to_owned(),
        })
    }

    /// Returns the address that links begin with.
    #[must_use]
    pub fn link_base(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.address))
    }

    /// Whether nobody but this computer can reach the server, as far as it knows.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.address.ip().is_loopback() && self.public_url.is_none() && !self.behind_proxy
    }

    /// Returns where the data are.
    #[must_use]
    pub fn place(&self) -> store::engine::Place {
        self.database.place(&self.data, &self.lanes)
    }
}

#[cfg(test)]
#[path = "config_tests.rs"]
mod tests;
