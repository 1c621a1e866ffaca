//! The server's own troubles: too much to do, a mistake, its end.

use super::client::until_closed;
use super::served::Served;
use crate::accounts::{How, Signed, goes_on};
use domain::accounts::DeviceId;
use domain::base::Instant;
use domain::query::Query;
use serde_json::json;
use std::io::{Read, Write};
use std::sync::mpsc;
use store::accounts::TokenHash;
use store::engine::Dialect;
use testkit::ALICE;
use tokio::task::JoinHandle;

/// Starts a server that reads one thing at a time, and lets nobody wait for it.
fn with_one_reader() -> Served {
    Served::with(Dialect::Sqlite, |config| {
        config.lanes.readers = 1;
        config.lanes.queue = 0;
    })
}

/// The one reader of a server, who is busy until this ends.
struct Busy {
    let_go: mpsc::Sender<()>,
    reads: JoinHandle<()>,
}

impl Busy {
    fn reader(served: &Served) -> Self {
        let (let_go, held) = mpsc::channel::<()>();
        let (began, begins) = mpsc::channel();
        let state = served.state.clone();
        let reads = served.spawn(async move {
            let read = state.read(move |_| {
                began.send(()).unwrap();
                held.recv().ok();
            });
            read.await.unwrap();
        });
        begins.recv().unwrap();
        Self { let_go, reads }
    }

    fn end(self, served: &Served) {
        drop(self.let_go);
        served.wait(self.reads).unwrap();
    }
}

#[test]
fn a_server_that_has_too_much_to_read_says_so_and_goes_on_writing() {
    let served = with_one_reader();
    let busy = Busy::reader(&served);
    let answer = served.as_person(ALICE).post("/ask", &json!({ "viewer": ALICE, "query": Query::Me }));
    assert_eq!((answer.status, answer.headers["retry-after"].as_str()), (503, "2"));
    assert_eq!(served.nobody().get("/readyz").status, 200);
    assert_eq!(served.nobody().get("/healthz").status, 200);
    let state = served.state.clone();
    assert_eq!(served.wait(async move { state.write(|_| 1).await }), Ok(1));
    busy.end(&served);
    let answer = served.as_person(ALICE).post("/ask", &json!({ "viewer": ALICE, "query": Query::Me }));
    assert_eq!(answer.status, 200);
}

#[test]
fn nobody_who_listens_is_signed_out_because_too_many_ask() {
    let served = with_one_reader();
    // Somebody of whom no sign-in is known any more.
    let gone = Signed {
        person: ALICE,
        device: DeviceId::default(),
        how: How::Token,
        family: uuid::Uuid::from_u128(1),
        signed_in_at: Instant(0),
        token: TokenHash([0; 32]),
        visit: None,
    };
    let busy = Busy::reader(&served);
    assert!(served.wait(goes_on(&served.state, &gone)), "nobody could look");
    busy.end(&served);
    assert!(!served.wait(goes_on(&served.state, &gone)));
}

#[test]
fn a_mistake_costs_one_answer() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    let state = served.state.clone();
    let problem = served.wait(async move { state.read::<()>(|_| panic!("a mistake")).await }).unwrap_err();
    assert_eq!(problem.status().as_u16(), 500);
    assert_eq!(served.nobody().get("/readyz").status, 200);
}

#[test]
fn an_ending_server_lets_nobody_in_and_finishes_what_runs() {
    let mut served = Served::with(Dialect::Sqlite, |_| {});
    let question = json!({ "viewer": ALICE, "query": Query::Me }).to_string();
    let alice = served.as_person(ALICE).saying("expect", "100-continue");
    let mut running = alice.begin("POST", "/ask", question.len());
    // By this the server says that it waits for the body.
    let mut go_on = [0; 25];
    running.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let idle = served.nobody().connect();
    let address = served.address;
    served.state.end();
    running.write_all(question.as_bytes()).unwrap();
    let said = until_closed(running);
    assert!(said.starts_with("HTTP/1.1 200") && said.contains("Alice Mwangi"), "{said}");
    assert_eq!(until_closed(idle), "");
    served.end();
    assert!(std::net::TcpStream::connect(address).is_err());
}
