//! What is recorded of a version: a small server, and what a mentor's device and a client's browser say to it. Whatever can be
//! asked of a server should be asked here once.

use super::recording::{Answered, Asked, Exchange};
use crate::accounts::operator::Operator;
use crate::tests::accounts::{House, PASSWORD};
use domain::base::{CommandId, PersonId, Span, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::enrolments::{EnrolmentsCommand, Tier};
use domain::journeys::JourneysCommand;
use domain::reviews::{Held, ReviewsCommand, SubmissionId};
use domain::sync::{ClientId, Epoch, PAGE_BYTES, PullRequest, PushEntry, PushRequest, SCHEMA};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use store::accounts::{Deed, NewPerson, PersonIds, TokenHash};
use store::engine::{Place, SqliteOptions};
use testkit::{HISTORY, JOURNEY, START, World, note};
use uuid::Uuid;

const MENTOR: PersonId = PersonId(Uuid::from_u128(0x3E47_0000));
const CLIENT: PersonId = PersonId(Uuid::from_u128(0xC11E_0000));
const SUBMISSION: SubmissionId = SubmissionId(Uuid::from_u128(0x5AB0_0000));
/// The device, and what it calls itself when it synchronises.
const DEVICE: Uuid = Uuid::from_u128(0xDE71_0000);
const INSTALLATION: ClientId = ClientId(Uuid::from_u128(0x1457_0000));

/// Fills a file as a server of this version has it: two people with accounts, a review that waits, and a link to choose a
/// password.
pub(super) fn fill(file: &Path) {
    let world = World::of_server(&Place::Sqlite(SqliteOptions::at(file)));
    for (person, name, role) in [(MENTOR, "mina", Role::Mentor), (CLIENT, "clea", Role::Client)] {
        let operator =
            Operator::with(Arc::new(move |bytes: &mut [u8]| bytes.fill(u8::from(person == MENTOR))));
        let new = NewPerson {
            name: name.to_owned(),
            email: format!("{name}@example.org"),
            zone: ZoneId::utc(),
            roles: [role].into(),
            password: operator.hashed(&domain::accounts::Secret::new(PASSWORD)).unwrap(),
        };
        let ids = PersonIds { person, command: CommandId(world.id()) };
        let deed = Deed { id: world.id(), at: START, actor: None, device: None, address: None };
        world.store().accounts().add(&new, ids, &deed).unwrap();
    }
    world.system(JourneysCommand::Assign { journey: JOURNEY, mentor: MENTOR, active: true });
    world.done(CLIENT, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
    let section = world.final_days(CLIENT);
    let (_, request) = world.request_of(CLIENT, section);
    let ReviewsCommand::Request { enrolment, section, message, priority, preferred, .. } = request else {
        unreachable!("a request");
    };
    let submission = SUBMISSION;
    world.done(
        CLIENT,
        ReviewsCommand::Request { submission, enrolment, section, message, priority, preferred },
    );
    let token = TokenHash(Sha256::digest(link().as_bytes()).into());
    assert!(world.store().accounts().invite(CLIENT, &token, START + Span::days(36_500)).unwrap());
}

/// The token in the link.
fn link() -> String {
    "5e".repeat(32)
}

/// Says everything to a server, and returns what was said.
pub(super) fn converse(house: &House) -> Vec<Exchange> {
    let mut talk = Talk { house, said: Vec::new(), headers: BTreeMap::new() };
    talk.device();
    talk.browser();
    talk.said
}

/// A conversation, with the headers that whoever talks always sends.
struct Talk<'a> {
    house: &'a House,
    said: Vec<Exchange>,
    headers: BTreeMap<String, String>,
}

impl Talk<'_> {
    fn says(&mut self, method: &str, path: &str, body: &impl Serialize) -> Answered {
        // At the pace of people.
        self.house.later(Span::seconds(3));
        let body = match serde_json::to_value(body).unwrap() {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let (method, path, headers) = (method.to_owned(), path.to_owned(), self.headers.clone());
        let asked = Asked { method, path, headers, body };
        let answered = asked.ask(self.house);
        self.said.push(Exchange { at: self.house.now(), asked, answered: answered.clone() });
        answered
    }

    #[track_caller]
    fn gets(&mut self, status: u16, method: &str, path: &str, body: &impl Serialize) -> Value {
        let answered = self.says(method, path, body);
        assert_eq!(answered.status, status, "{method} {path}: {answered:?}");
        answered.body
    }

    /// A mentor's device, from its first sign-in to its last.
    fn device(&mut self) {
        let hello = json!({ "id": DEVICE, "name": "Mina's laptop" });
        let wrong = json!({ "email": "mina@example.org", "password": "not this one", "device": hello });
        self.gets(401, "POST", "/api/v1/sessions", &wrong);
        let sign_in = json!({ "email": "mina@example.org", "password": PASSWORD, "device": hello });
        let signed = self.gets(200, "POST", "/api/v1/sessions", &sign_in);
        self.shows(&signed);
        let key = json!({ "key": "0a".repeat(32) });
        self.gets(404, "GET", "/api/v1/device/key", &());
        self.gets(204, "PUT", "/api/v1/device/key", &key);
        self.gets(200, "GET", "/api/v1/device/key", &());
        let renewed = self.gets(200, "POST", "/api/v1/sessions/renew", &());
        self.shows(&renewed);
        self.gets(200, "GET", "/api/v1/me", &());
        self.gets(200, "GET", "/api/v1/devices", &());
        let path = format!("/api/v1/devices/{DEVICE}");
        self.gets(204, "PATCH", &path, &json!({ "name": "The old laptop" }));
        self.gets(404, "DELETE", &format!("/api/v1/devices/{INSTALLATION}"), &());
        self.gets(200, "POST", "/api/v1/totp", &json!({ "password": PASSWORD }));
        self.gets(200, "GET", "/sync/v1/events", &());
        self.synchronises();
        self.gets(204, "DELETE", "/api/v1/sessions", &());
        self.gets(401, "POST", "/sync/v1/pull", &pull(BTreeMap::new()));
    }

    fn synchronises(&mut self) {
        let small = PullRequest { max_bytes: 20_000, ..pull(BTreeMap::new()) };
        let page = self.gets(200, "POST", "/sync/v1/pull", &small);
        assert_eq!(last(&page)["more"], true, "there is more than one page");
        let page = self.gets(200, "POST", "/sync/v1/pull", &pull(BTreeMap::new()));
        let cursors: BTreeMap<String, i64> = serde_json::from_value(last(&page)["cursors"].clone()).unwrap();

        let held = Held { submission: SUBMISSION, claim: Uuid::from_u128(0xC1A1_0000).into() };
        let commands = [
            ReviewsCommand::Claim { submission: SUBMISSION, claim: held.claim },
            ReviewsCommand::SaveNote { held, body: note("Who is called second?") },
            // Nobody holds this one.
            ReviewsCommand::Release { held: Held { claim: Uuid::from_u128(1).into(), ..held } },
        ];
        let entries: Vec<PushEntry> =
            (1..).zip(commands).map(|(n, command)| self.entry(n, command.into())).collect();
        let push = PushRequest {
            client_id: INSTALLATION,
            epoch: HISTORY,
            schema: SCHEMA,
            device: "Mina's laptop".to_owned(),
            entries: entries.clone(),
        };
        let reply = self.gets(200, "POST", "/sync/v1/push", &push);
        let outcomes: Vec<&Value> =
            reply["results"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
        assert_eq!(outcomes, ["applied", "applied", "refused"]);
        // The answer was lost, so it is sent again.
        self.gets(200, "POST", "/sync/v1/push", &push);
        self.gets(200, "POST", "/sync/v1/pull", &pull(cursors));

        let elsewhere = PushRequest { epoch: Epoch::of(9), ..push.clone() };
        self.gets(409, "POST", "/sync/v1/push", &elsewhere);
        let (mut late, mut strange, mut foreign) =
            (entries[0].clone(), entries[0].clone(), entries[0].clone());
        late.n = 9;
        self.gets(409, "POST", "/sync/v1/push", &PushRequest { entries: vec![late], ..push.clone() });
        (strange.n, strange.envelope.id) = (4, CommandId(Uuid::from_u128(4)));
        "reviews.not_yet".clone_into(&mut strange.envelope.kind);
        self.gets(409, "POST", "/sync/v1/push", &PushRequest { entries: vec![strange], ..push.clone() });
        (foreign.n, foreign.envelope.actor) = (4, CLIENT);
        self.gets(403, "POST", "/sync/v1/push", &PushRequest { entries: vec![foreign], ..push });
        self.gets(400, "POST", "/sync/v1/push", &json!({}));
        let old = PullRequest { schema: 0, ..pull(BTreeMap::new()) };
        self.gets(426, "POST", "/sync/v1/pull", &old);
    }

    /// A client's browser, from the link to the end.
    fn browser(&mut self) {
        self.headers = BTreeMap::new();
        let sign_up =
            json!({ "name": "Ana", "email": "ana@example.org", "password": PASSWORD, "zone": "UTC" });
        self.gets(202, "POST", "/api/v1/accounts", &sign_up);
        self.gets(410, "POST", "/api/v1/email/verify", &json!({ "token": link() }));
        let chosen = json!({ "token": link(), "password": "a password of one's own" });
        self.gets(204, "POST", "/api/v1/password/reset", &chosen);
        self.gets(410, "POST", "/api/v1/password/reset", &chosen);
        let device = json!({ "id": Uuid::from_u128(0xB405_0000), "name": "Firefox" });
        let (email, password) = ("clea@example.org", "a password of one's own");
        let sign_in = json!({ "email": email, "password": password, "device": device, "carrier": "cookie" });
        self.gets(403, "POST", "/api/v1/sessions", &sign_in);
        self.header("origin", "http://here");
        self.header("x-wrapitup", "1");
        let signed = self.says("POST", "/api/v1/sessions", &sign_in);
        assert_eq!(signed.status, 200);
        let cookie = |(name, value): (&String, &String)| format!("{name}={value}");
        let cookies: Vec<String> = signed.cookies.iter().flatten().map(cookie).collect();
        self.header("cookie", &cookies.join("; "));
        self.gets(200, "GET", "/events", &());
        for query in questions() {
            let status = self.says("POST", "/ask", &json!({ "viewer": CLIENT, "query": query })).status;
            // Some are about what is not here.
            assert!([200, 403, 404].contains(&status), "{query}: {status}");
        }
        let saved = self.entry_of(CLIENT, 1, ReviewsCommand::Cancel { submission: SUBMISSION }.into());
        self.gets(200, "POST", "/dispatch", &saved.envelope);
        let nothing = SubmissionId(Uuid::from_u128(2));
        let missing = self.entry_of(CLIENT, 2, ReviewsCommand::Cancel { submission: nothing }.into());
        self.gets(404, "POST", "/dispatch", &missing.envelope);
        self.gets(200, "GET", "/api/v1/me/export", &());
        self.gets(403, "PUT", &format!("/api/v1/people/{CLIENT}/roles/admin"), &());
        self.gets(202, "POST", "/api/v1/password/forgot", &json!({ "email": email }));
        self.gets(
            202,
            "POST",
            "/api/v1/email/change",
            &json!({ "email": "c@example.org", "password": password }),
        );
        let change = json!({ "current": password, "password": "yet another one of my own" });
        self.gets(200, "POST", "/api/v1/password/change", &change);
    }

    fn header(&mut self, name: &str, value: &str) {
        self.headers.insert(name.to_owned(), value.to_owned());
    }

    fn shows(&mut self, given: &Value) {
        let token = given["token"].as_str().unwrap();
        self.header("authorization", &format!("Bearer {token}"));
    }

    fn entry(&self, n: i64, command: Command) -> PushEntry {
        self.entry_of(MENTOR, n, command)
    }

    fn entry_of(&self, actor: PersonId, n: i64, command: Command) -> PushEntry {
        let id = CommandId(Uuid::from_u128(actor.0.as_u128() + n.unsigned_abs() as u128));
        PushEntry { n, envelope: Envelope::new(id, actor, self.house.now(), ZoneId::utc(), &command) }
    }
}

fn pull(cursors: BTreeMap<String, i64>) -> PullRequest {
    PullRequest {
        client_id: INSTALLATION,
        epoch: (!cursors.is_empty()).then_some(HISTORY),
        schema: SCHEMA,
        cursors,
        fresh: BTreeSet::new(),
        after_n: 0,
        max_bytes: PAGE_BYTES,
    }
}

/// Returns a sample of every question.
fn questions() -> Vec<Value> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src/wire_samples/questions");
    let mut files: Vec<_> = fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect()
}

/// Returns the last line of a page.
fn last(page: &Value) -> &Value {
    page.as_array().and_then(|lines| lines.last()).unwrap()
}
