//! Where every life begins: a server with a few people and a journey of two sections, and devices that know all of it. Made
//! once for all seeds; each gets copies of the files.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use domain::base::{CommandId, Instant, PersonId, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::enrolments::{EnrolmentsCommand, Tier};
use domain::journeys::file::JourneyFile;
use domain::journeys::{JourneyId, JourneysCommand};
use domain::people::PeopleCommand;
use domain::sync::{ClientId, Epoch};
use store::backup::Backups;
use store::engine::{Place, SqliteOptions, Syncs};
use store::{SYSTEM, Store};
use tempfile::TempDir;
use testkit::{ADMIN, ALICE, BOB, CAROL, DAN, EVE, JOURNEY, START};
use uuid::Uuid;

/// The sections that the journey has here.
const SECTIONS: [&str; 2] = ["final_days", "personal"];

/// The server's first history.
pub(crate) const FIRST_HISTORY: Epoch = Epoch::of(1);

const PEOPLE: [(PersonId, &str, Role); 6] = [
    (ALICE, "Alice Mwangi", Role::Mentor),
    (BOB, "Bob Ferreira", Role::Client),
    (CAROL, "Carol Nyström", Role::Mentor),
    (DAN, "Dan Okonjo", Role::Client),
    (EVE, "Eve Laurent", Role::Mentor),
    (ADMIN, "Ada Min", Role::Admin),
];

/// The people who have devices, some more than one.
pub(crate) const OWNERS: [PersonId; 8] = [ALICE, BOB, CAROL, DAN, EVE, ADMIN, ALICE, BOB];

/// Files to begin with.
struct Beginning {
    folder: TempDir,
}

/// Returns a folder in memory where there is one.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder")
}

/// Opens the server's file.
pub(crate) fn open_server(path: &Path) -> Store {
    let file = SqliteOptions { readers: 1, syncs: Syncs::Checkpoints, ..SqliteOptions::at(path) };
    Store::open_server(&Place::Sqlite(file), FIRST_HISTORY).expect("the server's file opens")
}

/// Opens a device's file.
pub(crate) fn open_device(path: &Path, person: PersonId, client: ClientId) -> Store {
    let file = SqliteOptions { readers: 1, syncs: Syncs::Checkpoints, ..SqliteOptions::at(path) };
    let backups = Backups::at(path.with_extension("backups"));
    Store::open_replica(&file, person, client, &backups, START).expect("a device's file opens")
}

/// Puts the server's file as it is in the beginning into a folder.
pub(crate) fn server_in(folder: &Path) -> PathBuf {
    copied(&beginning().folder.path().join("server.db"), folder.join("server.db"))
}

/// Puts a device's file as it is in the beginning into a folder.
pub(crate) fn device_in(folder: &Path, person: PersonId) -> PathBuf {
    let of_person = beginning().folder.path().join(format!("{person}.db"));
    copied(&of_person, folder.join("device.db"))
}

fn copied(from: &Path, to: PathBuf) -> PathBuf {
    fs::copy(from, &to).expect("a copy of a file");
    to
}

fn beginning() -> &'static Beginning {
    static BEGINNING: OnceLock<Beginning> = OnceLock::new();
    BEGINNING.get_or_init(|| {
        let folder = folder();
        let server = open_server(&folder.path().join("server.db"));
        populate(&server);
        for (place, (person, ..)) in (1..).zip(PEOPLE) {
            let path = folder.path().join(format!("{person}.db"));
            receive_all(&server, &open_device(&path, person, ClientId(Uuid::from_u128(place))), person);
        }
        drop(server);
        Beginning { folder }
    })
}

fn receive_all(server: &Store, device: &Store, person: PersonId) {
    let replica = device.replica().expect("a device's store");
    loop {
        let asked = replica.pull_request().expect("a question");
        let page = server.pull(person, &asked, START).expect("a page");
        let absorbed = replica.absorb(&asked, page, asked.client_id, START).expect("it is taken in");
        if !absorbed.more {
            return;
        }
    }
}

fn populate(server: &Store) {
    let mut number = 0;
    let mut act = |actor: PersonId, command: Command| {
        number += 1;
        let id = CommandId(Uuid::from_u128(number));
        let envelope = Envelope::new(id, actor, START, ZoneId::utc(), &command);
        let done = match actor {
            SYSTEM => server.dispatch_system(&envelope, START),
            _ => server.dispatch(&envelope, START),
        };
        done.expect("the scene is set");
    };
    for (person, name, role) in PEOPLE {
        let add = PeopleCommand::Add {
            person,
            name: name.to_owned(),
            email: format!("{person}@example.org"),
            zone: ZoneId::utc(),
            roles: [role].into(),
            bio: String::new(),
        };
        act(SYSTEM, add.into());
    }
    act(SYSTEM, JourneysCommand::Import { journey: JOURNEY, file: Box::new(journey()) }.into());
    for mentor in [ALICE, CAROL] {
        act(SYSTEM, assign(mentor, true));
    }
    for client in [BOB, DAN] {
        act(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided }.into());
    }
}

/// Returns the command that gives a mentor the journey, or takes it away.
pub(crate) fn assign(mentor: PersonId, active: bool) -> Command {
    let journey: JourneyId = JOURNEY;
    JourneysCommand::Assign { journey, mentor, active }.into()
}

fn journey() -> JourneyFile {
    let mut file =
        JourneyFile::parse(include_str!("../../content/journeys/care.json")).expect("the journey is sound");
    for category in &mut file.categories {
        category.sections.retain(|section| SECTIONS.contains(&section.key.as_str()));
    }
    file.categories.retain(|category| !category.sections.is_empty());
    file
}

/// The time at which every life begins.
pub(crate) const BEGINS: Instant = START;
