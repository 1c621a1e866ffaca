//! A device of a life: a file, and an engine over it while it is on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::base::{Instant, PersonId, Span};
use domain::rows::AnyRow;
use domain::sync::{ClientId, Epoch, PullRequest};
use store::Store;
use store::testing::rows;
use sync::PersonFile;
use sync::engine::{Effect, Engine, Event, Now, Steady, Step};
use tempfile::TempDir;
use uuid::Uuid;

use crate::dice::Dice;
use crate::scene;

/// A device.
pub(crate) struct Handset {
    pub(crate) person: PersonId,
    folder: TempDir,
    on: Option<On>,
    /// What its clock is ahead.
    pub(crate) ahead: Span,
    /// Whether it has no network.
    pub(crate) is_offline: bool,
    /// Whether it listens to the server's events.
    pub(crate) listens: bool,
    /// How often it was switched on: what was meant for it before counts no more.
    pub(crate) starts: u32,
    /// The number of the request that counts, of each kind.
    pub(crate) wakes: u64,
    dice: Dice,
    /// A copy of its disk, and the number of the newest text when it was made.
    image: Option<(PathBuf, u64)>,
}

/// A device that is on.
struct On {
    store: Arc<Store>,
    engine: Engine,
    file: PersonFile<Arc<Store>>,
}

/// How a device begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knows {
    /// It was just installed.
    Nothing,
    /// It has everything.
    Everything,
}

impl Handset {
    pub(crate) fn new(person: PersonId, knows: Knows, mut dice: Dice) -> Self {
        let folder = scene::folder();
        let client = client(&mut dice);
        if knows == Knows::Everything {
            scene::device_in(folder.path(), person);
        }
        let mut made = Self {
            person,
            folder,
            on: None,
            ahead: Span(0),
            is_offline: false,
            listens: false,
            starts: 0,
            wakes: 0,
            dice,
            image: None,
        };
        made.switch_on();
        // The file that everybody begins with is known under one id.
        made.store().replica().expect("a device's store").rename(client).expect("an id of its own");
        made
    }

    /// Returns a copy of the device as it is on its disk, which believes to be the same.
    pub(crate) fn cloned(&mut self, dice: Dice) -> Self {
        self.switch_off();
        let folder = scene::folder();
        fs::copy(self.path(), folder.path().join("device.db")).expect("a clone");
        self.switch_on();
        let mut clone = Self {
            person: self.person,
            folder,
            on: None,
            ahead: self.ahead,
            is_offline: false,
            listens: false,
            starts: 0,
            wakes: 0,
            dice,
            image: None,
        };
        clone.switch_on();
        clone
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("device.db")
    }

    fn switch_off(&mut self) {
        self.on = None;
        self.listens = false;
    }

    fn switch_on(&mut self) {
        let client = client(&mut self.dice);
        let store = Arc::new(scene::open_device(&self.path(), self.person, client));
        let file = PersonFile::new(Arc::clone(&store), "a device");
        self.on = Some(On { store, engine: Engine::new(), file });
        self.starts += 1;
    }

    /// The application ends in the middle of whatever it does, and is started again.
    pub(crate) fn crash(&mut self) {
        self.switch_off();
        self.switch_on();
    }

    /// Keeps a copy of the disk, if there is none.
    pub(crate) fn keep_image(&mut self, newest_text: u64) {
        if self.image.is_none() {
            self.switch_off();
            let image = self.folder.path().join("image.db");
            fs::copy(self.path(), &image).expect("an image");
            self.switch_on();
            self.image = Some((image, newest_text));
        }
    }

    /// Puts the copy of the disk in place, if there is one. Returns the number of the newest text that is on it.
    pub(crate) fn restore_image(&mut self) -> Option<u64> {
        let (image, newest_text) = self.image.take()?;
        self.switch_off();
        for name in ["device.db-wal", "device.db-shm"] {
            remove(&self.folder.path().join(name));
        }
        fs::copy(image, self.path()).expect("the image is put back");
        self.switch_on();
        Some(newest_text)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.on.as_ref().expect("it is only off while a file is copied").store
    }

    /// Returns what it would ask the server for now.
    pub(crate) fn question(&self) -> PullRequest {
        self.store().replica().expect("a device's store").pull_request().expect("a question")
    }

    /// Returns the history of the server that it knows.
    pub(crate) fn history(&self) -> Option<Epoch> {
        self.question().epoch
    }

    pub(crate) fn rows(&self) -> Vec<AnyRow> {
        rows(self.store())
    }

    /// Returns what its clock shows.
    pub(crate) fn clock(&self, at: Instant) -> Instant {
        at + self.ahead
    }

    /// Tells its engine something.
    pub(crate) fn step(&mut self, at: Instant, since: Span, event: Event) -> Step {
        let steady = Steady(u64::try_from(since.0).expect("time goes on"));
        let now = Now { steady, wall: self.clock(at) };
        let on = self.on.as_mut().expect("it is only off while a file is copied");
        let step = on.engine.step(now, event, &mut self.dice, &mut on.file);
        for effect in &step.effects {
            match effect {
                Effect::OpenEvents => self.listens = true,
                Effect::CloseEvents => self.listens = false,
                _ => {}
            }
        }
        step
    }
}

fn client(dice: &mut Dice) -> ClientId {
    use sync::engine::Random as _;
    let bits = u128::from(dice.next()) << 64 | u128::from(dice.next());
    ClientId(Uuid::from_u128(bits))
}

fn remove(path: &Path) {
    if path.exists() {
        fs::remove_file(path).expect("the log of a closed file");
    }
}
