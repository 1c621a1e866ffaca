//! `kill -9` while somebody types: what the store acknowledged is there, nothing is torn, and at most a
//! second of typing is lost.

use domain::enrolments::{Answer, EnrolmentId};
use domain::journeys::FieldId;
use domain::reviews::{CommentId, DraftComment, Held, ReviewDraft};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use store::Store;
use store::engine::{Place, SqliteOptions};
use tempfile::TempDir;
use testkit::{ALICE, BOB, World, numbered_comment, text, words};

/// A second of the writer's clock, in words.
const SECOND: u64 = 25;

/// Where somebody types.
#[derive(Clone, Copy)]
enum Typed {
    /// A mentor, in the note of a review.
    Note(Held),
    /// A client, in the answer to a question.
    Answer(EnrolmentId, FieldId),
}

#[cfg(test)]
impl Typed {
    /// Returns the place as the writer is told of it.
    fn place(self) -> [String; 3] {
        match self {
            Self::Note(held) => ["note".to_owned(), held.submission.to_string(), held.claim.to_string()],
            Self::Answer(enrolment, field) => ["answer".to_owned(), enrolment.to_string(), field.to_string()],
        }
    }

    /// Returns after how many words a cycle starts a new text, so that they stay as long as real ones.
    const fn long(self) -> u64 {
        match self {
            Self::Note(_) => 2_000,
            Self::Answer(..) => 500,
        }
    }

    /// Reads the text as the next start finds it.
    fn found_in(self, file: &Path) -> Option<String> {
        let store = Store::open(&Place::Sqlite(SqliteOptions::at(file))).unwrap();
        let rows = store::testing::rows(&store).into_iter();
        store::testing::check_audiences(&store);
        match self {
            Self::Note(_) => {
                let mut drafts = rows.filter_map(|row| ReviewDraft::try_from(row).ok());
                drafts.find(|draft| draft.mentor_id == ALICE).map(|draft| text(&draft.body))
            }
            Self::Answer(enrolment, field) => {
                let mut answers = rows.filter_map(|row| Answer::try_from(row).ok());
                let its = |answer: &Answer| (answer.enrolment_id, answer.field_id) == (enrolment, field);
                answers.find(its).map(|answer| answer.value.0.as_str().unwrap().to_owned())
            }
        }
    }
}

/// What a killed writer told.
struct Told {
    typed: u64,
    saved: u64,
}

/// Lets the writer type and kills it after it told `lines` lines.
#[cfg(test)]
fn type_and_kill(file: &Path, typed: Typed, first: u64, lines: usize) -> Told {
    let mut writer = Command::new(env!("CARGO_BIN_EXE_headless-writer"))
        .arg(file)
        .args(typed.place())
        .arg(first.to_string())
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

#[test]
fn p4_5_kill_9_while_typing_loses_at_most_a_second() {
    kill(200, in_a_note);
}

#[test]
fn p2_5_kill_9_while_a_client_answers_loses_at_most_a_second() {
    kill(200, in_an_answer);
}

#[test]
fn kill_9_while_many_share_transactions_loses_nothing_that_was_acknowledged() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("crowd.db");
    let held = {
        let world = World::in_file(&file);
        world.claim(ALICE, world.request(BOB))
    };
    let mut told = BTreeSet::new();
    for cycle in 0..30 {
        // Each begins far from what the one before may have written untold.
        let kept = crowd_and_kill(&file, held, cycle * 100_000, 1 + (cycle * 37 % 160) as usize);
        told.extend(kept.into_iter().map(|number| numbered_comment(held, number)));
        let store = Store::open(&Place::Sqlite(SqliteOptions::at(&file))).unwrap();
        let rows = store::testing::rows(&store).into_iter();
        let there: BTreeSet<CommentId> =
            rows.filter_map(|row| DraftComment::try_from(row).ok()).map(|comment| comment.id).collect();
        store::testing::check_audiences(&store);
        let lost: Vec<_> = told.difference(&there).collect();
        assert!(
            lost.is_empty(),
            "cycle {cycle}: {} of {} acknowledged comments are lost",
            lost.len(),
            told.len()
        );
    }
}

/// Lets many hands write, kills them after they told `lines` lines, and returns what they said was kept.
#[cfg(test)]
fn crowd_and_kill(file: &Path, held: Held, first: u64, lines: usize) -> Vec<u64> {
    let mut crowd = Command::new(env!("CARGO_BIN_EXE_headless-crowd"))
        .arg(file)
        .args([held.submission.to_string(), held.claim.to_string(), first.to_string()])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut kept = Vec::new();
    for line in BufReader::new(crowd.stdout.take().unwrap()).lines() {
        kept.push(line.unwrap().strip_prefix("kept ").unwrap().parse().unwrap());
        if kept.len() == lines {
            crowd.kill().unwrap();
        }
    }
    crowd.wait().unwrap();
    assert!(kept.len() >= lines, "the hands ended by themselves");
    kept
}

#[test]
#[ignore = "takes many minutes; `cargo xtask soak crash`"]
fn soak_crash() {
    const KILLS: usize = 5_000;
    for (what, seen) in [("note", kill(KILLS, in_a_note)), ("answer", kill(KILLS, in_an_answer))] {
        let Seen { saves, worst } = seen;
        eprintln!(
            "{what}: {KILLS} kills, {saves} of them after a save: no saved word lost, no text torn, {worst} words of typing \
             lost at most"
        );
    }
}

/// What the kills showed.
#[cfg(test)]
struct Seen {
    /// How many kills came after the writer had been told that something was saved.
    saves: usize,
    /// The most words that one kill took: they had been typed, and nobody had said that they were saved.
    worst: u64,
}

/// Begins a file in which a mentor holds a review.
#[cfg(test)]
fn in_a_note(file: &Path) -> Typed {
    let world = World::in_file(file);
    Typed::Note(world.claim(ALICE, world.request(BOB)))
}

/// Begins a file in which a client may answer.
#[cfg(test)]
fn in_an_answer(file: &Path) -> Typed {
    let world = World::in_file(file);
    Typed::Answer(world.enrolment(BOB), world.field("final_days.calls"))
}

/// Kills a writer so often, and looks each time at what is there.
#[cfg(test)]
fn kill(cycles: usize, begin: impl Fn(&Path) -> Typed) -> Seen {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("crash.db");
    let typed = begin(&file);
    let mut first = 1;
    let (mut saves, mut worst) = (0, 0);
    for cycle in 0..cycles {
        // Where in the rhythm of typing, committing and telling the kill falls is different in each cycle.
        let told = type_and_kill(&file, typed, first, 1 + (cycle * 37) % 160);
        let count = match typed.found_in(&file) {
            None => 0,
            Some(found) => {
                let count = found.split(' ').count() as u64;
                assert_eq!(found, words(count), "cycle {cycle}: the text is whole");
                count
            }
        };
        assert!(count >= told.saved, "cycle {cycle}: {count} words, {} were acknowledged", told.saved);
        let lost = told.typed.saturating_sub(count.max(first - 1));
        assert!(lost <= SECOND, "cycle {cycle}: {lost} words were lost");
        saves += usize::from(told.saved > 0);
        worst = worst.max(lost);
        first = if count > typed.long() { 1 } else { count + 1 };
    }
    assert!(worst > 0, "no kill ever fell between a word and its save");
    Seen { saves, worst }
}
