//! Somebody who takes the application's notifications on its message bus, writes them down, and acts on them as a person
//! would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::window::Window;

/// Starts the one who takes notifications, waits until it is there, and becomes the program that follows. The module is
/// the system's, and so is its Python: another one may come first in the path.
const BEFORE: &str = r#"
    /usr/bin/python3 -m dbusmock --session --template notification_daemon --logfile "$0" &
    gdbus wait --session --timeout 60 org.freedesktop.Notifications
    exec "$@"
"#;

/// The name of the service, and where it is.
const SERVICE: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";

/// Returns what to put before a program, so that notifications on its bus are written down in a data folder.
pub(crate) fn before(data: &Path) -> Vec<String> {
    let log = log(data).to_string_lossy().into_owned();
    vec!["sh".to_owned(), "-c".to_owned(), BEFORE.to_owned(), log]
}

fn log(data: &Path) -> PathBuf {
    data.join("notifications.log")
}

/// A notification as it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notified {
    /// Its number on the bus: they are counted from 1.
    pub number: u32,
    /// What it said and offered, as it was written down.
    pub text: String,
}

impl Window {
    /// Waits until so many notifications were taken, and returns them.
    ///
    /// # Errors
    /// When there are fewer in time.
    pub fn wait_for_notifications(&self, least: usize) -> Result<Vec<Notified>> {
        let mut taken = Vec::new();
        let waited = Self::until("notifications", || {
            taken = self.lines(" Notify ")?;
            Ok(taken.len() >= least)
        });
        waited.with_context(|| format!("taken were {taken:?}"))?;
        let numbered = (1..).zip(taken).map(|(number, text)| Notified { number, text });
        Ok(numbered.collect())
    }

    /// Waits until the application has taken a notification back.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait_until_taken_back(&self, notified: &Notified) -> Result<()> {
        let wanted = format!(" CloseNotification {}", notified.number);
        let waited = Self::until(&wanted, || {
            Ok(self.lines(" CloseNotification ")?.iter().any(|line| line.ends_with(&wanted)))
        });
        waited.with_context(|| format!("{notified:?} was not taken back"))
    }

    /// Chooses an action of a notification, as a click on its button does; `default` is a click on it.
    ///
    /// # Errors
    /// When the bus can't be reached.
    pub fn choose(&self, notified: &Notified, action: &str) -> Result<()> {
        let what = format!("[<uint32 {}>, <'{action}'>]", notified.number);
        let done = Command::new("gdbus")
            .args(["call", "--address", &self.bus()?, "--dest", SERVICE, "--object-path", OBJECT])
            .args(["--method", "org.freedesktop.DBus.Mock.EmitSignal", SERVICE, "ActionInvoked", "us", &what])
            .output()
            .context("gdbus is missing; cargo xtask test installs it")?;
        ensure!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Ok(())
    }

    fn lines(&self, with: &str) -> Result<Vec<String>> {
        let text = fs::read_to_string(log(self.data())).context("nobody takes notifications")?;
        Ok(text.lines().filter(|line| line.contains(with)).map(str::to_owned).collect())
    }
}
