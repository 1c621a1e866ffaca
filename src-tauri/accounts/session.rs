//! What the server gave at the sign-in, by which it knows the person from then on. It is kept where the key of their file
//! opens it and nothing else does.

use std::path::Path;

use domain::accounts::{Secret, SignedIn};
use domain::base::{Instant, Refusal};
use serde::{Deserialize, Serialize};
use store::engine::FileKey;

use crate::failure;
use crate::secrets::letter;

/// The file, in the person's folder.
const FILE: &str = "session.sealed";

/// What it is: a letter of another kind is not read as one.
const ABOUT: &str = "wrapitup session";

/// What the server gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    /// The token.
    pub(crate) token: Secret,
    /// From when on another one should be asked for.
    pub(crate) renew_at: Instant,
    /// By what the server knows this device at the next sign-in.
    pub(crate) known: Option<Secret>,
}

impl Session {
    /// Takes it out of the server's answer. None when there is no token in it.
    pub(super) fn of(signed_in: &SignedIn) -> Option<Self> {
        let token = signed_in.token.clone()?;
        Some(Self { token, renew_at: signed_in.renew_at, known: signed_in.known.clone() })
    }

    /// Keeps it in the person's folder.
    pub(crate) fn keep(&self, folder: &Path, key: &FileKey) -> Result<(), Refusal> {
        let bytes = serde_json::to_vec(self).map_err(std::io::Error::other);
        bytes
            .and_then(|bytes| letter::write(&folder.join(FILE), key, ABOUT, &bytes))
            .map_err(|error| failure::folder(folder, &error))
    }

    /// Returns the one of a person's folder, if there is one that can be read. Without one the person signs in again.
    pub(crate) fn read(folder: &Path, key: &FileKey) -> Option<Self> {
        serde_json::from_slice(&letter::read(&folder.join(FILE), key, ABOUT)?).ok()
    }

    /// Forgets the one of a person's folder.
    pub(crate) fn forget(folder: &Path) {
        // What is not there is forgotten.
        std::fs::remove_file(folder.join(FILE)).ok();
    }
}
