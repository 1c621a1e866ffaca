//! The files that the rules look at: what git knows or would add, as text.

use std::fs;

use anyhow::Result;

use crate::{paths, process};

/// A text file of the project.
pub(crate) struct Source {
    /// From the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Returns the lines, counted from one.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Returns every text file that is ours: what `vendor/` holds has its own ways.
pub(crate) fn all() -> Result<Vec<Source>> {
    let root = paths::root();
    let listed = process::output(process::command("git", &root).args([
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))?;
    Ok(listed
        .lines()
        .filter(|path| !path.starts_with("vendor/"))
        .filter_map(|path| {
            Some(Source { path: path.to_owned(), text: fs::read_to_string(root.join(path)).ok()? })
        })
        .collect())
}
