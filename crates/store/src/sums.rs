//! What a row was when it was written, as a number beside it in the change index. A disk that changes a bit of somebody's words
//! leaves a file that is sound to SQLite; by its sum the row is found.

use crate::engine::LockKey;
use domain::base::Value;
use domain::rows::{AnyRow, Table};

/// The sum of a row: 64-bit FNV-1a over the names and values of its columns. A column without a value is left out, so that one
/// that comes later changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum(i64);

impl Sum {
    /// Returns the sum of a row that is written.
    pub(crate) fn of(row: &AnyRow) -> Self {
        Self::of_values(row.table(), &row.values())
    }

    /// Returns the sum of a row as it is stored.
    pub(crate) fn of_values(table: Table, values: &[Value]) -> Self {
        let mut bytes = Vec::new();
        for (column, value) in table.columns().iter().zip(values) {
            let text = match value {
                Value::Null => continue,
                Value::Text(text) => text.clone(),
                Value::Int(number) => number.to_string(),
                Value::Real(number) => format!("{number:?}"),
            };
            bytes.extend_from_slice(column.name.as_bytes());
            bytes.push(0);
            bytes.extend_from_slice(text.as_bytes());
            bytes.push(0);
        }
        Self(LockKey::of(&bytes).0)
    }

    /// Returns what is kept of it, with the change that wrote the row. A program that knows nothing of sums leaves this as it is
    /// when it changes the row.
    pub(crate) fn written(self, seq: i64) -> String {
        format!("{seq} {}", self.0)
    }

    /// Whether it is what was kept. A sum of another change says nothing.
    pub(crate) fn fits(self, kept: Option<&str>, seq: i64) -> bool {
        let of_this_change = kept.filter(|kept| kept.split(' ').next() == Some(&seq.to_string()));
        of_this_change.is_none_or(|kept| kept == self.written(seq))
    }
}

#[test]
fn a_sum_says_nothing_of_another_change() {
    let sum = Sum(7);
    assert!(sum.fits(Some("12 7"), 12) && sum.fits(None, 12) && sum.fits(Some("11 8"), 12));
    assert!(!sum.fits(Some("12 8"), 12));
}
