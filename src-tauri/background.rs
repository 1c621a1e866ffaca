//! Being there without a window in front: in the tray, from the start of the computer on, and by a key from anywhere.
//! What of it this computer can do, and what the person chose.

use std::env;
use std::sync::Arc;

use device::background::Background;
use device::preferences::NEXT_REVIEW_KEY;
use domain::base::{Code, Refusal};
use serde_json::Value;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_global_shortcut::{GlobalShortcutExt, ShortcutState};

use crate::preferences::Preferences;
use crate::without_page::WithoutPage;
use crate::{commands, next_review, tray};

/// The argument of a start together with the computer: without a window, where there is a tray to open it from.
pub(crate) const HIDDEN: &str = "--hidden";

/// The key that goes to the next review from anywhere.
const KEY: &str = "CmdOrCtrl+Alt+R";

/// Says what this computer can do, and whether the application starts with it.
#[tauri::command(async)]
pub(crate) fn background<R: Runtime>(app: AppHandle<R>) -> Background {
    Background {
        tray: tray::is_there(&app),
        starts_with_computer: app.autolaunch().is_enabled().unwrap_or(false),
        key: can_listen(),
    }
}

/// Has the application start with the computer, or not any more.
#[tauri::command(async)]
pub(crate) fn start_with_computer<R: Runtime>(app: AppHandle<R>, on: Value) -> Result<(), Refusal> {
    let on: bool = commands::read(on)?;
    let start = app.autolaunch();
    let done = match (on, start.is_enabled().unwrap_or(!on)) {
        (true, false) => start.enable(),
        (false, true) => start.disable(),
        (true, true) | (false, false) => Ok(()),
    };
    done.map_err(|error| {
        Refusal::new(Code::Storage, "What starts with your computer could not be changed.")
            .hint("Your system may not allow it. You can change it in the system's own settings.")
            .detail(Value::String(error.to_string()))
    })
}

/// Listens to the key, or not, as the person chose. Some systems hear keys on the thread of the windows alone.
pub(crate) fn listen_as_chosen<R: Runtime>(app: &AppHandle<R>) {
    let on = app.clone();
    if let Err(error) = app.run_on_main_thread(move || settle(&on)) {
        eprintln!("the key for the next review stays as it is: {error}");
    }
}

fn settle<R: Runtime>(app: &AppHandle<R>) {
    let chosen = app.state::<Arc<Preferences>>().word(NEXT_REVIEW_KEY).is_some_and(|word| word == "on");
    let done = match (chosen && can_listen(), listens(app)) {
        (true, false) => begin(app),
        (false, true) => app.global_shortcut().unregister(KEY).map_err(|error| error.to_string()),
        (true, true) | (false, false) => Ok(()),
    };
    if let Err(error) = done {
        eprintln!("the key for the next review does not act everywhere: {error}");
    }
}

fn listens<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<R>>()
        .is_some_and(|keys| keys.is_registered(KEY))
}

/// Begins to listen. What listens is only made when it is wanted: it connects to the display.
fn begin<R: Runtime>(app: &AppHandle<R>) -> Result<(), String> {
    if app.try_state::<tauri_plugin_global_shortcut::GlobalShortcut<R>>().is_none() {
        let pressed = |app: &AppHandle<R>, _: &_, event: tauri_plugin_global_shortcut::ShortcutEvent| {
            if event.state() == ShortcutState::Pressed {
                next_review::open(app);
            }
        };
        let keys = tauri_plugin_global_shortcut::Builder::new().with_handler(pressed).build();
        app.plugin(WithoutPage(keys)).map_err(|error| error.to_string())?;
    }
    app.global_shortcut().register(KEY).map_err(|error| error.to_string())
}

/// Whether a key can be heard from anywhere: Wayland lets no program do so.
fn can_listen() -> bool {
    let wayland = env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
    let x11 = env::var_os("GDK_BACKEND").is_some_and(|backend| backend == "x11");
    cfg!(not(target_os = "linux")) || !wayland || x11
}
