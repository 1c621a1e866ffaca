//! The bar of menus that macOS shows above every window: what is in it (`entries`), and how it is made of Tauri's menus.
//!
//! Other systems have none: there everything is in the window. It is compiled and its entries are tested everywhere, so
//! that whoever changes something elsewhere sees when it no longer fits.

mod entries;

use tauri::menu::{
    AboutMetadata, HELP_SUBMENU_ID, IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu,
    WINDOW_SUBMENU_ID,
};
use tauri::{AppHandle, Runtime};

use crate::{next_review, outside};
use entries::{BAR, Does, Entry, OwnEntry, Role, Title};

/// Puts the bar up, where the system has one.
pub(crate) fn put_up<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    if cfg!(target_os = "macos") {
        app.set_menu(bar(app)?)?;
        app.on_menu_event(chosen);
    }
    Ok(())
}

fn bar<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let bar = Menu::new(app)?;
    for (title, entries) in BAR {
        // The system adds its own entries to those that it knows by their ids.
        let menu = match title {
            Title::Application => Submenu::new(app, app.package_info().name.clone(), true)?,
            Title::Window => Submenu::with_id(app, WINDOW_SUBMENU_ID, "Window", true)?,
            Title::Help => Submenu::with_id(app, HELP_SUBMENU_ID, "Help", true)?,
            Title::Own(title) => Submenu::new(app, title, true)?,
        };
        for entry in *entries {
            menu.append(&*item(app, entry)?)?;
        }
        bar.append(&menu)?;
    }
    Ok(bar)
}

fn item<R: Runtime>(app: &AppHandle<R>, entry: &Entry) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
    Ok(match entry {
        Entry::Own(OwnEntry { id, label, keys, .. }) => {
            Box::new(MenuItem::with_id(app, *id, label, true, *keys)?)
        }
        Entry::System(role) => Box::new(role_of(app, *role)?),
    })
}

/// Returns an entry that the system names, translates and does itself, with its own keys.
fn role_of<R: Runtime>(app: &AppHandle<R>, role: Role) -> tauri::Result<PredefinedMenuItem<R>> {
    match role {
        Role::Line => PredefinedMenuItem::separator(app),
        Role::About => {
            let about = AboutMetadata {
                version: Some(app.package_info().version.to_string()),
                copyright: app.config().bundle.copyright.clone(),
                ..AboutMetadata::default()
            };
            PredefinedMenuItem::about(app, None, Some(about))
        }
        Role::Services => PredefinedMenuItem::services(app, None),
        Role::Hide => PredefinedMenuItem::hide(app, None),
        Role::HideOthers => PredefinedMenuItem::hide_others(app, None),
        Role::ShowAll => PredefinedMenuItem::show_all(app, None),
        Role::Quit => PredefinedMenuItem::quit(app, None),
        Role::Undo => PredefinedMenuItem::undo(app, None),
        Role::Redo => PredefinedMenuItem::redo(app, None),
        Role::Cut => PredefinedMenuItem::cut(app, None),
        Role::Copy => PredefinedMenuItem::copy(app, None),
        Role::Paste => PredefinedMenuItem::paste(app, None),
        Role::SelectAll => PredefinedMenuItem::select_all(app, None),
        Role::FullScreen => PredefinedMenuItem::fullscreen(app, None),
        Role::Minimize => PredefinedMenuItem::minimize(app, None),
        Role::Zoom => PredefinedMenuItem::maximize(app, None),
        Role::Close => PredefinedMenuItem::close_window(app, None),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the event over")]
fn chosen<R: Runtime>(app: &AppHandle<R>, event: MenuEvent) {
    match entries::does(event.id().as_ref()) {
        Some(Does::Open(page)) => outside::show(app, Some(page.to_owned())),
        Some(Does::NextReview) => next_review::open(app),
        None => {}
    }
}
