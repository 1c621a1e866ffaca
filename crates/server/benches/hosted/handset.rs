//! The other end of a device in a process of its own: tells it what to do.

use crate::figure::{Memory, memory};
use crate::scene::Mentor;
use crate::served::Served;
use domain::reviews::{CommentId, Held};
use serde::de::DeserializeOwned;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A device of a mentor. It is killed when this is dropped.
pub(crate) struct Handset {
    process: Child,
    answers: BufReader<ChildStdout>,
}

impl Handset {
    /// Starts one with an empty file.
    pub(crate) fn start(file: &Path, server: &Served, mentor: &Mentor) -> Self {
        let own = env::current_exe().expect("the program is a file");
        let mut command = Command::new(own);
        command.arg("device").arg(file).arg(format!("http://{}", server.address));
        command.args([mentor.id.to_string(), mentor.token.clone()]);
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = started.expect("a process");
        let answers = BufReader::new(process.stdout.take().expect("it is piped"));
        Self { process, answers }
    }

    /// Tells it something, and waits for its answer.
    pub(crate) fn does<T: DeserializeOwned>(&mut self, what: &str) -> T {
        self.begin(what);
        self.end()
    }

    /// Tells it something. [`Handset::end`] waits for the answer.
    pub(crate) fn begin(&mut self, what: &str) {
        let input = self.process.stdin.as_mut().expect("it is piped");
        writeln!(input, "{what}").expect("it listens");
    }

    /// Waits for an answer.
    pub(crate) fn end<T: DeserializeOwned>(&mut self) -> T {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("it answered {line:?}: {error}"))
    }

    /// Edits a comment; returns how long that took, in milliseconds.
    pub(crate) fn edit(&mut self, word: &str, held: Held, comment: CommentId) -> f64 {
        self.does(&format!("edit {word} {} {} {comment}", held.submission, held.claim))
    }

    /// Returns its memory.
    pub(crate) fn memory(&self) -> Memory {
        memory(self.process.id())
    }
}

impl Drop for Handset {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
