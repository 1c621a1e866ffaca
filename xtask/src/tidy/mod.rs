//! `cargo xtask tidy`: looks for what the compiler does not see.
//!
//! Findings fail: a module without its opening words, SQL or a database's name outside its home, a path that leaves the
//! checkout, a registry's address in a lock file. Long files and functions are only listed, for someone to look at.

mod boundaries;
mod length;
pub(crate) mod source;

use anyhow::{Result, bail};

use self::source::Source;

/// A rule: what it finds in a file, each with its line.
type Rule = fn(&Source) -> Vec<Finding>;

const RULES: &[Rule] = &[
    boundaries::module_docs,
    boundaries::sql_at_home,
    boundaries::engines_at_home,
    boundaries::paths_stay_inside,
    boundaries::locks_without_addresses,
];

/// What is wrong, and where.
struct Finding {
    line: usize,
    what: String,
}

/// Checks every file of the project.
pub(crate) fn run(_: &[String]) -> Result<()> {
    let sources = source::all()?;
    length::list(&sources);
    let mut count = 0;
    for source in &sources {
        for finding in RULES.iter().flat_map(|rule| rule(source)) {
            println!("{}:{}: {}", source.path, finding.line, finding.what);
            count += 1;
        }
    }
    if count > 0 {
        bail!("{count} findings");
    }
    println!("{} files are tidy", sources.len());
    Ok(())
}
