//! A server for windows to sign in to: the real program, filled with the invented people, on this computer alone.

use std::env;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::client::Client;
use crate::group::{self, Group};
use crate::post_box::PostBox;
use crate::program;
use crate::window::{free_port, until};

/// The password of everybody who is invented.
pub const PASSWORD: &str = "seven horses in the rain";

/// A server. Dropping it ends it at once.
#[derive(Debug)]
pub struct Server {
    data: PathBuf,
    port: u16,
    /// The port of the mail server that it hands its mail to.
    mail: Option<u16>,
    running: Option<Group>,
}

impl Server {
    /// Fills a new server in a folder, and starts it.
    ///
    /// # Errors
    /// When the program is not built, or does not come up.
    pub fn start(data: &Path) -> Result<Self> {
        Self::start_with(data, None)
    }

    /// Fills and starts one that hands its mail to a post box.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub fn start_with_mail(data: &Path, post_box: &PostBox) -> Result<Self> {
        Self::start_with(data, Some(post_box.port()))
    }

    fn start_with(data: &Path, mail: Option<u16>) -> Result<Self> {
        fs::create_dir_all(data)?;
        let password = data.join("password");
        fs::write(&password, PASSWORD)?;
        let filled = Command::new(binary()?)
            .args(["sample", "--password-file"])
            .arg(&password)
            .env("WRAPITUP_DATA", data)
            .stdout(Stdio::null())
            .status()?;
        ensure!(filled.success(), "the server was not filled: {filled}");
        let mut server = Self { data: data.to_owned(), port: free_port()?, mail, running: None };
        server.start_again()?;
        Ok(server)
    }

    /// Returns the address by which one signs in.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Does what a page of it does that was reached by a link in a mail.
    ///
    /// # Errors
    /// When it says no.
    pub fn follow(&self, path: &str, body: &Value) -> Result<()> {
        let status = Client::new(self.port).status(&format!("/api/v1/{path}"), body)?;
        ensure!((200..300).contains(&status), "{path} was answered with {status}");
        Ok(())
    }

    /// Ends it at once, as a power cut would. Nobody can reach it then.
    pub fn kill(&mut self) {
        self.running = None;
    }

    /// Starts it on the same data, at the same address.
    ///
    /// # Errors
    /// When it does not come up.
    pub fn start_again(&mut self) -> Result<()> {
        let program = binary()?;
        let mut command = group::command(program.to_str().context("a path that is text")?);
        command
            .arg("serve")
            .env("WRAPITUP_DATA", &self.data)
            .env("WRAPITUP_ADDRESS", format!("127.0.0.1:{}", self.port))
            .stdout(Stdio::null());
        if let Some(port) = self.mail {
            command
                .env("WRAPITUP_MAIL_FROM", "Wrap It Up <reviews@example.org>")
                .env("WRAPITUP_MAIL_HOST", "127.0.0.1")
                .env("WRAPITUP_MAIL_PORT", port.to_string())
                .env("WRAPITUP_MAIL_ENCRYPTION", "none")
                .env("WRAPITUP_PUBLIC_URL", self.address());
        }
        if env::var_os("WRAPITUP_TEST_LOG").is_none() {
            command.stderr(Stdio::null());
        }
        self.running = Some(Group::start(&mut command)?);
        until("the server", || Ok(TcpStream::connect(("127.0.0.1", self.port)).is_ok()))
    }
}

/// Returns the server's binary: `WRAPITUP_SERVER_BIN`, or what cargo built beside the application.
fn binary() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("WRAPITUP_SERVER_BIN") {
        return Ok(PathBuf::from(chosen));
    }
    let beside = program::binary()?.with_file_name("wrapitup-server");
    ensure!(beside.is_file(), "there is no {}; cargo build -p server makes it", beside.display());
    Ok(beside)
}
