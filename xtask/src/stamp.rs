//! Remembers that a slow step was done for exactly these inputs, so that the second run starts in seconds.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::paths;

/// A note in the target folder that a step was done for these inputs.
pub(crate) struct Stamp {
    file: PathBuf,
    key: String,
}

impl Stamp {
    /// Returns the stamp of a step over the contents of files and folders (all files below them).
    pub(crate) fn of(step: &str, inputs: &[PathBuf], options: &str) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        options.hash(&mut hasher);
        for input in inputs {
            hash_tree(input, &mut hasher)?;
        }
        let file = paths::target().join("stamps").join(step);
        Ok(Self { file, key: format!("{:016x}", hasher.finish()) })
    }

    /// Keeps the note in another folder: beside what the step made, when that is not in the target folder.
    pub(crate) fn kept_in(mut self, folder: &Path) -> Self {
        self.file = folder.join(".stamp");
        self
    }

    /// Says whether the step was done for these inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|key| key == self.key)
    }

    /// Remembers that the step is done.
    pub(crate) fn set(&self) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&self.file, &self.key).with_context(|| format!("could not write {}", self.file.display()))
    }
}

fn hash_tree(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    path.hash(hasher);
    if path.is_dir() {
        let mut children: Vec<PathBuf> =
            fs::read_dir(path)?.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        children.sort();
        for child in children.iter().filter(|child| !child.ends_with("node_modules")) {
            hash_tree(child, hasher)?;
        }
    } else if path.is_file() {
        fs::read(path).with_context(|| format!("could not read {}", path.display()))?.hash(hasher);
    }
    Ok(())
}
