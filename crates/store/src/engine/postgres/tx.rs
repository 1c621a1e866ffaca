//! A transaction on a server.

use super::{
    failure::Doing,
    session::Statements,
    value::{Given, is_shared, read},
};
use crate::{
    StoreError,
    engine::{
        Dialect, LockKey, Record, Shape, Stmt, Tx,
        health::{Health, check_count, check_values},
        record::Heading,
    },
};
use domain::base::Value;
use postgres::{Column, Statement, Transaction, types::ToSql};
use std::sync::Arc;

/// An open transaction of one session.
pub(super) struct PostgresTx<'a, 'session> {
    open: &'a mut Transaction<'session>,
    statements: &'a mut Statements,
    health: Health,
}

impl<'a, 'session> PostgresTx<'a, 'session> {
    pub(super) fn new(open: &'a mut Transaction<'session>, statements: &'a mut Statements) -> Self {
        Self { open, statements, health: Health::default() }
    }

    /// Refuses to keep what a failed statement left half done. The server would only say that it rolled back.
    pub(super) fn check_before_commit(&self) -> Result<(), StoreError> {
        self.health.check("commit")
    }

    fn prepared(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<Statement, StoreError> {
        check_values(name, params)?;
        let statement = match self.statements.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let statement = self.open.prepare(sql).doing(name)?;
                self.statements.insert(sql.to_owned(), statement.clone());
                statement
            }
        };
        check_count(name, statement.params().len(), params.len())?;
        for (index, (value, kind)) in params.iter().zip(statement.params()).enumerate() {
            Given(value).check(kind).map_err(|reason| StoreError::BadParameter {
                statement: name.to_owned(),
                position: index + 1,
                reason,
            })?;
        }
        Ok(statement)
    }

    fn execute(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        let statement = self.prepared(name, sql, params)?;
        let given: Vec<Given<'_>> = params.iter().map(Given).collect();
        self.open.execute(&statement, &borrowed(&given)).doing(name)
    }

    fn query(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        let statement = self.prepared(name, sql, params)?;
        let given: Vec<Given<'_>> = params.iter().map(Given).collect();
        let rows = self.open.query(&statement, &borrowed(&given)).doing(name)?;
        let columns = statement.columns().iter().map(Column::name).map(str::to_owned).collect();
        let heading = Arc::new(Heading { statement: name.to_owned(), columns });
        rows.iter()
            .map(|row| {
                let values: Result<Vec<_>, _> = (0..row.len()).map(|at| read(&heading, row, at)).collect();
                Ok(Record::new(Arc::clone(&heading), values?))
            })
            .collect()
    }

    /// Notes a failure, and forgets the prepared statement: its plan may be what failed, because the layout changed.
    fn noted<T>(&mut self, sql: &str, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if result.is_err() {
            self.statements.remove(sql);
        }
        self.health.note(result)
    }

    fn run(&mut self, name: &str, sql: &str) -> Result<(), StoreError> {
        let done = self.open.batch_execute(sql).doing(name);
        self.health.note(done)
    }
}

impl Tx for PostgresTx<'_, '_> {
    fn exec_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<u64, StoreError> {
        self.health.check(name)?;
        let changed = self.execute(name, sql, params);
        self.noted(sql, changed)
    }

    fn rows_sql(&mut self, name: &str, sql: &str, params: &[Value]) -> Result<Vec<Record>, StoreError> {
        self.health.check(name)?;
        let records = self.query(name, sql, params);
        self.noted(sql, records)
    }

    fn shape(&mut self, stmt: &Stmt) -> Result<Shape, StoreError> {
        self.health.check(stmt.name)?;
        let prepared = self.open.prepare(stmt.sql).doing(stmt.name);
        let prepared = self.health.note(prepared)?;
        for (index, kind) in prepared.params().iter().enumerate() {
            if !is_shared(kind) {
                let reason = format!("{kind} is not a type of both engines; CAST it");
                let statement = stmt.name.to_owned();
                return Err(StoreError::BadParameter { statement, position: index + 1, reason });
            }
        }
        let columns = prepared.columns().iter().map(|column| column.name().to_owned()).collect();
        let heading = Heading { statement: stmt.name.to_owned(), columns };
        for (at, column) in prepared.columns().iter().enumerate() {
            if !is_shared(column.type_()) {
                return Err(heading.unshared(at, column.type_().name()));
            }
        }
        Ok(Shape { parameters: prepared.params().len(), columns: heading.columns.len() })
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn lock(&mut self, keys: &[LockKey]) -> Result<(), StoreError> {
        self.health.check("lock")?;
        if keys.is_empty() {
            return Ok(());
        }
        let mut keys: Vec<i64> = keys.iter().map(|key| key.0).collect();
        keys.sort_unstable();
        keys.dedup();
        // `unnest` returns the array's elements in their order, and the locks are taken row by row.
        let take = "SELECT pg_advisory_xact_lock(key) FROM unnest($1::BIGINT[]) AS key";
        let taken = self.open.execute(take, &[&keys]).doing("lock");
        self.health.note(taken)?;
        Ok(())
    }

    fn begin_sub_step(&mut self) -> Result<(), StoreError> {
        self.health.check("begin a sub-step")?;
        self.run("begin a sub-step", "SAVEPOINT sub_step")
    }

    fn keep_sub_step(&mut self) -> Result<(), StoreError> {
        self.health.check("keep a sub-step")?;
        self.run("keep a sub-step", "RELEASE SAVEPOINT sub_step")
    }

    fn undo_sub_step(&mut self) -> Result<(), StoreError> {
        self.run("undo a sub-step", "ROLLBACK TO SAVEPOINT sub_step; RELEASE SAVEPOINT sub_step")?;
        self.health.restore();
        Ok(())
    }

    fn is_broken(&self) -> bool {
        self.health.is_broken()
    }
}

fn borrowed<'a>(given: &'a [Given<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    given.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}
