//! A text that is never shown.

use serde::Deserialize;
use std::fmt;

/// A secret. It is shown to whoever asks for it by name, and to no log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns what it is.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Compares it with what somebody showed, in a time that does not tell how much of it was right.
    #[must_use]
    pub fn is(&self, shown: &str) -> bool {
        let (ours, theirs) = (self.0.as_bytes(), shown.as_bytes());
        let differing = ours.iter().zip(theirs).fold(0, |found, (one, other)| found | (one ^ other));
        ours.len() == theirs.len() && differing == 0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
