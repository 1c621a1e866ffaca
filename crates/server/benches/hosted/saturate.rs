//! `server`: what ours and SvelteKit answer when as much is asked as they can take, by the same scripts, each on a copy of the
//! same file: signed-in reads, and saves that are forced onto the disk, at 64 and at 1,000 connections.

use crate::figure::{memory, middle, print, round};
use crate::peers::{Svelte, scripts};
use crate::scene::{Scene, Size};
use crate::served::Served;
use serde_json::{Value, json};
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use store::engine::{Place, SqliteOptions};

/// How many turns each has.
const TURNS: u32 = 3;

const SIZE: Size = Size { mentors: 1_000, reviews: 1, comments: 1, bytes: 200, notifications: 20 };

/// What a run of the scripts said.
#[derive(Debug, Default)]
struct Runs {
    per_s: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
    errors: f64,
}

pub(crate) fn measure() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let (own, others) = (folder.path().join("own"), folder.path().join("peer.db"));
    fs::create_dir(&own).expect("a folder of ours");
    let file = own.join("wrapitup.db");
    let scene = Scene::fill(&Place::Sqlite(SqliteOptions::at(&file)), SIZE);
    // Closing it emptied the log into it.
    fs::copy(&file, &others).expect("a copy");
    let people = folder.path().join("people");
    let lines = scene.mentors.iter().map(|mentor| {
        let (held, comment) = (mentor.held, mentor.comment);
        format!("{}\t{}\t{}\t{}\t{comment}\n", mentor.token, mentor.id, held.submission, held.claim)
    });
    fs::write(&people, lines.collect::<String>()).expect("a list of people");
    let server = Served::start(&own, None);
    let svelte = Svelte::start(&others);
    for (script, path) in [("read", "/ask"), ("save", "/dispatch")] {
        for connections in [64, 1_000] {
            compare(&server, &svelte, script, path, connections, &people);
        }
    }
    print(
        "server.memory",
        json!({"mb": memory(server.id()).now, "peer": "SvelteKit", "peer_mb": memory(svelte.id()).now}),
    );
}

fn compare(server: &Served, svelte: &Svelte, script: &str, path: &str, connections: u32, people: &Path) {
    let (mut own, mut peer) = (Runs::default(), Runs::default());
    for turn in 0..TURNS {
        // No id of a command comes twice.
        let run = turn * 10_000 + connections;
        own.add(&wrk(server.address, script, path, connections, run, people));
        peer.add(&wrk(svelte.address, script, path, connections, run, people));
    }
    let (rate, peers) = (middle(&own.per_s), middle(&peer.per_s));
    print(
        &format!("server.{script}.{connections}"),
        json!({
            "per_s": rate.round(),
            "p50_ms": middle(&own.p50),
            "p99_ms": middle(&own.p99),
            "errors": own.errors,
            "peer": "SvelteKit, better-sqlite3",
            "peer_per_s": peers.round(),
            "peer_p50_ms": middle(&peer.p50),
            "peer_p99_ms": middle(&peer.p99),
            "peer_errors": peer.errors,
            "ratio_to_peer": round(rate / peers, 2),
            "n": TURNS,
        }),
    );
}

impl Runs {
    fn add(&mut self, said: &Value) {
        let number = |name: &str| said.get(name).and_then(Value::as_f64).expect("the script says it");
        self.per_s.push(number("per_s"));
        self.p50.push(number("p50_ms"));
        self.p99.push(number("p99_ms"));
        self.errors += number("errors");
    }
}

fn wrk(address: SocketAddr, script: &str, path: &str, connections: u32, run: u32, people: &Path) -> Value {
    let done = Command::new("wrk")
        .args(["-t1", "-d6s", "--timeout", "8s", &format!("-c{connections}"), "-s"])
        .arg(scripts().join(format!("{script}.lua")))
        .arg(format!("http://{address}{path}"))
        .env("BENCH_SCRIPTS", scripts())
        .env("BENCH_PEOPLE", people)
        .env("BENCH_RUN", run.to_string())
        .output()
        .expect("wrk; `cargo xtask bench server` installs it");
    let said = String::from_utf8_lossy(&done.stdout);
    let last = said.lines().last().unwrap_or_default();
    serde_json::from_str(last)
        .unwrap_or_else(|_| panic!("wrk said {said}{}", String::from_utf8_lossy(&done.stderr)))
}
