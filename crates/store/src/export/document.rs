//! The document of an export while it is written: what is said of it, then table by table, a row on each line. Nothing of it is
//! kept in memory.

use crate::StoreError;
use crate::engine::failed_file;
use domain::rows::Table;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// The tables of a document.
pub(super) struct Tables<'a> {
    out: &'a mut dyn Write,
    /// The one that is being written.
    open: Option<Table>,
}

/// Writes a document: what is said of it, and its tables.
pub(super) fn write(
    out: &mut dyn Write,
    head: &Map<String, Value>,
    tables: impl FnOnce(&mut Tables<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    begin(out, head).map_err(failed)?;
    let mut all = Tables { out, open: None };
    tables(&mut all)?;
    all.end().map_err(failed)
}

fn begin(out: &mut dyn Write, head: &Map<String, Value>) -> io::Result<()> {
    out.write_all(b"{\n")?;
    for (name, value) in head {
        write_json(out, &Value::from(name.as_str()))?;
        out.write_all(b": ")?;
        write_json(out, value)?;
        out.write_all(b",\n")?;
    }
    out.write_all(b"\"tables\": {")
}

impl Tables<'_> {
    /// Writes a row of a table, after all of the table before.
    pub(super) fn row(&mut self, table: Table, row: &Value) -> Result<(), StoreError> {
        self.write(table, row).map_err(failed)
    }

    fn write(&mut self, table: Table, row: &Value) -> io::Result<()> {
        if self.open == Some(table) {
            self.out.write_all(b",\n")?;
        } else {
            self.out.write_all(if self.open.is_some() { b"\n],\n" } else { b"\n" })?;
            write_json(self.out, &Value::from(table.name()))?;
            self.out.write_all(b": [\n")?;
            self.open = Some(table);
        }
        write_json(self.out, row)
    }

    fn end(self) -> io::Result<()> {
        self.out.write_all(if self.open.is_some() { b"\n]\n}\n}\n" } else { b"}\n}\n" })?;
        self.out.flush()
    }
}

fn write_json(out: &mut dyn Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
}

fn failed(error: io::Error) -> StoreError {
    failed_file("writing the export", error)
}
