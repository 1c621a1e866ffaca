//! The desktop application: a window, the person's file, and the two commands between them.
//!
//! The shell decides nothing about reviews. It hands commands and questions to the store's threads
//! (`workspace`), tells the window what changed (`events`), and keeps everything else out (`commands`, `capabilities/`).

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod clock;
mod commands;
mod door;
mod events;
mod failure;
mod folder;
mod furnish;
mod placement;
mod queue;
mod remembered;
mod window;
mod workspace;

#[cfg(test)]
mod gate_tests;

use std::process::ExitCode;

use tauri::{App, Builder, Context, Manager, Runtime};

use crate::workspace::{Start, Workspace};

fn main() -> ExitCode {
    let context = folder::settle(tauri::generate_context!());
    match assemble(Builder::default(), context, |app| {
        Ok(Workspace::open(app.path().app_data_dir()?, Start::Sample))
    }) {
        Ok(app) => {
            window::show_at_last(app.handle());
            app.run(|_, _| {});
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Wrap It Up could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Puts the application together. The tests start the same one, on a runtime that draws nothing.
fn assemble<R: Runtime>(
    builder: Builder<R>,
    context: Context<R>,
    workspace: impl FnOnce(&App<R>) -> tauri::Result<Workspace>,
) -> tauri::Result<App<R>> {
    let app = builder
        .invoke_handler(tauri::generate_handler![commands::dispatch, commands::ask])
        .on_page_load(window::show_when_loaded)
        .setup(|app| {
            // The windows are made by now, and none is shown.
            if let Some(window) = app.get_webview_window(window::MAIN) {
                remembered::restore(&window, &app.path().app_data_dir()?);
            }
            Ok(())
        })
        .build(context)?;
    app.manage(workspace(&app)?);
    Ok(app)
}
