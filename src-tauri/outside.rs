//! What comes from outside the window, such as a second start or a click on a notification: the window comes to the front
//! and opens a page.

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::handover::Letterbox;
use crate::presence::Presence;
use crate::{link, window};

/// The event that says that a page is wanted. Which one is asked for (`here`), so that it can't be missed.
const OPEN: &str = "open";

/// Hears of later starts, on a thread of its own, for as long as the program runs.
pub(crate) fn listen<R: Runtime>(app: &AppHandle<R>, letterbox: Letterbox) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            match letterbox.next() {
                Ok(arguments) => show(&app, link::first(&arguments)),
                Err(error) => {
                    crate::journal::note_error("outside.deaf", &error);
                    break;
                }
            }
        }
    });
}

/// Brings the window to the front, and has it open a page.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>, page: Option<String>) {
    if let Some(page) = page {
        app.state::<Presence>().want(page);
        // An interface that does not listen yet asks when it does.
        app.emit(OPEN, ()).ok();
    }
    if let Some(window) = app.get_webview_window(window::MAIN) {
        window::bring_to_front(&window.as_ref().window());
    }
}
