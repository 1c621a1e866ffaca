//! Which application this is, where its files are, and what it left when it made a mistake.

use serde::{Deserialize, Serialize};

/// Which application this is, on what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its version.
    pub version: String,
    /// How it was built: `release` or `development`.
    pub build: String,
    /// The operating system and the kind of computer.
    pub system: String,
    /// The version of the web view that draws it.
    pub web_view: String,
    /// The folder of all its files.
    pub folder: String,
    /// The file of the log.
    pub log: String,
}

/// What a mistake of the application left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The name of its file.
    pub name: String,
    /// What it says.
    pub text: String,
}
