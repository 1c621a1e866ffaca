//! How long a mentor's words take to be safe: saving an overall note of about 400 words, each time a little
//! longer, in a file on disk with every commit flushed to it. Prints one line of JSON.
#![expect(clippy::print_stdout, reason = "a figure is printed for whoever reads it")]
#![expect(clippy::expect_used, reason = "a measurement that can't be made has no other use")]

use domain::reviews::ReviewsCommand;
use std::time::{Duration, Instant};
use testkit::{ALICE, BOB, World, note, words};

const SAVES: u64 = 500;

fn main() {
    let folder = tempfile::TempDir::new().expect("a folder for the file");
    let world = World::in_file(&folder.path().join("autosave.db"));
    let submission = world.request(BOB);
    let held = world.claim(ALICE, submission);
    let mut took: Vec<Duration> = (0..SAVES)
        .map(|more| {
            let body = note(&words(400 + more % 50));
            let envelope = world.envelope(ALICE, ReviewsCommand::SaveNote { held, body });
            let start = Instant::now();
            world.send(&envelope).expect("the holder may write");
            start.elapsed()
        })
        .collect();
    took.sort_unstable();
    let at = |share: usize| took.get(took.len() * share / 100).map_or(0.0, |took| took.as_secs_f64() * 1e3);
    println!(
        "{{\"bench\": \"autosave\", \"p50_ms\": {:.2}, \"p95_ms\": {:.2}, \"n\": {SAVES}}}",
        at(50),
        at(95)
    );
}
