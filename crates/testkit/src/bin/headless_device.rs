//! A mentor's device without a window, for tests that kill it: makes numbered changes in its file while the driver sends them
//! to a real server, and then takes everything in.
//!
//! It says what it does: `made N` once the file has it, `sending` before a push leaves (it is marked as sent by then), `answered`
//! when the server's answer has come and nobody here has heard it yet, `page` when a page has come that is not taken in
//! yet, `synced` at the end. At the place where it is told to hold it says `held`, and goes no further.
#![expect(clippy::print_stdout, reason = "its output is what the test reads")]

use domain::base::{Instant, ZoneId};
use domain::command::Envelope;
use domain::reviews::Held;
use domain::sync::{ClientId, PullPage, PullRequest, PushReply, PushRequest};
use std::env::args;
use std::error::Error;
use std::future::pending;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use store::Store;
use store::backup::Backups;
use store::engine::SqliteOptions;
use sync::driver::{Heard, Transport};
use sync::engine::Answer;
use testkit::{ALICE, Online, Reach, START, numbered};
use uuid::Uuid;

/// About how large pages are: the first one is not the last.
const PAGE: usize = 4_000;

/// Where it goes no further: at the so-manieth time that something is said.
#[derive(Clone)]
struct Hold {
    at: String,
    left: Arc<AtomicUsize>,
}

impl Hold {
    /// Says something, and whether this is the place.
    fn say(&self, what: &str) -> bool {
        println!("{what}");
        let is_here = what.split(' ').next() == Some(self.at.as_str());
        let is_last = is_here && self.left.fetch_sub(1, Ordering::SeqCst) == 1;
        if is_last {
            println!("held");
        }
        is_last
    }
}

/// The way to the server, on which one can stop.
struct Stopping {
    reach: Reach,
    hold: Hold,
}

impl Stopping {
    async fn say(&self, what: &str) {
        if self.hold.say(what) {
            pending().await
        }
    }
}

impl Transport for Stopping {
    async fn push(&self, request: PushRequest) -> Answer<PushReply> {
        self.say("sending").await;
        let answer = self.reach.push(request).await;
        self.say("answered").await;
        answer
    }

    async fn pull(&self, request: PullRequest) -> Answer<Box<PullPage>> {
        let page = self.reach.pull(PullRequest { max_bytes: PAGE, ..request }).await;
        self.say("page").await;
        page
    }

    async fn listen(&self, heard: impl Fn(Heard) + Send + Sync) {
        self.reach.listen(heard).await;
    }

    fn begin_anew(&self) {
        self.reach.begin_anew();
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    const USAGE: &str = "usage: headless-device FOLDER ADDRESS TOKEN SUBMISSION CLAIM FIRST LAST made|sending|answered|page|nowhere TIMES";
    let mut args = args().skip(1);
    let mut next = || args.next().ok_or(USAGE);
    let folder = PathBuf::from(next()?);
    let (address, token) = (next()?, next()?);
    let held = Held { submission: next()?.parse()?, claim: next()?.parse()? };
    let (first, last): (u64, u64) = (next()?.parse()?, next()?.parse()?);
    let hold = Hold { at: next()?, left: Arc::new(AtomicUsize::new(next()?.parse()?)) };

    let (file, backups) = (SqliteOptions::at(folder.join("replica.db")), Backups::at(folder.join("backups")));
    let client = ClientId(Uuid::from_u128(0xDE71_CE00));
    let store = Arc::new(Store::open_replica(&file, ALICE, client, &backups, START)?);
    let reach = Reach::to(&[address], &token);
    let device = Online::start(store, ALICE, Stopping { reach, hold: hold.clone() }, START);
    // What is not here yet can't be changed.
    device.wait_until_complete();
    for number in first..=last {
        let (id, command) = numbered(held, number);
        let now = Instant(START.0.saturating_add(i64::try_from(number)?));
        device.run(&Envelope::new(id, ALICE, now, ZoneId::utc(), &command));
        if hold.say(&format!("made {number}")) {
            loop {
                thread::park();
            }
        }
    }
    device.wait_until_synced();
    hold.say("synced");
    Ok(())
}
