//! The stream of pokes: who is told, of what, and that it ends.

use super::client::{chunk, head};
use super::served::{Served, save};
use crate::hub::Changed;
use domain::base::PersonId;
use domain::journeys::JourneysCommand;
use serde_json::json;
use std::io::BufReader;
use std::net::TcpStream;
use store::engine::Dialect;
use testkit::{ALICE, BOB, CAROL, JOURNEY};

/// Somebody who listens.
struct Ear(BufReader<TcpStream>);

impl Ear {
    /// Listens, and waits until the server says so.
    fn of(served: &Served, person: PersonId) -> Self {
        Self::at(served, person, "/sync/v1/events")
    }

    fn at(served: &Served, person: PersonId, path: &str) -> Self {
        let mut stream = BufReader::new(served.as_person(person).begin("GET", path, 0));
        let (status, headers) = head(&mut stream);
        assert_eq!((status, headers["content-type"].as_str()), (200, "text/event-stream"));
        assert_eq!(headers["x-accel-buffering"], "no");
        let mut ear = Self(stream);
        assert!(ear.next().expect("a first word").starts_with("retry:"));
        ear
    }

    /// Waits for the next event; none when the stream ended.
    fn next(&mut self) -> Option<String> {
        Some(String::from_utf8(chunk(&mut self.0)?).unwrap())
    }
}

fn changed(people: &[PersonId]) -> Changed {
    people.iter().map(|person| (format!("u:{person}"), ["saved_views".to_owned()].into())).collect()
}

fn write(served: &Served, person: PersonId) {
    let world = &served.world.0;
    let envelope = world.envelope(person, save(world, "Long"));
    assert_eq!(served.as_person(person).post("/dispatch", &envelope).status, 200);
}

store::each_engine! {
    fn a_change_pokes_whoever_reads_its_bucket_and_says_nothing_of_it(served: Served) {
        let mut bob = Ear::of(&served, BOB);
        write(&served, BOB);
        let poke = bob.next().expect("a poke");
        let (event, data) = poke.trim_end().split_once("\ndata: ").expect("an event with data");
        assert_eq!(event, "event: poke");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        let own = served.world.0.store().buckets_of(BOB).unwrap();
        let told = data["b"].as_array().unwrap();
        assert!(!told.is_empty() && told.iter().all(|bucket| own.contains(bucket.as_str().unwrap())));
        assert_eq!(data.as_object().unwrap().keys().collect::<Vec<_>>(), ["b"]);
    }

    fn a_browser_hears_in_which_tables_something_of_its_own_changed(served: Served) {
        let mut alice = Ear::at(&served, ALICE, "/events");
        write(&served, BOB);
        write(&served, ALICE);
        assert_eq!(alice.next().as_deref(), Some("data: {\"tables\":[\"saved_views\"]}\n\n"));
    }

    fn a_mentor_who_is_given_a_journey_hears_of_its_queue_from_then_on(served: Served) {
        let world = &served.world.0;
        let assign = |active| world.system(JourneysCommand::Assign { journey: JOURNEY, mentor: ALICE, active });
        assign(false);
        let mut alice = Ear::of(&served, ALICE);
        assign(true);
        served.state.hub.wrote();
        let queue = format!("rq:{JOURNEY}");
        loop {
            // As long as it was not looked, nobody knows that it is hers to hear.
            served.state.hub.tell(&[(queue.clone(), ["queue_items".to_owned()].into())].into());
            if alice.next().expect("a poke").contains(&queue) {
                break;
            }
        }
    }

    fn nobody_is_told_of_what_they_do_not_read(served: Served) {
        let mut carol = Ear::of(&served, CAROL);
        let own = served.world.0.store().buckets_of(CAROL).unwrap();
        served.state.hub.tell(&changed(&[BOB]));
        served.state.hub.tell(&changed(&[BOB, CAROL]));
        assert!(own.contains(&format!("u:{CAROL}")));
        let expected = format!("event: poke\ndata: {}\n\n", json!({ "b": [format!("u:{CAROL}")] }));
        assert_eq!(carol.next(), Some(expected));
    }

    fn what_another_server_writes_into_the_same_store_is_noticed(served: Served) {
        if served.world.0.store().engine().dialect() == Dialect::Sqlite {
            // A file has one server.
            return;
        }
        let mut alice = Ear::of(&served, ALICE);
        let world = &served.world.0;
        world.done(ALICE, save(world, "Long"));
        assert!(alice.next().expect("a poke").contains(&format!("u:{ALICE}")));
    }
}

#[test]
fn a_stream_says_that_it_is_there_and_ends_with_the_server() {
    let mut served = Served::with(Dialect::Sqlite, |config| config.limits.heartbeat_ms = 20);
    let mut bob = Ear::of(&served, BOB);
    assert_eq!(bob.next().as_deref(), Some(":\n\n"));
    served.end();
    while let Some(said) = bob.next() {
        assert_eq!(said, ":\n\n");
    }
}

#[test]
fn whoever_does_not_read_is_told_together_later_and_nobody_else_waits_for_them() {
    // It is not the time that sends them away here.
    let served = Served::with(Dialect::Sqlite, |config| config.limits.write_pause_ms = 600_000);
    let mut slow = Ear::at(&served, BOB, "/events");
    let mut quick = Ear::at(&served, BOB, "/events");
    // More than the system holds for somebody who does not read.
    let tables = (0..2_000).map(|number| format!("a_table_with_a_long_name_{number}"));
    let long: Changed = [(format!("u:{BOB}"), tables.collect())].into();
    for _ in 0..200 {
        served.state.hub.tell(&long);
        assert!(quick.next().expect("a poke").contains("a_table_with_a_long_name_1999"));
    }
    served.state.hub.tell(&changed(&[BOB]));
    assert_eq!(quick.next().as_deref(), Some("data: {\"tables\":[\"saved_views\"]}\n\n"));
    let mut heard = 1;
    while !slow.next().expect("a poke").contains("saved_views") {
        heard += 1;
    }
    assert!(heard < 200, "each was kept for them");
}
