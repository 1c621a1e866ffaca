//! The server, as it ships, in a process of its own.

use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server. It is killed when this is dropped.
pub(crate) struct Served {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Served {
    /// Starts a server on the data of a folder, or on those of a database, and waits until it listens.
    pub(crate) fn start(data: &Path, database: Option<&str>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wrapitup-server"));
        command
            .arg("serve")
            .env_clear()
            .env("WRAPITUP_DATA", data)
            .env("WRAPITUP_ADDRESS", "127.0.0.1:0")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(database) = database {
            command.env("WRAPITUP_DATABASE", database);
        }
        let mut process = command.spawn().expect("the server starts");
        let mut log = BufReader::new(process.stderr.take().expect("it has a log"));
        let address = loop {
            let mut line = String::new();
            assert!(log.read_line(&mut line).expect("it says something") > 0, "the server ended");
            if let Some((_, address)) = line.split_once("server.listens address=") {
                break address.trim().parse().expect("an address");
            }
        };
        // What it writes down is taken from it, as the system's journal would, and costs nothing more here.
        std::thread::spawn(move || {
            let mut nowhere = OpenOptions::new().write(true).open("/dev/null")?;
            io::copy(&mut log.into_inner(), &mut nowhere)
        });
        Self { process, address }
    }

    /// Returns its process.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
