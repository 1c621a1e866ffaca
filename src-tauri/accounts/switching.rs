//! From one workspace to another: what is open is closed first, and everything that the shell remembered of whoever used
//! it is forgotten, before the next one is opened.

use device::account::EVENT;
use domain::base::Refusal;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use super::here::Accounts;
use crate::presence::Presence;
use crate::reports::Reports;
use crate::workspace::Workspace;
use crate::{sync, telling};

/// Closes what is open, and has another workspace be the one that is used. `elsewhere` says which, once nothing is open.
pub(super) async fn switch<R: Runtime>(
    app: &AppHandle<R>,
    elsewhere: impl FnOnce(&Accounts) -> Result<(), Refusal> + Send + 'static,
) -> Result<(), Refusal> {
    sync::end(app).await;
    let accounts = app.state::<Accounts>().inner().clone();
    let moved = app.state::<Workspace>().moved(move || elsewhere(&accounts)).await;
    app.state::<Presence>().forget();
    app.state::<Reports>().forget(app).await;
    telling::moved(app);
    sync::begin(app);
    // A window that is just closing misses it, and asks when it opens again.
    app.emit(EVENT, ()).ok();
    moved
}
