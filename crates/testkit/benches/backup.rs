//! How long a backup takes until it may be called one: copied while the file is open, forced onto the disk, and looked
//! through page by page and reference by reference. In turns with Debian's `sqlite3`, which does the same by hand. Prints
//! one line of JSON.
#![expect(clippy::print_stdout, reason = "a figure is printed for whoever reads it")]
#![expect(clippy::expect_used, reason = "a measurement that can't be made has no other use")]

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use store::Store;
use store::backup::{Backups, Why};
use testkit::{START, large_workspace};

const REVIEWS: usize = 50_000;
const TURNS: usize = 7;

/// What the peer's copy is looked through for.
const CHECK: &str = include_str!("../../../bench/peers/check.sql");

/// One backup of ours.
struct Made {
    /// Until every page was copied.
    copied: Duration,
    /// Until it was forced onto the disk, checked and named.
    whole: Duration,
    bytes: u64,
}

fn main() {
    let folder = tempfile::TempDir::new().expect("a folder for the file");
    let file = folder.path().join("large.db");
    let (store, _) = large_workspace(&file, REVIEWS);
    let (mut copied, mut own, mut peers) = (Vec::new(), Vec::new(), Vec::new());
    let mut bytes = 0;
    for turn in 0..TURNS {
        let made = back_up(&store, &folder.path().join(format!("backups-{turn}")));
        copied.push(made.copied);
        own.push(made.whole);
        bytes = made.bytes;
        peers.push(by_hand(&file, &folder.path().join("by-hand.db")));
    }
    let (own, peer) = (middle(own), middle(peers));
    let megabytes = f64::from(u32::try_from(bytes / 1024).expect("a file of ours")) / 1024.0;
    println!(
        "{{\"bench\": \"backup\", \"ms\": {own:.0}, \"copy_ms\": {:.0}, \"mb\": {megabytes:.1}, \"mb_per_s\": {:.0}, \
         \"peer\": \"sqlite3 .backup, the same checks\", \"peer_ms\": {peer:.0}, \"ratio_to_peer\": {:.2}, \"n\": {TURNS}}}",
        middle(copied),
        megabytes * 1e3 / own,
        own / peer,
    );
}

/// Makes a backup as the application does when it is asked to.
fn back_up(store: &Store, folder: &Path) -> Made {
    let start = Instant::now();
    let mut copied = Duration::ZERO;
    let watch = &mut |_| {
        copied = start.elapsed();
        ControlFlow::Continue(())
    };
    let made = store.back_up(&Backups::at(folder), Why::Asked, START, watch);
    let whole = start.elapsed();
    let made = made.expect("there is room").expect("nobody stops it");
    fs::remove_dir_all(folder).expect("a folder of ours");
    Made { copied, whole, bytes: made.bytes }
}

/// Does the same with the shell of SQLite.
fn by_hand(file: &Path, copy: &Path) -> Duration {
    let start = Instant::now();
    shell(file, &format!(".backup '{}'", copy.display()));
    File::open(copy).and_then(|copy| copy.sync_all()).expect("a copy");
    let found = shell(copy, CHECK);
    let took = start.elapsed();
    assert!(found.trim() == "ok", "the peer's copy is not sound: {found}");
    fs::remove_file(copy).expect("a file of ours");
    took
}

fn shell(file: &Path, what: &str) -> String {
    let done = Command::new("sqlite3").arg("-batch").arg(file).arg(what).output();
    let done = done.expect("sqlite3; `cargo xtask bench backup` installs it");
    assert!(done.status.success(), "sqlite3: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Returns the middle one, in milliseconds.
fn middle(mut took: Vec<Duration>) -> f64 {
    took.sort_unstable();
    took.get(took.len() / 2).map_or(0.0, |took| took.as_secs_f64() * 1e3)
}
