use super::*;
use crate::testing::TestStore;
use domain::base::{CommandId, Instant, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::people::PeopleCommand;
use uuid::Uuid;

const ANA: PersonId = PersonId(Uuid::from_u128(0xA7A));

fn with_a_mentor(store: &TestStore) {
    let command = Command::from(PeopleCommand::Add {
        person: ANA,
        name: "Ana".to_owned(),
        email: "ana@example.org".to_owned(),
        zone: ZoneId::utc(),
        roles: [Role::Mentor].into(),
        bio: String::new(),
    });
    let id = CommandId(Uuid::from_u128(1));
    let envelope = Envelope::new(id, crate::SYSTEM, Instant(1), ZoneId::utc(), &command);
    store.dispatch_system(&envelope, Instant(1)).unwrap();
}

fn harmed_by(store: &TestStore, statement: &str) -> Vec<String> {
    store.engine().write::<_, StoreError>(&[], |tx| tx.exec_sql("harm", statement, &[])).unwrap();
    store.check_index().unwrap()
}

crate::each_engine! {
    fn an_index_that_fits_is_found_sound(store: TestStore) {
        with_a_mentor(&store);
        assert_eq!(store.check_index().unwrap(), Vec::<String>::new());
    }

    fn a_row_that_its_readers_would_not_get_is_named(store: TestStore) {
        with_a_mentor(&store);
        let found = harmed_by(&store, "DELETE FROM sync_change WHERE tbl = 'role_grants'");
        assert!(found.iter().any(|line| line.contains("of role_grants is missing from")), "{found:?}");
        assert!(found.iter().any(|line| line.contains("the digest of")), "{found:?}");
    }

    fn a_row_that_somebody_else_would_get_is_named(store: TestStore) {
        with_a_mentor(&store);
        let found = harmed_by(
            &store,
            "INSERT INTO sync_change (pid, bucket, tbl, pk, seq, gone)
             SELECT 1, 'u:somebody', tbl, pk, seq, 0 FROM sync_change WHERE tbl = 'role_grants' LIMIT 1",
        );
        assert!(found.iter().any(|line| line.contains("does not belong to u:somebody")), "{found:?}");
    }

    fn a_person_who_reads_something_else_than_they_should_is_named(store: TestStore) {
        with_a_mentor(&store);
        let found = harmed_by(&store, "UPDATE sync_member SET bucket = 'admin' WHERE bucket LIKE 'u:%'");
        assert!(found.iter().any(|line| line.starts_with(&format!("person {ANA} reads"))), "{found:?}");
    }

    fn a_row_that_is_not_what_was_written_is_named(store: TestStore) {
        with_a_mentor(&store);
        let found = harmed_by(&store, "UPDATE mentor_profiles SET name = 'Anb'");
        assert_eq!(found, [format!("row {ANA} of mentor_profiles is damaged: it is not what was written")]);
        // A program that knows nothing of sums changes it with the next change.
        let found = harmed_by(&store, "UPDATE sync_change SET seq = seq + 1 WHERE tbl = 'mentor_profiles'");
        assert!(found.iter().all(|line| !line.contains("damaged")), "{found:?}");
    }
}
