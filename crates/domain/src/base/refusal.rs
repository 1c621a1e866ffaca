//! A rule said no: what happened, and what to do next.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a command or question was refused, for programs. Front ends match on this, never on text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The arguments make no sense (too long, empty, malformed).
    Invalid,
    /// The person may not do this.
    Forbidden,
    /// The thing does not exist, or the person may not know that it does.
    NotFound,
    /// The thing exists already in another form.
    Conflict,
    /// Someone else holds the review; the detail names the holder and the end of the lease.
    AlreadyClaimed,
    /// The claim that the command carries is not the current one.
    LeaseLost,
    /// The mentor holds as many reviews as is allowed.
    ClaimLimit,
    /// The client changed the section after asking; the mentor has to acknowledge that.
    StaleRevision,
    /// The row was changed since the sender last saw it.
    StaleBase,
    /// The review was completed already.
    AlreadyCompleted,
    /// The lifecycle does not allow this step now.
    WrongState,
    /// The row was removed.
    Gone,
    /// The kind or version of the command is not known here.
    UnknownKind,
    /// The arguments are larger than anything that is meant to be kept.
    TooLarge,
    /// The person's file cannot be opened, read or written; nothing was changed.
    Storage,
    /// The person's file is damaged, or gone: it has to be restored before anything else.
    Damaged,
    /// The person's file can be read and not changed; nothing was changed.
    ReadOnly,
    /// Another window of the application has the person's file.
    InUse,
    /// Nobody is signed in on this device, or the file of whoever is has to be opened first.
    SignedOut,
    /// The application made a mistake of its own.
    Bug,
}

/// A rule said no. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[error("{message}")]
pub struct Refusal {
    /// Why, for programs.
    pub code: Code,
    /// What happened, in plain words.
    pub message: String,
    /// What to do next, in plain words; empty when there is nothing to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// Facts for the screen (the holder's name, a field's id), as JSON.
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub detail: serde_json::Value,
}

impl Refusal {
    /// Returns a refusal with a message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: String::new(), detail: serde_json::Value::Null }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Adds facts for the screen.
    #[must_use]
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }
}
