//! What can be read of a damaged file, row by row, copied into a sound one of the same layout. A page that can't be read costs
//! the rows on it and no others. A connection that met such a page reads nothing any more, so each step has one of its own.

use super::failure::Doing;
use super::open;
use crate::StoreError;
use crate::engine::SqliteOptions;
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, params_from_iter};

const WHAT: &str = "reading the damaged file";

/// Rows of a table that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The table.
    pub table: String,
    /// How many rows, as far as can be known: at least one.
    pub rows: u64,
}

/// Copies every row that can be read into a file of the same layout that nobody has open. Returns what could not be read.
pub(crate) fn copy_readable(from: &SqliteOptions, to: &SqliteOptions) -> Result<Vec<Unread>, StoreError> {
    let mut to = open::blank(to)?;
    // What a row refers to may be what can't be read.
    to.execute_batch("PRAGMA foreign_keys = OFF").doing(WHAT)?;
    let copying = to.transaction().doing(WHAT)?;
    let mut unread = Vec::new();
    for table in tables(&copying).doing(WHAT)? {
        let rows = Rows { file: from, table: &table, columns: columns(&copying, &table).doing(WHAT)? };
        let lost = rows.copy(&copying)?;
        if lost > 0 {
            unread.push(Unread { table, rows: lost });
        }
    }
    copying.commit().doing(WHAT)?;
    Ok(unread)
}

fn tables(file: &Connection) -> rusqlite::Result<Vec<String>> {
    let find = "
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'refinery_schema_history'
        ORDER BY name";
    file.prepare(find)?.query_map([], |row| row.get(0))?.collect()
}

fn columns(file: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    file.prepare("SELECT name FROM pragma_table_info($1)")?.query_map([table], |row| row.get(0))?.collect()
}

/// The rows of one table. Its name and its columns are those of our own layout.
struct Rows<'a> {
    file: &'a SqliteOptions,
    table: &'a str,
    columns: Vec<String>,
}

impl Rows<'_> {
    fn connection(&self) -> Result<Connection, StoreError> {
        open::connect(self.file, OpenFlags::SQLITE_OPEN_READ_ONLY).doing(WHAT)
    }

    /// Copies them, and returns how many could not be read.
    fn copy(&self, to: &Connection) -> Result<u64, StoreError> {
        let (mut next, mut copied, mut is_whole) = (Some(i64::MIN), 0, true);
        while let Some(begin) = next {
            let (last, done) = self.copy_from(begin, to, &mut copied)?;
            if done {
                break;
            }
            is_whole = false;
            next = match last {
                Some(i64::MAX) => None,
                last => self.after_the_gap(last.map_or(begin, |last| last + 1))?,
            };
        }
        if is_whole {
            return Ok(0);
        }
        // An index on other pages knows how many there were.
        let count = format!("SELECT count(*) FROM \"{}\"", self.table);
        match self.connection()?.query_row(&count, [], |row| row.get::<_, u64>(0)) {
            Ok(all) => Ok(all.saturating_sub(copied).max(1)),
            Err(error) => unreadable(error).map(|()| 1),
        }
    }

    /// Copies the rows from a number on, up to the first that can't be read. Returns the number of the last, and whether
    /// there are no more.
    fn copy_from(
        &self,
        begin: i64,
        to: &Connection,
        copied: &mut u64,
    ) -> Result<(Option<i64>, bool), StoreError> {
        let names = self.columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let select =
            format!("SELECT rowid, {names} FROM \"{}\" WHERE rowid >= $1 ORDER BY rowid", self.table);
        let places = (1..=self.columns.len()).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ");
        let insert = format!("INSERT OR REPLACE INTO \"{}\" ({names}) VALUES ({places})", self.table);
        let mut insert = to.prepare_cached(&insert).doing(WHAT)?;
        let mut last = None;
        let from = self.connection()?;
        let mut select = match from.prepare(&select) {
            Ok(select) => select,
            Err(error) => return unreadable(error).map(|()| (last, false)),
        };
        let mut rows = select.query([begin]).doing(WHAT)?;
        loop {
            let read = rows.next().and_then(|row| {
                let Some(row) = row else { return Ok(None) };
                let values = self.values(row, 1)?;
                open::still_reads(&from)?;
                Ok(Some((row.get::<_, i64>(0)?, values)))
            });
            match read {
                Ok(Some((number, values))) => {
                    insert.execute(params_from_iter(values)).doing(WHAT)?;
                    (last, *copied) = (Some(number), *copied + 1);
                }
                Ok(None) => return Ok((last, true)),
                Err(error) => return unreadable(error).map(|()| (last, false)),
            }
        }
    }

    /// Returns from which number on rows can be read again, when the one that follows on this number can't be.
    fn after_the_gap(&self, from: i64) -> Result<Option<i64>, StoreError> {
        let Some(first) = self.first_that_is_found(from)? else { return Ok(None) };
        // It stands on a page that can be read, but may go on over another that can't.
        Ok(if self.is_readable(first)? { Some(first) } else { first.checked_add(1) })
    }

    /// Returns the first row at or after a number whose page can be read. What can't be read is one stretch of numbers, so it is
    /// looked for in steps that double, and then between the last two.
    fn first_that_is_found(&self, from: i64) -> Result<Option<i64>, StoreError> {
        let find = format!("SELECT rowid FROM \"{}\" WHERE rowid >= $1 ORDER BY rowid LIMIT 1", self.table);
        let found = |number: i64| self.found(&find, number);
        if let Found::Row(row) = found(from)? {
            return Ok(Some(row));
        }
        let (mut lost, mut step) = (from, 1_i64);
        let mut good = loop {
            let Some(number) = lost.checked_add(step) else { return Ok(None) };
            match found(number)? {
                Found::Lost => (lost, step) = (number, step.saturating_mul(2)),
                Found::Row(_) | Found::End => break number,
            }
        };
        while good - lost > 1 {
            let middle = lost + (good - lost) / 2;
            if found(middle)? == Found::Lost { lost = middle } else { good = middle }
        }
        Ok(if let Found::Row(row) = found(good)? { Some(row) } else { None })
    }

    /// Returns the values of a row, which begin at a column.
    fn values(&self, row: &Row<'_>, first: usize) -> rusqlite::Result<Vec<Value>> {
        (first..first + self.columns.len()).map(|column| row.get(column)).collect()
    }

    fn found(&self, find: &str, number: i64) -> Result<Found, StoreError> {
        match self.connection()?.query_row(find, [number], |row| row.get(0)) {
            Ok(row) => Ok(Found::Row(row)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(Found::End),
            Err(error) => unreadable(error).map(|()| Found::Lost),
        }
    }

    /// Whether every column of a row can be read.
    fn is_readable(&self, number: i64) -> Result<bool, StoreError> {
        let all = format!("SELECT * FROM \"{}\" WHERE rowid = $1", self.table);
        let from = self.connection()?;
        let read = from.query_row(&all, [number], |row| {
            self.values(row, 0)?;
            open::still_reads(&from)
        });
        match read {
            Ok(()) => Ok(true),
            Err(error) => unreadable(error).map(|()| false),
        }
    }
}

/// What stands at a number, or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Row(i64),
    End,
    Lost,
}

/// Takes note that a page can't be read. Everything else is a failure.
fn unreadable(error: rusqlite::Error) -> Result<(), StoreError> {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(()),
        _ => Err(error).doing(WHAT),
    }
}
