//! All SQL: rows, commands and queries on SQLite and PostgreSQL, from one text. Rules live in `domain`; this crate
//! keeps what they decide and answers questions about it.
//!
//! Changes come in through [`Store::dispatch`], questions through [`Store::ask`] and, for tables in an order of one's choice,
//! [`Store::report`]; there is no other way. What comes by itself as time passes is a change too: [`Store::remind`] sends it.
#![deny(missing_docs)]

pub mod accounts;
mod ask;
mod authority;
pub mod backup;
mod changes;
pub mod csv;
mod dispatch;
pub mod engine;
mod enrolments;
mod error;
pub mod export;
mod inspect;
mod members;
pub mod migrate;
mod notifications;
mod people;
pub mod replica;
pub mod reports;
mod reviews;
mod row_sql;
mod rows;
mod saved_views;
mod sums;
#[cfg(feature = "testing")]
pub mod testing;
mod today;
mod visible;

pub use ask::AskError;
pub use authority::{COMMANDS_REMEMBERED, REMEMBERED, SyncError};
pub use changes::expected_buckets;
pub use dispatch::{Applied, DispatchError, SYSTEM, Step};
pub use error::{Cause, ConstraintKind, StoreError};

use backup::{Backups, Why};
use domain::base::Instant;
use domain::sync::Epoch;
use engine::{Dialect, Engine, Place, SqliteOptions, Stmt};
use migrate::Purpose;
use std::ops::ControlFlow;

/// An open store: one file, or one database of a server.
#[derive(Debug)]
pub struct Store {
    engine: Engine,
    /// Whose part of a server's data it is, where it is one.
    replica: Option<replica::Own>,
}

impl Store {
    /// Opens a place and brings it up to date.
    ///
    /// # Errors
    /// When another process has the file, a newer program wrote it, or the place can't be reached.
    pub fn open(place: &Place) -> Result<Self, StoreError> {
        migrate::open(place).map(Self::over)
    }

    /// Opens the place of a server and brings it up to date. Devices synchronise with it in a history of this name, if it
    /// has none yet.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_server(place: &Place, epoch: Epoch) -> Result<Self, StoreError> {
        let layout = migrate::layout_for(Purpose::Server, place.dialect())?;
        let store = Self::over(Engine::open(place, &layout)?);
        store.begin_history(epoch)?;
        Ok(store)
    }

    /// Opens the place of a server as [`Store::open_server`] does, and makes a backup of a file before it is brought up to
    /// date. If there can be none, the file is left as it is.
    ///
    /// # Errors
    /// As [`Store::open_server`], and when the backup could not be made.
    pub fn open_server_backed_up(
        place: &Place,
        epoch: Epoch,
        backups: &Backups,
        now: Instant,
    ) -> Result<Self, StoreError> {
        let layout = migrate::layout_for(Purpose::Server, place.dialect())?;
        let store = Self::over(Engine::open_after(place, &layout, || back_up_first(place, backups, now))?);
        store.begin_history(epoch)?;
        Ok(store)
    }

    /// Opens a place as [`Store::open`] does, and makes a backup of a file before it is brought up to date. If there can
    /// be none, the file is left as it is.
    ///
    /// # Errors
    /// As [`Store::open`], and when the backup could not be made.
    pub fn open_backed_up(place: &Place, backups: &Backups, now: Instant) -> Result<Self, StoreError> {
        let layout = migrate::layout(place.dialect())?;
        Engine::open_after(place, &layout, || back_up_first(place, backups, now)).map(Self::over)
    }

    /// Opens a file that can only be read, such as one on a disk that takes no writes.
    ///
    /// # Errors
    /// When it cannot be read either, or would have to be brought up to date first.
    pub fn open_to_read(file: &SqliteOptions) -> Result<Self, StoreError> {
        Engine::open_to_read(file, &migrate::layout(Dialect::Sqlite)?).map(Self::over)
    }

    /// Returns a store over an open engine.
    #[must_use]
    pub const fn over(engine: Engine) -> Self {
        Self { engine, replica: None }
    }

    /// Returns the engine, for backups, checks and tests.
    #[must_use]
    pub const fn engine(&self) -> &Engine {
        &self.engine
    }
}

/// Makes a backup of what is about to be brought up to date. A server's database has backups of its own.
fn back_up_first(place: &Place, backups: &Backups, now: Instant) -> Result<(), StoreError> {
    match place {
        Place::Sqlite(file) => {
            backups.make(file, Why::Update, now, &mut |_| ControlFlow::Continue(())).map(drop)
        }
        Place::Postgres(_) => Ok(()),
    }
}

/// Returns every named statement, so that a test can prepare each on both engines.
#[must_use]
pub fn statements() -> Vec<&'static Stmt> {
    let features = [
        changes::STATEMENTS,
        dispatch::STATEMENTS,
        enrolments::STATEMENTS,
        inspect::STATEMENTS,
        members::STATEMENTS,
        notifications::STATEMENTS,
        people::STATEMENTS,
        reports::STATEMENTS,
        reviews::STATEMENTS,
        today::STATEMENTS,
    ];
    [features.concat(), authority::statements()].concat()
}

/// Returns the named statements that a person's file on a device has besides.
#[must_use]
pub fn device_statements() -> Vec<&'static Stmt> {
    replica::statements()
}

/// Returns the named statements that a server has besides.
#[must_use]
pub fn server_statements() -> Vec<&'static Stmt> {
    accounts::statements()
}
