//! The page is drawn by a process of its own, which the web view or the system can end: by a mistake of the web view, or for
//! want of memory. An empty window would stay. It is loaded anew instead, at the page that was shown; whatever was saved is
//! there. On Windows the web view itself says what happened, and offers to load it again.

use std::sync::Mutex;

use domain::base::{Instant, Span};
use tauri::{AppHandle, Builder, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

use crate::clock;
use crate::journal::{self, Fact};

/// Within which time endings count together.
const SPELL: Span = Span::seconds(60);

/// After how many endings in that time a person is asked first: a page that ends whenever it is drawn would be drawn for ever.
const MOST: usize = 3;

/// When the page ended lately.
#[derive(Debug, Default)]
struct Endings(Mutex<Vec<Instant>>);

impl Endings {
    /// Notes that it ended. Returns whether it may be loaded anew without a question.
    fn note(&self, now: Instant) -> bool {
        let mut lately = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        lately.retain(|at| (now.0 - at.0).abs() < SPELL.0);
        lately.push(now);
        lately.len() <= MOST
    }
}

/// Has the application count how often its page ends; on macOS it is told there when it does.
pub(crate) fn prepare<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(|webview| revive(webview.app_handle(), "ended"));
    builder.manage(Endings::default())
}

/// Loads the page anew whenever its process ends.
#[cfg(target_os = "linux")]
pub(crate) fn watch<R: Runtime>(window: &tauri::WebviewWindow<R>) {
    use webkit2gtk::{WebProcessTerminationReason as Reason, WebViewExt};
    let app = window.app_handle().clone();
    let told = window.with_webview(move |webview| {
        webview.inner().connect_web_process_terminated(move |_, reason| {
            let reason = match reason {
                Reason::Crashed => "crashed",
                Reason::ExceededMemoryLimit => "memory",
                _ => "ended",
            };
            revive(&app, reason);
        });
    });
    if let Err(error) = told {
        journal::note_error("page.not_watched", &error);
    }
}

/// Loads the page anew, or asks whether to, when it ended too often.
fn revive<R: Runtime>(app: &AppHandle<R>, reason: &str) {
    journal::note("page.ended", &[("reason", Fact::word(reason))]);
    if app.state::<Endings>().note(clock::now()) {
        load_anew(app);
        return;
    }
    let again = app.clone();
    app.dialog()
        .message(
            "Its page ended several times within a minute. Every word you wrote is kept, but for the last second at most. \
             If this happens again, restart the computer, and look for an update of the system.",
        )
        .title("This window stopped working")
        .kind(MessageDialogKind::Error)
        .buttons(MessageDialogButtons::OkCustom("Load it again".to_owned()))
        .show(move |_| load_anew(&again));
}

fn load_anew<R: Runtime>(app: &AppHandle<R>) {
    for window in app.webview_windows().values() {
        if let Err(error) = window.reload() {
            journal::note_error("page.not_loaded_anew", &error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_ends_again_and_again_is_not_loaded_for_ever() {
        for (ends, asked) in [
            (vec![0], vec![]),
            (vec![0, 10, 20], vec![]),
            (vec![0, 10, 20, 30], vec![30]),
            (vec![0, 10, 20, 70, 71], vec![]),
            (vec![0, 70, 140, 210, 280], vec![]),
            (vec![0, 1, 2, 3, 4], vec![3, 4]),
        ] {
            let endings = Endings::default();
            let at = |second: i64| Instant(second * 1000);
            let questions: Vec<i64> = ends.iter().copied().filter(|end| !endings.note(at(*end))).collect();
            assert_eq!(questions, asked, "{ends:?}");
        }
    }
}
