//! People who don't say what they want, or don't listen: they are sent away, and others don't notice.

use super::client::{read, until_closed};
use super::served::Served;
use crate::Config;
use std::io::Write;
use store::engine::Dialect;
use testkit::ALICE;

/// A server that waits for nobody.
fn impatient(config: &mut Config) {
    config.limits.header_ms = 50;
    config.limits.body_pause_ms = 50;
}

#[test]
fn whoever_says_nothing_is_sent_away() {
    let served = Served::with(Dialect::Sqlite, impatient);
    let silent = served.nobody().connect();
    assert_eq!(until_closed(silent), "");
}

#[test]
fn whoever_stops_within_the_head_of_a_request_is_sent_away() {
    let served = Served::with(Dialect::Sqlite, impatient);
    for half in ["G", "GET /healthz HTTP/1.1\r\n", "GET /healthz HTTP/1.1\r\nHost: here\r\nX: y"] {
        let mut stream = served.nobody().connect();
        stream.write_all(half.as_bytes()).unwrap();
        let said = until_closed(stream);
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{half:?}: {said}");
    }
}

#[test]
fn whoever_keeps_a_connection_and_asks_nothing_more_is_sent_away() {
    let served = Served::with(Dialect::Sqlite, impatient);
    let mut stream = served.nobody().connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
    let said = until_closed(stream);
    assert!(said.starts_with("HTTP/1.1 200") && said.ends_with("alive\n"), "{said}");
}

#[test]
fn whoever_stops_within_a_body_is_told_and_sent_away() {
    let served = Served::with(Dialect::Sqlite, impatient);
    let mut stream = served.as_person(ALICE).begin("POST", "/ask", 100);
    stream.write_all(b"{\"viewer\":").unwrap();
    let said = until_closed(stream);
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
}

#[test]
fn a_request_that_takes_too_long_is_given_up() {
    let served = Served::with(Dialect::Sqlite, |config| config.limits.request_ms = 50);
    // The body never pauses for long and never ends.
    let mut stream = served.as_person(ALICE).begin("POST", "/ask", 60_000);
    let mut other = stream.try_clone().unwrap();
    let drips = std::thread::spawn(move || while other.write_all(b" ").is_ok() {});
    assert_eq!(read(stream.try_clone().unwrap()).status, 408);
    stream.flush().ok();
    drop(stream);
    drips.join().unwrap();
}

#[test]
fn one_too_many_is_told_to_come_back_and_may_when_another_left() {
    let served = Served::with(Dialect::Sqlite, |config| config.limits.connections = 2);
    let held = [served.nobody().connect(), served.nobody().connect()];
    let said = until_closed(served.nobody().connect());
    assert!(said.starts_with("HTTP/1.1 503") && said.contains("Retry-After"), "{said}");
    drop(held);
    // The server notices that they left when it next looks.
    while read_status(&served) == 503 {
        std::thread::yield_now();
    }
    assert_eq!(read_status(&served), 200);
}

fn read_status(served: &Served) -> u16 {
    let mut stream = served.nobody().connect();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").ok();
    let said = until_closed(stream);
    said.split(' ').nth(1).map_or(503, |status| status.parse().unwrap())
}
