//! The application's window: open it, look at it, type into it, kill it, open it again. This file is its life; what is done
//! inside of it is in `hands.rs` and `page.rs`, what is done around it in `outside.rs`.

mod hands;
mod outside;
mod page;
mod start;
mod wait;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::client::Client;
use crate::display::Display;
use crate::footprint;
use crate::group::{self, Group};
use crate::program;

pub use outside::Bus;
pub use start::Options;
pub(crate) use start::free_port;
pub(crate) use wait::{PATIENCE, until};

/// Makes the page's clock run while it is read: the interface's scheduler believes that its time is over.
const SLOW: &str =
    "const now = Date.now.bind(Date); let more = 0; Date.now = () => now() + (more += 20); return true;";

/// A window of the application. Dropping it closes the application, the driver and the display.
#[derive(Debug)]
pub struct Window {
    // Dropped in this order: the application with its driver and bus first, the display last.
    _driver: Group,
    display: Display,
    client: Client,
    session: String,
    data: PathBuf,
    binary: PathBuf,
    options: Options,
}

impl Window {
    /// Opens the application on a data folder, and returns when its page is there.
    ///
    /// # Errors
    /// When a program that is needed is missing, or the application does not come up.
    pub fn open(data: &Path) -> Result<Self> {
        Self::open_with(data, Options::default())
    }

    /// Opens the application in an environment of the caller's choice.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub fn open_with(data: &Path, options: Options) -> Result<Self> {
        let binary = options.binary.clone().map_or_else(program::binary, Ok)?.canonicalize()?;
        if !options.first_start {
            start::put_the_tour_aside(data)?;
        }
        if !options.nobody {
            start::choose_the_sample(data)?;
        }
        let display = Display::start()?;
        let port = start::free_port()?;
        let mut driver = start::start_driver(port, &display, data, &options)?;
        let client = Client::new(port);
        until("the driver", || {
            if let Some(status) = driver.child.try_wait()? {
                bail!("WebKitWebDriver ended with {status}; cargo xtask test installs what it needs");
            }
            Ok(client.get("/status").is_ok())
        })?;
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": binary, "args": options.arguments }
        } } });
        let session = client.post("/session", &wanted).context("the application did not come up")?;
        let session = session.get("sessionId").and_then(Value::as_str).context("no session")?.to_owned();
        let window =
            Self { _driver: driver, display, client, session, data: data.to_owned(), binary, options };
        window.wait_until("document.readyState === 'complete'")?;
        if window.options.slow || env::var_os("WRAPITUP_SLOW").is_some() {
            window.script(SLOW, &[])?;
        }
        Ok(window)
    }

    /// Ends the application at once, as a power cut would, and returns its data folder.
    ///
    /// # Errors
    /// When it is not running.
    pub fn kill9(self) -> Result<PathBuf> {
        let process = self.process()?;
        group::kill_now(&process.to_string());
        self.wait_for_end()?;
        Ok(self.data.clone())
    }

    /// Waits until the application has ended by itself.
    ///
    /// # Errors
    /// When it goes on.
    pub fn wait_for_end(&self) -> Result<()> {
        until("the end of the application", || Ok(self.process().is_err()))
    }

    /// Ends the application at once and opens it again on the same data folder.
    ///
    /// # Errors
    /// As [`Window::kill9`] and [`Window::open`].
    pub fn kill9_and_reopen(self) -> Result<Self> {
        let options = self.options.clone();
        let data = self.kill9()?;
        Self::open_with(&data, options)
    }

    /// Closes the application and opens it again on the same data folder.
    ///
    /// # Errors
    /// As [`Window::open`].
    pub fn reopen(self) -> Result<Self> {
        let (data, options) = (self.data.clone(), self.options.clone());
        self.close()?;
        Self::open_with(&data, options)
    }

    /// Closes the application.
    ///
    /// # Errors
    /// When it is not running.
    pub fn close(self) -> Result<()> {
        self.client.delete(&format!("/session/{}", self.session)).map(drop)
    }

    /// Returns the process of the application, for measurements.
    ///
    /// # Errors
    /// When it is not running.
    pub fn process(&self) -> Result<u32> {
        program::process(&self.binary, &self.data)
    }

    /// Returns the process that draws the page.
    ///
    /// # Errors
    /// When there is none.
    pub fn page_process(&self) -> Result<u32> {
        let draws = |process: &u32| {
            let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            name.starts_with("WebKitWebProces")
        };
        footprint::tree(self.process()?).into_iter().find(draws).context("nothing draws the page")
    }

    /// Ends the process that draws the page at once, as a mistake of the web view would.
    ///
    /// # Errors
    /// As [`Window::page_process`].
    pub fn end_page(&self) -> Result<()> {
        group::kill_now(&self.page_process()?.to_string());
        Ok(())
    }

    /// Returns the data folder.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Waits until something holds of this window or what is around it.
    ///
    /// # Errors
    /// When it does not in time, or can't be looked at.
    pub fn until(what: &str, done: impl FnMut() -> Result<bool>) -> Result<()> {
        until(what, done)
    }

    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        self.client.get(&format!("/session/{}/{path}", self.session))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.client.post(&format!("/session/{}/{path}", self.session), body)
    }
}
