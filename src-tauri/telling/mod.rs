//! What is told outside the window: notifications of the system, with what one can do about them.
//!
//! What there is to tell is decided by `domain` ([`Announcer`](domain::notifications::Announcer)); a thread here looks
//! when something changed or when a moment has come that the store knows of ([`teller`]), and sleeps otherwise.

mod quiet;
mod said;
mod teller;
mod toasts;

use std::collections::BTreeSet;
use std::sync::mpsc::{self, Sender};

use domain::rows::Table;
use tauri::{AppHandle, Manager, Runtime};

use teller::Teller;

/// The tables that say what there is to tell.
const TOLD: [Table; 4] =
    [Table::Notification, Table::NotificationPreference, Table::QuietHours, Table::Claim];

/// What the thread hears.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heard {
    /// Something may be different: look.
    Look,
    /// Somebody else uses the application now.
    Moved,
    /// The person did something with what was told.
    Done {
        /// Its number.
        toast: i32,
        /// What they did, by the name of the action.
        action: String,
    },
}

/// The way to the thread.
struct Ear(Sender<Heard>);

/// Begins to tell, for as long as the program runs.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let (ear, heard) = mpsc::channel();
    // Before anything is shown: what is shown without a listener has no buttons.
    toasts::prepare(app, ear.clone());
    app.manage(Ear(ear));
    let teller = Teller::new(app.clone());
    std::thread::spawn(move || teller.listen(&heard));
}

/// Looks whether there is something to tell.
pub(crate) fn look<R: Runtime>(app: &AppHandle<R>) {
    if let Some(ear) = app.try_state::<Ear>() {
        // The thread ends with the program alone.
        ear.0.send(Heard::Look).ok();
    }
}

/// Forgets what was told of somebody else.
pub(crate) fn moved<R: Runtime>(app: &AppHandle<R>) {
    if let Some(ear) = app.try_state::<Ear>() {
        ear.0.send(Heard::Moved).ok();
    }
}

/// Looks, if what changed has to do with it.
pub(crate) fn changed<R: Runtime>(app: &AppHandle<R>, tables: &BTreeSet<Table>) {
    if TOLD.iter().any(|table| tables.contains(table)) {
        look(app);
    }
}
