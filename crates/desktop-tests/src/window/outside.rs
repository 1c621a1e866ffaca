//! What is around the window: the keyboard of its display, its message bus, its files, and a second start.

use std::fs;
use std::process::{Command, ExitStatus};

use anyhow::{Context, Result};

use super::Window;
use super::wait::until;
use crate::group::{self, Group};

/// The message bus of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bus {
    /// One that nobody else is on.
    OfItsOwn,
    /// None.
    None,
}

impl Window {
    /// Says whether the display gives this window what is typed, whatever the page believes.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn has_keyboard(&self) -> Result<bool> {
        Ok(self.xdotool(&["getwindowfocus", "getwindowname"])?.contains("Wrap It Up"))
    }

    /// Presses a key on the keyboard of the display, whichever window has it.
    ///
    /// # Errors
    /// When xdotool is missing.
    pub fn press_anywhere(&self, chord: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", chord]).map(drop)
    }

    /// Asks or tells the display something, and returns what it said.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> Result<String> {
        let mut asked = Command::new("xdotool");
        asked.args(arguments).env("DISPLAY", &self.display.name);
        let said = asked.output().context("xdotool is missing; cargo xtask test installs it")?.stdout;
        Ok(String::from_utf8_lossy(&said).into_owned())
    }

    /// Waits until the display gives this window what is typed.
    ///
    /// # Errors
    /// When it does not in time.
    pub fn wait_for_keyboard(&self) -> Result<()> {
        until("the keyboard", || self.has_keyboard())
    }

    /// Returns the address of the application's message bus.
    ///
    /// # Errors
    /// When it is not running, or has none.
    pub fn bus(&self) -> Result<String> {
        let environment = fs::read(format!("/proc/{}/environ", self.process()?))?;
        let mut entries = environment.split(|byte| *byte == 0).map(String::from_utf8_lossy);
        let found =
            entries.find_map(|entry| entry.strip_prefix("DBUS_SESSION_BUS_ADDRESS=").map(str::to_owned));
        found.context("the application has no message bus")
    }

    /// Starts the application once more on the same folder, with or without a message bus, and returns how that ended.
    /// It has to end: it is not the first. It is given no display, as it has nothing to show.
    ///
    /// # Errors
    /// When it could not be started, or stays.
    pub fn start_again(&self, arguments: &[&str], bus: Bus) -> Result<ExitStatus> {
        let mut again = match bus {
            Bus::OfItsOwn => {
                let mut again = super::start::on_a_bus_of_its_own();
                again.arg(&self.binary);
                again
            }
            Bus::None => group::command(&self.binary.to_string_lossy()),
        };
        again
            .args(arguments)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("WRAPITUP_DATA", &self.data);
        let mut again = Group::start(&mut again)?;
        let mut ended = None;
        until("the end of the second start", || {
            ended = again.child.try_wait()?;
            Ok(ended.is_some())
        })?;
        ended.context("it has ended")
    }

    /// Waits until a file of the data folder says what is wanted.
    ///
    /// # Errors
    /// When it does not in time; the message carries what it says instead.
    pub fn wait_for_file(&self, name: &str, wanted: impl Fn(&str) -> bool) -> Result<()> {
        let mut text = String::new();
        let waited = until(name, || {
            text = fs::read_to_string(self.data.join(name)).unwrap_or_default();
            Ok(wanted(&text))
        });
        waited.with_context(|| format!("{name} says {text:?}"))
    }
}
