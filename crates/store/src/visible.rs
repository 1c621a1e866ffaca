//! What a viewer may see, in SQL: the one condition that every statement over synced rows carries.
//!
//! `LIMIT 1 OFFSET 0` changes no answer. It keeps both planners from turning the condition into a join: it is
//! to be asked for each row that is left, by the row's id, and not for all rows of the table at once. `CROSS JOIN`
//! tells SQLite to begin with the viewer's buckets; left to itself it walks through every change there is.

/// Expands to the condition that the viewer `$1` may see the row with this alias of this table, as text to
/// concatenate into a statement: `visible!("t", "answers")`.
#[macro_export]
#[doc(hidden)]
macro_rules! visible {
    ($alias:literal, $table:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM sync_member m CROSS JOIN sync_change v ",
            "WHERE m.person_id = $1 AND v.bucket = m.bucket AND v.pid = 1 AND v.tbl = '",
            $table,
            "' AND v.pk = ",
            $alias,
            ".id AND v.gone = 0 LIMIT 1 OFFSET 0)"
        )
    };
}
