//! A database that lives as long as one test, on either engine.

use super::{Dialect, Engine, Layout, Place, PostgresOptions, SqliteOptions, postgres::throwaway};
use std::{
    ops::Deref,
    process,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;

/// An open database with a layout, deleted when this is dropped. Use it like the [`Engine`] in it.
#[derive(Debug)]
pub struct Throwaway {
    engine: Option<Arc<Engine>>,
    layout: Layout,
    place: Place,
    _kept: Kept,
}

/// What has to be deleted in the end.
#[derive(Debug)]
enum Kept {
    Folder(#[expect(dead_code, reason = "deleted when it is dropped")] TempDir),
    Database { server: String, name: String },
}

impl Throwaway {
    /// Makes a database with a layout.
    ///
    /// # Panics
    ///
    /// When that fails: a test cannot go on then.
    #[must_use]
    pub fn with(dialect: Dialect, layout: &Layout) -> Self {
        let (place, kept) = match dialect {
            Dialect::Sqlite => file(),
            Dialect::Postgres => database(layout),
        };
        let engine = Some(Arc::new(must(Engine::open(&place, layout), "opening a database for a test")));
        Self { engine, layout: layout.clone(), place, _kept: kept }
    }

    /// Returns the engine, to be shared with what is tested.
    #[must_use]
    #[expect(clippy::expect_used, reason = "only reopening empties it, and fills it again")]
    pub fn engine(&self) -> &Arc<Engine> {
        self.engine.as_ref().expect("BUG: a test's database is closed")
    }

    /// Returns where the data are.
    #[must_use]
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// Closes the database and opens it again, as a restart does.
    ///
    /// # Panics
    ///
    /// When somebody still shares the engine, or it does not open.
    pub fn reopen(&mut self) {
        if let Some(engine) = self.engine.take() {
            let others = Arc::strong_count(&engine) - 1;
            assert_eq!(others, 0, "somebody still uses the database that is to be opened again");
        }
        let engine = must(Engine::open(&self.place, &self.layout), "opening a test's database again");
        self.engine = Some(Arc::new(engine));
    }
}

impl Deref for Throwaway {
    type Target = Engine;

    fn deref(&self) -> &Engine {
        self.engine()
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

fn file() -> (Place, Kept) {
    let folder = must(tempfile::tempdir(), "making a folder for a test");
    let options = SqliteOptions::at(folder.path().join("test.db"));
    (Place::Sqlite(options), Kept::Folder(folder))
}

fn database(layout: &Layout) -> (Place, Kept) {
    static MADE: AtomicU64 = AtomicU64::new(0);
    let server = must(test_postgres::address(), "starting a PostgreSQL server for tests");
    let name = format!("test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let url = must(throwaway::create(&server, &name, layout), "making a database for a test");
    // A busy machine is no reason for a test to fail.
    let options = PostgresOptions { patience: Duration::from_mins(1), ..PostgresOptions::at(url) };
    (Place::Postgres(options), Kept::Database { server, name })
}

fn must<T, E: std::fmt::Debug>(result: Result<T, E>, what: &str) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{what}: {error:?}"),
    }
}
