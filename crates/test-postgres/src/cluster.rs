//! One server in one folder: made, started and stopped.

use crate::{account::Account, programs};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Fast and forgetful: the data are thrown away anyway.
const SETTINGS: &str = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
    -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off -c max_wal_size=256MB -c timezone=UTC";

/// As it comes: what was committed is on the disk.
const DURABLE: &str = "-c listen_addresses= -c timezone=UTC";

/// A server's folder. `data` holds its data, and its socket is beside that.
#[derive(Debug)]
pub(crate) struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    account: Account,
}

impl Cluster {
    /// Describes the server of a folder, making the folder.
    pub(crate) fn at(folder: PathBuf) -> io::Result<Self> {
        let cluster = Self { folder, programs: programs::folder()?, account: Account::for_server()? };
        fs::create_dir_all(&cluster.folder)?;
        cluster.account.give(&cluster.folder)?;
        Ok(cluster)
    }

    /// Makes new data. Text sorts by code points, as in SQLite.
    pub(crate) fn fill(&self) -> io::Result<()> {
        if self.data().exists() {
            fs::remove_dir_all(self.data())?;
        }
        let options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"];
        self.run(self.account.command(&self.programs.join("initdb")).args(options).arg("-D").arg(self.data()))
    }

    /// Starts the server and waits until it answers.
    pub(crate) fn start(&self) -> io::Result<()> {
        self.start_with(SETTINGS)
    }

    /// Starts the server as it comes, and waits until it answers.
    pub(crate) fn start_durable(&self) -> io::Result<()> {
        self.start_with(DURABLE)
    }

    fn start_with(&self, settings: &str) -> io::Result<()> {
        let settings = format!("{settings} -c unix_socket_directories={}", self.folder.display());
        let mut start = self.control("start");
        self.run(start.arg("-o").arg(settings).arg("-l").arg(self.folder.join("log")))
    }

    /// Stops the server, ending its sessions, and deletes its data.
    pub(crate) fn stop(&self) -> io::Result<()> {
        self.run(self.control("stop").args(["-m", "fast"]))?;
        fs::remove_dir_all(self.data())
    }

    pub(crate) fn is_running(&self) -> io::Result<bool> {
        let status = self.control("status").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        Ok(status.success())
    }

    /// Returns the command that tells the server something.
    pub(crate) fn control(&self, what: &str) -> Command {
        let mut command = self.account.command(&self.programs.join("pg_ctl"));
        // The account may not be able to enter the folder that this process is in.
        command.args([what, "-w", "-D"]).arg(self.data()).current_dir("/").stdin(Stdio::null());
        command
    }

    pub(crate) const fn account(&self) -> Account {
        self.account
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    pub(crate) fn address(&self) -> String {
        format!("host={} user=postgres", self.folder.display())
    }

    /// Runs a command to its end. Its output goes to a file, because the server would keep a pipe open.
    fn run(&self, command: &mut Command) -> io::Result<()> {
        let said = self.folder.join("said");
        let out = fs::File::create(&said)?;
        let err = out.try_clone()?;
        let status = command.current_dir("/").stdin(Stdio::null()).stdout(out).stderr(err).status()?;
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(said).unwrap_or_default();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(io::Error::other(format!("{command:?} failed ({status}): {said}{log}")))
    }
}
