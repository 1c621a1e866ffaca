//! How a window is opened: the driver of the application, with whoever is to be on its message bus.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use anyhow::Result;

use crate::display::Display;
use crate::group::{self, Group};
use crate::{notifications, tray};

/// How a window is opened.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// More of the environment, such as `("GTK_THEME", "Adwaita:dark")`.
    pub environment: Vec<(String, String)>,
    /// What the application is started with.
    pub arguments: Vec<String>,
    /// What is started, if not what cargo built.
    pub binary: Option<PathBuf>,
    /// Whether the interface is led to think that all its work takes long, so that it gives way to the browser
    /// wherever it may. What depends on the order of two things shows then, as on a slow machine. Setting `WRAPITUP_SLOW`
    /// does this to every window.
    pub slow: bool,
    /// Whether the tour of the first start is offered. Other stories begin with it put aside.
    pub first_start: bool,
    /// Whether nobody has chosen yet who uses the device. Other stories begin in the sample workspace.
    pub nobody: bool,
    /// Whether somebody on its message bus takes notifications.
    pub notifications: bool,
    /// Whether somebody on its message bus shows its tray.
    pub tray: bool,
}

pub(super) fn start_driver(port: u16, display: &Display, data: &Path, options: &Options) -> Result<Group> {
    let mut driver = on_a_bus_of_its_own();
    if options.notifications {
        driver.args(notifications::before(data));
    }
    if options.tray {
        driver.args(tray::before(data));
    }
    driver
        .args(["WebKitWebDriver", &format!("--port={port}")])
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .env("GDK_BACKEND", "x11")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("WRAPITUP_DATA", data)
        .envs(options.environment.iter().map(|(name, value)| (name, value)))
        .stdout(Stdio::null());
    if env::var_os("WRAPITUP_TEST_LOG").is_none() {
        driver.stderr(Stdio::null());
    }
    Group::start(&mut driver)
}

/// Returns what runs a program on a message bus of its own, on which is nobody whom it does not bring along.
pub(super) fn on_a_bus_of_its_own() -> Command {
    let mut bus = group::command("dbus-run-session");
    bus.arg(concat!("--config-file=", env!("CARGO_MANIFEST_DIR"), "/src/window/bus.conf")).arg("--");
    bus
}

/// Writes the preferences of somebody who put the tour aside, unless there are some.
pub(super) fn put_the_tour_aside(data: &Path) -> Result<()> {
    write_unless_there(data, "preferences.json", r#"{ "tour": "done" }"#)
}

/// Writes that somebody chose the sample workspace, unless they chose otherwise.
pub(super) fn choose_the_sample(data: &Path) -> Result<()> {
    write_unless_there(data, "accounts.json", r#"{ "using": "sample" }"#)
}

fn write_unless_there(data: &Path, name: &str, text: &str) -> Result<()> {
    let file = data.join(name);
    if !file.exists() {
        fs::create_dir_all(data)?;
        fs::write(file, text)?;
    }
    Ok(())
}

pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
