//! What several devices and the authority have of each other.

use domain::audience::{PersonFacts, audience, buckets};
use domain::base::{Instant, PersonId, Span};
use domain::journeys::MentorAssignment;
use domain::people::RoleGrant;
use domain::query::Query;
use domain::reviews::ReviewList;
use domain::rows::AnyRow;
use store::engine::Dialect;
use store::testing::{OnEngine, check_audiences, check_digests};
use tempfile::TempDir;
use testkit::{Device, World};

/// A world, a folder for devices, and the devices in it.
pub(crate) struct Party {
    pub(crate) world: World,
    folder: TempDir,
}

impl OnEngine for Party {
    fn on(dialect: Dialect) -> Self {
        Self { world: World::on(dialect), folder: tempfile::tempdir().unwrap() }
    }
}

impl Party {
    /// Returns a new device of a person, which has nothing yet.
    pub(crate) fn device(&self, person: PersonId, name: &str) -> Device {
        Device::in_folder(&self.world, person, &self.place(name))
    }

    /// Returns a device of a person that has everything.
    pub(crate) fn synced(&self, person: PersonId, name: &str) -> Device {
        let device = self.device(person, name);
        device.sync(&self.world);
        device
    }

    /// Returns the folder of a device.
    pub(crate) fn place(&self, name: &str) -> std::path::PathBuf {
        let place = self.folder.path().join(name);
        std::fs::create_dir_all(&place).unwrap();
        place
    }

    /// Returns the rows that a person may see, as the rows themselves say.
    pub(crate) fn visible_to(&self, person: PersonId) -> Vec<AnyRow> {
        let facts = PersonFacts {
            roles: self
                .world
                .all::<RoleGrant>()
                .iter()
                .filter(|grant| grant.person_id == person)
                .map(|grant| grant.role)
                .collect(),
            mentors: self
                .world
                .all::<MentorAssignment>()
                .iter()
                .filter(|row| row.mentor_id == person && row.active)
                .map(|row| row.journey_id)
                .collect(),
        };
        let own = buckets(person, &facts);
        self.world.rows().into_iter().filter(|row| !audience(row).is_disjoint(&own)).collect()
    }

    /// Checks that a device has exactly what its person may see, and answers as the authority does.
    #[track_caller]
    pub(crate) fn check(&self, device: &Device) {
        let (has, should) = (device.rows(), self.visible_to(device.person));
        let differ =
            |a: &[AnyRow], b: &[AnyRow]| a.iter().filter(|row| !b.contains(row)).cloned().collect::<Vec<_>>();
        let (more, less) = (differ(&has, &should), differ(&should, &has));
        assert!(more.is_empty() && less.is_empty(), "too much: {more:?}, missing: {less:?}");
        for query in [
            Query::Me,
            Query::Today,
            Query::Journeys,
            Query::Notifications,
            Query::SavedViews,
            Query::Besides,
            Query::Reviews { list: ReviewList::Queue },
            Query::Reviews { list: ReviewList::Mine },
            Query::Reviews { list: ReviewList::Done },
        ] {
            let answer = |store: &store::Store| {
                store.ask(device.person, query, self.world.now()).map_err(|error| error.to_string())
            };
            assert_eq!(answer(device.store()), answer(self.world.store()), "{query:?}");
        }
        check_digests(device.store());
        check_digests(self.world.store());
        check_audiences(self.world.store());
    }

    /// Lets time pass.
    pub(crate) fn later(&self, span: Span) -> Instant {
        self.world.advance(span);
        self.world.now()
    }
}
