//! A device of a person in the world: a file of its own that synchronises with the world's store, without a network between
//! them.

use crate::World;
use domain::base::{CommandId, Instant, PersonId, Refusal, Span, ZoneId};
use domain::command::{Command, Envelope};
use domain::query::Query;
use domain::rows::AnyRow;
use domain::sync::{ClientId, Epoch, PushReply, SyncRefusal};
use serde::de::DeserializeOwned;
use std::path::Path;
use store::backup::Backups;
use store::engine::{FileKey, SqliteOptions};
use store::replica::{Absorbed, Replica, Wish};
use store::{Applied, AskError, DispatchError, Store, StoreError, SyncError};

/// The history of a world's store, until a test begins another.
pub const HISTORY: Epoch = Epoch::of(0xE90C);

/// A device of one person.
#[derive(Debug)]
pub struct Device {
    store: Store,
    /// Whose it is.
    pub person: PersonId,
    /// What it adds to the world's time: its clock may be wrong.
    pub ahead: Span,
}

impl Device {
    /// Opens a person's file in a folder, which may be a new one.
    ///
    /// # Panics
    /// When it does not open.
    #[must_use]
    pub fn in_folder(world: &World, person: PersonId, folder: &Path) -> Self {
        let file = SqliteOptions::at(folder.join("replica.db"));
        Self::in_file(world, person, &file).expect("a device's file")
    }

    /// Opens a person's file, which may be a new one.
    ///
    /// # Errors
    /// When it does not open.
    pub fn in_file(world: &World, person: PersonId, file: &SqliteOptions) -> Result<Self, StoreError> {
        let backups = Backups::at(file.path.with_file_name("backups"));
        let store = Store::open_replica(file, person, world.id(), &backups, world.now())?;
        Ok(Self { store, person, ahead: Span(0) })
    }

    /// Opens a person's encrypted file in a folder, which may be a new one.
    ///
    /// # Panics
    /// When it does not open.
    #[must_use]
    pub fn sealed_in_folder(world: &World, person: PersonId, folder: &Path, key: &FileKey) -> Self {
        let file = SqliteOptions { key: Some(key.clone()), ..SqliteOptions::at(folder.join("replica.db")) };
        Self::in_file(world, person, &file).expect("a device's file")
    }

    /// Returns its store.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Returns what it has of the world.
    ///
    /// # Panics
    /// Never: it is one.
    #[must_use]
    pub fn replica(&self) -> Replica<'_> {
        self.store.replica().expect("a device's store is a replica")
    }

    /// Returns the time that its clock shows.
    #[must_use]
    pub fn now(&self, world: &World) -> Instant {
        world.now() + self.ahead
    }

    /// Does something on it.
    ///
    /// # Errors
    /// The refusal, when a rule says no here already.
    ///
    /// # Panics
    /// When the store fails.
    pub fn run(&self, world: &World, command: impl Into<Command>) -> Result<Applied, Refusal> {
        self.send(world, &world.envelope(self.person, command))
    }

    /// Does what an envelope says.
    ///
    /// # Errors
    /// As [`Device::run`].
    ///
    /// # Panics
    /// When the store fails.
    pub fn send(&self, world: &World, envelope: &Envelope) -> Result<Applied, Refusal> {
        match self.store.dispatch(envelope, self.now(world)) {
            Ok(applied) => Ok(applied),
            Err(DispatchError::Refused { refusal, .. }) => Err(*refusal),
            Err(DispatchError::Failed(error)) => panic!("the device's store failed: {error:?}"),
        }
    }

    /// Returns an envelope of its person, such as is sent twice.
    #[must_use]
    pub fn envelope(&self, world: &World, id: CommandId, command: impl Into<Command>) -> Envelope {
        Envelope::new(id, self.person, self.now(world), ZoneId::utc(), &command.into())
    }

    /// Pushes what is due, of which the server takes everything or says why not.
    ///
    /// # Errors
    /// Why the world's store did not take it.
    ///
    /// # Panics
    /// When a store fails.
    pub fn push(&self, world: &World) -> Result<Option<PushReply>, SyncRefusal> {
        let wish = Wish { after_n: 0, most: 100, all: true };
        let request = self.replica().next_push(wish, "a test's device", self.now(world));
        let Some(request) = request.expect("the queue can be read") else { return Ok(None) };
        match world.store().push(self.person, &request, world.now()) {
            Ok(reply) => Ok(Some(reply)),
            Err(SyncError::Refused(refusal)) => Err(refusal),
            Err(SyncError::Failed(error)) => panic!("the world's store failed: {error:?}"),
        }
    }

    /// Pulls one page of about so many bytes.
    ///
    /// # Errors
    /// Why the world's store did not answer.
    ///
    /// # Panics
    /// When a store fails.
    pub fn pull_page(&self, world: &World, max_bytes: usize) -> Result<Absorbed, SyncRefusal> {
        let mut asked = self.replica().pull_request().expect("the device knows how far it is");
        asked.max_bytes = max_bytes;
        match world.store().pull(self.person, &asked, world.now()) {
            Ok(page) => {
                let absorbed = self.replica().absorb(&asked, page, world.id(), self.now(world));
                Ok(absorbed.expect("a page is taken in"))
            }
            Err(SyncError::Refused(refusal)) => Err(refusal),
            Err(SyncError::Failed(error)) => panic!("the world's store failed: {error:?}"),
        }
    }

    /// Pulls until there is no more.
    ///
    /// # Errors
    /// As [`Device::pull_page`].
    pub fn pull(&self, world: &World) -> Result<(), SyncRefusal> {
        while self.pull_page(world, 1_000_000)?.more {}
        Ok(())
    }

    /// Synchronises until nothing waits, whatever has to be done for it.
    ///
    /// # Panics
    /// When it does not come to an end.
    pub fn sync(&self, world: &World) {
        for _ in 0..50 {
            let done = self.push(world).map(drop).and_then(|()| self.pull(world));
            match done {
                Ok(()) if self.waiting() == 0 => return,
                Ok(()) => {}
                Err(SyncRefusal::Epoch { epoch }) => {
                    self.replica().epoch_changed(epoch, world.id()).map(drop).expect("it begins anew");
                }
                Err(SyncRefusal::ClientIdConflict | SyncRefusal::Gap { .. }) => {
                    self.replica().rename(world.id::<ClientId>()).expect("it takes another id");
                }
                Err(refusal) => panic!("{refusal}"),
            }
        }
        panic!("it does not come to an end: {:?}", self.replica().standing());
    }

    /// Returns how many commands wait for the server's decision.
    ///
    /// # Panics
    /// When the store fails.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.replica().standing().expect("the queue can be read").waiting
    }

    /// Asks as its person.
    ///
    /// # Errors
    /// The refusal, when the person may not know.
    ///
    /// # Panics
    /// When the store fails, or the answer is of another type.
    pub fn ask<V: DeserializeOwned>(&self, world: &World, query: Query) -> Result<V, Refusal> {
        match self.store.ask(self.person, query, self.now(world)) {
            Ok(view) => Ok(serde_json::from_value(view).expect("the view that the query names")),
            Err(AskError::Refused(refusal)) => Err(refusal),
            Err(AskError::Failed(error)) => panic!("the store failed: {error:?}"),
        }
    }

    /// Returns every row on it, ordered by table and id.
    #[must_use]
    pub fn rows(&self) -> Vec<AnyRow> {
        store::testing::rows(&self.store)
    }
}
