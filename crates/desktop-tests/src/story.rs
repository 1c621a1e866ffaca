//! A story that somebody lives through in a window, step by step, with evidence of where it broke off.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Error, Result};
use tempfile::TempDir;

use crate::window::{Options, Window};

/// A story under way, on a data folder of its own.
#[derive(Debug)]
pub struct Story {
    name: &'static str,
    steps: usize,
    window: Option<Window>,
    // Dropped last: the window writes into it.
    _data: TempDir,
}

impl Story {
    /// Opens the window on a fresh folder and lives through a story. When it breaks off, a picture of the window and
    /// what it said then stay in `target/desktop-failures`.
    ///
    /// # Errors
    /// What the story ended with.
    pub fn tell(name: &'static str, live: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        Self::tell_in(Options::default(), name, live)
    }

    /// Lives through a story in a window that is opened in a way of the caller's choice.
    ///
    /// # Errors
    /// As [`Story::tell`].
    pub fn tell_in(
        options: Options,
        name: &'static str,
        live: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let data = TempDir::new()?;
        let window = Window::open_with(data.path(), options)?;
        let mut story = Self { name, steps: 0, window: Some(window), _data: data };
        live(&mut story).map_err(|error| story.evidence(error))
    }

    /// Returns the window as it is now.
    ///
    /// # Errors
    /// When it did not come back after it was killed.
    pub fn window(&self) -> Result<&Window> {
        self.window.as_ref().context("the window did not come back")
    }

    /// Says that a step was lived through, which includes that focus is not lost. With `WRAPITUP_PICTURES` set to a
    /// folder, the window's picture goes there.
    ///
    /// # Errors
    /// When focus is nowhere.
    pub fn step(&mut self, what: &str) -> Result<()> {
        self.steps += 1;
        println!("{} {}: {what}", self.name, self.steps);
        let window = self.window()?;
        window.wait_for_any_focus().with_context(|| format!("after: {what}"))?;
        if let Some(folder) = env::var_os("WRAPITUP_PICTURES") {
            window.screenshot(&Path::new(&folder).join(format!("{}-{:02}.png", self.name, self.steps)))?;
        }
        Ok(())
    }

    /// Ends the application at once and opens it again on the same folder. Returns the last moment before the end.
    ///
    /// # Errors
    /// As [`Window::kill9_and_reopen`].
    pub fn kill9_and_reopen(&mut self) -> Result<Instant> {
        let window = self.window.take().context("there is no window")?;
        let cut = Instant::now();
        self.window = Some(window.kill9_and_reopen()?);
        Ok(cut)
    }

    /// Keeps what tells why a story broke off, and adds to its error where that is.
    fn evidence(&self, error: Error) -> Error {
        let Some(window) = &self.window else { return error };
        match self.keep(window, &error) {
            Ok(file) => error.context(format!("after {} steps; see {}", self.steps, file.display())),
            Err(unkept) => error.context(format!("after {} steps; no evidence: {unkept:#}", self.steps)),
        }
    }

    fn keep(&self, window: &Window, error: &Error) -> Result<PathBuf> {
        let folder = failures()?;
        fs::create_dir_all(&folder)?;
        let (focus, page) = (window.focus(), window.page_text());
        let address = window.script("return location.pathname", &[])?;
        let text = format!("{error:?}\n\nFocus is on {focus}.\n\nThe page at {address} shows:\n{page}\n");
        fs::write(folder.join(format!("{}.txt", self.name)), text)?;
        let picture = folder.join(format!("{}.png", self.name));
        window.screenshot(&picture)?;
        Ok(picture)
    }
}

/// Returns the folder for evidence, in cargo's target folder: the test itself lies in `target/PROFILE/deps`.
fn failures() -> Result<PathBuf> {
    let test = env::current_exe()?;
    let target = test.ancestors().nth(3).context("the test does not lie in a target folder")?;
    Ok(target.join("desktop-failures"))
}
