//! The manifest: which version there is, what is new in it, and where its packages are.
//!
//! It is signed as a whole, with the key that signs the packages. Tauri's updater signs packages alone, so that whoever
//! answers in the makers' place could offer an old one as new. It is looked at only once its signature holds.

use std::cmp::Ordering;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minisign_verify::{PublicKey, Signature};
use semver::Version;
use serde::Deserialize;
use serde_json::Value;

use super::trouble::Trouble;

/// How long a manifest and its signature may be.
pub(super) const LIMITS: (usize, usize) = (256 * 1024, 8 * 1024);

/// How many letters of what is new are shown.
const NOTES: usize = 20_000;

/// A manifest whose signature holds, of a version that is newer than what runs.
#[derive(Debug)]
pub(super) struct Offer {
    /// The version.
    pub(super) version: Version,
    /// What is new.
    pub(super) notes: String,
    /// The manifest as Tauri's updater reads it.
    pub(super) raw: Value,
}

#[derive(Deserialize)]
struct Named {
    version: Version,
    #[serde(default)]
    notes: String,
}

/// Returns what a manifest offers to somebody who runs a version; nothing if it is that version.
///
/// # Errors
/// When it is not signed with the key, makes no sense, or offers an older version.
pub(super) fn read(
    manifest: &[u8],
    signature: &[u8],
    key: &str,
    runs: &Version,
) -> Result<Option<Offer>, Trouble> {
    verify(manifest, signature, key)?;
    let raw: Value = serde_json::from_slice(manifest).map_err(|_| Trouble::Malformed)?;
    let named = Named::deserialize(&raw).map_err(|_| Trouble::Malformed)?;
    match named.version.cmp_precedence(runs) {
        Ordering::Less => Err(Trouble::Older(named.version)),
        Ordering::Equal => Ok(None),
        Ordering::Greater => {
            let notes = named.notes.trim().chars().take(NOTES).collect();
            Ok(Some(Offer { version: named.version, notes, raw }))
        }
    }
}

fn verify(manifest: &[u8], signature: &[u8], key: &str) -> Result<(), Trouble> {
    let key = decoded(key.as_bytes()).and_then(|key| PublicKey::decode(&key).ok());
    let signature = decoded(signature).and_then(|signature| Signature::decode(&signature).ok());
    let (key, signature) = (key.ok_or(Trouble::WrongSignature)?, signature.ok_or(Trouble::Unsigned)?);
    key.verify(manifest, &signature, false).map_err(|_| Trouble::WrongSignature)
}

/// Returns what Tauri's tools wrote: the lines of minisign, in base64.
fn decoded(text: &[u8]) -> Option<String> {
    String::from_utf8(STANDARD.decode(text.trim_ascii()).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // A key that Tauri's own tools made and threw away, and what they signed with it.
    const KEY: &str = concat!(
        "dW50cnVzdGVkIGNvbW1lbnQ6IG1pbmlzaWduIHB1YmxpYyBrZXk6IEI3RENDQjM0Q0EwMzIxNjYKUldSbUlRUEtOTX",
        "ZjdDEzM1ZTcHlFUXI4WHlIODVJSXhFZEZTOG1SRzMrcDRHMVptMFg4M1RWNXEK",
    );
    const SIGNATURE: &str = concat!(
        "dW50cnVzdGVkIGNvbW1lbnQ6IHNpZ25hdHVyZSBmcm9tIHRhdXJpIHNlY3JldCBrZXkKUlVSbUlRUEtOTXZjdDFuNG",
        "5wM3dXTGVGdEdSTEZXVE10d2hoRUlOUWprNUZzS2pFcG5kU3pFZkNaS2VQVlRVZkRYVlR6VWxiNTBYd0tvc3lWdVpT",
        "SzRwR3huOWtkaFl1MWdnPQp0cnVzdGVkIGNvbW1lbnQ6IHRpbWVzdGFtcDoxNzk1NDg3NjM3CWZpbGU6bGF0ZXN0Lm",
        "pzb24JdmVyc2lvbjowLjIuMApwYmdJbDdWdXluVkRRMnlhekZuKzROQUxWZDVtTjNSdDc5MS9VTlpuNHZwa1I4bE1M",
        "SWQvY3N6am9kYXFiazEyWk5qTzZ6OFJuVXFvY2JEbE1QUUNBUT09Cg==",
    );
    const MANIFEST: &str = r#"{"version":"0.2.0","notes":"Faster.","platforms":{}}"#;

    #[test]
    fn what_tauris_own_tools_signed_holds_and_nothing_else() {
        let runs = Version::new(0, 1, 0);
        let offer = read(MANIFEST.as_bytes(), SIGNATURE.as_bytes(), KEY, &runs).unwrap().unwrap();
        assert_eq!((offer.version, offer.notes.as_str()), (Version::new(0, 2, 0), "Faster."));
        let with_an_end_of_line = format!("{SIGNATURE}\n");
        assert!(read(MANIFEST.as_bytes(), with_an_end_of_line.as_bytes(), KEY, &runs).is_ok());
        let changed = MANIFEST.replace("Faster", "Slower");
        let refused = read(changed.as_bytes(), SIGNATURE.as_bytes(), KEY, &runs);
        assert!(matches!(refused, Err(Trouble::WrongSignature)), "{refused:?}");
    }
}
