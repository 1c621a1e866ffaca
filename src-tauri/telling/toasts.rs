//! The system's notifications: shown, taken back, and what the person does with them.

use std::sync::mpsc::Sender;

use domain::notifications::{Announcement, Toast};
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{Action, ActionType, NotificationExt};

use super::Heard;

/// The action that goes to where it leads; a click on the notification itself does the same.
pub(super) const OPEN: &str = "open";
/// The action that puts it off.
pub(super) const SNOOZE: &str = "snooze";

/// The kind of notification that can be put off.
const LINE: &str = "line";
/// The kind that stands for several and can only be opened.
const SUMMARY: &str = "summary";

/// Says what can be done with a notification, and listens to what is.
pub(super) fn prepare<R: Runtime>(app: &AppHandle<R>, ear: Sender<Heard>) {
    let open = || Action::builder(OPEN, "Open").build();
    let snooze = Action::builder(SNOOZE, "Remind me in an hour").build();
    let types = vec![
        ActionType::builder(LINE).actions(vec![open(), snooze]).build(),
        ActionType::builder(SUMMARY).actions(vec![open()]).build(),
    ];
    let notifications = app.notification();
    let registered = notifications.register_action_types(types).and_then(|()| {
        notifications.on_action(move |performed| {
            let Some(toast) = performed.notification().map(|shown| shown.id()) else { return };
            // The thread ends with the program alone.
            ear.send(Heard::Done { toast, action: performed.action_id().to_owned() }).ok();
        })
    });
    if let Err(error) = registered {
        eprintln!("what is done with notifications can't be heard: {error}");
    }
}

/// Takes back and shows what was decided. A system without notifications shows none.
pub(super) fn show<R: Runtime>(app: &AppHandle<R>, announcement: &Announcement) {
    let notifications = app.notification();
    if !announcement.withdraw.is_empty()
        && let Err(error) = notifications.remove_active(announcement.withdraw.clone())
    {
        eprintln!("a notification could not be taken back: {error}");
    }
    // The newest comes last: that is what lies on top.
    for toast in announcement.tell.iter().rev() {
        let builder = notifications.builder().id(toast.id).title(&toast.title).body(body(toast));
        let kind = if toast.summary { SUMMARY } else { LINE };
        if let Err(error) = builder.action_type_id(kind).show() {
            eprintln!("a notification could not be shown: {error}");
        }
    }
}

/// Takes back everything that is shown.
pub(super) fn take_all_back<R: Runtime>(app: &AppHandle<R>) {
    if let Err(error) = app.notification().remove_all_active() {
        eprintln!("notifications could not be taken back: {error}");
    }
}

/// Returns the sentence as the system takes it: where it reads markup, signs of markup stand for themselves.
fn body(toast: &Toast) -> String {
    if cfg!(all(unix, not(target_os = "macos"))) {
        toast.body.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        toast.body.clone()
    }
}
