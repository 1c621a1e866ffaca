//! Writing a small file of the shell whole or not at all, also when the power fails in between.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole or not at all. Whoever reads it meanwhile finds what was there before.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    let mut new = File::create(&beside)?;
    new.write_all(bytes)?;
    new.sync_all()?;
    drop(new);
    fs::rename(&beside, file)
}
