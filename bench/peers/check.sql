/* What a copy of a file is looked through for, as `crates/store/src/engine/sqlite/copy.rs` does it. */
PRAGMA integrity_check;
SELECT DISTINCT "table" FROM pragma_foreign_key_check;
