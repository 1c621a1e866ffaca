//! The rules that fail: who may know of what, and what never leaves the checkout.

use super::Finding;
use super::source::Source;

/// Every module opens by saying what it is. The tests of a module, in `NAME_tests.rs` beside it, are covered by its words.
pub(crate) fn module_docs(source: &Source) -> Vec<Finding> {
    let opens = source.text.trim_start().starts_with("//!");
    if !source.is_rust() || opens || source.path.ends_with("_tests.rs") {
        return Vec::new();
    }
    vec![Finding { line: 1, what: "a module opens with what it is and what it is not (`//!`)".to_owned() }]
}

/// Only the store and the migrations hold SQL.
pub(crate) fn sql_at_home(source: &Source) -> Vec<Finding> {
    let is_home =
        ["crates/store/", "migrations/", "xtask/src/tidy/"].iter().any(|home| source.path.starts_with(home));
    if !source.is_rust() || is_home {
        return Vec::new();
    }
    const SQL: &[&str] =
        &["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "ON CONFLICT ", "PRAGMA "];
    find(source, |line| {
        let line = without_comment(line);
        SQL.iter().find(|word| line.contains(*word)).map(|word| format!("{}belongs to crates/store", word))
    })
}

/// Only the engines name a database's library.
pub(crate) fn engines_at_home(source: &Source) -> Vec<Finding> {
    let is_home =
        ["crates/store/src/engine", "xtask/src/tidy/"].iter().any(|home| source.path.starts_with(home));
    if !source.is_rust() || is_home {
        return Vec::new();
    }
    find(source, |line| {
        let line = without_comment(line);
        ["rusqlite::", "postgres::"]
            .iter()
            .find(|library| mentions(line, library))
            .map(|library| format!("{library} belongs to crates/store/src/engine"))
    })
}

/// No file leans on something beside the checkout, or on one computer's folders.
pub(crate) fn paths_stay_inside(source: &Source) -> Vec<Finding> {
    if source.path.starts_with("xtask/src/tidy/") {
        return Vec::new();
    }
    let depth = source.path.matches('/').count();
    find(source, |line| {
        if ["/root/", "/home/"].iter().any(|home| line.contains(home)) {
            return Some("this folder is only on one computer".to_owned());
        }
        (climbs(line) > depth).then(|| "this path leaves the checkout".to_owned())
    })
}

/// A lock file names versions and checksums, never where they were fetched.
pub(crate) fn locks_without_addresses(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("package-lock.json") && source.path != "Cargo.lock" {
        return Vec::new();
    }
    let known = "registry+https://github.com/rust-lang/crates.io-index";
    find(source, |line| {
        let address =
            line.contains("\"resolved\":") || (line.starts_with("source = ") && !line.contains(known));
        address.then(|| "a lock file carries no registry address".to_owned())
    })
}

fn find(source: &Source, wrong: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    source.lines().filter_map(|(line, text)| Some(Finding { line, what: wrong(text)? })).collect()
}

fn without_comment(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

/// Says whether the line names the library itself, and not something that only ends like it.
fn mentions(line: &str, library: &str) -> bool {
    line.match_indices(library).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

/// Counts how many folders a path in the line climbs at most.
fn climbs(line: &str) -> usize {
    let mut most = 0;
    let mut here = 0;
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        let after = rest.strip_prefix("../");
        here = match after {
            Some(_) => here + 1,
            None => 0,
        };
        most = most.max(here);
        rest = after.or_else(|| rest.get(letter.len_utf8()..)).unwrap_or_default();
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn sql_is_found_outside_the_store_only() {
        let text = "//! Docs.\nlet sql = \"SELECT id\";\n// SELECT in words is fine\n";
        assert_eq!(sql_at_home(&file("ui/src/a.rs", text)).len(), 1);
        assert!(sql_at_home(&file("crates/store/src/a.rs", text)).is_empty());
    }

    #[test]
    fn an_engines_library_is_found_outside_the_engines_only() {
        let text = "use rusqlite::Connection;\nuse test_postgres::Server;\nuse postgres::Client;\n";
        assert_eq!(engines_at_home(&file("crates/store/src/rows.rs", text)).len(), 2);
        assert!(engines_at_home(&file("crates/store/src/engine/sqlite.rs", text)).is_empty());
    }

    #[test]
    fn a_path_may_climb_as_far_as_the_root() {
        assert!(paths_stay_inside(&file("docs/decisions/1.md", "[up](../../README.md)")).is_empty());
        assert_eq!(paths_stay_inside(&file("docs/decisions/1.md", "[out](../../../README.md)")).len(), 1);
        assert_eq!(paths_stay_inside(&file("README.md", "see ../notes")).len(), 1);
    }

    #[test]
    fn a_registry_address_in_a_lock_file_is_found() {
        let npm = "\"resolved\": \"https://registry.example/a.tgz\",\n\"integrity\": \"sha512-x\"";
        assert_eq!(locks_without_addresses(&file("ui/package-lock.json", npm)).len(), 1);
        let cargo =
            "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nsource = \"git+https://x\"";
        assert_eq!(locks_without_addresses(&file("Cargo.lock", cargo)).len(), 1);
    }

    #[test]
    fn a_module_without_words_is_found() {
        assert_eq!(module_docs(&file("ui/src/a.rs", "use std::fs;")).len(), 1);
        assert!(module_docs(&file("ui/src/a.rs", "//! What it is.\n")).is_empty());
    }
}
