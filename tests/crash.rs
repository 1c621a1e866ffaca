//! `kill -9` while somebody types: what the store acknowledged is there, nothing is torn, and at most a
//! second of typing is lost.

use domain::base::PersonId;
use domain::reviews::{Held, ReviewDraft};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::Store;
use store::engine::{Place, SqliteOptions};
use tempfile::TempDir;
use testkit::{ALICE, BOB, World, text, words};

/// A second of the writer's clock, in words.
const SECOND: u64 = 25;

/// After so many words a cycle starts a new note, so that the texts stay as long as real ones.
const LONG: u64 = 2_000;

/// What a killed writer told.
struct Told {
    typed: u64,
    saved: u64,
}

/// Lets the writer type and kills it after it told `lines` lines.
#[cfg(test)]
fn type_and_kill(file: &Path, held: Held, first: u64, lines: usize) -> Told {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_headless-writer"))
        .arg(file)
        .args([held.submission.to_string(), held.claim.to_string(), first.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(writer.stdout.take().unwrap());
    let mut told = Told { typed: 0, saved: 0 };
    let mut count = 0;
    let mut killed = false;
    for line in output.lines() {
        let line = line.unwrap();
        match line.split_once(' ') {
            Some(("typed", word)) => told.typed = word.parse().unwrap(),
            Some(("saved", word)) => told.saved = word.parse().unwrap(),
            _ => panic!("the writer said {line}"),
        }
        count += 1;
        if count >= lines && !killed {
            writer.kill().unwrap();
            killed = true;
        }
    }
    writer.wait().unwrap();
    assert!(killed, "the writer ended by itself");
    told
}

/// Reads the note as the next start finds it.
#[cfg(test)]
fn note_in(file: &Path, mentor: PersonId) -> Option<String> {
    let store = Store::open(&Place::Sqlite(SqliteOptions::at(file))).unwrap();
    let rows = store::testing::rows(&store);
    store::testing::check_audiences(&store);
    let draft = rows.into_iter().find_map(|row| ReviewDraft::try_from(row).ok());
    draft.filter(|draft| draft.mentor_id == mentor).map(|draft| text(&draft.body))
}

#[test]
fn p4_5_kill_9_while_typing_loses_at_most_a_second() {
    kill(200);
}

#[test]
#[ignore = "takes many minutes; `cargo xtask soak crash`"]
fn soak_crash() {
    const KILLS: usize = 5_000;
    let Seen { saves, worst } = kill(KILLS);
    eprintln!(
        "{KILLS} kills, {saves} of them after a save: no saved word lost, no note torn, {worst} words of typing lost at most"
    );
}

/// What the kills showed.
#[cfg(test)]
struct Seen {
    /// How many kills came after the writer had been told that something was saved.
    saves: usize,
    /// The most words that one kill took: they had been typed, and nobody had said that they were saved.
    worst: u64,
}

/// Kills a writer so often, and looks each time at what is there.
#[cfg(test)]
fn kill(cycles: usize) -> Seen {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("crash.db");
    let held = {
        let world = World::in_file(&file);
        let submission = world.request(BOB);
        world.claim(ALICE, submission)
    };
    let mut first = 1;
    let (mut saves, mut worst) = (0, 0);
    for cycle in 0..cycles {
        // Where in the rhythm of typing, committing and telling the kill falls is different in each cycle.
        let told = type_and_kill(&file, held, first, 1 + (cycle * 37) % 160);
        let count = match note_in(&file, ALICE) {
            None => 0,
            Some(note) => {
                let count = note.split(' ').count() as u64;
                assert_eq!(note, words(count), "cycle {cycle}: the note is whole");
                count
            }
        };
        assert!(count >= told.saved, "cycle {cycle}: {count} words, {} were acknowledged", told.saved);
        let lost = told.typed.saturating_sub(count.max(first - 1));
        assert!(lost <= SECOND, "cycle {cycle}: {lost} words were lost");
        saves += usize::from(told.saved > 0);
        worst = worst.max(lost);
        first = if count > LONG { 1 } else { count + 1 };
    }
    assert!(worst > 0, "no kill ever fell between a word and its save");
    Seen { saves, worst }
}
