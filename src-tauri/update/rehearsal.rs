//! Where a development build looks for newer versions if the environment says so: a test stands in for the makers then, in
//! the window itself. Everything else is as in a release, which is compiled without this file: `cargo xtask bundle` looks.

use std::env;
use std::time::Duration;

use serde_json::json;
use tauri::{Context, Runtime};

use super::source::PLUGIN;

/// Where the manifest is, and the key it is signed with.
const ADDRESS: &str = "WRAPITUP_UPDATE_ADDRESS";
const KEY: &str = "WRAPITUP_UPDATE_KEY";

/// How long to rest after the start, in milliseconds.
const REST: &str = "WRAPITUP_UPDATE_REST";

/// Puts the place of the environment in that of the build.
pub(crate) fn rehearse<R: Runtime>(context: &mut Context<R>) {
    if let (Ok(address), Ok(key)) = (env::var(ADDRESS), env::var(KEY)) {
        let told = json!({ "endpoints": [address], "pubkey": key });
        context.config_mut().plugins.0.insert(PLUGIN.to_owned(), told);
    }
}

/// Returns how long to rest after the start, if the environment says so.
pub(super) fn rest() -> Option<Duration> {
    env::var(REST).ok()?.parse().ok().map(Duration::from_millis)
}
