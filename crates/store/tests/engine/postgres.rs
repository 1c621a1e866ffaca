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
