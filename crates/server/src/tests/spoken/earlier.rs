//! What a version left that had no server yet: its commands and questions come over HTTP, from a device that was brought up to
//! date, to a server that has its file.

use super::frozen::{folders, serve, unpacked};
use crate::tests::accounts::House;
use crate::tests::client::Client;
use domain::base::PersonId;
use domain::query::Query;
use domain::sync::{ClientId, PAGE_BYTES, PullLine, PullPage, PullRequest, PushReply, SCHEMA};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::SYSTEM;
use testkit::{HISTORY, START};
use uuid::Uuid;

/// A server over the file of a version.
struct Served {
    folder: PathBuf,
    house: House,
    // Goes last: the server has a file in it.
    _home: tempfile::TempDir,
}

fn each() -> impl Iterator<Item = Served> {
    let with_file = folders().into_iter().filter(|folder| folder.join("sample.db.br").is_file());
    with_file.map(|folder| {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("server.db");
        fs::write(&file, unpacked(&folder.join("sample.db.br"))).unwrap();
        Served { folder, house: serve(&file), _home: home }
    })
}

impl Served {
    fn people(&self) -> Vec<PersonId> {
        let people = self.house.store().ask(SYSTEM, Query::People, START).unwrap();
        let people = people.as_array().unwrap().iter();
        people.map(|one| one["id"].as_str().unwrap().parse().unwrap()).collect()
    }

    fn as_person(&self, person: PersonId) -> Client {
        self.house.nobody().saying("authorization", &format!("Test {person}"))
    }

    /// Returns the next page for a person's new device, which knows this much.
    fn page(&self, person: PersonId, cursors: &BTreeMap<String, i64>) -> PullPage {
        let ask = PullRequest {
            client_id: ClientId(person.0),
            epoch: (!cursors.is_empty()).then_some(HISTORY),
            schema: SCHEMA,
            cursors: cursors.clone(),
            fresh: cursors.keys().cloned().collect(),
            after_n: 0,
            max_bytes: PAGE_BYTES,
        };
        let answer = self.as_person(person).post("/sync/v1/pull", &ask);
        assert_eq!(answer.status, 200, "{}: {person}", self.folder.display());
        let lines = answer.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let lines: Vec<PullLine> = lines.map(|line| serde_json::from_slice(line).unwrap()).collect();
        PullPage::of(lines).expect("the page is whole")
    }

    /// Returns the samples in a folder of what the version sent, by name.
    fn sent(&self, kind: &str) -> BTreeMap<String, Value> {
        let entries = fs::read_dir(self.folder.join("sent").join(kind)).unwrap();
        let sample = |path: &Path| {
            let text = fs::read_to_string(path).unwrap();
            (path.display().to_string(), serde_json::from_str(&text).unwrap())
        };
        entries.map(|entry| sample(&entry.unwrap().path())).collect()
    }
}

#[test]
fn a_server_gives_everybody_their_rows_out_of_the_file_of_every_version() {
    for served in each() {
        for person in served.people() {
            let (mut cursors, mut rows) = (BTreeMap::new(), 0);
            loop {
                let page = served.page(person, &cursors);
                rows += page.rows.len();
                cursors = page.end.cursors;
                if !page.end.more {
                    break;
                }
            }
            assert!(rows > 0, "{}: {person} gets nothing", served.folder.display());
        }
    }
}

#[test]
fn every_kind_of_command_of_a_version_is_taken_when_it_is_pushed_and_every_question_is_understood() {
    for served in each() {
        let person = served.people()[0];
        let envelope = fs::read(served.folder.join("sent/rest/envelope.json")).unwrap();
        let envelope: Value = serde_json::from_slice(&envelope).unwrap();
        let commands = served.sent("commands");
        let entry = |(n, sample): (u128, &Value)| {
            let mut envelope = envelope.clone();
            for (key, value) in sample.as_object().unwrap() {
                envelope[key] = value.clone();
            }
            (envelope["id"], envelope["actor"]) = (json!(Uuid::from_u128(n)), json!(person));
            json!({ "n": n, "envelope": envelope })
        };
        let entries: Vec<Value> = (1..).zip(commands.values()).map(entry).collect();
        let push = json!({
            "client_id": person, "epoch": HISTORY, "schema": 1, "device": "An old one", "entries": entries,
        });
        let answer = served.as_person(person).post("/sync/v1/push", &push);
        let said = String::from_utf8_lossy(&answer.body);
        assert_eq!(answer.status, 200, "{}: {said}", served.folder.display());
        assert_eq!(answer.json::<PushReply>().results.len(), commands.len());
        for (name, query) in served.sent("questions") {
            let asked = json!({ "viewer": person, "query": query });
            let answer = served.as_person(person).post("/ask", &asked);
            // What it asks about is not in this file, or not for this person.
            assert!([200, 403, 404].contains(&answer.status), "{name}: {answer:?}");
        }
    }
}
