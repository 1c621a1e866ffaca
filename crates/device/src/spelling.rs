//! The check of spelling.

use serde::{Deserialize, Serialize};

/// In which languages spelling can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spelling {
    /// Whether the application says so at all; elsewhere the system's own settings do.
    pub here: bool,
    /// The codes of the languages that there is a dictionary of, such as `en_GB`.
    pub languages: Vec<String>,
}
