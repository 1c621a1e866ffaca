//! What the window is told when something did not work: a code to act on, a message to show, a hint what to do next.
//!
//! A rule's refusal passes through unchanged. What went wrong below gets a code of its own here.

use domain::base::Refusal;
use serde::Serialize;

/// Why a command or question was not answered.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum Failure {
    /// A rule said no.
    Refused(Refusal),
    /// Something under the rules failed.
    Broken(Broken),
}

/// A failure under the rules, in the shape of a refusal.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Broken {
    code: BrokenCode,
    message: String,
    hint: String,
    /// For the person who looks into it; never shown first.
    detail: String,
}

/// Which failure, for programs.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BrokenCode {
    /// The arguments are larger than anything that is meant to be sent.
    TooLarge,
    /// The person's file cannot be opened or written.
    Storage,
    /// Another window of the application has the file.
    InUse,
    /// The application is closing.
    Closing,
    /// The application made a mistake of its own.
    Bug,
}

impl Failure {
    /// Returns the failure for arguments over the limit.
    pub(crate) fn too_large(limit: usize) -> Self {
        let message = format!("This is more than {} MB, which is too large to keep.", limit / 1_000_000);
        Self::broken(BrokenCode::TooLarge, message, "Please shorten it. Nothing was changed.", String::new())
    }

    /// Returns the failure for a file that cannot be read or written.
    pub(crate) fn storage(detail: impl ToString) -> Self {
        Self::broken(
            BrokenCode::Storage,
            "Your words could not be saved on this device.".to_owned(),
            "Please check that the disk is not full, then try again.",
            detail.to_string(),
        )
    }

    /// Returns the failure for a workspace that is open elsewhere.
    pub(crate) fn in_use() -> Self {
        Self::broken(
            BrokenCode::InUse,
            "Wrap It Up is already open in another window.".to_owned(),
            "Please go on there, or close it and open this one again.",
            String::new(),
        )
    }

    /// Returns the failure for a command that came while the application was closing.
    pub(crate) fn closing() -> Self {
        Self::broken(
            BrokenCode::Closing,
            "Wrap It Up is closing.".to_owned(),
            "Please open it again.",
            String::new(),
        )
    }

    /// Returns the failure for a mistake of the application itself.
    pub(crate) fn bug() -> Self {
        let message = "Wrap It Up made a mistake of its own. Nothing was changed.".to_owned();
        Self::broken(
            BrokenCode::Bug,
            message,
            "Please try again, and report it if it comes back.",
            String::new(),
        )
    }

    fn broken(code: BrokenCode, message: String, hint: &str, detail: String) -> Self {
        Self::Broken(Broken { code, message, hint: hint.to_owned(), detail })
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
