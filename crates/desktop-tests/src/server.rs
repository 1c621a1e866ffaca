//! A server for windows to sign in to: the real program, filled with the invented people, on this computer alone.

use std::env;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::group::{self, Group};
use crate::program;
use crate::window::{free_port, until};

/// The password of everybody who is invented.
pub const PASSWORD: &str = "seven horses in the rain";

/// A server. Dropping it ends it at once.
#[derive(Debug)]
pub struct Server {
    data: PathBuf,
    port: u16,
    running: Option<Group>,
}

impl Server {
    /// Fills a new server in a folder, and starts it.
    ///
    /// # Errors
    /// When the program is not built, or does not come up.
    pub fn start(data: &Path) -> Result<Self> {
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
        let mut server = Self { data: data.to_owned(), port: free_port()?, running: None };
        server.start_again()?;
        Ok(server)
    }

    /// Returns the address by which one signs in.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
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
