//! The SQL of the row mapping, built once from the definitions of the entities: read, write and remove a
//! row, and look rows up by an index. Names come from the definitions alone, values are parameters.

use domain::entity::Column;
use domain::rows::{Index, Table};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The statements of one table.
pub(crate) struct RowSql {
    /// Reads one row by its id.
    pub(crate) get: String,
    /// Inserts or replaces one row.
    pub(crate) put: String,
    /// Removes one row by its id.
    pub(crate) remove: String,
}

static TABLES: LazyLock<HashMap<Table, RowSql>> =
    LazyLock::new(|| Table::ALL.iter().map(|table| (*table, statements(*table))).collect());

static INDEXES: LazyLock<HashMap<Index, String>> = LazyLock::new(|| {
    let indexes = Table::ALL.iter().flat_map(|table| table.indexes());
    indexes.map(|index| (*index, by_index(*index))).collect()
});

static VISIBLE: LazyLock<HashMap<Table, String>> = LazyLock::new(|| {
    let visible = |table: Table| format!("{} WHERE t.id = $2 AND {}", select(table), visible_key(table));
    Table::ALL.iter().map(|table| (*table, visible(*table))).collect()
});

static VISIBLE_INDEXES: LazyLock<HashMap<Index, String>> = LazyLock::new(|| {
    let indexes = Table::ALL.iter().flat_map(|table| table.indexes());
    indexes.map(|index| (*index, visible_by_index(*index))).collect()
});

/// Returns the statements of a table.
pub(crate) fn of(table: Table) -> &'static RowSql {
    known(&TABLES, &table)
}

/// Returns the statement that looks rows up: the key's values are `$1…`.
pub(crate) fn index(index: Index) -> &'static str {
    known(&INDEXES, &index).as_str()
}

/// Returns the statement that reads one row if the viewer may see it: `$1` is the viewer, `$2` the id.
pub(crate) fn visible(table: Table) -> &'static str {
    known(&VISIBLE, &table).as_str()
}

/// Returns the statement that looks up rows that the viewer may see: `$1` is the viewer, the key's values
/// are `$2…`.
pub(crate) fn visible_index(index: Index) -> &'static str {
    known(&VISIBLE_INDEXES, &index).as_str()
}

/// Returns the statement that reads all of a table that the viewer may see: `$1` is the viewer.
pub(crate) fn all_visible(table: Table) -> String {
    format!("{} WHERE {} ORDER BY t.id", select(table), visible_key(table))
}

/// Returns the statement that reads a part of a table that the viewer may see, in the order of the ids: `$1` is the viewer, `$2`
/// the last id of the part before, `$3` how many rows.
pub(crate) fn part_visible(table: Table) -> String {
    format!("{} WHERE t.id > $2 AND {} ORDER BY t.id LIMIT $3", select(table), visible_key(table))
}

/// Returns the statement that reads a whole table, for tests and checks.
pub(crate) fn all(table: Table) -> String {
    format!("{} ORDER BY t.id", select(table))
}

/// Returns the statement that reads the ids of a whole table, for checks.
pub(crate) fn ids(table: Table) -> String {
    format!("SELECT t.id FROM {} t ORDER BY t.id", table.name())
}

#[expect(clippy::expect_used, reason = "the maps hold every table and every index of every entity")]
fn known<K: std::hash::Hash + Eq, V>(map: &'static HashMap<K, V>, key: &K) -> &'static V {
    map.get(key).expect("BUG: a table or index that no entity defines")
}

fn names(table: Table, prefix: &str) -> String {
    let names: Vec<String> =
        table.columns().iter().map(|column| format!("{prefix}{}", column.name)).collect();
    names.join(", ")
}

fn select(table: Table) -> String {
    format!("SELECT {} FROM {} t", names(table, "t."), table.name())
}

fn statements(table: Table) -> RowSql {
    let columns: Vec<Column> = table.columns();
    let places: Vec<String> = (1..=columns.len()).map(|place| format!("${place}")).collect();
    let sets: Vec<String> =
        columns.iter().skip(1).map(|column| format!("{0} = excluded.{0}", column.name)).collect();
    RowSql {
        get: format!("{} WHERE t.id = $1", select(table)),
        put: format!(
            "INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
            table.name(),
            names(table, ""),
            places.join(", "),
            sets.join(", ")
        ),
        remove: format!("DELETE FROM {} WHERE id = $1", table.name()),
    }
}

fn condition(index: Index, first: usize) -> String {
    let mut terms: Vec<String> = index
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| format!("t.{column} = ${}", at + first))
        .collect();
    terms.extend(index.without.iter().map(|column| format!("t.{column} IS NULL")));
    terms.join(" AND ")
}

fn by_index(index: Index) -> String {
    format!("{} WHERE {} ORDER BY t.id", select(index.table), condition(index, 1))
}

fn visible_by_index(index: Index) -> String {
    let (select, visible) = (select(index.table), visible_key(index.table));
    format!("{select} WHERE {} AND {visible} ORDER BY t.id", condition(index, 2))
}

/// The same condition as [`visible!`](crate::visible), for statements that are built.
fn visible_key(table: Table) -> String {
    format!(
        "EXISTS (SELECT 1 FROM sync_member m CROSS JOIN sync_change v \
         WHERE m.person_id = $1 AND v.bucket = m.bucket AND v.pid = 1 AND v.tbl = '{}' AND v.pk = t.id \
         AND v.gone = 0 LIMIT 1 OFFSET 0)",
        table.name()
    )
}
