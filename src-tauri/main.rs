//! The desktop application: a window, the person's file, and the commands between them.
//!
//! `dispatch` and `ask` are about what the person works on; the others are about this device.
//!
//! The shell decides nothing about reviews. It hands commands and questions to the store's threads
//! (`workspace`), tells the window what changed (`events`), and keeps everything else out (`commands`, `capabilities/`).

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod accounts;
mod background;
mod clock;
mod commands;
mod door;
mod elsewhere;
mod events;
mod failure;
mod folder;
mod furnish;
mod handover;
mod instance;
mod journal;
mod link;
mod menu_bar;
mod next_review;
mod outside;
mod placement;
mod preferences;
mod presence;
mod queue;
mod remembered;
mod reports;
mod reports_export;
#[cfg(any(target_os = "linux", target_os = "macos"))]
mod revived;
mod secrets;
mod storage;
mod sync;
mod telling;
mod tray;
mod update;
mod whole;
mod window;
mod without_page;
mod workspace;

#[cfg(test)]
mod frozen;
#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod reports_tests;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use tauri::{App, Builder, Context, Manager, RunEvent, Runtime, WindowEvent};

use crate::accounts::Accounts;
use crate::instance::Arrival;
use crate::journal::Fact;
use crate::preferences::{FirstPaint, Preferences};
use crate::presence::Presence;
use crate::secrets::{Cost, Keychain, Keys};
use crate::storage::Start;
use crate::sync::{Driving, Syncing};
use crate::update::{Source, Updates};
use crate::window::Shown;
use crate::without_page::WithoutPage;
use crate::workspace::Workspace;

fn main() -> ExitCode {
    // Whichever part asks first decides: asked like this, OpenSSL does not take itself down when the process ends, under a
    // thread that is still in the middle of a connection.
    #[cfg(target_os = "linux")]
    openssl::init();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Wrap It Up could not start: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the application until its window closes, or hands over to the one that shows the same folder already.
fn run() -> tauri::Result<()> {
    let arguments: Vec<String> =
        env::args_os().skip(1).filter_map(|given| given.into_string().ok()).collect();
    let mut context = tauri::generate_context!();
    #[cfg(debug_assertions)]
    update::rehearse(&mut context);
    let folder = folder::settle(&mut context)?;
    // Before anything is put together: whoever hands over needs no window, no tray and no thread, and ends at once.
    let Arrival::First(instance) = instance::arrive(&folder, &arguments) else { return Ok(()) };
    let app = assemble(Builder::default(), window::beginning_at(link::first(&arguments), context))?;
    journal::begin(&folder);
    journal::watch(&folder);
    journal::note("start", &[("version", Fact::said(env!("CARGO_PKG_VERSION")))]);
    if arguments.iter().any(|given| given == background::HIDDEN) {
        app.state::<Shown>().put_away();
    }
    let accounts = Accounts::of(folder.clone(), Keys { keychain: Keychain::System, cost: Cost::USUAL });
    if arguments.iter().any(|given| given == accounts::SAMPLE)
        && let Err(refusal) = accounts.begin_with_sample()
    {
        journal::note_error("account.sample_not_chosen", &refusal);
    }
    let found = accounts.clone();
    app.manage(Workspace::found_by(Start::Sample, move || found.files()));
    app.manage(accounts);
    telling::begin(app.handle());
    sync::begin(app.handle());
    accounts::renewing::begin(app.handle());
    window::show_at_last(app.handle());
    storage::begin_schedule(app.handle());
    update::begin_schedule(app.handle());
    if let Some(letterbox) = instance.letterbox {
        outside::listen(app.handle(), letterbox);
    }
    let mut lock = instance.lock;
    app.run(move |app, event| {
        if matches!(event, RunEvent::Exit) {
            app.state::<Updates>().close();
            sync::close(app);
            app.state::<Workspace>().close();
            // A start that follows on this one (after an update) finds the folder free.
            drop(lock.take());
        }
    });
    Ok(())
}

/// Puts the application together, without a workspace. The tests start the same one, on a runtime that draws nothing.
fn assemble<R: Runtime>(builder: Builder<R>, context: Context<R>) -> tauri::Result<App<R>> {
    let source = Source::of(context.config());
    let builder = match source {
        Some(_) => builder.plugin(WithoutPage(tauri_plugin_updater::Builder::new().build())),
        None => builder,
    };
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    let builder = revived::prepare(builder);
    builder
        .plugin(FirstPaint::default())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_sql::Builder::new().build())
        .plugin(WithoutPage(tauri_plugin_notification::init()))
        .plugin(WithoutPage(
            tauri_plugin_autostart::Builder::new().arg(background::HIDDEN).app_name("Wrap It Up").build(),
        ))
        .manage(reports::Reports::default())
        .manage(Presence::default())
        .manage(Shown::default())
        .manage(Syncing::default())
        .manage(Driving::default())
        .manage(Updates::of(source))
        .invoke_handler(tauri::generate_handler![
            commands::dispatch,
            commands::ask,
            commands::here,
            reports::prepare_reports,
            reports_export::export_reviews,
            accounts::commands::account,
            accounts::commands::use_sample,
            accounts::commands::use_nobody,
            accounts::commands::use_account,
            accounts::commands::sign_in,
            accounts::commands::sign_up,
            accounts::commands::forgot_password,
            accounts::commands::open_file,
            accounts::commands::sign_out,
            accounts::commands::devices,
            accounts::commands::device_sign_out,
            accounts::commands::open_account,
            sync::commands::sync_standing,
            sync::commands::sync_now,
            sync::commands::network_changed,
            sync::commands::attention,
            sync::commands::attention_act,
            sync::commands::keep_as_file,
            storage::commands::storage,
            storage::commands::back_up,
            storage::commands::check_file,
            storage::commands::restore,
            storage::commands::begin_anew,
            storage::commands::look_again,
            storage::export::export_data,
            preferences::commands::keep_preference,
            preferences::commands::spelling,
            journal::commands::about,
            journal::commands::mistakes,
            journal::commands::delete_mistake,
            journal::commands::show_folder,
            journal::commands::tell_failure,
            background::background,
            background::start_with_computer,
            update::commands::update,
            update::commands::look_for_update,
            update::commands::fetch_update,
            update::commands::install_update,
        ])
        .on_page_load(window::show_when_loaded)
        .on_window_event(|window, event| {
            if let WindowEvent::Focused(is) = event {
                sync::in_front(window.app_handle(), *is);
            }
        })
        .setup(|app| {
            // The windows are made by now, and none is shown.
            if let Some(window) = app.get_webview_window(window::MAIN) {
                remembered::restore(&window, &app.path().app_data_dir()?);
                preferences::check(&window, &app.state::<Arc<Preferences>>());
                tray::keep_open(&window);
                #[cfg(target_os = "linux")]
                revived::watch(&window);
            }
            menu_bar::put_up(app.handle())?;
            tray::put_up(app.handle());
            background::listen_as_chosen(app.handle());
            Ok(())
        })
        .build(context)
}
