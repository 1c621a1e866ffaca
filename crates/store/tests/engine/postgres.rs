//! Servers: programs that start together, sessions that are lost, locks that are not given back.

use crate::toy::{SCRIPTS, Toys, add, labels, layout};
use std::{thread, time::Duration};
use store::{
    StoreError,
    engine::{Dialect, Engine, Layout, LockKey, Place, PostgresOptions, Throwaway},
    testing::OnEngine,
};

#[test]
fn programs_that_start_together_bring_the_data_up_to_date_once() {
    let empty = Throwaway::with(Dialect::Postgres, &Layout::default());
    thread::scope(|threads| {
        let starts: Vec<_> =
            (0..4).map(|_| threads.spawn(|| Engine::open(empty.place(), &layout()))).collect();
        for start in starts {
            start.join().unwrap().unwrap();
        }
    });
    empty.write(&[], |tx| add(tx, "bear")).unwrap();
}

#[test]
fn newer_data_are_refused() {
    let newer = SCRIPTS.iter().copied().chain([("V9__later", "CREATE TABLE later (id TEXT)")]);
    let newer = Throwaway::with(Dialect::Postgres, &Layout::of(newer).unwrap());
    let refused = Engine::open(newer.place(), &layout()).unwrap_err();
    assert!(matches!(refused, StoreError::NewerFile { found: 9, known: 2 }), "{refused:?}");
}

#[test]
fn a_lost_session_is_opened_again() {
    let toys = Toys::on(Dialect::Postgres);
    let lost = toys.change(|tx| {
        add(tx, "lost")?;
        tx.rows_sql("toy.end", "SELECT pg_terminate_backend(pg_backend_pid())", &[])
    });
    assert!(matches!(&lost, Err(error) if !error.is_permanent()), "{lost:?}");
    toys.change(|tx| add(tx, "kept")).unwrap();
    assert_eq!(toys.labels(), ["kept"]);
}

#[test]
fn sessions_that_the_server_ended_while_nobody_used_them_cost_one_answer_in_all() {
    let toys = Toys::on(Dialect::Postgres);
    assert_eq!(three_at_a_time(&toys).unwrap(), [0, 0, 0]);
    let Place::Postgres(options) = toys.place() else { panic!("not on a server") };
    let other = Engine::open(&Place::Postgres(options.clone()), &layout()).unwrap();
    let end = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let ended = other.write::<_, StoreError>(&[], |tx| tx.rows_sql("toy.end", end, &[])?[0].int(0));
    assert_eq!(ended.unwrap(), 3);
    let lost = toys.change(|tx| add(tx, "lost"));
    assert!(matches!(&lost, Err(error) if !error.is_permanent()), "{lost:?}");
    assert_eq!(three_at_a_time(&toys).unwrap(), [0, 0, 0]);
}

/// Counts the toys in three sessions, each of which is in use while the next one is.
fn three_at_a_time(toys: &Toys) -> Result<[usize; 3], StoreError> {
    toys.read(|tx| {
        let first = labels(tx)?.len();
        toys.read(|tx| {
            let second = labels(tx)?.len();
            Ok([first, second, toys.read(labels)?.len()])
        })
    })
}

#[test]
fn a_lock_that_is_not_given_back_in_time_can_be_tried_again() {
    let toys = Toys::on(Dialect::Postgres);
    let Place::Postgres(options) = toys.place() else { panic!("not on a server") };
    let impatient = PostgresOptions { patience: Duration::from_millis(50), ..options.clone() };
    let other = Engine::open(&Place::Postgres(impatient), &layout()).unwrap();
    let key = [LockKey::of(b"bear")];
    toys.write::<_, StoreError>(&key, |_| {
        let waited = other.write(&key, |tx| add(tx, "bear"));
        assert!(
            matches!(&waited, Err(error @ StoreError::Busy { .. }) if !error.is_permanent()),
            "{waited:?}"
        );
        Ok(())
    })
    .unwrap();
    other.write(&key, |tx| add(tx, "bear")).unwrap();
    assert_eq!(toys.read(labels).unwrap(), ["bear"]);
}
