//! Three servers on one database, clients who write, and devices of people who go on with their work.

use crate::load::{Load, runtime};
use crate::reader::Reader;
use crate::writer::Writer;
use domain::base::{CommandId, PersonId, Span, ZoneId};
use domain::command::Envelope;
use domain::enrolments::{Answer, SectionItem};
use domain::journeys::FieldId;
use domain::reviews::{KeptText, ReviewList, ReviewOrder};
use domain::rows::{AnyRow, RowKey};
use domain::saved_views::{SavedView, SavedViewId, SavedViewsCommand, Shows};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use store::Store;
use store::backup::Backups;
use store::engine::{Place, PostgresOptions, SqliteOptions};
use store::testing::{check_audiences, check_digests, decided, may_see, rows};
use sync::engine::Event;
use tempfile::TempDir;
use test_postgres::Own;
use testkit::{ADMIN, ALICE, BOB, HISTORY, Node, Online, Reach, START, World};
use uuid::Uuid;

/// The database that the servers share.
pub(crate) const DATABASE: &str = "shared";

/// How many servers there are.
const NODES: usize = 3;

/// What a server logs of a request for which it had no room.
const BUSY: &str = "\"status\":503";

/// How many clients write.
const WRITERS: u128 = 16;

/// What happens in it.
pub(crate) struct Scene {
    // Goes first: servers before their database.
    pub(crate) nodes: Vec<Node>,
    devices: Vec<Online>,
    /// How often each device has acted.
    acted: usize,
    pub(crate) writers: Vec<Writer>,
    /// The answer that they rewrite.
    pub(crate) field: FieldId,
    /// The token of somebody who may see all of it.
    pub(crate) admin: String,
    place: Place,
    pub(crate) postgres: Own,
    /// Who follows it, and takes its place when it is lost.
    standby: Option<Own>,
    _folder: TempDir,
}

impl Scene {
    /// Begins one whose database has room for so many sessions, with servers that are set up like this.
    pub(crate) fn start(sessions: usize, settings: &[(&str, &str)]) -> Self {
        let postgres = Own::start(sessions).unwrap();
        let address = postgres.database(DATABASE).unwrap();
        Self::on(postgres, None, &address, settings)
    }

    /// Begins one whose database is followed by another, and whose servers know both.
    pub(crate) fn with_a_standby(sessions: usize) -> Self {
        let postgres = Own::start(sessions).unwrap();
        postgres.database(DATABASE).unwrap();
        let standby = postgres.standby(sessions).unwrap();
        let address = postgres.address_with(&standby, DATABASE);
        Self::on(postgres, Some(standby), &address, &[])
    }

    fn on(postgres: Own, standby: Option<Own>, address: &str, settings: &[(&str, &str)]) -> Self {
        let place = Place::Postgres(PostgresOptions::at(address));
        let folder = tempfile::tempdir().unwrap();
        let world = World::of_server(&place);
        let field = world.field("final_days.where");
        let writers = (1..=WRITERS).map(|number| writer(&world, number, field)).collect();
        let admin = world.sign_in(ADMIN);
        let owners = [ALICE, ALICE, BOB].map(|person| (person, world.sign_in(person)));
        drop(world);
        let mut set = vec![("WRAPITUP_DATABASE", address), ("WRAPITUP_SEALING_KEY", SEALING)];
        set.extend(settings);
        let nodes = (0..NODES).map(|number| Node::start(&folder.path().join(format!("node-{number}")), &set));
        let nodes: Vec<Node> = nodes.collect();
        let mut scene = Self {
            nodes,
            devices: vec![],
            acted: 0,
            writers,
            field,
            admin,
            place,
            postgres,
            standby,
            _folder: folder,
        };
        scene.devices = owners
            .iter()
            .enumerate()
            .map(|(number, (person, token))| {
                let place = scene._folder.path().join(format!("device-{number}"));
                device(&place, number, *person, Reach::to(&scene.addresses(), token))
            })
            .collect();
        scene.devices.iter().for_each(Online::wait_until_synced);
        scene
    }

    pub(crate) fn addresses(&self) -> Vec<String> {
        self.nodes.iter().map(|node| node.address().to_owned()).collect()
    }

    /// Has everybody write, lets something happen at each of these hundredths of it, and returns who read along.
    pub(crate) fn while_they_write(
        &mut self,
        steps: usize,
        at: &[usize],
        mut happens: impl FnMut(&mut Self, usize),
    ) -> Reader {
        let mut load = Load::start(self, steps);
        for (turn, hundredths) in at.iter().enumerate() {
            load.wait_for(*hundredths);
            self.act();
            happens(self, turn);
        }
        let reader = load.finish();
        self.act();
        reader
    }

    /// Loses the database, and has its standby take its place once every server has noticed.
    pub(crate) fn lose_the_database(&mut self) {
        self.postgres.lose().unwrap();
        self.wait_until_all_turn_away();
        let standby = self.standby.take().unwrap();
        standby.promote().unwrap();
        self.postgres = standby;
    }

    /// Returns how many requests were answered by "come back later".
    pub(crate) fn turned_away(&self) -> usize {
        self.nodes.iter().map(|node| node.logged(BUSY).len()).sum()
    }

    /// Waits until each server has turned somebody away once more.
    pub(crate) fn wait_until_all_turn_away(&self) {
        for node in &self.nodes {
            node.wait_for_line(BUSY, node.logged(BUSY).len() + 1);
        }
    }

    /// Everybody with a device does something on it.
    fn act(&mut self) {
        self.acted += 1;
        for (number, device) in self.devices.iter().enumerate() {
            let id = Uuid::new_v5(&device.person.0, format!("{number} {}", self.acted).as_bytes());
            let shows = Shows {
                list: ReviewList::Queue,
                sorted: ReviewOrder::Oldest,
                journey: String::new(),
                words: String::new(),
            };
            let save = SavedViewsCommand::Save {
                view: SavedViewId(id),
                name: format!("{number} {}", self.acted),
                shows,
            };
            let at = START + Span::days(i64::try_from(self.acted).unwrap());
            device.run(&Envelope::new(CommandId(id), device.person, at, ZoneId::utc(), &save.into()));
        }
    }

    /// Checks that everything was done once, and everybody has what they may see.
    pub(crate) fn check(&self, steps: usize, reader: &Reader) {
        let store = Store::open_server(&self.place, HISTORY).unwrap();
        for device in &self.devices {
            device.tell(Event::SyncNow);
            device.wait_for_file("everything that its person may see", |file| {
                rows(file) == visible(&store, device.person)
            });
        }
        self.check_decided(&store, steps);
        self.check_rows(&rows(&store), steps);
        check_audiences(&store);
        check_digests(&store);
        assert_eq!(self.missed(reader), []);
        assert!(reader.pages > 3, "they read along in {} pages", reader.pages);
        for node in &self.nodes {
            assert_eq!(node.logged("\"status\":500"), [""; 0]);
        }
        let log = self.postgres.log().unwrap();
        assert!(!log.contains("deadlock detected"), "{log}");
        let deadlocks = self.postgres.tell(DATABASE, include_str!("deadlocks.sql")).unwrap();
        assert_eq!(deadlocks, "0");
    }

    fn check_decided(&self, store: &Store, steps: usize) {
        let decided = decided(store);
        for writer in &self.writers {
            for id in (1..=steps).flat_map(|step| writer.commands(step)) {
                assert!(decided.get(&id).is_some_and(|decided| decided.applied), "{id} was acknowledged");
            }
        }
    }

    fn check_rows(&self, all: &[AnyRow], steps: usize) {
        let items: Vec<SectionItem> = all.iter().cloned().filter_map(|row| row.try_into().ok()).collect();
        let answers: Vec<Answer> = all.iter().cloned().filter_map(|row| row.try_into().ok()).collect();
        for writer in &self.writers {
            let own = items.iter().filter(|item| item.enrolment_id == writer.enrolment);
            assert_eq!(own.clone().count(), steps);
            assert_eq!(
                own.map(|item| item.position).collect::<BTreeSet<_>>().len(),
                steps,
                "each has a place of its own"
            );
            let own = answers.iter().find(|answer| answer.enrolment_id == writer.enrolment).unwrap();
            assert_eq!(own.value.0, steps.to_string());
        }
        let views = all.iter().cloned().filter_map(|row| SavedView::try_from(row).ok());
        assert_eq!(views.count(), self.acted * self.devices.len());
        let twice: Vec<KeptText> = all.iter().cloned().filter_map(|row| row.try_into().ok()).collect();
        assert!(twice.is_empty(), "something was done twice: {twice:?}");
    }

    /// Returns what somebody has who begins now, and who read along does not.
    pub(crate) fn missed(&self, reader: &Reader) -> Vec<RowKey> {
        let reach = Reach::to(&self.addresses(), &self.admin);
        let mut fresh = Reader::of(self.field);
        while runtime().block_on(fresh.read(&reach)) {}
        let missed = fresh.rows.iter().filter(|(key, row)| reader.rows.get(*key) != Some(*row));
        missed.map(|(key, _)| *key).collect()
    }
}

/// What servers that share a database seal with.
const SEALING: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn writer(world: &World, number: u128, field: FieldId) -> Writer {
    let person = world.add_client(number);
    let (enrolment, list) = (world.enrolment(person), world.section("contacts"));
    Writer { person, token: world.sign_in(person), enrolment, list, field }
}

fn device(folder: &Path, number: usize, person: PersonId, reach: Reach) -> Online {
    std::fs::create_dir_all(folder).unwrap();
    let (file, backups) = (SqliteOptions::at(folder.join("replica.db")), Backups::at(folder.join("backups")));
    let client = domain::sync::ClientId(Uuid::from_u128(0xDE_0000 + number as u128));
    let store = Store::open_replica(&file, person, client, &backups, START).unwrap();
    Online::start(Arc::new(store), person, reach, START)
}

/// Returns the rows that a person may see, by a statement of its own.
fn visible(store: &Store, person: PersonId) -> Vec<AnyRow> {
    let may_see = may_see(store, person);
    rows(store).into_iter().filter(|row| may_see.contains(&row.key())).collect()
}
