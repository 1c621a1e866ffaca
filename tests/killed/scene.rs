//! A server with a world, and a mentor's device that can be started and killed.

use domain::base::PersonId;
use domain::reviews::{DraftComment, Held, KeptText, ReviewDraft};
use domain::rows::AnyRow;
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use store::Store;
use store::backup::Backups;
use store::engine::{Place, SqliteOptions};
use store::testing::{check_audiences, check_digests, check_integrity, check_pages, decided, may_see, rows};
use tempfile::TempDir;
use testkit::{ALICE, BOB, HISTORY, Node, START, World, numbered, numbered_comment, text, words};

/// How many changes a device that is killed may have made and not told: as many as it makes in one run.
const UNTOLD: u64 = 3;

/// A server, and a device that is not running.
pub(crate) struct Scene {
    pub(crate) node: Node,
    held: Held,
    token: String,
    folder: TempDir,
    /// The last change that the device said it has.
    pub(crate) made: u64,
}

/// A device that is running; killed when this is dropped.
pub(crate) struct Running {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Scene {
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for place in ["server", "device"] {
            std::fs::create_dir(folder.path().join(place)).unwrap();
        }
        let world =
            World::of_server(&Place::Sqlite(SqliteOptions::at(folder.path().join("server/wrapitup.db"))));
        let held = world.claim(ALICE, world.request(BOB));
        let token = world.sign_in(ALICE);
        drop(world);
        let node = Node::start(&folder.path().join("server"), &[]);
        Self { node, held, token, folder, made: 0 }
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("device")
    }

    /// Starts the device, which makes so many changes and goes no further than some place, at an address.
    pub(crate) fn run(&self, changes: u64, hold: (&str, usize), address: &str) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_headless-device"));
        command.arg(self.place()).arg(address).arg(&self.token);
        command.args([self.held.submission.to_string(), self.held.claim.to_string()]);
        command.args([self.made + 1, self.made + changes].map(|number| number.to_string()));
        command.arg(hold.0).arg(hold.1.to_string());
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let said = BufReader::new(process.stdout.take().unwrap()).lines();
        Running { process, said }
    }

    /// Hears what a device says until it says one thing, or so many, and notes what it has. Returns whether it came to that.
    pub(crate) fn hear(&mut self, running: &mut Running, until: &str, lines: usize) -> bool {
        for line in running.said.by_ref().take(lines) {
            let line = line.unwrap();
            if let Some(number) = line.strip_prefix("made ") {
                self.made = number.parse().unwrap();
            }
            if line == until {
                return true;
            }
        }
        false
    }

    /// Lets the device finish. It makes a few changes more: some of those it made last may not have been told before it was killed,
    /// and made again they are the same.
    pub(crate) fn finish(&mut self) {
        let mut running = self.run(UNTOLD, ("nowhere", 1), self.node.address());
        assert!(self.hear(&mut running, "synced", usize::MAX), "the device did not finish");
    }

    /// Checks that everything that the device had is on the server, each change once, and the device has what it should.
    pub(crate) fn check(&mut self) {
        self.finish();
        self.node.kill();
        let server = self.folder.path().join("server/wrapitup.db");
        let server = Store::open_server(&Place::Sqlite(SqliteOptions::at(server)), HISTORY).unwrap();
        let (file, backups) =
            (SqliteOptions::at(self.place().join("replica.db")), Backups::at(self.place().join("backups")));
        let client = domain::sync::ClientId(uuid::Uuid::nil());
        let device = Store::open_replica(&file, ALICE, client, &backups, START).unwrap();
        check_integrity(&server);
        check_pages(&device);
        [&server, &device].into_iter().for_each(check_digests);
        check_audiences(&server);
        self.check_rows(&rows(&server));
        let decided = decided(&server);
        for number in (1..=self.made).step_by(2) {
            let (id, _) = numbered(self.held, number);
            assert!(decided.get(&id).is_some_and(|decided| decided.applied), "change {number}");
        }
        assert!(
            rows(&device) == visible(&server, ALICE),
            "the device has something else than its person may see"
        );
        assert_eq!(device.replica().unwrap().standing().unwrap().attention, 0);
    }

    fn check_rows(&self, all: &[AnyRow]) {
        let comments: Vec<DraftComment> = all.iter().cloned().filter_map(|row| row.try_into().ok()).collect();
        let found: BTreeSet<_> = comments.iter().map(|comment| comment.id).collect();
        let expected = (1..=self.made).step_by(2).map(|number| numbered_comment(self.held, number)).collect();
        assert_eq!(found, expected, "{} changes were made", self.made);
        let note = all.iter().cloned().find_map(|row| ReviewDraft::try_from(row).ok());
        let last = self.made - self.made % 2;
        assert_eq!(note.map(|note| text(&note.body)), (last > 0).then(|| words(last)));
        let twice: Vec<KeptText> = all.iter().cloned().filter_map(|row| row.try_into().ok()).collect();
        assert!(twice.is_empty(), "something was done twice: {twice:?}");
    }
}

impl Running {
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

fn visible(store: &Store, person: PersonId) -> Vec<AnyRow> {
    let may_see = may_see(store, person);
    rows(store).into_iter().filter(|row| may_see.contains(&row.key())).collect()
}
