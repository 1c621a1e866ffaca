//! The peers, which `cargo xtask bench` installed: see `bench/peers`.

use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::figure::{Memory, memory};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bench/peers")
}

/// Returns the folder of the scripts of wrk.
pub(crate) fn scripts() -> PathBuf {
    folder().join("wrk")
}

/// A program of Node's. It is killed when this is dropped.
struct Node(Child);

impl Node {
    fn start(command: &mut Command) -> Self {
        Self(command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node"))
    }

    /// Waits for a line that it prints.
    fn line(&mut self) -> String {
        let mut line = String::new();
        let output = self.0.stdout.as_mut().expect("it is piped");
        BufReader::with_capacity(1, output).read_line(&mut line).expect("it says something");
        line
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// SvelteKit with adapter-node and better-sqlite3, on a file of ours.
pub(crate) struct Svelte {
    node: Node,
    pub(crate) address: SocketAddr,
}

impl Svelte {
    /// Starts it and waits until it listens.
    pub(crate) fn start(file: &Path) -> Self {
        // It can't be asked for a port that is free.
        let free = TcpListener::bind("127.0.0.1:0").and_then(|port| port.local_addr());
        let address = free.expect("a port");
        let mut command = Command::new("node");
        command
            .arg(folder().join("svelte/build/index.js"))
            .env("HOST", "127.0.0.1")
            .env("PORT", address.port().to_string())
            .env("ORIGIN", format!("http://{address}"))
            .env("NODE_ENV", "production")
            .env("DATABASE", file);
        let mut node = Node::start(&mut command);
        assert!(node.line().starts_with("Listening"), "SvelteKit listens");
        Self { node, address }
    }

    pub(crate) fn id(&self) -> u32 {
        self.node.0.id()
    }
}

/// A server of CouchDB's protocol, filled.
pub(crate) struct Pouch {
    node: Node,
    address: String,
}

/// What a device of PouchDB said, all in milliseconds.
#[derive(Debug, Deserialize)]
pub(crate) struct Replicated {
    pub(crate) rows: f64,
    pub(crate) first_ms: f64,
    pub(crate) noop_ms: Vec<f64>,
    pub(crate) save_ms: Vec<f64>,
    pub(crate) pushed: f64,
    pub(crate) push_ms: f64,
    arrived: bool,
}

impl Pouch {
    /// Starts one with so many documents of so many bytes.
    pub(crate) fn start(data: &Path, documents: usize, bytes: usize) -> Self {
        let mut command = Command::new("node");
        command.arg(folder().join("pouchdb/server.js")).arg(data);
        command.args([documents.to_string(), bytes.to_string()]);
        let mut node = Node::start(&mut command);
        let address = format!("http://127.0.0.1:{}", node.line().trim());
        Self { node, address }
    }

    pub(crate) fn id(&self) -> u32 {
        self.node.0.id()
    }

    /// Lets a device replicate that knows nothing, and returns what it said and what memory it took.
    pub(crate) fn replicate(&self, data: &Path, edits: usize, nothings: usize) -> (Replicated, Memory) {
        let mut command = Command::new("node");
        command.arg(folder().join("pouchdb/client.js")).arg(&self.address).arg(data);
        command.args([edits.to_string(), nothings.to_string()]);
        let mut node = Node::start(&mut command);
        let said: Replicated = serde_json::from_str(&node.line()).expect("figures");
        assert!(said.arrived, "the server has what was edited");
        let memory = memory(node.0.id());
        node.0.stdin.as_mut().expect("it is piped").write_all(b"\n").expect("it waits for that");
        node.0.wait().expect("it ends");
        (said, memory)
    }
}
