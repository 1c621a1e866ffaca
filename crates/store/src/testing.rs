//! For tests of this crate and of those above it: one body that runs on both engines, each time on a database of its
//! own, and the check that every statement means something to both.
//!
//! ```ignore
//! store::each_engine! {
//!     fn a_lease_ends_at_its_time(store: TestStore) {
//!         store.dispatch(…)
//!     }
//! }
//! ```
//!
//! That makes the tests `a_lease_ends_at_its_time::on_sqlite` and `…::on_postgres`. Any type that is [`OnEngine`]
//! can stand in place of [`TestStore`].

mod held;
mod many;
mod signed_in;
mod told;

pub use held::{HeldReview, hold_many, notify_many};
pub use many::{finish_many, tell_often};
pub use signed_in::sign_in;
pub use told::{Decided, as_told, decided, may_see, queued};

pub use crate::{
    each_engine,
    engine::{Throwaway, ThrowawayPlace},
};

use crate::{
    Store, StoreError,
    engine::{Dialect, Layout, Stmt, Tx},
    migrate, row_sql,
};
use domain::rows::{AnyRow, Table};
use domain::sync::Epoch;
use std::collections::BTreeSet;
use std::ops::Deref;

/// What a test can be given on either engine.
pub trait OnEngine {
    /// Makes one, and panics when that fails.
    fn on(dialect: Dialect) -> Self;
}

/// An open store in a place of its own, both gone when this is dropped. Use it like the [`Store`] in it.
#[derive(Debug)]
pub struct TestStore {
    store: Option<Store>,
    place: ThrowawayPlace,
}

impl TestStore {
    /// Closes the store and opens it again, as a restart does.
    ///
    /// # Panics
    ///
    /// When it does not open.
    pub fn reopen(&mut self) {
        self.store = None;
        match Store::open(&self.place) {
            Ok(store) => self.store = Some(store),
            Err(error) => panic!("opening a test's store: {error:?}"),
        }
    }
}

impl OnEngine for TestStore {
    fn on(dialect: Dialect) -> Self {
        let mut made = Self { store: None, place: ThrowawayPlace::with(dialect, &layout(dialect)) };
        made.reopen();
        made
    }
}

impl Deref for TestStore {
    type Target = Store;

    #[expect(clippy::expect_used, reason = "only reopening empties it, and fills it again")]
    fn deref(&self) -> &Store {
        self.store.as_ref().expect("BUG: a test's store is closed")
    }
}

/// An open store of a server in a place of its own, both gone when this is dropped. Use it like the [`Store`] in it.
#[derive(Debug)]
pub struct ServerStore {
    store: Store,
    _place: ThrowawayPlace,
}

impl OnEngine for ServerStore {
    fn on(dialect: Dialect) -> Self {
        let place = ThrowawayPlace::with(dialect, &server_layout(dialect));
        match Store::open_server(&place, Epoch::of(1)) {
            Ok(store) => Self { store, _place: place },
            Err(error) => panic!("opening a test's server store: {error:?}"),
        }
    }
}

impl Deref for ServerStore {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// A database with today's layout.
impl OnEngine for Throwaway {
    fn on(dialect: Dialect) -> Self {
        Self::with(dialect, &layout(dialect))
    }
}

fn layout(dialect: Dialect) -> Layout {
    match migrate::layout(dialect) {
        Ok(layout) => layout,
        Err(error) => panic!("the scripts in migrations/ make no layout: {error:?}"),
    }
}

fn server_layout(dialect: Dialect) -> Layout {
    match migrate::layout_for(migrate::Purpose::Server, dialect) {
        Ok(layout) => layout,
        Err(error) => panic!("the scripts in migrations/ make no layout of a server: {error:?}"),
    }
}

/// Makes two tests of each body: one on SQLite and one on PostgreSQL. See [`testing`](crate::testing).
#[macro_export]
macro_rules! each_engine {
    ($($(#[$meta:meta])* fn $name:ident($subject:ident: $kind:ty) $body:block)+) => {$(
        $(#[$meta])*
        #[cfg(test)]
        fn $name($subject: $kind) $body

        #[cfg(test)]
        mod $name {
            #[test]
            fn on_sqlite() {
                super::$name($crate::testing::OnEngine::on($crate::engine::Dialect::Sqlite));
            }

            #[test]
            fn on_postgres() {
                super::$name($crate::testing::OnEngine::on($crate::engine::Dialect::Postgres));
            }
        }
    )+};
}

/// Checks that every statement prepares on both engines, with the same parameters and columns.
///
/// # Panics
///
/// With the list of those that do not.
pub fn check_statements(statements: &[&Stmt]) {
    check_on(statements, layout);
}

/// Checks the same of statements over what a server alone keeps.
///
/// # Panics
///
/// With the list of those that do not.
pub fn check_server_statements(statements: &[&Stmt]) {
    check_on(statements, server_layout);
}

fn check_on(statements: &[&Stmt], layout: fn(Dialect) -> Layout) {
    let open = |dialect| Throwaway::with(dialect, &layout(dialect));
    let [sqlite, postgres] = [Dialect::Sqlite, Dialect::Postgres].map(open);
    let mut wrong = Vec::new();
    for stmt in statements {
        let shapes = [&sqlite, &postgres].map(|db| db.read::<_, StoreError>(|tx| tx.shape(stmt)));
        match shapes {
            [Ok(here), Ok(there)] if here == there => {}
            [here, there] => {
                wrong.push(format!("{}:\n  SQLite: {here:?}\n  PostgreSQL: {there:?}", stmt.name))
            }
        }
    }
    let mut names: Vec<_> = statements.iter().map(|stmt| stmt.name).collect();
    names.sort_unstable();
    wrong.extend(
        names.windows(2).filter(|pair| pair.first() == pair.last()).map(|twins| format!("{twins:?}")),
    );
    assert!(wrong.is_empty(), "statements that differ or do not work:\n{}", wrong.join("\n"));
}

/// Returns every synced row of a store, ordered by table and id.
///
/// # Panics
///
/// When the store fails.
#[must_use]
pub fn rows(store: &Store) -> Vec<AnyRow> {
    let read = store.engine().read::<_, StoreError>(|tx| every_row(tx));
    read.unwrap_or_else(|error| panic!("reading every row: {error:?}"))
}

/// Reads every row twice in one snapshot, and lets something happen in between.
///
/// # Panics
///
/// When the store fails.
#[must_use]
pub fn rows_before_and_after(store: &Store, meanwhile: impl FnOnce()) -> [Vec<AnyRow>; 2] {
    let read = try_rows_before_and_after(store, meanwhile);
    read.unwrap_or_else(|error| panic!("reading every row: {error:?}"))
}

/// Reads every row as [`rows_before_and_after`] does.
///
/// # Errors
///
/// When the store fails.
pub fn try_rows_before_and_after(
    store: &Store,
    meanwhile: impl FnOnce(),
) -> Result<[Vec<AnyRow>; 2], StoreError> {
    store.engine().read(|tx| {
        let before = every_row(tx)?;
        meanwhile();
        Ok([before, every_row(tx)?])
    })
}

fn every_row(tx: &mut dyn Tx) -> Result<Vec<AnyRow>, StoreError> {
    let mut rows = Vec::new();
    for table in Table::ALL {
        let text = row_sql::all(*table);
        for record in tx.rows_sql(table.name(), &text, &[])? {
            rows.push(crate::rows::read_row(*table, record)?);
        }
    }
    Ok(rows)
}

/// Checks that the change index holds exactly the audience of every row.
///
/// # Panics
///
/// With what differs.
pub fn check_audiences(store: &Store) {
    const HELD: Stmt = Stmt::new(
        "testing.held",
        "SELECT tbl, pk, bucket FROM sync_change WHERE gone = 0 ORDER BY tbl, pk, bucket",
    );
    let held = store.engine().read::<_, StoreError>(|tx| {
        let read = |row: &crate::engine::Record| {
            Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.text(2)?.to_owned()))
        };
        tx.rows(&HELD, &[])?.iter().map(read).collect::<Result<BTreeSet<_>, StoreError>>()
    });
    let held = held.unwrap_or_else(|error| panic!("reading the change index: {error:?}"));
    let mut expected = BTreeSet::new();
    for row in rows(store) {
        let key = row.key();
        for bucket in crate::expected_buckets(&row) {
            expected.insert((key.table.name().to_owned(), key.id.to_string(), bucket));
        }
    }
    let missing: Vec<_> = expected.difference(&held).collect();
    let too_many: Vec<_> = held.difference(&expected).collect();
    assert!(missing.is_empty() && too_many.is_empty(), "missing {missing:?}, too many {too_many:?}");
}

/// Checks that the digest of every bucket is that of what is in it.
///
/// # Panics
///
/// With the buckets of which it is not.
pub fn check_digests(store: &Store) {
    const BUCKETS: Stmt = Stmt::new(
        "testing.buckets",
        "SELECT bucket FROM sync_bucket WHERE pid = 1 AND bucket <> 'local' ORDER BY bucket",
    );
    let wrong = store.engine().read::<_, StoreError>(|tx| {
        let mut wrong = Vec::new();
        for row in tx.rows(&BUCKETS, &[])? {
            let bucket = row.text(0)?;
            if crate::members::digest(tx, bucket)? != crate::members::recounted(tx, bucket)? {
                wrong.push(bucket.to_owned());
            }
        }
        Ok(wrong)
    });
    let wrong = wrong.unwrap_or_else(|error| panic!("reading the digests: {error:?}"));
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Checks that a SQLite file is sound: its pages, its indexes, its references.
///
/// # Panics
///
/// With what is not.
pub fn check_integrity(store: &Store) {
    check_pages(store);
    let found = store.engine().read::<_, StoreError>(|tx| {
        let mut found = Vec::new();
        for row in tx.rows_sql("testing.references", "PRAGMA foreign_key_check", &[])? {
            found.push(format!("a row of {} refers to nothing", row.text(0)?));
        }
        Ok(found)
    });
    let found = found.unwrap_or_else(|error| panic!("checking a file: {error:?}"));
    assert_eq!(found, [""; 0], "the file is not sound");
}

/// Checks the pages and indexes of a SQLite file alone: of what one person may see, not everything is there that is referred
/// to.
///
/// # Panics
///
/// With what is wrong.
pub fn check_pages(store: &Store) {
    let found = store.engine().read::<_, StoreError>(|tx| {
        let rows = tx.rows_sql("testing.pages", "PRAGMA integrity_check", &[])?;
        rows.iter().map(|row| row.text(0).map(str::to_owned)).collect::<Result<Vec<_>, _>>()
    });
    let found = found.unwrap_or_else(|error| panic!("checking a file: {error:?}"));
    assert_eq!(found, ["ok"], "the file is not sound");
}

/// Makes a file look like one that a newer version of the application wrote.
///
/// # Panics
///
/// When the store fails.
pub fn make_newer(store: &Store) {
    let newer = "
        INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
        SELECT max(version) + 1, 'later', max(applied_on), '0'
        FROM refinery_schema_history";
    let made = store.engine().write::<_, StoreError>(&[], |tx| tx.exec_sql("testing.newer", newer, &[]));
    made.unwrap_or_else(|error| panic!("making a file newer: {error:?}"));
}
