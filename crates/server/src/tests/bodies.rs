//! Bodies: packed or not, too large, and such as unpack to more than they are.

use super::served::Served;
use domain::base::Code;
use domain::query::Query;
use serde_json::{Value, json};
use std::io::{Read, Write};
use store::engine::Dialect;
use testkit::ALICE;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

#[test]
fn a_body_may_be_packed_and_means_the_same() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    let question = serde_json::to_vec(&json!({ "viewer": ALICE, "query": Query::Me })).unwrap();
    let alice = served.as_person(ALICE);
    let plain = alice.ask("POST", "/ask", &question).json::<Value>();
    assert_eq!(plain["name"], "Alice Mwangi");
    for (packing, body) in [("gzip", gzip(&question)), ("zstd", zstd(&question)), ("identity", question)] {
        let answer = alice.clone().saying("content-encoding", packing).ask("POST", "/ask", &body);
        assert_eq!((answer.status, answer.json::<Value>()), (200, plain.clone()), "{packing}");
    }
}

#[test]
fn an_answer_is_packed_for_whoever_can_unpack_it() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    let alice = served.as_person(ALICE);
    let question = json!({ "viewer": ALICE, "query": Query::People });
    let plain = alice.post("/ask", &question).body;
    let packed = alice.clone().saying("accept-encoding", "zstd").post("/ask", &question);
    assert_eq!(packed.headers["content-encoding"], "zstd");
    assert_eq!(zstd::decode_all(&packed.body[..]).unwrap(), plain);
    let packed = alice.saying("accept-encoding", "gzip").post("/ask", &question);
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
}

#[test]
fn a_body_that_unpacks_to_more_than_is_taken_is_refused() {
    let served = Served::with(Dialect::Sqlite, |config| config.limits.unpacked_body = 1_000_000);
    let bomb = vec![b' '; 50_000_000];
    for (packing, body) in [("gzip", gzip(&bomb)), ("zstd", zstd(&bomb))] {
        assert!(body.len() < 60_000, "{packing} is small on its way");
        let alice = served.as_person(ALICE).saying("content-encoding", packing);
        let answer = alice.ask("POST", "/ask", &body);
        assert_eq!((answer.status, answer.code()), (413, Code::TooLarge), "{packing}");
    }
}

#[test]
fn a_body_that_would_need_a_huge_window_is_refused() {
    let mut packer = zstd::Encoder::new(Vec::new(), 3).unwrap();
    packer.window_log(27).unwrap();
    packer.include_contentsize(false).unwrap();
    packer.write_all(&json!({ "viewer": ALICE, "query": Query::Me }).to_string().into_bytes()).unwrap();
    let body = packer.finish().unwrap();
    let served = Served::with(Dialect::Sqlite, |_| {});
    let answer = served.as_person(ALICE).saying("content-encoding", "zstd").ask("POST", "/ask", &body);
    assert_eq!((answer.status, answer.code()), (400, Code::Invalid));
}

#[test]
fn a_body_that_is_larger_than_its_route_takes_is_refused() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    let answer = served.as_person(ALICE).ask("POST", "/ask", &vec![b' '; 70_000]);
    assert_eq!((answer.status, answer.code()), (413, Code::TooLarge));
}

#[test]
fn what_makes_no_sense_is_refused_in_words() {
    let served = Served::with(Dialect::Sqlite, |_| {});
    let alice = served.as_person(ALICE);
    for body in [&b""[..], b"{", b"[]", b"\xff\xfe", b"{\"viewer\":1}"] {
        let answer = alice.ask("POST", "/ask", body);
        assert_eq!((answer.status, answer.code()), (400, Code::Invalid), "{body:?}");
    }
    for (packing, status) in [("gzip", 400), ("zstd", 400), ("br", 415), ("gzip, gzip", 415)] {
        let answer = alice.clone().saying("content-encoding", packing).ask("POST", "/ask", b"nonsense");
        assert_eq!((answer.status, answer.code()), (status, Code::Invalid), "{packing}");
    }
}
