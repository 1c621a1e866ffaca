//! A real server: the program in a process of its own, which a test may kill.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// When a test gives up on something that should have happened long ago.
pub const GIVE_UP: Duration = Duration::from_secs(60);

/// A server, killed when this is dropped.
#[derive(Debug)]
pub struct Node {
    /// The program that starts it, with its arguments; none when it is started as it is.
    by: Vec<String>,
    settings: Vec<(String, String)>,
    process: Child,
    address: String,
    log: Arc<Log>,
}

impl Node {
    /// Starts one with its files in a folder, set up by these variables, and waits until it listens.
    ///
    /// # Panics
    /// When it does not come up, or is not built.
    #[must_use]
    pub fn start(data: &Path, settings: &[(&str, &str)]) -> Self {
        Self::start_by(data, settings, &[])
    }

    fn start_by(data: &Path, settings: &[(&str, &str)], by: &[String]) -> Self {
        let data = data.to_str().expect("a path that is text");
        let usual =
            [("WRAPITUP_DATA", data), ("WRAPITUP_ADDRESS", "127.0.0.1:0"), ("WRAPITUP_LOG_FORMAT", "json")];
        let mut all: Vec<_> =
            usual.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        all.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let log = Arc::new(Log::default());
        let process = begin(by, &all, &log);
        let mut node = Self { by: by.to_owned(), settings: all, process, address: String::new(), log };
        let line = node.wait_for_line("server.listens", 1);
        let line: serde_json::Value = serde_json::from_str(&line).expect("a line of JSON");
        node.address =
            line.get("address").and_then(|address| address.as_str()).expect("an address").to_owned();
        node
    }

    /// Starts one that may have so many files open.
    ///
    /// # Panics
    /// As [`Node::start`].
    #[must_use]
    pub fn with_files(data: &Path, files: usize) -> Self {
        Self::start_by(data, &[], &["prlimit".to_owned(), format!("--nofile={files}:{files}")])
    }

    /// Returns where it listens, as in `127.0.0.1:8090`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Returns the number of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Ends it at once.
    ///
    /// # Panics
    /// When the system does not.
    pub fn kill(&mut self) {
        self.process.kill().expect("a server that can be killed");
        self.process.wait().expect("a server that was killed");
    }

    /// Tells it to end, and waits until it has.
    ///
    /// # Panics
    /// When it does not end well.
    pub fn end(&mut self) {
        let told = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        assert!(told.expect("a program that tells it").success(), "it is not there");
        let ended = self.process.wait().expect("a server that ends");
        assert!(ended.success(), "it ended badly: {ended}");
    }

    /// Starts it again at the same address, after it was killed or ended.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_again(&mut self) {
        let before = self.log.count("server.listens");
        let address = self.address.clone();
        for (name, value) in &mut self.settings {
            if name == "WRAPITUP_ADDRESS" {
                value.clone_from(&address);
            }
        }
        self.process = begin(&self.by, &self.settings, &self.log);
        self.wait_for_line("server.listens", before + 1);
    }

    /// Waits until it has logged something so many times, and returns that line.
    ///
    /// # Panics
    /// When it never does.
    pub fn wait_for_line(&self, what: &str, times: usize) -> String {
        let with = |line: &&String| line.contains(what);
        let is_missing = |lines: &mut Vec<String>| lines.iter().filter(with).count() < times;
        let waited = self.log.changed.wait_timeout_while(self.log.lines(), GIVE_UP, is_missing);
        let (lines, _) = waited.expect("no reader of a log panics");
        let last = || lines.iter().rev().take(5).cloned().collect::<Vec<_>>();
        let found = lines.iter().filter(with).nth(times - 1);
        found.unwrap_or_else(|| panic!("{what} was never logged; last: {:?}", last())).clone()
    }

    /// Returns the lines that it has logged with these words in them.
    #[must_use]
    pub fn logged(&self, what: &str) -> Vec<String> {
        self.log.lines().iter().filter(|line| line.contains(what)).cloned().collect()
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// What a server has said.
#[derive(Debug, Default)]
struct Log {
    lines: Mutex<Vec<String>>,
    changed: Condvar,
}

impl Log {
    fn lines(&self) -> MutexGuard<'_, Vec<String>> {
        self.lines.lock().expect("no reader of a log panics")
    }

    fn count(&self, what: &str) -> usize {
        self.lines().iter().filter(|line| line.contains(what)).count()
    }
}

fn begin(by: &[String], settings: &[(String, String)], log: &Arc<Log>) -> Child {
    let mut words = by.iter().map(OsString::from).chain([program().into(), OsString::from("serve")]);
    let mut command = Command::new(words.next().expect("a program"));
    command.args(words).env_clear().envs(settings.iter().map(|(name, value)| (name, value)));
    let mut process = command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a server");
    let output = BufReader::new(process.stderr.take().expect("what it says"));
    let log = Arc::clone(log);
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            log.lines().push(line);
            log.changed.notify_all();
        }
    });
    process
}

/// Returns the server's program, which cargo built beside the test.
fn program() -> PathBuf {
    let test = env::current_exe().expect("the test's own path");
    let folder = test.parent().and_then(Path::parent).expect("the folder of what was built");
    let program = folder.join("wrapitup-server");
    assert!(program.is_file(), "there is no {}; `cargo build -p server` makes it", program.display());
    program
}
