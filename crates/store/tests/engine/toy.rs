//! Toys in boxes: two small tables, and the statements on them.

use domain::base::Value;
use store::{
    StoreError,
    engine::{Dialect, Layout, Stmt, Throwaway, Tx},
    testing::OnEngine,
};

pub(crate) const SCRIPTS: &[(&str, &str)] = &[
    (
        "V1__boxes",
        "CREATE TABLE boxes (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL);
         CREATE UNIQUE INDEX one_box_of_a_name ON boxes (name)",
    ),
    (
        "V2__toys",
        "CREATE TABLE toys (
             id TEXT NOT NULL PRIMARY KEY,
             box TEXT REFERENCES boxes (id) DEFERRABLE INITIALLY DEFERRED,
             label TEXT NOT NULL,
             count BIGINT,
             weight DOUBLE PRECISION,
             CONSTRAINT weight_is_positive CHECK (weight > 0)
         );
         CREATE UNIQUE INDEX one_label_in_a_box ON toys (box, label)",
    ),
];

pub(crate) const ADD_BOX: Stmt = Stmt::new("toy.add_box", "INSERT INTO boxes (id, name) VALUES ($1, $2)");
pub(crate) const ADD_TOY: Stmt =
    Stmt::new("toy.add", "INSERT INTO toys (id, box, label, count, weight) VALUES ($1, $2, $3, $4, $5)");
pub(crate) const ALL: Stmt =
    Stmt::new("toy.all", "SELECT id, box, label, count, weight FROM toys ORDER BY id");
pub(crate) const LABELS: Stmt = Stmt::new("toy.labels", "SELECT label FROM toys ORDER BY label");

/// A database of toys.
pub(crate) struct Toys(pub(crate) Throwaway);

impl OnEngine for Toys {
    fn on(dialect: Dialect) -> Self {
        Self(Throwaway::with(dialect, &layout()))
    }
}

impl std::ops::Deref for Toys {
    type Target = Throwaway;
    fn deref(&self) -> &Throwaway {
        &self.0
    }
}

impl Toys {
    /// Writes, and keeps what was written.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut dyn Tx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.write(&[], change)
    }

    /// Returns the labels of all toys, sorted.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.read(labels).unwrap()
    }
}

pub(crate) fn layout() -> Layout {
    Layout::of(SCRIPTS.iter().copied()).unwrap()
}

pub(crate) fn labels(tx: &mut dyn Tx) -> Result<Vec<String>, StoreError> {
    tx.rows(&LABELS, &[])?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}

/// Adds a toy that lies in no box.
pub(crate) fn add(tx: &mut dyn Tx, label: &str) -> Result<u64, StoreError> {
    tx.exec(&ADD_TOY, &[text(label), Value::Null, text(label), Value::Null, Value::Null])
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
