//! Where earlier versions left what they kept on a device: see `tests/upgrade`.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Returns the file of that name of every version that was frozen, if it kept one.
pub(crate) fn each(name: &str) -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    let folders = fs::read_dir(all).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> =
        folders.map(|folder| folder.join("device").join(name)).filter(|file| file.is_file()).collect();
    assert!(!files.is_empty(), "no version that was frozen has a {name}");
    files
}

/// Returns where the file of that name is to be frozen.
pub(crate) fn new(name: &str) -> PathBuf {
    PathBuf::from(env::var_os("WRAPITUP_FREEZE").expect("cargo xtask freeze says where")).join(name)
}
