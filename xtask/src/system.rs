//! The system packages that building and testing need, and their installation by apt after saying which.
//!
//! On a system without apt it only names what is missing; nothing here ever waits for an answer when `CI` is set.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use crate::process;

/// What the desktop window is built with.
pub(crate) const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libayatana-appindicator3-dev",
];

/// What the tests run: a database server, a display and its focus, a driver for the window, a
/// keychain, somebody who takes notifications, a browser, letters of all scripts, and a reader of PDF files.
pub(crate) const TEST: &[&str] = &[
    "postgresql",
    "xvfb",
    "xdotool",
    "webkit2gtk-driver",
    "dbus",
    "dbus-daemon",
    "gnome-keyring",
    "at-spi2-core",
    "gir1.2-atspi-2.0",
    "python3-gi",
    "python3-dbusmock",
    "libglib2.0-bin",
    "procps",
    "util-linux",
    "chromium",
    "fonts-noto-core",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "poppler-utils",
];

/// What figures are held against: see `bench/peers`.
pub(crate) const PEERS: &[&str] = &["chromium", "sqlite3", "wrk"];

/// What long forms need besides: what opens our files as the people do who get them, and what installs a Python program.
pub(crate) const SOAK: &[&str] = &["libreoffice-calc-nogui", "python3-venv"];

/// The compiler that can make WebAssembly where rustup cannot fetch the target.
pub(crate) const WASM: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];

/// Installs the packages that are missing, after saying which.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing = missing(packages);
    if missing.is_empty() {
        return Ok(());
    }
    if !process::exists("apt-get") {
        bail!("please install what Debian calls: {}", missing.join(" "));
    }
    println!("Installing system packages: {}", missing.join(" "));
    process::run(apt()?.arg("update").arg("-qq"))?;
    process::run(apt()?.args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
}

/// Returns those of the packages that are not installed.
pub(crate) fn missing<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    packages.iter().copied().filter(|package| !is_installed(package)).collect()
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f", "${db:Status-Abbrev}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|done| done.status.success() && done.stdout.starts_with(b"ii"))
}

/// Returns apt-get, through sudo when the user is not root, and without any prompt in CI.
fn apt() -> Result<Command> {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else if process::exists("sudo") {
        let mut command = Command::new("sudo");
        if in_ci() {
            command.arg("-n");
        }
        command.args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        bail!("system packages are missing and there is no sudo: please run this as root");
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}
