//! Nothing that grows with the years is read from end to end: SQLite says how it would answer, and goes by an
//! index wherever rules and questions look rows up.

use domain::base::Value;
use domain::rows::Table;
use std::collections::BTreeSet;
use store::StoreError;
use store::engine::{Dialect, Tx};
use store::testing::{OnEngine, Throwaway};

/// What stays small: the content of journeys, who reviews them, and what is open now.
const SMALL: [Table; 8] = [
    Table::Journey,
    Table::Category,
    Table::Section,
    Table::Field,
    Table::ChecklistItem,
    Table::MentorAssignment,
    Table::MentorProfile,
    Table::QueueItem,
];

/// Lists everybody or everything by intention.
const WHOLE: [&str; 1] = ["people.people"];

fn plan(tx: &mut dyn Tx, sql: &str, parameters: usize) -> Result<Vec<String>, StoreError> {
    let values = vec![Value::Null; parameters];
    let steps = tx.rows_sql("plans.explain", &format!("EXPLAIN QUERY PLAN {sql}"), &values)?;
    steps.iter().map(|step| Ok(step.text(3)?.to_owned())).collect()
}

/// Returns the alias of a table that a step reads from end to end.
fn scanned(step: &str) -> Option<&str> {
    let rest = step.strip_prefix("SCAN ")?;
    rest.split(' ').next()
}

/// Returns the tables that a statement calls by an alias: `FROM answers t`, `JOIN claims c`.
fn called<'a>(sql: &'a str, alias: &str) -> BTreeSet<&'a str> {
    let words: Vec<&str> = sql.split_whitespace().map(|word| word.trim_matches([',', '(', ')'])).collect();
    let named = words.windows(3).filter(|three| ["FROM", "JOIN"].contains(&three[0]) && three[2] == alias);
    named.map(|three| three[1]).collect()
}

#[test]
fn every_index_of_an_entity_is_one_of_its_table() {
    let db = Throwaway::on(Dialect::Sqlite);
    for index in Table::ALL.iter().flat_map(|table| table.indexes()) {
        let terms: Vec<String> =
            index.columns.iter().enumerate().map(|(at, column)| format!("{column} = ${}", at + 1)).collect();
        let sql = format!("SELECT * FROM {} WHERE {}", index.table.name(), terms.join(" AND "));
        let steps = db.read(|tx| plan(tx, &sql, index.columns.len())).unwrap().join("; ");
        let all_columns = index.columns.iter().all(|column| steps.contains(&format!("{column}=?")));
        assert!(steps.contains("USING INDEX") && all_columns, "{sql}: {steps}");
    }
}

#[test]
fn no_question_reads_a_growing_table_from_end_to_end() {
    let db = Throwaway::on(Dialect::Sqlite);
    let small: BTreeSet<&str> = SMALL.iter().map(|table| table.name()).collect();
    let growing: BTreeSet<&str> =
        Table::ALL.iter().map(|table| table.name()).filter(|name| !small.contains(name)).collect();
    let mut wrong = Vec::new();
    for stmt in store::statements().into_iter().filter(|stmt| !WHOLE.contains(&stmt.name)) {
        let shape = db.read::<_, StoreError>(|tx| tx.shape(stmt)).unwrap();
        let steps = db.read(|tx| plan(tx, stmt.sql, shape.parameters)).unwrap();
        for alias in steps.iter().filter_map(|step| scanned(step)) {
            let tables = called(stmt.sql, alias);
            let reads: Vec<_> = tables.intersection(&growing).collect();
            if !reads.is_empty() {
                wrong.push(format!("{}: {reads:?} as {alias}", stmt.name));
            }
        }
    }
    assert!(wrong.is_empty(), "read from end to end:\n{}", wrong.join("\n"));
}

/// Asked for every row that is read, so by the row and never by anything else.
#[test]
fn whether_a_row_is_visible_is_looked_up_by_the_row() {
    let db = Throwaway::on(Dialect::Sqlite);
    let mut seen = 0;
    for stmt in store::statements() {
        let shape = db.read::<_, StoreError>(|tx| tx.shape(stmt)).unwrap();
        for step in db.read(|tx| plan(tx, stmt.sql, shape.parameters)).unwrap() {
            if step.contains(" v USING ") {
                assert!(step.contains("tbl=? AND pk=?"), "{}: {step}", stmt.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}
