//! One server in one folder: made, started and stopped.

use crate::{account::Account, programs};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The system need not survive: the data are thrown away anyway.
const SETTINGS: &str = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c shared_buffers=64MB \
    -c autovacuum=off -c max_wal_size=256MB -c timezone=UTC";

/// Fast, and forgetful when it is killed.
pub(crate) const SHARED: &str = "-c synchronous_commit=off -c max_connections=200";

/// As it comes: what was committed is on the disk. What is said last counts.
pub(crate) const DURABLE: &str =
    "-c fsync=on -c full_page_writes=on -c shared_buffers=128MB -c autovacuum=on -c max_wal_size=1GB";

/// A server's folder. `data` holds its data, and its socket is beside that.
#[derive(Debug)]
pub(crate) struct Cluster {
    folder: PathBuf,
    /// What it is told besides what all are.
    settings: String,
    programs: PathBuf,
    account: Account,
}

impl Cluster {
    /// Describes the server of a folder, making the folder.
    pub(crate) fn at(folder: PathBuf, settings: &str) -> io::Result<Self> {
        let (programs, account) = (programs::folder()?, Account::for_server()?);
        let cluster = Self { folder, settings: settings.to_owned(), programs, account };
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

    /// Makes the data a copy of another server's, which this one follows from when it is started.
    pub(crate) fn follow(&self, first: &Self) -> io::Result<()> {
        let mut copy = self.account.command(&self.programs.join("pg_basebackup"));
        copy.arg("-D").arg(self.data()).arg("-d").arg(first.address());
        self.run(copy.args([
            "--write-recovery-conf",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--no-sync",
        ]))
    }

    /// Has a server that follows another one go on by itself.
    pub(crate) fn promote(&self) -> io::Result<()> {
        self.run(&mut self.control("promote"))
    }

    /// Has the server read its settings once more.
    pub(crate) fn reload(&self) -> io::Result<()> {
        self.run(&mut self.control("reload"))
    }

    /// Ends the server at once, as when its computer is lost.
    pub(crate) fn lose(&self) -> io::Result<()> {
        self.run(self.control("stop").args(["-m", "immediate"]))
    }

    /// Starts the server and waits until it answers.
    pub(crate) fn start(&self) -> io::Result<()> {
        let mut start = self.control("start");
        self.run(start.arg("-o").arg(self.options()).arg("-l").arg(self.log()))
    }

    /// Ends the server at once, as a crash would, and starts it again, which is when it finds out what it had kept.
    pub(crate) fn crash(&self) -> io::Result<()> {
        let mut restart = self.control("restart");
        restart.args(["-m", "immediate"]).arg("-o").arg(self.options());
        self.run(restart.arg("-l").arg(self.log()))
    }

    fn options(&self) -> String {
        format!("{SETTINGS} {} -c unix_socket_directories={}", self.settings, self.folder.display())
    }

    /// Returns the file that the server writes its log into.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Returns the command of a terminal in a database.
    pub(crate) fn terminal(&self, database: &str) -> Command {
        let mut terminal = Command::new(self.programs.join("psql"));
        terminal.arg("-XAtq").args(["-v", "ON_ERROR_STOP=1", "-d"]);
        terminal.arg(format!("{} dbname={database}", self.address()));
        terminal
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
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        Err(io::Error::other(format!("{command:?} failed ({status}): {said}{log}")))
    }
}
