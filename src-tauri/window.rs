//! The window comes up once its page is there, so that nobody sees a white flash.

use std::time::Duration;

use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Context, Manager, Runtime, Webview, WebviewUrl};

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

/// Brings a window to the front and gives it the keyboard. One that was never shown comes up when its page has loaded.
pub(crate) fn bring_to_front<R: Runtime>(window: &tauri::Window<R>) {
    let brought = window.is_visible().and_then(|visible| {
        if !visible {
            return Ok(());
        }
        window.unminimize()?;
        window.set_focus()
    });
    if let Err(error) = brought {
        crate::journal::note_error("window.not_brought_to_front", &error);
    }
}

/// Has the window begin at a page of the interface.
pub(crate) fn beginning_at<R: Runtime>(page: Option<String>, mut context: Context<R>) -> Context<R> {
    let windows = &mut context.config_mut().app.windows;
    if let (Some(page), Some(window)) = (page, windows.first_mut()) {
        window.url = WebviewUrl::App(page.trim_start_matches('/').into());
    }
    context
}

fn show<R: Runtime>(window: &tauri::Window<R>) {
    if let Err(error) = window.show() {
        crate::journal::note_error("window.not_shown", &error);
    }
}
