//! A desktop that shows the application's tray on its message bus, and a hand that chooses from its menu.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::window::Window;

const HOST: &str = include_str!("tray_host.py");

/// Starts the desktop's part, waits until it is there, and becomes the program that follows. The modules are the system's,
/// and so is its Python.
const BEFORE: &str = r#"
    /usr/bin/python3 -c "$0" "$1" &
    shift
    gdbus wait --session --timeout 60 org.kde.StatusNotifierWatcher
    exec "$@"
"#;

/// Returns what to put before a program, so that a tray on its bus is shown; who shows one is written in a data folder.
pub(crate) fn before(data: &Path) -> Vec<String> {
    let log = log(data).to_string_lossy().into_owned();
    vec!["sh".to_owned(), "-c".to_owned(), BEFORE.to_owned(), HOST.to_owned(), log]
}

fn log(data: &Path) -> PathBuf {
    data.join("tray.log")
}

impl Window {
    /// Chooses from the menu of the tray the line that begins with some words.
    ///
    /// # Errors
    /// When there is no tray in time, or no such line.
    pub fn choose_in_tray(&self, words: &str) -> Result<()> {
        let mut written = String::new();
        Self::until("a tray", || {
            written = fs::read_to_string(log(self.data())).unwrap_or_default();
            Ok(written.ends_with('\n'))
        })?;
        let (owner, item) = written.lines().next().and_then(|line| line.split_once(' ')).context("a line")?;
        let menu = format!("{item}/Menu");
        let layout = self.tray(owner, &menu, &["GetLayout", "0", "1", "[]"])?;
        // An entry is printed as (number, {'label': <'words'>}, ...).
        let place = layout.find(&format!("'label': <'{words}")).with_context(|| layout.clone())?;
        let before = layout.get(..place).and_then(|before| before.rsplit_once('('));
        let number: String = before.context("a number")?.1.chars().filter(char::is_ascii_digit).collect();
        self.tray(owner, &menu, &["Event", &number, "clicked", "<''>", "0"]).map(drop)
    }

    /// Waits until the person sees the window, or does not.
    ///
    /// # Errors
    /// When it stays otherwise.
    pub fn wait_until_seen(&self, seen: bool) -> Result<()> {
        Self::until(if seen { "the window" } else { "a window put away" }, || Ok(self.is_seen()? == seen))
    }

    /// Says whether the display shows the window.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn is_seen(&self) -> Result<bool> {
        let asked = self.xdotool(&["search", "--onlyvisible", "--name", "^Wrap It Up$"])?;
        Ok(!asked.trim().is_empty())
    }

    fn tray(&self, owner: &str, object: &str, call: &[&str]) -> Result<String> {
        let (method, arguments) = call.split_first().context("a method")?;
        let done = Command::new("gdbus")
            .args(["call", "--address", &self.bus()?, "--dest", owner, "--object-path", object])
            .args(["--method", &format!("com.canonical.dbusmenu.{method}")])
            .args(arguments)
            .output()
            .context("gdbus is missing; cargo xtask test installs it")?;
        ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }
}
