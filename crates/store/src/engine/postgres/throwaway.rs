//! Databases that live as long as one test. Bringing an empty one up to date takes a while, so that is done once for
//! each layout, in a template that the others are copied from.

use super::{Postgres, failure::Doing};
use crate::{
    StoreError,
    engine::{Layout, LockKey, PostgresOptions},
};
use postgres::{Client, NoTls};

/// Held while a template is looked for and made.
const TEMPLATE_LOCK: LockKey = LockKey::of(b"template");

/// Makes a database with a layout and returns its address. `server` is an address without a database's name.
pub(in crate::engine) fn create(server: &str, name: &str, layout: &Layout) -> Result<String, StoreError> {
    let what = "making a database for a test";
    let mut admin = connect(server)?;
    let template = format!("layout_{:016x}", layout.fingerprint());
    admin.execute("SELECT pg_advisory_lock($1)", &[&TEMPLATE_LOCK.0]).doing(what)?;
    let known = admin.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&template]).doing(what)?;
    if known.is_empty() {
        let unfinished = format!("{template}_unfinished");
        admin.batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).doing(what)?;
        admin.batch_execute(&empty(&unfinished)).doing(what)?;
        drop(Postgres::open(&PostgresOptions::at(format!("{server} dbname={unfinished}")), layout)?);
        wait_until_unused(&mut admin, &unfinished)?;
        admin.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {template}")).doing(what)?;
    }
    admin.execute("SELECT pg_advisory_unlock($1)", &[&TEMPLATE_LOCK.0]).doing(what)?;
    admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).doing(what)?;
    Ok(format!("{server} dbname={name}"))
}

/// Deletes a database, ending its sessions.
pub(in crate::engine) fn remove(server: &str, name: &str) -> Result<(), StoreError> {
    let mut admin = connect(server)?;
    admin
        .batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .doing("deleting a test's database")
}

fn connect(server: &str) -> Result<Client, StoreError> {
    Client::connect(&format!("{server} dbname=postgres"), NoTls).doing("connecting to the test server")
}

fn empty(name: &str) -> String {
    format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C' ENCODING 'UTF8'")
}

/// A session that was closed takes the server a moment to end, and until then its database cannot be renamed.
fn wait_until_unused(admin: &mut Client, name: &str) -> Result<(), StoreError> {
    let end = "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity WHERE datname = $1";
    admin.query_one(end, &[&name]).doing("making a database for a test")?;
    Ok(())
}
