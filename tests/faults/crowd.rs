//! Many who write and many who read at once: nobody is told that the file is busy, what the last one wrote is there, and the
//! log gives its room back.

use crate::{examine, power};
use domain::base::{CommandId, Instant, ZoneId};
use domain::command::{Command, Envelope};
use domain::query::Query;
use domain::reviews::{Anchor, CommentKind, DraftComment, Held, ReviewsCommand};
use std::fs;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant as Moment};
use store::Store;
use testkit::{ALICE, START, numbered_comment};
use uuid::Uuid;

/// How many there are.
#[derive(Clone, Copy)]
struct Crowd {
    writers: u64,
    readers: usize,
}

/// What was done.
struct Done {
    /// Changes by all writers.
    changes: u64,
    /// Questions of all readers that were answered.
    answers: u64,
    /// Bytes of the log afterwards.
    log: u64,
}

/// One writer saves a comment of its own again and again, with the number of the save in it.
fn save(store: &Store, held: Held, writer: u64, number: u64) {
    let body = format!("Writer {writer} saves number {number}.");
    let (comment, anchor) = (numbered_comment(held, writer), Anchor { field: None, item: None });
    let save = ReviewsCommand::SaveComment { held, comment, anchor, kind: CommentKind::Suggestion, body };
    let id = CommandId(Uuid::new_v5(&comment.0, &number.to_be_bytes()));
    let envelope = Envelope::new(id, ALICE, START, ZoneId::utc(), &Command::from(save));
    store.dispatch(&envelope, START).unwrap();
}

/// Lets them write and read until a writer that has made so many changes is told to end.
fn meet(crowd: Crowd, ends: impl Fn(u64) -> bool + Sync) -> Done {
    let folder = examine::folder();
    let file = folder.path().join("sample.db");
    let held = power::furnish(&file);
    let store = examine::open(&file).unwrap();
    let (written, answers) = (AtomicBool::new(false), AtomicU64::new(0));
    let last: Vec<u64> = thread::scope(|scope| {
        let readers: Vec<_> = (0..crowd.readers)
            .map(|_| {
                scope.spawn(|| {
                    while !written.load(Ordering::Relaxed) {
                        store.ask(ALICE, Query::SavedViews, Instant(START.0)).unwrap();
                        answers.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        let writers: Vec<_> = (0..crowd.writers)
            .map(|writer| {
                let (store, ends) = (&store, &ends);
                scope.spawn(move || {
                    let mut number = 0;
                    while number == 0 || !ends(number) {
                        number += 1;
                        save(store, held, writer, number);
                    }
                    number
                })
            })
            .collect();
        let last = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
        written.store(true, Ordering::Relaxed);
        readers.into_iter().for_each(|reader| reader.join().unwrap());
        last
    });
    let comments =
        store::testing::rows(&store).into_iter().filter_map(|row| DraftComment::try_from(row).ok());
    let mut bodies: Vec<_> = comments.map(|comment| comment.body).collect();
    let said = |(writer, number)| format!("Writer {writer} saves number {number}.");
    let mut expected: Vec<_> = last.iter().enumerate().map(said).collect();
    bodies.sort();
    expected.sort();
    assert_eq!(bodies, expected, "the last that each wrote is there");
    examine::check(&store);
    let log = fs::metadata(folder.path().join("sample.db-wal")).unwrap().len();
    Done { changes: last.iter().sum(), answers: answers.into_inner(), log }
}

#[test]
fn many_write_and_read_at_once_and_nobody_is_told_that_the_file_is_busy() {
    let done = meet(Crowd { writers: 16, readers: 32 }, |number| number == 20);
    assert_eq!(done.changes, 320);
    assert!(done.answers > 0);
}

/// What the log may hold on to.
const LOG: u64 = 64 * 1024 * 1024;

pub(crate) fn soak() {
    let begun = Moment::now();
    let crowd = Crowd { writers: 64, readers: 256 };
    let done = meet(crowd, |_| begun.elapsed() >= Duration::from_secs(60));
    println!("{} changes, {} answers, {} bytes of log", done.changes, done.answers, done.log);
    assert!(done.log <= LOG, "{} bytes", done.log);
}
