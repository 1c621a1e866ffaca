//! Where things are: the checkout, and the folder that cargo builds into.

use std::env;
use std::path::PathBuf;

/// Returns the root of the checkout.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}

/// Returns cargo's target folder, which `CARGO_TARGET_DIR` may move.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Returns the folder that holds the built interface, which the desktop binary embeds.
pub(crate) fn bundle() -> PathBuf {
    target().join("bundle")
}
