//! A place for data, and an open database in it, that live as long as one test, on either engine.

use super::{Dialect, Engine, Layout, Place, PostgresOptions, SqliteOptions, postgres::throwaway};
use std::{
    fmt::Debug,
    ops::Deref,
    process,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use tempfile::TempDir;

/// A place that is deleted, with what was kept in it, when this is dropped. Close what is open there first.
#[derive(Debug)]
pub struct ThrowawayPlace {
    place: Place,
    _kept: Kept,
}

/// What has to be deleted in the end.
#[derive(Debug)]
enum Kept {
    Folder(#[expect(dead_code, reason = "deleted when it is dropped")] TempDir),
    Database { server: String, name: String },
}

impl ThrowawayPlace {
    /// Makes a place for data of a layout. (A database on a server has the layout already: it is copied from one that
    /// was brought up to date before, which is faster.)
    ///
    /// # Panics
    ///
    /// When that fails: a test cannot go on then.
    #[must_use]
    pub fn with(dialect: Dialect, layout: &Layout) -> Self {
        match dialect {
            Dialect::Sqlite => Self::file(),
            Dialect::Postgres => Self::database(layout),
        }
    }

    fn file() -> Self {
        let folder = must(tempfile::tempdir(), "making a folder for a test");
        let options = SqliteOptions::at(folder.path().join("test.db"));
        Self { place: Place::Sqlite(options), _kept: Kept::Folder(folder) }
    }

    fn database(layout: &Layout) -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let server = must(test_postgres::address(), "starting a PostgreSQL server for tests");
        let name = format!("test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let url = must(throwaway::create(&server, &name, layout), "making a database for a test");
        // A busy machine is no reason for a test to fail.
        let options = PostgresOptions { patience: Duration::from_mins(1), ..PostgresOptions::at(url) };
        Self { place: Place::Postgres(options), _kept: Kept::Database { server, name } }
    }
}

impl Deref for ThrowawayPlace {
    type Target = Place;

    fn deref(&self) -> &Place {
        &self.place
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        match self {
            Self::Folder(_) => {}
            Self::Database { server, name } => {
                if let Err(error) = throwaway::remove(server, name) {
                    eprintln!("the test's database {name} was not deleted: {error:?}");
                }
            }
        }
    }
}

/// An open database with a layout, in a place of its own. Use it like the [`Engine`] in it.
#[derive(Debug)]
pub struct Throwaway {
    engine: Option<Engine>,
    layout: Layout,
    place: ThrowawayPlace,
}

impl Throwaway {
    /// Makes a database with a layout.
    ///
    /// # Panics
    ///
    /// When that fails: a test cannot go on then.
    #[must_use]
    pub fn with(dialect: Dialect, layout: &Layout) -> Self {
        let place = ThrowawayPlace::with(dialect, layout);
        let mut made = Self { engine: None, layout: layout.clone(), place };
        made.reopen();
        made
    }

    /// Returns where the data are.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Closes the database and opens it again, as a restart does.
    ///
    /// # Panics
    ///
    /// When it does not open.
    pub fn reopen(&mut self) {
        self.engine = None;
        let engine = Engine::open(&self.place, &self.layout);
        self.engine = Some(must(engine, "opening a test's database"));
    }
}

impl Deref for Throwaway {
    type Target = Engine;

    #[expect(clippy::expect_used, reason = "only reopening empties it, and fills it again")]
    fn deref(&self) -> &Engine {
        self.engine.as_ref().expect("BUG: a test's database is closed")
    }
}

fn must<T, E: Debug>(result: Result<T, E>, what: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{what}: {error:?}"),
    }
}
