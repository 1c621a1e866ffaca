//! The tray: how many notifications are new, and a menu. One of the ways back to a window that was put away, never the
//! only one: a second start brings it back too.
//!
//! Not every system has a tray. Where there is none, or the library for it is missing, the application starts all the
//! same, and closing the window ends it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use device::preferences::CLOSING;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager, Runtime, WebviewWindow, WindowEvent};

use crate::preferences::Preferences;
use crate::window::Shown;
use crate::{next_review, outside};

#[cfg(target_os = "linux")]
#[path = "tray_on_linux.rs"]
mod system;

#[cfg(not(target_os = "linux"))]
mod system {
    //! Systems that have a tray by themselves.

    /// Whether what draws the tray is there.
    pub(super) fn is_installed() -> bool {
        true
    }

    /// Whether somebody shows the tray.
    pub(super) fn is_shown() -> bool {
        true
    }
}

const OPEN: &str = "open";
const NEXT: &str = "next";
const NOTIFICATIONS: &str = "notifications";
const QUIT: &str = "quit";

/// The tray of this program.
struct Tray<R: Runtime> {
    icon: TrayIcon<R>,
    notifications: MenuItem<R>,
    is_shown: Arc<AtomicBool>,
}

/// Puts the tray up, where there can be one.
pub(crate) fn put_up<R: Runtime>(app: &AppHandle<R>) {
    if !system::is_installed() {
        return come_up(app);
    }
    match build(app) {
        Ok(tray) => {
            let (app, shown) = (app.clone(), Arc::clone(&tray.is_shown));
            app.manage(tray);
            // Asking takes a message and its answer; nothing waits for it.
            std::thread::spawn(move || {
                shown.store(system::is_shown(), Ordering::SeqCst);
                if !shown.load(Ordering::SeqCst) {
                    come_up(&app);
                }
            });
        }
        Err(error) => {
            eprintln!("there is no tray: {error}");
            come_up(app);
        }
    }
}

/// Shows a window that was to stay away: without a tray nobody would find it.
fn come_up<R: Runtime>(app: &AppHandle<R>) {
    if app.state::<Shown>().is_put_away() {
        outside::show(app, None);
    }
}

/// Whether there is a tray that the person sees.
pub(crate) fn is_there<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.try_state::<Tray<R>>().is_some_and(|tray| tray.is_shown.load(Ordering::SeqCst))
}

/// Says in the tray how many notifications are new.
pub(crate) fn count<R: Runtime>(app: &AppHandle<R>, new: usize) {
    let Some(tray) = app.try_state::<Tray<R>>() else { return };
    let (tooltip, line) = says(new);
    let said = tray.notifications.set_text(line).and_then(|()| tray.icon.set_tooltip(Some(tooltip)));
    if let Err(error) = said {
        eprintln!("the tray does not say what is new: {error}");
    }
}

/// Puts the window away when it is closed, where the person chose that and there is a tray to find it in.
pub(crate) fn keep_open<R: Runtime>(window: &WebviewWindow<R>) {
    let closing = window.clone();
    window.on_window_event(move |event| {
        let WindowEvent::CloseRequested { api, .. } = event else { return };
        let app = closing.app_handle();
        let chosen = app.state::<Arc<Preferences>>().word(CLOSING).is_some_and(|word| word == "tray");
        if chosen && is_there(app) && closing.hide().is_ok() {
            api.prevent_close();
        }
    });
}

fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Tray<R>> {
    let item = |id: &str, words: &str| MenuItem::with_id(app, id, words, true, None::<&str>);
    let (tooltip, line) = says(0);
    let notifications = item(NOTIFICATIONS, &line)?;
    let menu = Menu::with_items(
        app,
        &[
            &item(OPEN, "Open Wrap It Up")?,
            &item(NEXT, "Next review")?,
            &notifications,
            &PredefinedMenuItem::separator(app)?,
            &item(QUIT, "Quit")?,
        ],
    )?;
    let mut builder = TrayIconBuilder::with_id("main")
        .menu(&menu)
        .tooltip(tooltip)
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(chosen)
        .on_tray_icon_event(clicked);
    if let Some(icon) = app.default_window_icon() {
        builder = builder.icon(icon.clone());
    }
    // The picture is handed over as a file. In the system's folder for such files it would have a name that everybody knows,
    // and another person at this computer could have taken it.
    builder = builder.temp_dir_path(app.path().app_cache_dir()?);
    Ok(Tray { icon: builder.build(app)?, notifications, is_shown: Arc::default() })
}

fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => outside::show(app, None),
        NEXT => next_review::open(app),
        NOTIFICATIONS => outside::show(app, Some("/notifications".to_owned())),
        QUIT => app.exit(0),
        _ => {}
    }
}

fn clicked<R: Runtime>(tray: &TrayIcon<R>, event: TrayIconEvent) {
    let left = matches!(
        event,
        TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. }
    );
    if left && cfg!(not(target_os = "macos")) {
        outside::show(tray.app_handle(), None);
    }
}

/// Returns what the tray says when one points at it, and its line of the menu.
fn says(new: usize) -> (String, String) {
    match new {
        0 => ("Wrap It Up".to_owned(), "Notifications".to_owned()),
        new => (format!("Wrap It Up, {new} new"), format!("Notifications ({new} new)")),
    }
}

#[cfg(test)]
mod tests {
    use super::says;

    #[test]
    fn the_tray_counts_what_is_new_and_says_nothing_of_nothing() {
        assert_eq!(says(0), ("Wrap It Up".to_owned(), "Notifications".to_owned()));
        assert_eq!(says(3), ("Wrap It Up, 3 new".to_owned(), "Notifications (3 new)".to_owned()));
    }
}
