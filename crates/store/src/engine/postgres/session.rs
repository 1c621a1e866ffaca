//! One session with a server: its settings, its checks and the statements it has prepared.

use super::failure::Doing;
use crate::{
    StoreError,
    engine::{Layout, LockKey, PostgresOptions},
};
use postgres::{Client, Config, NoTls, Statement};
use std::{collections::HashMap, time::Duration};

/// The statements that a session has prepared, by their text.
pub(super) type Statements = HashMap<String, Statement>;

/// Held while the layout changes, so that two servers that start together do not both change it.
const LAYOUT_LOCK: LockKey = LockKey::of(b"layout");

/// Returns the way to the server. A network that lets nothing through any more says nothing: whoever waits over it for longer
/// than somebody waits for an answer is told so by the system, unless the address says otherwise.
fn way(options: &PostgresOptions) -> Result<Config, StoreError> {
    let mut way: Config = options.url.parse::<Config>().doing("reading the server's address")?;
    if way.get_connect_timeout().is_none() {
        way.connect_timeout(options.patience);
    }
    if way.get_tcp_user_timeout().is_none() {
        way.tcp_user_timeout(options.patience.saturating_mul(2));
        way.keepalives_idle(options.patience);
    }
    Ok(way)
}

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
        let client = way(options)?.connect(NoTls).doing("connecting to the server")?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_waits_for_ever_over_a_network_that_is_gone_unless_the_address_says_so() {
        let second = Duration::from_secs;
        let options = |url: &str| PostgresOptions { patience: second(5), ..PostgresOptions::at(url) };
        let usual = way(&options("postgres://me@db/data")).unwrap();
        assert_eq!(usual.get_connect_timeout(), Some(&second(5)));
        assert_eq!(usual.get_tcp_user_timeout(), Some(&second(10)));
        assert_eq!(usual.get_keepalives_idle(), second(5));
        let said = way(&options("postgres://me@db/data?connect_timeout=30&tcp_user_timeout=60")).unwrap();
        assert_eq!(said.get_connect_timeout(), Some(&second(30)));
        assert_eq!(said.get_tcp_user_timeout(), Some(&second(60)));
    }
}
