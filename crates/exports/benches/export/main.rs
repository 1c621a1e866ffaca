//! How long a person waits for a file of all that is theirs: a mentor with 10,000 finished reviews exports everything as
//! JSON, every text as a table, and a copy on pages. From the question to bytes that are forced onto the disk, as the
//! application does it, in turns with peers where there are honest ones. Prints one line of JSON for each form.
#![expect(clippy::print_stdout, reason = "a figure is printed for whoever reads it")]
#![expect(clippy::expect_used, reason = "a measurement that can't be made has no other use")]

mod peers;

use domain::base::{Instant, PersonId};
use peers::Peer;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Moment};
use store::Store;
use testkit::{START, large_workspace};

const REVIEWS: usize = 10_000;

/// A clock that is not UTC and changes twice a year.
const ZONE: &str = "Europe/Lisbon";

/// What is exported, and where to.
struct Desk {
    folder: PathBuf,
    store: Store,
    mentor: PersonId,
}

/// One form of file.
struct Form {
    name: &'static str,
    turns: usize,
    bytes: fn(&Desk) -> Vec<u8>,
    /// How many rows, texts or paragraphs are in it.
    count: fn(&Desk) -> usize,
    peer: Option<Peer>,
}

fn main() {
    let folder = tempfile::TempDir::new().expect("a folder for the files");
    let (store, mentor) = large_workspace(&folder.path().join("large.db"), REVIEWS);
    let desk = Desk { folder: folder.path().to_owned(), store, mentor };
    let forms = [
        Form {
            name: "json",
            turns: 5,
            bytes: |desk| {
                let mut bytes = Vec::new();
                exports::json(&desk.store, desk.mentor, START, &mut bytes).expect("a document");
                bytes
            },
            count: rows,
            peer: Some(peers::sqlite_shell(&desk)),
        },
        Form {
            name: "csv",
            turns: 5,
            bytes: |desk| exports::table(&desk.store, desk.mentor, START, &on_the_wall).expect("a table"),
            count: |desk| desk.store.written(desk.mentor, START).expect("texts").len(),
            peer: None,
        },
        Form {
            name: "pdf",
            turns: 3,
            bytes: |desk| exports::print(&desk.store, desk.mentor, START, &on_the_wall).expect("pages"),
            count: |desk| papers(desk).blocks.len(),
            peer: Some(peers::chromium(&desk)),
        },
    ];
    for form in forms {
        println!("{}", measure(&desk, &form));
    }
}

fn measure(desk: &Desk, form: &Form) -> Value {
    let path = desk.folder.join(format!("mine.{}", form.name));
    let (mut own, mut peers) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    for _ in 0..form.turns {
        let start = Moment::now();
        let file = (form.bytes)(desk);
        write(&path, &file);
        own.push(start.elapsed());
        bytes = file.len();
        peers.extend(form.peer.as_ref().map(Peer::run));
    }
    let count = (form.count)(desk);
    let took = middle(own);
    let a_second = |count: usize| (number(count) * 1e3 / took).round();
    let mut figure = json!({
        "bench": "export",
        "form": form.name,
        "ms": took.round(),
        "bytes": bytes,
        "count": count,
        "count_per_s": a_second(count),
        "bytes_per_s": a_second(bytes),
        "n": form.turns,
    });
    if let (Some(peer), Some(figure)) = (&form.peer, figure.as_object_mut()) {
        let theirs = middle(peers);
        figure.insert("peer".to_owned(), peer.name.into());
        figure.insert("peer_ms".to_owned(), theirs.round().into());
        figure.insert("ratio_to_peer".to_owned(), ((took / theirs * 100.0).round() / 100.0).into());
    }
    figure
}

/// Returns what is set on pages.
fn papers(desk: &Desk) -> paper::Document {
    exports::papers(&desk.store, desk.mentor, START, &on_the_wall).expect("a document")
}

/// Returns how many rows the JSON document holds.
fn rows(desk: &Desk) -> usize {
    let document = desk.store.export(desk.mentor, START).expect("a document");
    let tables = document.get("tables").and_then(Value::as_object).expect("tables");
    tables.values().filter_map(Value::as_array).map(Vec::len).sum()
}

fn on_the_wall(at: Instant) -> String {
    reports::on_the_wall(ZONE, at.0)
}

fn write(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).expect("a file");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("there is room");
}

/// Returns the middle one, in milliseconds.
fn middle(mut took: Vec<Duration>) -> f64 {
    took.sort_unstable();
    took.get(took.len() / 2).map_or(0.0, |took| took.as_secs_f64() * 1e3)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a file of less than 4 GB"))
}
