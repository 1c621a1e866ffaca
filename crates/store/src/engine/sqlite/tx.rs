//! A transaction on a file.

use super::failure::{self, Doing};
use super::read_box::ReadBox;
use crate::{
    StoreError,
    engine::{
        Dialect, LockKey, Record, Shape, Stmt, Tx,
        health::{Health, check_count, check_values},
        record::Heading,
    },
};
use domain::base::Value;
use rusqlite::{CachedStatement, Connection, ToSql, types::ToSqlOutput, types::ValueRef};
use std::{collections::BTreeSet, sync::Arc};

/// An open transaction of one connection.
pub(super) struct SqliteTx<'a> {
    connection: &'a Connection,
    health: Health,
    /// What it may take, if it only reads.
    limits: Option<&'a ReadBox>,
}

impl<'a> SqliteTx<'a> {
    pub(super) fn new(connection: &'a Connection) -> Self {
        Self { connection, health: Health::default(), limits: None }
    }

    /// Returns a transaction that only reads, and not for ever.
    pub(super) fn within(connection: &'a Connection, limits: &'a ReadBox) -> Self {
        Self { connection, health: Health::default(), limits: Some(limits) }
    }

    /// Makes everything last. Refuses to keep what a failed statement left half done.
    pub(super) fn commit(&mut self) -> Result<(), StoreError> {
        self.health.check("commit")?;
        let done = self.connection.execute_batch("COMMIT").map_err(|error| self.failure("commit", error));
        self.health.note(done)
    }

    /// Returns what the transaction showed of the disk.
    pub(super) const fn health(&self) -> &Health {
        &self.health
    }

    fn prepared(&self, name: &str, sql: &str, params: &[Value]) -> Result<CachedStatement<'a>, StoreError> {
        check_values(name, params)?;
        self.limits.map_or(Ok(()), |limits| limits.check(name))?;
        let mut statement = self.connection.prepare_cached(sql).map_err(|error| self.failure(name, error))?;
        bind(&mut statement, name, params).map_err(|error| match error {
            Unbound::Parameter(error) => error,
            Unbound::Engine(error) => self.failure(name, error),
        })?;
        Ok(statement)
    }

    fn execute(&self, name: &str, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let mut statement = self.prepared(name, sql, params)?;
        let changed = statement.raw_execute().map_err(|error| self.failure(name, error))?;
        Ok(changed as u64)
    }

    fn query(&self, name: &str, sql: &str, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        let mut statement = self.prepared(name, sql, params)?;
        let columns = statement.column_names().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let heading = Arc::new(Heading { statement: name.to_owned(), columns });
        let mut rows = statement.raw_query();
        let mut records = Vec::new();
        while let Some(row) = rows.next().map_err(|error| self.failure(name, error))? {
            let mut values = Vec::with_capacity(heading.columns.len());
            for at in 0..heading.columns.len() {
                values.push(value(&heading, at, row.get_ref(at).doing(name)?)?);
            }
            records.push(Record::new(Arc::clone(&heading), values));
        }
        Ok(records)
    }

    fn run(&mut self, name: &str, sql: &str) -> Result<(), StoreError> {
        let done = self.connection.execute_batch(sql).map_err(|error| self.failure(name, error));
        self.health.note(done)
    }

    fn failure(&self, statement: &str, error: rusqlite::Error) -> StoreError {
        failure::explain(self.connection, statement, error)
    }
}

impl Tx for SqliteTx<'_> {
    fn exec_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.health.check(name)?;
        let changed = self.execute(name, sql, params);
        self.health.note(changed)
    }

    fn rows_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        self.health.check(name)?;
        let records = self.query(name, sql, params);
        self.health.note(records)
    }

    fn shape(&mut self, stmt: &Stmt) -> Result<Shape, StoreError> {
        self.health.check(stmt.name)?;
        let statement = self.connection.prepare_cached(stmt.sql).doing(stmt.name)?;
        let mut numbers = BTreeSet::new();
        for index in 1..=statement.parameter_count() {
            numbers.insert(number(&statement, stmt.name, index)?);
        }
        if let Some(missing) = (1..=numbers.len()).find(|number| !numbers.contains(number)) {
            return Err(misnamed(stmt.name, missing));
        }
        Ok(Shape { parameters: numbers.len(), columns: statement.column_count() })
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn lock(&mut self, _keys: &[LockKey]) -> Result<(), StoreError> {
        self.health.check("lock")
    }

    fn begin_sub_step(&mut self) -> Result<(), StoreError> {
        self.health.check("begin a sub-step")?;
        self.run("begin a sub-step", "SAVEPOINT sub_step")
    }

    fn keep_sub_step(&mut self) -> Result<(), StoreError> {
        self.health.check("keep a sub-step")?;
        self.run("keep a sub-step", "RELEASE sub_step")
    }

    fn undo_sub_step(&mut self) -> Result<(), StoreError> {
        self.run("undo a sub-step", "ROLLBACK TO sub_step; RELEASE sub_step")?;
        self.health.restore();
        Ok(())
    }

    fn is_broken(&self) -> bool {
        self.health.is_broken()
    }
}

/// Why a parameter could not be bound.
enum Unbound {
    Parameter(StoreError),
    Engine(rusqlite::Error),
}

/// Binds parameters by their names: SQLite numbers `$3` by its first appearance in the text, not by its 3.
fn bind(statement: &mut CachedStatement<'_>, name: &str, params: &[Value]) -> Result<(), Unbound> {
    let mut highest = 0;
    for index in 1..=statement.parameter_count() {
        let number = number(statement, name, index).map_err(Unbound::Parameter)?;
        highest = highest.max(number);
        if let Some(value) = number.checked_sub(1).and_then(|at| params.get(at)) {
            statement.raw_bind_parameter(index, Bound(value)).map_err(Unbound::Engine)?;
        }
    }
    check_count(name, highest, params.len()).map_err(Unbound::Parameter)
}

/// Returns the 3 of the parameter `$3`, whichever place it has in the text.
fn number(statement: &CachedStatement<'_>, name: &str, index: usize) -> Result<usize, StoreError> {
    statement
        .parameter_name(index)
        .and_then(|name| name.strip_prefix('$'))
        .and_then(|number| number.parse().ok())
        .ok_or_else(|| misnamed(name, index))
}

fn misnamed(statement: &str, position: usize) -> StoreError {
    let reason = "parameters are called $1, $2 and so on, none left out".to_owned();
    StoreError::BadParameter { statement: statement.to_owned(), position, reason }
}

/// A value on its way into a statement.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
        }))
    }
}

fn value(heading: &Heading, at: usize, found: ValueRef<'_>) -> Result<Value, StoreError> {
    match found {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Real(number) => Ok(Value::Real(number)),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Text(text.to_owned())),
            Err(_) => Err(heading.bad(at, "text in UTF-8", "other bytes")),
        },
        ValueRef::Blob(_) => Err(heading.bad(at, "text or a number", "bytes")),
    }
}
