//! Chromium in app mode on a blank page, to measure beside the window: what other desktop applications begin with.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use anyhow::{Context, Result};

use crate::display::Display;
use crate::footprint;
use crate::group::{self, Group};
use crate::window::PATIENCE;

const PAGE: &str = include_str!("../../../bench/peers/blank.html");

/// Where Debian keeps the program itself; what is in the path is a script around it.
const PROGRAM: &str = "/usr/lib/chromium/chromium";

/// A running Chromium. Dropping it ends it.
#[derive(Debug)]
pub struct Peer {
    // Dropped in this order: the program first, its display last.
    group: Group,
    _display: Display,
    painted_at: f64,
}

impl Peer {
    /// Starts it on a profile of its own, and returns when its page was painted.
    ///
    /// # Errors
    /// When it is missing, or does not paint.
    pub fn open(profile: &Path) -> Result<Self> {
        let display = Display::start()?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (tell, told) = mpsc::channel();
        thread::spawn(move || serve(&listener, &tell));
        let program = if Path::new(PROGRAM).is_file() { PROGRAM } else { "chromium" };
        let mut command = group::command(program);
        command
            .arg(format!("--app=http://{address}/"))
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(["--no-first-run", "--no-default-browser-check", "--no-sandbox"])
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let group = Group::start(&mut command)?;
        let painted_at = wait(&told)?;
        Ok(Self { group, _display: display, painted_at })
    }

    /// Returns when its page was painted, in milliseconds since 1970.
    #[must_use]
    pub const fn painted_at(&self) -> f64 {
        self.painted_at
    }

    /// Returns its first process.
    ///
    /// # Errors
    /// When it has ended.
    pub fn process(&self) -> Result<u32> {
        // The group begins with the shell that watches over it.
        footprint::children(self.group.child.id()).first().copied().context("Chromium has ended")
    }
}

fn wait(told: &Receiver<f64>) -> Result<f64> {
    told.recv_timeout(PATIENCE).context("Chromium painted nothing; cargo xtask bench installs it")
}

/// Answers whatever comes with the page, and passes on when the page says that it was painted.
fn serve(listener: &TcpListener, tell: &Sender<f64>) {
    for stream in listener.incoming().flatten() {
        let Some(asked) = asked(&stream) else { continue };
        if let Some(at) = asked.strip_prefix("/painted/").and_then(|at| at.parse().ok()) {
            // Nobody listens any more once it has been told.
            tell.send(at).ok();
        }
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{PAGE}",
            PAGE.len()
        );
        (&stream).write_all(answer.as_bytes()).ok();
    }
}

/// Reads a request and returns its path.
fn asked(stream: &TcpStream) -> Option<String> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    // The browser takes no answer before it has said everything.
    lines.map_while(Result::ok).find(String::is_empty)?;
    first.split_whitespace().nth(1).map(str::to_owned)
}
