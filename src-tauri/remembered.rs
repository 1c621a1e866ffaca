//! The window comes back as the person left it: its size, its place, and whether it filled the screen.
//!
//! This is kept in a small file of its own in the data folder, a moment after the window came to rest and when it
//! closes, so that a crash costs nothing. A file that makes no sense counts as none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tauri::{LogicalPosition, LogicalSize, Monitor, Runtime, WebviewWindow, WindowEvent};

use crate::placement::{Placement, Screen};
use crate::whole;

/// The file, in the data folder.
const FILE: &str = "window.json";

/// How long a window has to be at rest before its place is kept.
const REST: Duration = Duration::from_millis(300);

/// The smallest window that is remembered, as wide and as high as the configuration lets one be.
const LEAST: (u32, u32) = (320, 480);

/// Puts the window where it was, before it is shown, and from then on remembers where it is.
pub(crate) fn restore<R: Runtime>(window: &WebviewWindow<R>, folder: &Path) {
    let file = folder.join(FILE);
    let was = read(&file);
    if let Some(placement) = was
        && let Err(error) = put(window, placement)
    {
        crate::journal::note_error("window.not_put_back", &error);
    }
    remember(window, Memory { file, kept: Mutex::new(was) });
}

fn put<R: Runtime>(window: &WebviewWindow<R>, placement: Placement) -> tauri::Result<()> {
    let screens: Vec<Screen> = window.available_monitors()?.iter().map(screen).collect();
    let placement = placement.fit(&screens);
    window.set_size(LogicalSize::new(placement.width, placement.height))?;
    window.set_position(LogicalPosition::new(placement.x, placement.y))?;
    if placement.maximized { window.maximize() } else { Ok(()) }
}

/// Keeps the place whenever the window was moved or resized, and when it closes.
fn remember<R: Runtime>(window: &WebviewWindow<R>, memory: Memory) {
    let memory = Arc::new(memory);
    let (moved, moves) = mpsc::channel();
    let (at_rest, seen) = (Arc::clone(&memory), window.clone());
    std::thread::spawn(move || {
        while come_to_rest(&moves) {
            at_rest.keep(&seen);
        }
    });
    let closing = window.clone();
    window.on_window_event(move |event| match event {
        // The thread ends with the program alone.
        WindowEvent::Moved(_) | WindowEvent::Resized(_) => drop(moved.send(())),
        WindowEvent::CloseRequested { .. } => memory.keep(&closing),
        _ => {}
    });
}

/// What the file says by now.
struct Memory {
    file: PathBuf,
    kept: Mutex<Option<Placement>>,
}

impl Memory {
    fn keep<R: Runtime>(&self, window: &WebviewWindow<R>) {
        // The window is asked without the lock: it answers on the thread of the windows, which may be waiting here.
        let before = *self.kept();
        let Ok(Some(is)) = look(window, before) else { return };
        let mut kept = self.kept();
        if *kept == Some(is) {
            return;
        }
        match write(&self.file, is) {
            Ok(()) => *kept = Some(is),
            Err(error) => crate::journal::note_error("window.not_remembered", &error),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Option<Placement>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for a move, and until no other follows. Returns whether there may be more.
fn come_to_rest(moves: &Receiver<()>) -> bool {
    if moves.recv().is_err() {
        return false;
    }
    while moves.recv_timeout(REST).is_ok() {}
    true
}

/// Returns how the window is now. One that is put away tells nothing; of one that fills the screen, the size is kept
/// that it had before.
fn look<R: Runtime>(window: &WebviewWindow<R>, kept: Option<Placement>) -> tauri::Result<Option<Placement>> {
    if !window.is_visible()? || window.is_minimized()? || window.is_fullscreen()? {
        return Ok(None);
    }
    if window.is_maximized()? {
        return Ok(kept.map(|kept| Placement { maximized: true, ..kept }));
    }
    let scale = window.scale_factor()?;
    let size = window.inner_size()?.to_logical(scale);
    let LogicalPosition { x, y } = window.outer_position()?.to_logical(scale);
    let is = Placement { x, y, width: size.width, height: size.height, maximized: false };
    Ok(Some(is).filter(|is| is.width >= LEAST.0 && is.height >= LEAST.1))
}

fn screen(monitor: &Monitor) -> Screen {
    let scale = monitor.scale_factor();
    let size = monitor.size().to_logical(scale);
    let LogicalPosition { x, y } = monitor.position().to_logical(scale);
    Screen { x, y, width: size.width, height: size.height }
}

fn read(file: &Path) -> Option<Placement> {
    let placement: Placement = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    Some(placement).filter(|placement| placement.width >= LEAST.0 && placement.height >= LEAST.1)
}

fn write(file: &Path, placement: Placement) -> io::Result<()> {
    whole::write(file, &serde_json::to_vec(&placement)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frozen;
    use tempfile::TempDir;

    #[test]
    fn what_was_written_is_read_again() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join(FILE);
        let placement = Placement { x: -3, y: 40, width: 900, height: 700, maximized: true };
        write(&file, placement).unwrap();
        assert_eq!(read(&file), Some(placement));
    }

    #[test]
    fn a_file_that_makes_no_sense_counts_as_none() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join(FILE);
        assert_eq!(read(&file), None);
        for text in [
            "",
            "{",
            "[]",
            "{\"x\":1}",
            "\0\0\0\0",
            r#"{"x":0,"y":0,"width":-5,"height":700,"maximized":false}"#,
            r#"{"x":0,"y":0,"width":0,"height":700,"maximized":false}"#,
            r#"{"x":0,"y":1e99,"width":900,"height":700,"maximized":false}"#,
        ] {
            fs::write(&file, text).unwrap();
            assert_eq!(read(&file), None, "{text:?}");
        }
    }

    const FROZEN: Placement = Placement { x: 40, y: 30, width: 1100, height: 800, maximized: true };

    #[test]
    fn the_window_of_every_version_is_put_back() {
        for file in frozen::each(FILE) {
            assert_eq!(read(&file), Some(FROZEN), "{}", file.display());
        }
    }

    #[test]
    #[ignore = "cargo xtask freeze runs it"]
    fn freeze_the_window() {
        write(&frozen::new(FILE), FROZEN).unwrap();
    }
}
