//! What a released version kept is opened by this one: its file, the commands that made it, what it sent and what it exported.
//! `cargo xtask freeze` makes a folder of each version, which nobody changes any more; see `README.md`.

use domain::base::{Code, Instant, PersonId};
use domain::command::Envelope;
use domain::query::Query;
use domain::reviews::ReviewList;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use store::engine::{Place, SqliteOptions};
use store::testing::{check_audiences, check_integrity, rows};
use store::{DispatchError, SYSTEM, Step, Store};
use tempfile::TempDir;
use testkit::START;

/// A version as it was frozen, with a copy of its file.
struct Frozen {
    name: String,
    folder: PathBuf,
    copy: TempDir,
}

impl Frozen {
    fn unpacked(&self, name: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let file = fs::File::open(self.folder.join(name)).unwrap();
        brotli::Decompressor::new(file, 4096).read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Opens the copy of its file, which brings it up to date.
    fn store(&self) -> Store {
        let file = self.copy.path().join("sample.db");
        if !file.exists() {
            fs::write(&file, self.unpacked("sample.db.br")).unwrap();
        }
        at(&file)
    }

    /// Returns the samples in a folder of what it sent, by name.
    fn sent(&self, folder: &str) -> BTreeMap<String, Value> {
        let entries = fs::read_dir(self.folder.join("sent").join(folder)).unwrap();
        let sample = |entry: fs::DirEntry| {
            let text = fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().to_string_lossy().into_owned(), serde_json::from_str(&text).unwrap())
        };
        let samples: BTreeMap<String, Value> = entries.map(|entry| sample(entry.unwrap())).collect();
        assert!(!samples.is_empty(), "{} sent nothing", self.name);
        samples
    }
}

fn at(file: &Path) -> Store {
    Store::open(&Place::Sqlite(SqliteOptions::at(file))).unwrap()
}

/// Returns every version that was frozen.
fn versions() -> Vec<Frozen> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/upgrade");
    let folders = fs::read_dir(here).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let frozen = |folder: PathBuf| Frozen {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        folder,
        copy: TempDir::new().unwrap(),
    };
    let versions: Vec<Frozen> = folders.map(frozen).collect();
    assert!(!versions.is_empty(), "no version was frozen");
    versions
}

fn people(store: &Store) -> Vec<PersonId> {
    let people = store.ask(SYSTEM, Query::People, START).unwrap();
    let people = people.as_array().unwrap().iter();
    let people: Vec<PersonId> = people.map(|one| one["id"].as_str().unwrap().parse().unwrap()).collect();
    assert!(!people.is_empty());
    people
}

#[test]
fn the_file_of_every_version_is_brought_up_to_date_and_answers_everybody() {
    for version in versions() {
        let store = version.store();
        check_integrity(&store);
        check_audiences(&store);
        let lists = [ReviewList::Queue, ReviewList::Mine, ReviewList::Done];
        for person in people(&store) {
            let questions = lists.map(|list| Query::Reviews { list }).into_iter().chain([
                Query::Me,
                Query::Today,
                Query::Journeys,
                Query::Notifications,
                Query::NotificationPreferences,
                Query::SavedViews,
            ]);
            for question in questions {
                let answer = store.ask(person, question, START);
                assert!(answer.is_ok(), "{}: {question:?} of {person}: {answer:?}", version.name);
            }
        }
    }
}

#[test]
fn the_commands_of_every_version_make_again_what_its_file_holds() {
    for version in versions() {
        let steps: Vec<sample::Step> = serde_json::from_slice(&version.unpacked("steps.json.br")).unwrap();
        let steps: Vec<Step> =
            steps.into_iter().map(|step| Step { envelope: step.envelope, now: step.now }).collect();
        let again = at(&version.copy.path().join("again.db"));
        again.import(&steps).unwrap();
        let (again, held) = (rows(&again), rows(&version.store()));
        assert!(!held.is_empty());
        let other: Vec<_> = again.iter().zip(&held).filter(|(again, held)| again != held).take(3).collect();
        assert!(other.is_empty() && again.len() == held.len(), "{}: {other:?}", version.name);
    }
}

#[test]
fn every_kind_of_command_that_a_version_sent_is_understood() {
    for version in versions() {
        let store = version.store();
        let (mut id, envelope) = (0, version.sent("rest").remove("envelope.json").unwrap());
        for (name, sample) in version.sent("commands") {
            id += 1;
            let mut sent = envelope.clone();
            for (key, value) in sample.as_object().unwrap() {
                sent[key] = value.clone();
            }
            sent["id"] = json!(format!("00000000-0000-4000-8000-{id:012}"));
            let envelope: Envelope = serde_json::from_value(sent)
                .unwrap_or_else(|error| panic!("{} {name}: {error}", version.name));
            // Most of them are about what is not in this file, and are refused for that.
            match store.dispatch(&envelope, START) {
                Ok(_) => {}
                Err(DispatchError::Refused { refusal, .. }) => {
                    assert!(refusal.code != Code::UnknownKind, "{} {name}: {refusal:?}", version.name);
                }
                Err(other) => panic!("{} {name}: {other:?}", version.name),
            }
        }
        for (name, sample) in version.sent("questions") {
            let question = serde_json::from_value::<Query>(sample);
            assert!(question.is_ok(), "{} {name}: {question:?}", version.name);
        }
    }
}

#[test]
fn what_a_person_exported_is_in_what_they_export_now() {
    for version in versions() {
        let store = version.store();
        let exports: BTreeMap<String, Value> =
            serde_json::from_slice(&version.unpacked("exports.json.br")).unwrap();
        assert!(!exports.is_empty());
        for (person, then) in exports {
            let now = store.export(person.parse().unwrap(), Instant(START.0)).unwrap();
            for (table, held) in then["tables"].as_object().unwrap() {
                for row in held.as_array().unwrap() {
                    let same = |other: &&Value| other["id"] == row["id"];
                    let found = now["tables"][table].as_array().and_then(|rows| rows.iter().find(same));
                    let found =
                        found.unwrap_or_else(|| panic!("{} {person}: {table} lost {row}", version.name));
                    for (column, value) in row.as_object().unwrap() {
                        assert_eq!(&found[column], value, "{} {person}: {table}.{column}", version.name);
                    }
                }
            }
        }
    }
}
