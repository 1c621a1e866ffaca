//! Pages of an answer that is not complete yet. They are kept and applied together with the last one, so that no screen ever
//! shows half of a change.

use crate::StoreError;
use crate::engine::{Stmt, Tx};
use domain::base::Value;
use domain::sync::{PullLine, PullPage};

const ADD: Stmt = Stmt::new(
    "stage.add",
    "INSERT INTO inbox_page (place, page)
     VALUES ((SELECT coalesce(max(p.place), 0) + 1 FROM inbox_page p), $1)",
);

const ALL: Stmt = Stmt::new("stage.all", "SELECT page FROM inbox_page ORDER BY place");

const CLEAR: Stmt = Stmt::new("stage.clear", "DELETE FROM inbox_page");

pub(super) const STATEMENTS: &[&Stmt] = &[&ADD, &ALL, &CLEAR];

/// Keeps a page.
pub(super) fn add(tx: &mut dyn Tx, page: PullPage) -> Result<(), StoreError> {
    let lines: Vec<PullLine> = page.lines().collect();
    let text = serde_json::to_string(&lines).map_err(|error| unreadable(&error.to_string()))?;
    tx.exec(&ADD, &[Value::Text(text)]).map(drop)
}

/// Returns the pages that are kept, in their order.
pub(super) fn all(tx: &mut dyn Tx) -> Result<Vec<PullPage>, StoreError> {
    let rows = tx.rows(&ALL, &[])?;
    rows.iter()
        .map(|row| {
            let lines: Vec<PullLine> = row.json(0)?;
            PullPage::of(lines).ok_or_else(|| unreadable("it is not whole"))
        })
        .collect()
}

/// Forgets them.
pub(super) fn clear(tx: &mut dyn Tx) -> Result<(), StoreError> {
    tx.exec(&CLEAR, &[]).map(drop)
}

fn unreadable(why: &str) -> StoreError {
    StoreError::Unsuitable { reason: format!("a received page can't be kept: {why}") }
}
