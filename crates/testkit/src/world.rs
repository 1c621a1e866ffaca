//! The world: who is there, how they act, what the store holds.

use crate::device::HISTORY;
use crate::ids::Ids;
use domain::base::{CommandId, Instant, PersonId, Refusal, Span, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::enrolments::{EnrolmentsCommand, Tier};
use domain::journeys::file::JourneyFile;
use domain::journeys::{JourneyId, JourneysCommand};
use domain::people::PeopleCommand;
use domain::query::Query;
use domain::rows::AnyRow;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::path::Path;
use std::sync::Mutex;
use store::accounts::TokenHash;
use store::engine::{Dialect, Place, SqliteOptions};
use store::testing::{OnEngine, TestStore};
use store::{Applied, AskError, DispatchError, SYSTEM, Store};
use uuid::Uuid;

/// A mentor of the journey.
pub const ALICE: PersonId = PersonId(Uuid::from_u128(0xA11C_E000));
/// A client of the journey, at tier Guided.
pub const BOB: PersonId = PersonId(Uuid::from_u128(0xB0B0_0000));
/// Another mentor of the journey.
pub const CAROL: PersonId = PersonId(Uuid::from_u128(0xCA20_1000));
/// Another client of the journey.
pub const DAN: PersonId = PersonId(Uuid::from_u128(0xDA40_0000));
/// A mentor who is not assigned to the journey.
pub const EVE: PersonId = PersonId(Uuid::from_u128(0xE5E0_0000));
/// An admin.
pub const ADMIN: PersonId = PersonId(Uuid::from_u128(0xAD31_4000));
/// The Care journey.
pub const JOURNEY: JourneyId = JourneyId(Uuid::from_u128(0xCA2E_0000));
/// When every world begins: Tuesday 24 November 2026, 09:00 UTC.
pub const START: Instant = Instant(1795510800000);

const PEOPLE: [(PersonId, &str, &str, Role); 6] = [
    (ALICE, "Alice Mwangi", "Africa/Nairobi", Role::Mentor),
    (BOB, "Bob Ferreira", "Europe/Lisbon", Role::Client),
    (CAROL, "Carol Nyström", "Europe/Stockholm", Role::Mentor),
    (DAN, "Dan Okonjo", "Europe/London", Role::Client),
    (EVE, "Eve Laurent", "Europe/Paris", Role::Mentor),
    (ADMIN, "Ada Min", "UTC", Role::Admin),
];

/// A few people, the Care journey and a clock, over a real store.
#[derive(Debug)]
pub struct World {
    home: Home,
    pub(crate) ids: Ids,
    clock: Mutex<Instant>,
}

/// Where the store lives.
#[derive(Debug)]
enum Home {
    Throwaway(TestStore),
    File(Store),
}

impl OnEngine for World {
    fn on(dialect: Dialect) -> Self {
        Self::over(Home::Throwaway(TestStore::on(dialect)))
    }
}

impl World {
    /// Makes the world in a new SQLite file that outlives it.
    ///
    /// # Panics
    /// When the file can't be made.
    #[must_use]
    pub fn in_file(path: &Path) -> Self {
        let place = Place::Sqlite(SqliteOptions::at(path));
        Self::over(Home::File(Store::open(&place).expect("a new file")))
    }

    /// Makes the world in the place of a server, which outlives it.
    ///
    /// # Panics
    /// When the place can't be reached or filled.
    #[must_use]
    pub fn of_server(place: &Place) -> Self {
        Self::over(Home::File(Store::open_server(place, HISTORY).expect("a new place")))
    }

    fn over(home: Home) -> Self {
        let world = Self { home, ids: Ids::default(), clock: Mutex::new(START) };
        world.store().begin_history(HISTORY).expect("a history");
        world.populate();
        world
    }

    fn populate(&self) {
        for (person, name, zone, role) in PEOPLE {
            self.system(PeopleCommand::Add {
                person,
                name: name.to_owned(),
                email: format!("{person}@example.org"),
                zone: ZoneId(zone.to_owned()),
                roles: [role].into(),
                bio: String::new(),
            });
        }
        let file = JourneyFile::parse(include_str!("../../../content/journeys/care.json"));
        let file = Box::new(file.expect("the Care journey is sound"));
        self.system(JourneysCommand::Import { journey: JOURNEY, file });
        for mentor in [ALICE, CAROL] {
            self.system(JourneysCommand::Assign { journey: JOURNEY, mentor, active: true });
        }
        for client in [BOB, DAN] {
            self.done(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        }
    }

    /// Returns the store.
    #[must_use]
    pub fn store(&self) -> &Store {
        match &self.home {
            Home::Throwaway(store) => store,
            Home::File(store) => store,
        }
    }

    /// Closes the store and opens it again, as a restart does.
    ///
    /// # Panics
    /// When the world is in a file of its own.
    pub fn restart(&mut self) {
        match &mut self.home {
            Home::Throwaway(store) => store.reopen(),
            Home::File(_) => panic!("open the file again instead"),
        }
    }

    /// Returns the authority's time.
    #[must_use]
    pub fn now(&self) -> Instant {
        *self.clock.lock().expect("no test panics with the clock in hand")
    }

    /// Lets time pass.
    pub fn advance(&self, span: Span) {
        let mut clock = self.clock.lock().expect("no test panics with the clock in hand");
        *clock = *clock + span;
    }

    /// Returns a new id.
    #[must_use]
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.ids.next().into()
    }

    /// Puts a command into an envelope of its actor.
    #[must_use]
    pub fn envelope(&self, actor: PersonId, command: impl Into<Command>) -> Envelope {
        Envelope::new(CommandId(self.ids.next()), actor, self.now(), ZoneId::utc(), &command.into())
    }

    /// Sends an envelope.
    ///
    /// # Errors
    /// The refusal, when a rule says no.
    ///
    /// # Panics
    /// When the store fails.
    pub fn send(&self, envelope: &Envelope) -> Result<Applied, Refusal> {
        match self.store().dispatch(envelope, self.now()) {
            Ok(applied) => Ok(applied),
            Err(DispatchError::Refused { refusal, .. }) => Err(*refusal),
            Err(DispatchError::Failed(error)) => panic!("the store failed: {error:?}"),
        }
    }

    /// Acts as a person.
    ///
    /// # Errors
    /// The refusal, when a rule says no.
    pub fn run(&self, actor: PersonId, command: impl Into<Command>) -> Result<Applied, Refusal> {
        self.send(&self.envelope(actor, command))
    }

    /// Acts as a person, who is allowed to.
    ///
    /// # Panics
    /// When a rule says no.
    #[track_caller]
    pub fn done(&self, actor: PersonId, command: impl Into<Command>) {
        if let Err(refusal) = self.run(actor, command) {
            panic!("refused: {refusal:?}");
        }
    }

    /// Acts as the program itself.
    ///
    /// # Panics
    /// When a rule says no.
    #[track_caller]
    pub fn system(&self, command: impl Into<Command>) {
        let envelope = self.envelope(SYSTEM, command);
        if let Err(error) = self.store().dispatch_system(&envelope, self.now()) {
            panic!("refused: {error:?}");
        }
    }

    /// Adds a client of the journey, who is called by a number, and returns them.
    ///
    /// # Panics
    /// When a rule says no.
    pub fn add_client(&self, number: u128) -> PersonId {
        let person = PersonId(Uuid::from_u128(0xC11E_4700_0000 + number));
        self.system(PeopleCommand::Add {
            person,
            name: format!("Client {number}"),
            email: format!("{person}@example.org"),
            zone: ZoneId::utc(),
            roles: [Role::Client].into(),
            bio: String::new(),
        });
        self.done(person, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        person
    }

    /// Signs a person in to the server whose place this is, and returns the token of a new device.
    ///
    /// # Panics
    /// When the store fails.
    #[must_use]
    pub fn sign_in(&self, person: PersonId) -> String {
        let token = self.id::<Uuid>().to_string();
        let hash = TokenHash(Sha256::digest(token.as_bytes()).into());
        store::testing::sign_in(self.store(), person, hash, self.now());
        token
    }

    /// Asks as a person.
    ///
    /// # Errors
    /// The refusal, when the person may not know.
    ///
    /// # Panics
    /// When the store fails, or the answer is of another type.
    pub fn ask<V: DeserializeOwned>(&self, viewer: PersonId, query: Query) -> Result<V, Refusal> {
        match self.store().ask(viewer, query, self.now()) {
            Ok(view) => Ok(serde_json::from_value(view).expect("the view that the query names")),
            Err(AskError::Refused(refusal)) => Err(refusal),
            Err(AskError::Failed(error)) => panic!("the store failed: {error:?}"),
        }
    }

    /// Returns every synced row, ordered by table and id.
    #[must_use]
    pub fn rows(&self) -> Vec<AnyRow> {
        store::testing::rows(self.store())
    }

    /// Returns the rows of one kind.
    #[must_use]
    pub fn all<T: domain::entity::Entity>(&self) -> Vec<T> {
        self.rows().into_iter().filter_map(|row| T::try_from(row).ok()).collect()
    }
}
