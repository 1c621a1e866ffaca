//! Writing a small file of the shell whole or not at all, also when the power fails in between.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Writes a file whole or not at all. Whoever reads it meanwhile finds what was there before.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    put(&beside, bytes).and_then(|()| fs::rename(&beside, file)).inspect_err(|_| {
        // What is there of it is no use to anybody, and may be what fills the disk.
        fs::remove_file(&beside).ok();
    })
}

fn put(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut new = File::create(file)?;
    new.write_all(bytes)?;
    new.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_there_whole_or_nothing_of_it_is() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("mine.pdf");
        write(&file, b"whole").unwrap();
        write(&file, b"newer").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"newer");
        // A folder is in the way of the name.
        let taken = folder.path().join("taken.pdf");
        fs::create_dir(&taken).unwrap();
        fs::write(taken.join("inside"), "x").unwrap();
        write(&taken, b"whole").unwrap_err();
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["mine.pdf", "taken.pdf"], "nothing half is left");
    }
}
