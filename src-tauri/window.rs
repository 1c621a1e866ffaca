//! The window comes up once its page is there, so that nobody sees a white flash.

use std::time::Duration;

use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Manager, Runtime, Webview};

/// The label of the one window.
pub(crate) const MAIN: &str = "main";

/// How long a page may take before its window is shown as it is: an error has to be seen too.
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows a window when its page has loaded with its styles.
pub(crate) fn show_when_loaded<R: Runtime>(webview: &Webview<R>, payload: &PageLoadPayload<'_>) {
    if payload.event() == PageLoadEvent::Finished {
        show(&webview.window());
    }
}

/// Shows every window after a while, whatever became of its page.
#[expect(clippy::disallowed_methods, reason = "patience with a page is measured in time")]
pub(crate) fn show_at_last<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        for window in app.webview_windows().values() {
            show(&window.as_ref().window());
        }
    });
}

fn show<R: Runtime>(window: &tauri::Window<R>) {
    if let Err(error) = window.show() {
        eprintln!("the window could not be shown: {error}");
    }
}
