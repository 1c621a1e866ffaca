//! Newer versions of the application: whether there is one, and how far it has come.

use serde::{Deserialize, Serialize};

/// What is known about newer versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpdateView {
    /// The version that runs.
    pub version: String,
    /// When the last look was answered, in milliseconds since 1970; none since the application was opened.
    pub looked: Option<i64>,
    /// How it stands.
    pub standing: Standing,
}

/// How it stands with a newer version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "standing", rename_all = "snake_case")]
pub enum Standing {
    /// This build was made without a place to look at.
    Never,
    /// Nobody has looked since the application was opened.
    NotLooked,
    /// Somebody is looking.
    Looking,
    /// There is none.
    UpToDate,
    /// There is one.
    Newer(Newer),
    /// It is being fetched.
    Fetching {
        /// Which.
        newer: Newer,
        /// How many bytes are here.
        done: u64,
        /// How many there are, where that is known.
        of: Option<u64>,
    },
    /// It is here, and what it says it is. The next step closes the application.
    Ready(Newer),
    /// It did not work; the version that runs is as it was.
    Failed {
        /// What happened.
        message: String,
        /// What to do next.
        hint: String,
    },
}

/// A newer version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newer {
    /// Its version.
    pub version: String,
    /// What is new in it, in its makers' words.
    pub notes: String,
    /// Where it is fetched by the person, if the application can't put itself in place: a package of the system.
    pub elsewhere: Option<String>,
}
