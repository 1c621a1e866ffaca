//! Commands and questions beside each other, on a real file. What has to wait in a test waits for a message.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use domain::base::{Code, Instant, Refusal, ZoneId};
use domain::command::Envelope;
use domain::people::PeopleCommand;
use domain::query::Query;
use store::engine::{Place, SqliteOptions};
use store::{SYSTEM, Store, StoreError};
use tauri::async_runtime::{JoinHandle, block_on, spawn};
use tempfile::TempDir;

use super::{Files, Find, QUESTIONS, Start, Workspace};
use crate::door::{Door, Opened};
use crate::failure;
use crate::storage::{LOOKS, open_patiently};

/// Longer than anything takes that is not stuck.
const STUCK: Duration = Duration::from_secs(60);

fn open_store(folder: &std::path::Path, pause: impl FnMut()) -> Opened {
    open_patiently(&Files::at(folder.to_owned()), pause)
}

/// Finds the sample workspace of a folder, always.
fn always(folder: &std::path::Path) -> Arc<Find> {
    let folder = folder.to_owned();
    Arc::new(move || Ok(Files::at(folder.clone())))
}

const NOW: Instant = Instant(1_790_000_000_000);

fn workspace() -> (Arc<Workspace>, TempDir) {
    let folder = TempDir::new().unwrap();
    (Arc::new(Workspace::open(folder.path().to_owned(), Start::Empty)), folder)
}

/// Adds a person of this name, as a command does.
fn add(workspace: &Workspace, name: &str) -> Result<(), Refusal> {
    let command = PeopleCommand::Add {
        person: "018f0000-0000-7000-8000-000000000001".parse().unwrap(),
        name: name.to_owned(),
        email: "somebody@example.org".to_owned(),
        zone: ZoneId("UTC".to_owned()),
        roles: [].into(),
        bio: String::new(),
    };
    let id = "018f0000-0000-7000-8000-000000000002".parse().unwrap();
    let envelope = Envelope::new(id, SYSTEM, NOW, ZoneId("UTC".to_owned()), &command.into());
    block_on(workspace.command(move |store| store.dispatch_system(&envelope, NOW)))?
        .map(drop)
        .map_err(failure::of_change)
}

/// Returns the names of all people, as a question does.
fn names(workspace: &Workspace) -> Result<Vec<String>, Refusal> {
    let people = block_on(workspace.question(|store| store.ask(SYSTEM, Query::People, NOW)))?;
    let people = people.map_err(failure::of_question)?;
    Ok(people.as_array().unwrap().iter().map(|card| card["name"].as_str().unwrap().to_owned()).collect())
}

/// Questions that are being answered, each in the middle of a snapshot, until they are let go.
struct HeldUp {
    let_go: Vec<mpsc::Sender<()>>,
    answers: Vec<JoinHandle<Result<bool, Refusal>>>,
}

impl HeldUp {
    /// Asks that many, and returns when all of them are being answered.
    fn begin(workspace: &Arc<Workspace>, questions: usize) -> Self {
        let (begin, begun) = mpsc::channel();
        let mut held = Self { let_go: Vec::new(), answers: Vec::new() };
        for _ in 0..questions {
            let (workspace, begin) = (workspace.clone(), begin.clone());
            let (let_go, wait) = mpsc::channel::<()>();
            let answer = move |store: &Store| {
                store.engine().read(|_| {
                    begin.send(()).unwrap();
                    Ok::<_, StoreError>(wait.recv_timeout(STUCK).is_ok())
                })
            };
            held.let_go.push(let_go);
            held.answers.push(spawn(async move { workspace.question(answer).await.map(Result::unwrap) }));
        }
        for _ in 0..questions {
            begun.recv_timeout(STUCK).unwrap();
        }
        held
    }

    /// Lets them be answered. They were not before: what happened meanwhile did not wait for them.
    fn let_go(self) {
        for let_go in self.let_go {
            let_go.send(()).unwrap();
        }
        for answer in self.answers {
            assert!(block_on(answer).unwrap().unwrap(), "a question was held up until it gave up");
        }
    }
}

#[test]
fn a_save_is_answered_while_every_thread_for_questions_is_busy() {
    let (workspace, _folder) = workspace();
    let held_up = HeldUp::begin(&workspace, QUESTIONS);
    add(&workspace, "Leïla").unwrap();
    held_up.let_go();
}

#[test]
fn while_the_disk_is_slow_under_a_save_questions_are_answered() {
    let (workspace, _folder) = workspace();
    let ((begin, begun), (let_go, wait)) = (mpsc::channel(), mpsc::channel::<()>());
    let saved = {
        let workspace = workspace.clone();
        let save = move |store: &Store| {
            store.engine().write(&[], |_| {
                begin.send(()).unwrap();
                Ok::<_, StoreError>(wait.recv_timeout(STUCK).is_ok())
            })
        };
        spawn(async move { workspace.command(save).await.map(Result::unwrap) })
    };
    begun.recv_timeout(STUCK).unwrap();
    assert_eq!(names(&workspace).unwrap(), [""; 0]);
    let_go.send(()).unwrap();
    assert!(block_on(saved).unwrap().unwrap(), "the question waited for the save");
}

#[test]
fn whoever_asks_after_a_save_was_answered_sees_it_while_other_questions_are_still_running() {
    let (workspace, _folder) = workspace();
    let held_up = HeldUp::begin(&workspace, QUESTIONS - 1);
    add(&workspace, "Leïla").unwrap();
    assert_eq!(names(&workspace).unwrap(), ["Leïla"]);
    held_up.let_go();
}

#[test]
fn a_bug_in_a_question_costs_its_own_answer_alone() {
    let (workspace, _folder) = workspace();
    for _ in 0..=QUESTIONS {
        let answer = block_on(workspace.question(|store| {
            store.engine().read(|_| -> Result<(), StoreError> { panic!("a bug in a question, on purpose") })
        }));
        assert_eq!(answer.map(|_| ()).unwrap_err().code, Code::Bug);
    }
    assert_eq!(names(&workspace).unwrap(), [""; 0]);
    add(&workspace, "Leïla").unwrap();
    assert_eq!(names(&workspace).unwrap(), ["Leïla"]);
}

#[test]
fn a_bug_in_a_command_costs_its_own_answer_alone_and_leaves_no_trace() {
    let (workspace, _folder) = workspace();
    let answer = block_on(workspace.command(|store| {
        store.engine().write(&[], |_| -> Result<(), StoreError> { panic!("a bug in a command, on purpose") })
    }));
    assert_eq!(answer.map(|_| ()).unwrap_err().code, Code::Bug);
    assert_eq!(names(&workspace).unwrap(), [""; 0]);
    add(&workspace, "Leïla").unwrap();
    assert_eq!(names(&workspace).unwrap(), ["Leïla"]);
}

/// Returns a workspace whose folder cannot be made because a file has its name, and that file.
fn shut() -> (Workspace, PathBuf, TempDir) {
    let folder = TempDir::new().unwrap();
    let in_the_way = folder.path().join("data");
    std::fs::write(&in_the_way, "not a folder").unwrap();
    (Workspace::open(in_the_way.clone(), Start::Empty), in_the_way, folder)
}

#[test]
fn a_workspace_that_could_not_be_opened_says_why_and_is_opened_for_the_next_question() {
    let (workspace, in_the_way, _folder) = shut();
    assert_eq!(names(&workspace).unwrap_err().code, Code::Storage);
    std::fs::remove_file(in_the_way).unwrap();
    assert_eq!(names(&workspace).unwrap(), [""; 0]);
    add(&workspace, "Leïla").unwrap();
}

#[test]
fn a_workspace_that_could_not_be_opened_says_why_and_is_opened_for_the_next_command() {
    let (workspace, in_the_way, _folder) = shut();
    assert_eq!(add(&workspace, "Leïla").unwrap_err().code, Code::Storage);
    std::fs::remove_file(in_the_way).unwrap();
    add(&workspace, "Leïla").unwrap();
    assert_eq!(names(&workspace).unwrap(), ["Leïla"]);
}

#[test]
fn closing_waits_until_what_was_begun_is_done_and_takes_nothing_more() {
    let folder = TempDir::new().unwrap();
    let (path, done) = (folder.path().to_owned(), Arc::new(AtomicBool::new(false)));
    let opens = done.clone();
    let workspace = Workspace::behind(
        Door::new(move || {
            let opened = open_store(&path, || {});
            opens.store(true, Ordering::SeqCst);
            opened
        }),
        always(folder.path()),
    );
    workspace.close();
    assert!(done.load(Ordering::SeqCst), "the file was still being opened");
    assert_eq!(names(&workspace).unwrap_err().message, failure::closing().message);
    assert_eq!(add(&workspace, "Leïla").unwrap_err().message, failure::closing().message);
}

#[test]
fn a_bug_while_it_is_opened_costs_that_try_alone() {
    let folder = TempDir::new().unwrap();
    let (path, broken) = (folder.path().to_owned(), Arc::new(AtomicBool::new(true)));
    let breaks = broken.clone();
    let workspace = Workspace::behind(
        Door::new(move || {
            assert!(!breaks.load(Ordering::SeqCst), "a bug in opening, on purpose");
            open_store(&path, || {})
        }),
        always(folder.path()),
    );
    assert_eq!(names(&workspace).unwrap_err().code, Code::Bug);
    broken.store(false, Ordering::SeqCst);
    assert_eq!(names(&workspace).unwrap(), [""; 0]);
}

#[test]
fn many_who_come_at_once_open_it_once() {
    let folder = TempDir::new().unwrap();
    let (path, tries) = (folder.path().to_owned(), Arc::new(AtomicUsize::new(0)));
    let (let_in, may_open) = mpsc::channel::<()>();
    let (may_open, counted) = (std::sync::Mutex::new(may_open), tries.clone());
    let workspace = Arc::new(Workspace::behind(
        Door::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            may_open.lock().unwrap().recv().unwrap();
            open_store(&path, || {})
        }),
        always(folder.path()),
    ));
    let asked: Vec<_> = (0..2 * QUESTIONS)
        .map(|_| {
            let workspace = workspace.clone();
            spawn(async move { workspace.question(|_| ()).await })
        })
        .collect();
    let_in.send(()).unwrap();
    drop(let_in);
    for answer in asked {
        block_on(answer).unwrap().unwrap();
    }
    assert_eq!(tries.load(Ordering::SeqCst), 1);
}

#[test]
fn a_file_that_is_given_back_in_time_is_opened() {
    let folder = TempDir::new().unwrap();
    let mut other =
        Some(Store::open(&Place::Sqlite(SqliteOptions::at(folder.path().join("sample.db")))).unwrap());
    let opened = open_store(folder.path(), || other = None);
    assert!(opened.is_ok());
}

#[test]
fn a_file_that_is_not_given_back_is_said_to_be_in_use() {
    let folder = TempDir::new().unwrap();
    let _other = Store::open(&Place::Sqlite(SqliteOptions::at(folder.path().join("sample.db")))).unwrap();
    let mut looks = 0;
    let opened = open_store(folder.path(), || looks += 1);
    assert_eq!(opened.unwrap_err().code, Code::InUse);
    assert_eq!(looks, LOOKS);
}
