//! A server that one test has for itself, because it stops, kills or starves it. What such a server has committed is there
//! after it was killed.

use crate::{cluster::Cluster, shared};
use std::{
    env,
    fs::{self, File},
    io::{self, BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

/// A server, ended and deleted when this is dropped (or, if the process is killed, a moment later).
#[derive(Debug)]
pub struct Own {
    pub(crate) cluster: Cluster,
    /// Held while it is used.
    _used: File,
}

impl Own {
    /// Starts a server with room for so many sessions.
    ///
    /// # Errors
    /// When PostgreSQL is not installed, or does not start.
    pub fn start(sessions: usize) -> io::Result<Self> {
        Self::made(sessions, Cluster::fill)
    }

    /// Starts a server whose data are made like this.
    pub(crate) fn made(sessions: usize, make: impl FnOnce(&Cluster) -> io::Result<()>) -> io::Result<Self> {
        static STARTED: AtomicU64 = AtomicU64::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("wrapitup-own-postgres-{}-{number}", std::process::id()));
        let cluster = Cluster::at(folder, &format!("-c max_connections={sessions}"))?;
        let used = shared::open(&cluster, "users.lock")?;
        used.lock_shared()?;
        make(&cluster)?;
        cluster.start()?;
        shared::watch(&cluster)?;
        Ok(Self { cluster, _used: used })
    }

    /// Makes a database and returns its address.
    ///
    /// # Errors
    /// When the server does not.
    pub fn database(&self, name: &str) -> io::Result<String> {
        self.tell("postgres", &format!("CREATE DATABASE {name}"))?;
        Ok(format!("{} dbname={name}", self.cluster.address()))
    }

    /// Tells a database something, and returns what it answers.
    ///
    /// # Errors
    /// When it says no.
    pub fn tell(&self, database: &str, sql: &str) -> io::Result<String> {
        let told = self.cluster.terminal(database).args(["-c", sql]).stdin(Stdio::null()).output()?;
        if !told.status.success() {
            return Err(io::Error::other(format!("{sql}: {}", String::from_utf8_lossy(&told.stderr))));
        }
        Ok(String::from_utf8_lossy(&told.stdout).trim().to_owned())
    }

    /// Opens a session with a database that stays open.
    ///
    /// # Errors
    /// When there is none to be had.
    pub fn session(&self, database: &str) -> io::Result<Session> {
        let mut terminal = self.cluster.terminal(database);
        let mut process = terminal.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let gone = || io::Error::other("a terminal without an input or an output");
        let input = process.stdin.take().ok_or_else(gone)?;
        let output = BufReader::new(process.stdout.take().ok_or_else(gone)?);
        Ok(Session { process, input, output })
    }

    /// Ends the server at once, as a crash would, starts it again, and waits until it answers.
    ///
    /// # Errors
    /// When it does not come back.
    pub fn crash(&self) -> io::Result<()> {
        self.cluster.crash()
    }

    /// Stops every process of the server in the middle of what it does, until [`Own::go_on`].
    ///
    /// # Errors
    /// When the system does not.
    pub fn stand_still(&self) -> io::Result<()> {
        self.signal("-STOP")
    }

    /// Lets the server go on.
    ///
    /// # Errors
    /// When the system does not.
    pub fn go_on(&self) -> io::Result<()> {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> io::Result<()> {
        let first = fs::read_to_string(self.cluster.data().join("postmaster.pid"))?;
        let first = first.lines().next().unwrap_or_default();
        // It starts the others: when it stands still there come no more.
        Command::new("kill").args([signal, first]).status()?;
        let others = Command::new("pgrep").args(["-P", first]).output()?;
        let others = String::from_utf8_lossy(&others.stdout).into_owned();
        // One that ends by itself meanwhile is no matter.
        Command::new("kill").arg(signal).args(others.split_whitespace()).stderr(Stdio::null()).status()?;
        Ok(())
    }

    /// Returns what the server has written into its log.
    ///
    /// # Errors
    /// When there is none.
    pub fn log(&self) -> io::Result<String> {
        fs::read_to_string(self.cluster.log())
    }

    /// Returns the folder of its socket.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.cluster.folder()
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        let ended = match self.cluster.is_running() {
            // It was lost on purpose.
            Ok(false) => Ok(()),
            _ => self.go_on().and_then(|()| self.cluster.stop()),
        };
        if let Err(error) = ended.and_then(|()| fs::remove_dir_all(self.cluster.folder())) {
            eprintln!("a test's own PostgreSQL server was not deleted: {error}");
        }
    }
}

/// A session with a database, ended when this is dropped.
#[derive(Debug)]
pub struct Session {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Session {
    /// Says something that answers with one line, and returns that.
    ///
    /// # Errors
    /// When the session is over.
    pub fn ask(&mut self, sql: &str) -> io::Result<String> {
        writeln!(self.input, "{sql};")?;
        let mut line = String::new();
        match self.output.read_line(&mut line)? {
            0 => Err(io::Error::other(format!("the session ended at {sql}"))),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Its end is all that matters.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
