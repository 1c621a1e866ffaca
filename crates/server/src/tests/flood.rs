//! Many who do harm, and somebody who only wants an answer.

use super::served::Served;
use std::io::Write;
use store::engine::Dialect;

/// How many connections each kind of harm has here; the limit of open files is what bounds it.
const EACH: usize = 100;

#[test]
fn half_heads_half_bodies_and_silence_keep_nobody_from_an_answer() {
    let served = Served::with(Dialect::Sqlite, |config| config.limits.connections = 3 * EACH + 10);
    let nobody = served.nobody();
    let silent: Vec<_> = (0..EACH).map(|_| nobody.connect()).collect();
    let heads: Vec<_> = (0..EACH)
        .map(|_| {
            let mut stream = nobody.connect();
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHos").unwrap();
            stream
        })
        .collect();
    let bodies: Vec<_> =
        (0..EACH).map(|_| served.as_person(testkit::ALICE).begin("POST", "/ask", 500)).collect();
    for _ in 0..20 {
        assert_eq!(nobody.get("/readyz").status, 200);
    }
    drop((silent, heads, bodies));
    assert_eq!(nobody.get("/readyz").status, 200);
}
