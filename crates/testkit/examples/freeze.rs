//! Writes down what this version keeps, for every later one to open: `cargo run -p testkit --example freeze -- FOLDER`.
//! `cargo xtask freeze` calls it; `tests/upgrade` says what becomes of it.
//!
//! A small sample workspace: its file, the commands that made it, and what each of its people would take along.

use brotli::enc::BrotliEncoderParams;
use domain::base::{CommandId, ZoneId};
use domain::command::Envelope;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};
use store::engine::{Place, SqliteOptions};
use store::{SYSTEM, Step, Store};
use testkit::START;
use uuid::Uuid;

/// Small enough to be kept with the source for ever, and with reviews in every state.
const SIZE: sample::Options = sample::Options { clients: 6, reviews: 12 };

/// Samples of commands that fit any mentor.
const SETTINGS: &[&str] = &[
    "saved_views.save",
    "saved_views.open_first",
    "notifications.set_channel",
    "notifications.set_quiet_hours",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("usage: freeze FOLDER")?);
    fs::create_dir_all(&folder)?;
    let mut steps = sample::workspace_with(1, START, SIZE);
    steps.extend(settings()?);
    pack(&folder.join("steps.json.br"), &serde_json::to_vec(&steps)?)?;

    let file = folder.join("sample.db");
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(&file)))?;
    let steps: Vec<Step> =
        steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect();
    store.import(&steps)?;
    pack(&folder.join("exports.json.br"), &serde_json::to_vec(&exports(&store)?)?)?;
    drop(store);
    pack(&folder.join("sample.db.br"), &fs::read(&file)?)?;
    fs::remove_file(&file)?;
    Ok(())
}

/// Returns what nobody of the sample workspace does: a mentor sets the application up.
fn settings() -> Result<Vec<sample::Step>, Box<dyn Error>> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src/wire_samples/commands");
    let step = |(number, kind): (u128, &&str)| {
        let sample = fs::read_to_string(samples.join(format!("{kind}.json")))?;
        let command = serde_json::from_str::<Value>(&sample)?;
        let args = command.get("args").cloned().ok_or("a sample without arguments")?;
        let v = command.get("v").and_then(Value::as_u64).ok_or("a sample without a version")?;
        let envelope = Envelope {
            id: CommandId(Uuid::from_u128(number)),
            actor: sample::persona(),
            at: START,
            zone: ZoneId::utc(),
            base_rev: None,
            kind: (*kind).to_owned(),
            v: v.try_into()?,
            args,
        };
        Ok(sample::Step { envelope, now: START })
    };
    (1..).zip(SETTINGS).map(step).collect()
}

/// Returns what some of its people would take along: one for each way of taking part.
fn exports(store: &Store) -> Result<Value, Box<dyn Error>> {
    let people = store.ask(SYSTEM, domain::query::Query::People, START)?;
    let mut exports = Map::new();
    let mut seen = BTreeSet::new();
    for person in people.as_array().into_iter().flatten() {
        let roles = person.get("roles").map(Value::to_string).unwrap_or_default();
        if !seen.insert(roles) {
            continue;
        }
        let id = person.get("id").and_then(Value::as_str).ok_or("a person without an id")?;
        exports.insert(id.to_owned(), store.export(id.parse()?, START)?);
    }
    Ok(exports.into())
}

fn pack(file: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    // The best quality, and a window as large as the whole.
    let how = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut fs::File::create(file)?, &how)?;
    Ok(())
}
