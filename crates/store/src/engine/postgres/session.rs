//! One session with a server: its settings, its checks and the statements it has prepared.

use super::failure::Doing;
use crate::{
    StoreError,
    engine::{Layout, LockKey, PostgresOptions},
};
use postgres::{Client, NoTls, Statement};
use std::{collections::HashMap, time::Duration};

/// The statements that a session has prepared, by their text.
pub(super) type Statements = HashMap<String, Statement>;

/// Held while the layout changes, so that two servers that start together do not both change it.
const LAYOUT_LOCK: LockKey = LockKey::of(b"layout");

/// One session.
pub(super) struct Session {
    client: Client,
    statements: Statements,
    /// How many sessions had been lost when this one was known to be there.
    losses: u64,
}

impl Session {
    /// The one place that opens a session.
    pub(super) fn open(options: &PostgresOptions) -> Result<Self, StoreError> {
        let client = Client::connect(&options.url, NoTls).doing("connecting to the server")?;
        Ok(Self { client, statements: Statements::new(), losses: 0 })
    }

    /// Returns whether the connection is gone.
    pub(super) fn is_lost(&self) -> bool {
        self.client.is_closed()
    }

    /// Returns whether it can be used. If others were lost since it was known to be there, it is asked.
    pub(super) fn is_usable_after(&mut self, losses: u64, patience: Duration) -> bool {
        if self.is_lost() || (self.losses != losses && self.client.is_valid(patience).is_err()) {
            return false;
        }
        self.losses = losses;
        true
    }

    pub(super) const fn parts(&mut self) -> (&mut Client, &mut Statements) {
        (&mut self.client, &mut self.statements)
    }

    /// Refuses a database that sorts text by a language, because SQLite sorts by code points.
    pub(super) fn check_database(&mut self) -> Result<(), StoreError> {
        let find = "SELECT datcollate, pg_encoding_to_char(encoding)::text
            FROM pg_database
            WHERE datname = current_database()";
        let row = self.client.query_one(find, &[]).doing("looking at the database")?;
        let collation: String = row.try_get(0).doing("looking at the database")?;
        let encoding: String = row.try_get(1).doing("looking at the database")?;
        if collation != "C" || encoding != "UTF8" {
            let reason = format!(
                "the database has collation {collation} and encoding {encoding}; it needs C and UTF8: \
                 CREATE DATABASE … TEMPLATE template0 LC_COLLATE 'C' ENCODING 'UTF8'"
            );
            return Err(StoreError::Unsuitable { reason });
        }
        Ok(())
    }

    /// Runs the steps that are missing, all or none of them.
    pub(super) fn migrate(&mut self, layout: &Layout) -> Result<(), StoreError> {
        let what = "bringing the data up to date";
        self.client.execute("SELECT pg_advisory_lock($1)", &[&LAYOUT_LOCK.0]).doing(what)?;
        layout.check(self.newest_step()?)?;
        let done = layout.runner().run(&mut self.client);
        done.map_err(|error| StoreError::Migration { source: error.into() })?;
        self.client.execute("SELECT pg_advisory_unlock($1)", &[&LAYOUT_LOCK.0]).doing(what)?;
        Ok(())
    }

    /// Makes statements that wait or run too long fail, and ends transactions that somebody forgot.
    pub(super) fn limit(&mut self, patience: Duration) -> Result<(), StoreError> {
        let milliseconds = patience.as_millis();
        let settings = format!(
            "SET statement_timeout = {milliseconds}; SET idle_in_transaction_session_timeout = {}",
            milliseconds.saturating_mul(2)
        );
        self.client.batch_execute(&settings).doing("connecting to the server")
    }

    fn newest_step(&mut self) -> Result<Option<i64>, StoreError> {
        let what = "bringing the data up to date";
        let known = "SELECT to_regclass('refinery_schema_history') IS NOT NULL";
        let known: bool = self.client.query_one(known, &[]).and_then(|row| row.try_get(0)).doing(what)?;
        if !known {
            return Ok(None);
        }
        let newest = "SELECT CAST(max(version) AS BIGINT) FROM refinery_schema_history";
        self.client.query_one(newest, &[]).and_then(|row| row.try_get(0)).doing(what)
    }
}
