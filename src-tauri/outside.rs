//! What comes from outside the window, such as a second start: the window comes to the front and opens a page.

use tauri::{AppHandle, Emitter, Manager, Runtime};

use crate::handover::Letterbox;
use crate::{link, window};

/// The event whose payload is the address of a page to open.
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
fn show<R: Runtime>(app: &AppHandle<R>, page: Option<String>) {
    if let Some(window) = app.get_webview_window(window::MAIN) {
        window::bring_to_front(&window.as_ref().window());
    }
    if let Some(page) = page {
        // A window that is just closing misses it.
        app.emit(OPEN, page).ok();
    }
}
