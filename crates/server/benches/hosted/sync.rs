//! `sync`: a device and a server in processes of their own, in turns with PouchDB and a server of its protocol.

use crate::figure::{Memory, memory, middle, percentile, print, round};
use crate::handset::Handset;
use crate::peers::{Pouch, Replicated};
use crate::scene::{Mentor, Scene, Size};
use crate::served::Served;
use crate::web::Web;
use domain::reviews::{CommentId, Held};
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use store::engine::{Place, SqliteOptions};

/// How many turns each has.
const TURNS: usize = 3;

/// How many comments of 2 KB there are: a hundred in each of a hundred reviews.
const ROWS: usize = 10_000;
const SIZE: Size = Size { mentors: 1, reviews: 100, comments: 100, bytes: 2_000, notifications: 0 };

/// How many comments are edited without a network.
const EDITS: usize = 1_000;

/// How often the server is asked for nothing new, and a save is waited for elsewhere.
const NOTHINGS: usize = 50;
const SAVES: usize = 50;

/// What is measured on.
struct Bench {
    server: Served,
    mentor: Mentor,
    comments: Vec<(Held, CommentId)>,
    folder: PathBuf,
}

/// What one turn of ours took, in milliseconds.
#[derive(Default)]
struct Turns {
    first: Vec<f64>,
    push: Vec<f64>,
    saves: Vec<f64>,
    memory: Vec<f64>,
}

/// What taking in a page took.
#[derive(Deserialize)]
struct Pulled {
    ms: f64,
    rows: usize,
}

pub(crate) fn measure() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let bench = Bench::begin(folder.path());
    let pouch = Pouch::start(&folder.path().join("pouch"), ROWS, SIZE.bytes);
    let (mut own, mut peers) = (Turns::default(), Vec::new());
    for turn in 0..TURNS {
        bench.turn(turn, &mut own);
        let data = folder.path().join(format!("pouch-{turn}"));
        peers.push(pouch.replicate(&data, EDITS, NOTHINGS));
    }
    first_and_push(&own, &peers);
    let peak = |of: &[f64]| of.iter().copied().fold(0.0, f64::max);
    let pouches: Vec<f64> = peers.iter().map(|(_, memory)| memory.peak).collect();
    print(
        "sync.memory",
        json!({
            "peak_mb": peak(&own.memory), "server_mb": memory(bench.server.id()).peak,
            "peer": "PouchDB", "peer_peak_mb": peak(&pouches), "peer_server_mb": memory(pouch.id()).peak,
            "ratio_to_peer": round(peak(&own.memory) / peak(&pouches), 2),
        }),
    );
    drop(pouch);
    let nothings: Vec<f64> = peers.iter().flat_map(|(said, _)| said.noop_ms.clone()).collect();
    bench.noop(&nothings);
    bench.rebase();
    bench.propagation();
}

fn first_and_push(own: &Turns, peers: &[(Replicated, Memory)]) {
    let of = |take: fn(&Replicated) -> f64| peers.iter().map(|(said, _)| take(said)).collect::<Vec<_>>();
    for (name, rows, took, peer, peer_rows) in [
        ("sync.first", ROWS, &own.first, of(|said| said.first_ms), of(|said| said.rows)),
        ("sync.push", EDITS, &own.push, of(|said| said.push_ms), of(|said| said.pushed)),
    ] {
        let per_s = |rows: f64, took: f64| (rows * 1e3 / took).round();
        let rows = f64::from(u32::try_from(rows).expect("a few"));
        let (took, peer) = (middle(took), middle(&peer));
        print(
            name,
            json!({
                "ms": took.round(), "rows": rows, "per_s": per_s(rows, took),
                "peer": "PouchDB", "peer_ms": peer.round(), "peer_per_s": per_s(middle(&peer_rows), peer),
                "ratio_to_peer": round(peer / took, 2), "n": TURNS,
            }),
        );
    }
    let saves: Vec<f64> = peers.iter().flat_map(|(said, _)| said.save_ms.clone()).collect();
    print(
        "sync.save",
        json!({
            "p50_ms": round(middle(&own.saves), 2), "p95_ms": round(percentile(&own.saves, 95), 2),
            "peer": "PouchDB", "peer_p95_ms": round(percentile(&saves, 95), 2), "n": own.saves.len(),
        }),
    );
}

impl Bench {
    fn begin(folder: &Path) -> Self {
        let data = folder.join("server");
        fs::create_dir(&data).expect("a folder of ours");
        let scene = Scene::fill(&Place::Sqlite(SqliteOptions::at(data.join("wrapitup.db"))), SIZE);
        let reviews = scene.reviews.iter();
        let comments =
            reviews.flat_map(|review| review.comments.iter().map(|comment| (review.held, *comment)));
        let comments: Vec<_> = comments.collect();
        assert!(comments.len() == ROWS, "as many as are said");
        let mentor = scene.mentors.first().expect("one").clone();
        Self { server: Served::start(&data, None), mentor, comments, folder: folder.to_owned() }
    }

    fn handset(&self, name: &str) -> Handset {
        Handset::start(&self.folder.join(format!("{name}.db")), &self.server, &self.mentor)
    }

    /// A new device receives everything, edits a tenth of it without a network, and sends that.
    fn turn(&self, turn: usize, turns: &mut Turns) {
        let mut device = self.handset(&format!("device-{turn}"));
        turns.first.push(device.does("first"));
        let word = format!("turn{turn}");
        turns.saves.extend(
            self.comments
                .iter()
                .skip(100)
                .take(EDITS)
                .map(|(held, comment)| device.edit(&word, *held, *comment)),
        );
        turns.push.push(device.does("push"));
        turns.memory.push(device.memory().peak);
        // Another device receives what the server was sent.
        let mut other = self.handset(&format!("other-{turn}"));
        other.does::<f64>("first");
        let arrived: usize = other.does(&format!("count {word}"));
        assert!(arrived == EDITS, "{arrived} of {EDITS} edits arrived");
    }

    /// Asks the server for what is new, when nothing is.
    fn noop(&self, peer: &[f64]) {
        let mut device = self.handset("noop");
        device.does::<f64>("first");
        let request: Value = device.does("request");
        let buckets = request.get("cursors").and_then(Value::as_object).map_or(0, serde_json::Map::len);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (took, bytes) = runtime.block_on(async {
            let mut web = Web::open(self.server.address, &self.mentor.token).await;
            let (mut took, mut bytes) = (Vec::new(), 0);
            for _ in 0..NOTHINGS * TURNS {
                let began = Instant::now();
                let reply = web.post("/sync/v1/pull", request.to_string()).await.expect("an answer");
                took.push(crate::figure::ms(began.elapsed()));
                assert!(reply.status == 200, "{}", reply.status);
                bytes = reply.body.len();
            }
            (took, bytes)
        });
        let (p95, peers) = (percentile(&took, 95), percentile(peer, 95));
        print(
            "sync.noop",
            json!({
                "p50_ms": round(middle(&took), 2), "p95_ms": round(p95, 2), "bytes": bytes, "buckets": buckets,
                "peer": "PouchDB", "peer_p50_ms": round(middle(peer), 2), "peer_p95_ms": round(peers, 2),
                "ratio_to_peer": round(peers / p95, 1), "n": took.len(),
            }),
        );
    }

    /// Takes in a change from elsewhere under so many edits that wait.
    fn rebase(&self) {
        let (mut device, mut elsewhere) = (self.handset("rebase"), self.handset("elsewhere"));
        device.does::<f64>("first");
        elsewhere.does::<f64>("first");
        let (mut edited, mut figures) = (0, serde_json::Map::new());
        for pending in [100, 1_000] {
            for (held, comment) in self.comments.iter().skip(edited).take(pending - edited) {
                device.edit("pending", *held, *comment);
            }
            edited = pending;
            let mut took = Vec::new();
            for turn in 0..TURNS {
                let (held, comment) = self.comments.last().expect("some");
                elsewhere.edit(&format!("elsewhere{pending}-{turn}"), *held, *comment);
                elsewhere.does::<f64>("push");
                let pulled: Pulled = device.does("pull");
                assert!(pulled.rows == 1, "{} rows came", pulled.rows);
                took.push(pulled.ms);
            }
            figures.insert(format!("pending_{pending}_ms"), json!(round(middle(&took), 1)));
        }
        figures.insert("n".to_owned(), json!(TURNS));
        print("sync.rebase", Value::Object(figures));
    }

    /// Saves on one device, and waits until another one shows it.
    fn propagation(&self) {
        let (mut here, mut there) = (self.handset("here"), self.handset("there"));
        here.does::<()>("online");
        there.does::<()>("online");
        let mut took = Vec::new();
        for (turn, (held, comment)) in self.comments.iter().take(SAVES).enumerate() {
            there.does::<()>("forget");
            let began = Instant::now();
            there.begin("await");
            here.edit(&format!("save{turn}"), *held, *comment);
            there.end::<()>();
            took.push(crate::figure::ms(began.elapsed()));
        }
        let seen: usize = there.does("count save");
        assert!(seen == SAVES, "{seen} of {SAVES} saves are there");
        print(
            "sync.propagation",
            json!({"p50_ms": round(middle(&took), 1), "p95_ms": round(percentile(&took, 95), 1), "n": took.len()}),
        );
    }
}
