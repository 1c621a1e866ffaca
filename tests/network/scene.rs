//! A server, what stands before it, and clients with a device each.

use crate::ear;
use domain::base::{CommandId, PersonId, ZoneId};
use domain::command::Envelope;
use domain::enrolments::{EnrolmentId, EnrolmentsCommand, ItemId, SectionItem};
use domain::journeys::SectionId;
use domain::sync::ClientId;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use store::Store;
use store::backup::Backups;
use store::engine::{Place, SqliteOptions};
use store::testing::{check_audiences, check_digests, decided, rows};
use tempfile::TempDir;
use testkit::{HISTORY, Node, Online, Proxy, Reach, START, World};
use uuid::Uuid;

/// Everybody, and what is between them.
pub(crate) struct Scene {
    pub(crate) proxy: Proxy,
    pub(crate) node: Node,
    pub(crate) people: Vec<Somebody>,
    folder: TempDir,
}

/// A client, and what they have made.
pub(crate) struct Somebody {
    pub(crate) person: PersonId,
    pub(crate) token: String,
    enrolment: EnrolmentId,
    list: SectionId,
    /// How many entries they have added to their list.
    pub(crate) made: usize,
}

impl Somebody {
    /// Returns the next entry that they add.
    pub(crate) fn next(&mut self) -> Envelope {
        self.made += 1;
        let id = self.id(self.made);
        let add =
            EnrolmentsCommand::AddItem { enrolment: self.enrolment, section: self.list, item: ItemId(id) };
        Envelope::new(CommandId(id), self.person, START, ZoneId::utc(), &add.into())
    }

    /// Does the next thing at a server, without a device.
    pub(crate) fn writes(&mut self, server: &str) {
        let envelope = self.next();
        ear::does(server, &self.token, &serde_json::to_string(&envelope).unwrap());
    }

    fn id(&self, number: usize) -> Uuid {
        Uuid::new_v5(&self.person.0, &number.to_be_bytes())
    }
}

impl Scene {
    /// Begins one with so many people, before a server that is set up like this.
    pub(crate) fn start(people: u128, settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let world = World::of_server(&Place::Sqlite(SqliteOptions::at(folder.path().join("wrapitup.db"))));
        let list = world.section("contacts");
        let somebody = |number| {
            let person = world.add_client(number);
            Somebody {
                person,
                token: world.sign_in(person),
                enrolment: world.enrolment(person),
                list,
                made: 0,
            }
        };
        let people = (1..=people).map(somebody).collect();
        drop(world);
        let node = Node::start(folder.path(), settings);
        Self { proxy: Proxy::before(node.address()), node, people, folder }
    }

    /// Opens the file of somebody's device.
    pub(crate) fn file(&self, number: usize) -> Arc<Store> {
        self.file_of(number, 0)
    }

    /// Opens the file of one of somebody's devices.
    pub(crate) fn file_of(&self, number: usize, device: usize) -> Arc<Store> {
        let place: PathBuf = self.folder.path().join(format!("device-{number}-{device}"));
        std::fs::create_dir_all(&place).unwrap();
        let (file, backups) =
            (SqliteOptions::at(place.join("replica.db")), Backups::at(place.join("backups")));
        let client =
            ClientId(Uuid::new_v5(&self.people[number].person.0, place.as_os_str().as_encoded_bytes()));
        Arc::new(Store::open_replica(&file, self.people[number].person, client, &backups, START).unwrap())
    }

    /// Lets somebody's device go online at an address.
    pub(crate) fn online(&self, number: usize, file: Arc<Store>, address: &str) -> Online {
        let somebody = &self.people[number];
        Online::start(file, somebody.person, Reach::to(&[address.to_owned()], &somebody.token), START)
    }

    /// Returns where the server is when nothing is between.
    pub(crate) fn server(&self) -> String {
        self.node.address().to_owned()
    }

    /// Ends the server, and checks that it has what everybody made, once, and nothing else.
    pub(crate) fn check(mut self) {
        assert_eq!(self.node.logged("\"status\":500"), [""; 0]);
        self.node.kill();
        let place = Place::Sqlite(SqliteOptions::at(self.folder.path().join("wrapitup.db")));
        let store = Store::open_server(&place, HISTORY).unwrap();
        check_audiences(&store);
        check_digests(&store);
        let decided = decided(&store);
        let items: Vec<SectionItem> =
            rows(&store).into_iter().filter_map(|row| row.try_into().ok()).collect();
        for somebody in &self.people {
            let own = items.iter().filter(|item| item.enrolment_id == somebody.enrolment);
            let places: BTreeSet<_> = own.clone().map(|item| item.position).collect();
            assert_eq!((own.count(), places.len()), (somebody.made, somebody.made), "{}", somebody.person);
            let is_done =
                |number| decided.get(&CommandId(somebody.id(number))).is_some_and(|decided| decided.applied);
            assert!((1..=somebody.made).all(is_done), "{}", somebody.person);
        }
    }
}
