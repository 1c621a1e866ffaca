//! Devices, over the wire: what one pushes another pulls, and what does not fit is said in the protocol's words.

use super::client::{Answer, Client};
use super::served::{Served, save};
use domain::base::{Code, CommandId, PersonId};
use domain::command::Role;
use domain::people::PeopleCommand;
use domain::sync::{
    ClientId, Epoch, Outcome, PAGE_BYTES, PullLine, PullPage, PullRequest, PushEntry, PushReply, PushRequest,
    SCHEMA, Settled, SyncRefusal,
};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{ADMIN, ALICE, BOB};
use uuid::Uuid;

fn epoch(served: &Served) -> Epoch {
    served.world.0.store().history().unwrap().expect("a history")
}

fn saved(served: &Served, person: PersonId, name: &str) -> PushEntry {
    let world = &served.world.0;
    PushEntry { n: 1, envelope: world.envelope(person, save(world, name)) }
}

fn push(served: &Served, client: u128, entries: Vec<PushEntry>) -> PushRequest {
    PushRequest {
        client_id: ClientId(Uuid::from_u128(client)),
        epoch: epoch(served),
        schema: SCHEMA,
        device: "A test".to_owned(),
        entries,
    }
}

fn pull(client: u128, cursors: BTreeMap<String, i64>) -> PullRequest {
    PullRequest {
        client_id: ClientId(Uuid::from_u128(client)),
        epoch: None,
        schema: SCHEMA,
        cursors,
        fresh: BTreeSet::new(),
        after_n: 0,
        max_bytes: PAGE_BYTES,
    }
}

fn page(answer: &Answer) -> PullPage {
    assert_eq!(answer.status, 200);
    let lines = answer.body.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let lines: Vec<PullLine> = lines.map(|line| serde_json::from_slice(line).unwrap()).collect();
    PullPage::of(lines).expect("the page is whole")
}

fn everything(client: &Client, device: u128) -> PullPage {
    let page = page(&client.post("/sync/v1/pull", &pull(device, BTreeMap::new())));
    assert!(!page.end.more, "this world fits on one page");
    page
}

store::each_engine! {
    /// Who may do what is changed where sessions end with it and where it is written down, and nowhere else.
    fn roles_are_not_changed_by_what_a_device_or_a_page_sends(served: Served) {
        let world = &served.world.0;
        let admin = served.as_person(ADMIN);
        let before = world.store().roles_of(ALICE).unwrap();
        for (device, role) in [(1, Role::Admin), (2, Role::Client)] {
            let change = || PeopleCommand::GiveRole { person: ALICE, role };
            let envelope = world.envelope(ADMIN, change());
            let answer = admin.post("/dispatch", &envelope);
            assert_eq!((answer.status, answer.code()), (403, Code::Forbidden));
            let entries = vec![PushEntry { n: 1, envelope: world.envelope(ADMIN, change()) }];
            let answer = admin.post("/sync/v1/push", &push(&served, device, entries));
            let reply: PushReply = answer.json();
            let [Settled { outcome: Outcome::Refused { refusal }, .. }] = reply.results.as_slice() else {
                panic!("{reply:?}")
            };
            assert_eq!(refusal.code, Code::Forbidden);
            assert_eq!(world.store().roles_of(ALICE).unwrap(), before);
        }
    }

    fn what_one_device_pushes_another_pulls(served: Served) {
        let bob = served.as_person(BOB);
        let before = everything(&bob, 2);
        let reply = bob.post("/sync/v1/push", &push(&served, 1, vec![saved(&served, BOB, "Bob F.")]));
        let reply: PushReply = reply.json();
        assert_eq!((reply.last_n, &reply.results[0].outcome), (1, &Outcome::Applied));
        let after = page(&bob.post("/sync/v1/pull", &pull(2, before.end.cursors)));
        assert!(after.rows.iter().any(|row| row.v.get("name").is_some_and(|name| name == "Bob F.")));
    }

    fn a_page_is_the_same_packed_and_plain(served: Served) {
        let alice = served.as_person(ALICE);
        let plain = alice.post("/sync/v1/pull", &pull(3, BTreeMap::new()));
        assert_eq!(plain.headers["content-type"], "application/x-ndjson");
        let packed = alice.saying("accept-encoding", "zstd").post("/sync/v1/pull", &pull(3, BTreeMap::new()));
        assert_eq!(packed.headers["content-encoding"], "zstd");
        assert!(packed.body.len() < plain.body.len() / 2);
        assert_eq!(zstd::decode_all(&packed.body[..]).unwrap(), plain.body);
        page(&plain);
    }

    fn nobody_pushes_in_the_name_of_somebody_else(served: Served) {
        let answer = served
            .as_person(BOB)
            .post("/sync/v1/push", &push(&served, 1, vec![saved(&served, ALICE, "Not Alice")]));
        assert_eq!((answer.status, answer.json()), (403, SyncRefusal::WrongUser));
    }

    fn what_does_not_fit_is_said_in_the_words_of_the_protocol(served: Served) {
        let bob = served.as_person(BOB);
        let one = saved(&served, BOB, "Bob");
        let other = PushRequest { epoch: Epoch::of(9), ..push(&served, 1, vec![one.clone()]) };
        let answer = bob.post("/sync/v1/push", &other);
        assert_eq!((answer.status, answer.json()), (409, SyncRefusal::Epoch { epoch: epoch(&served) }));

        let late = PushEntry { n: 5, ..one.clone() };
        let answer = bob.post("/sync/v1/push", &push(&served, 1, vec![late]));
        assert_eq!((answer.status, answer.json()), (409, SyncRefusal::Gap { expect: 1 }));

        assert_eq!(bob.post("/sync/v1/push", &push(&served, 1, vec![one.clone()])).status, 200);
        let mut twin = saved(&served, BOB, "Bobby");
        twin.envelope.id = CommandId(Uuid::from_u128(77));
        let answer = bob.post("/sync/v1/push", &push(&served, 1, vec![twin]));
        assert_eq!((answer.status, answer.json()), (409, SyncRefusal::ClientIdConflict));

        let old = PullRequest { schema: 0, ..pull(1, BTreeMap::new()) };
        let answer = bob.post("/sync/v1/pull", &old);
        assert_eq!((answer.status, answer.json()), (426, SyncRefusal::UpdateRequired { min_schema: 1 }));

        let answer = bob.ask("POST", "/sync/v1/push", b"{}");
        assert!(matches!(answer.json(), SyncRefusal::Unreadable { .. }), "{answer:?}");
        assert_eq!(answer.status, 400);
    }
}
