//! The window comes up once its page is there, so that nobody sees a white flash.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::webview::{PageLoadEvent, PageLoadPayload};
use tauri::{AppHandle, Context, Manager, Runtime, Webview, WebviewUrl};

/// The label of the one window.
pub(crate) const MAIN: &str = "main";

/// Whether the window is to be seen, and can be.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Whether its page has loaded, or took too long.
    loaded: AtomicBool,
    /// Whether the person wants to see it: not when the application was started with the computer.
    wanted: AtomicBool,
}

impl Shown {
    /// Leaves the window away until somebody wants to see it.
    pub(crate) fn put_away(&self) {
        self.wanted.store(false, Ordering::SeqCst);
    }

    /// Whether nobody wanted to see the window yet.
    pub(crate) fn is_put_away(&self) -> bool {
        !self.wanted.load(Ordering::SeqCst)
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self { loaded: AtomicBool::new(false), wanted: AtomicBool::new(true) }
    }
}

/// How long a page may take before its window is shown as it is: an error has to be seen too.
const PATIENCE: Duration = Duration::from_secs(3);

/// Shows a window when its page has loaded with its styles.
pub(crate) fn show_when_loaded<R: Runtime>(webview: &Webview<R>, payload: &PageLoadPayload<'_>) {
    if payload.event() == PageLoadEvent::Finished {
        let shown = webview.state::<Shown>();
        // A page that is loaded anew changes nothing about whether its window is seen.
        let first = !shown.loaded.swap(true, Ordering::SeqCst);
        if first && shown.wanted.load(Ordering::SeqCst) {
            show(&webview.window());
        }
    }
}

/// Shows every window after a while, whatever became of its page.
#[expect(clippy::disallowed_methods, reason = "patience with a page is measured in time")]
pub(crate) fn show_at_last<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        let shown = app.state::<Shown>();
        shown.loaded.store(true, Ordering::SeqCst);
        if shown.wanted.load(Ordering::SeqCst) {
            for window in app.webview_windows().values() {
                show(&window.as_ref().window());
            }
        }
    });
}

/// Brings a window to the front and gives it the keyboard, also one that was put away. One whose page still loads comes
/// up when it has.
pub(crate) fn bring_to_front<R: Runtime>(window: &tauri::Window<R>) {
    let shown = window.state::<Shown>();
    shown.wanted.store(true, Ordering::SeqCst);
    if !shown.loaded.load(Ordering::SeqCst) {
        return;
    }
    let brought = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
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
