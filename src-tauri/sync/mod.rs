//! Synchronisation in the shell: it starts the driver for whoever has an account, tells the window how things stand and
//! what changed, and says what needs attention. What is sent and when is decided elsewhere (`crates/sync`).

mod attention;
pub(crate) mod commands;
mod driving;
mod file;
mod standing;

pub(crate) use driving::{Driving, begin, close, end};
pub(crate) use standing::{Syncing, left_behind};

use ::sync::engine::Event;
use tauri::{AppHandle, Manager, Runtime};

/// Takes note that something was done here.
pub(crate) fn changed_here<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Driving>().tell(Event::LocalCommit);
}

/// Takes note that another file is behind the door. A driver that gave up on the one before begins again.
pub(crate) fn file_changed<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        end(&app).await;
        begin(&app);
    });
}

/// Takes note that the server knows the person by something new.
pub(crate) fn signed_in_anew<R: Runtime>(app: &AppHandle<R>) {
    app.state::<Driving>().tell(Event::AuthChanged);
}

/// Takes note that the window came to the front, or left it.
pub(crate) fn in_front<R: Runtime>(app: &AppHandle<R>, is: bool) {
    app.state::<Driving>().tell(Event::Focus(is));
}
