//! Being there without a window in front, as far as this computer can.

use serde::{Deserialize, Serialize};

/// What this computer can do, and what is so now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Background {
    /// Whether there is a tray that the person sees.
    pub tray: bool,
    /// Whether the application starts with the computer.
    pub starts_with_computer: bool,
    /// Whether a key can be heard from anywhere.
    pub key: bool,
}
