//! Writing a small file of the shell whole or not at all, also when the power fails in between.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a file whole or not at all. Whoever reads it meanwhile finds what was there before.
pub(crate) fn write(file: &Path, bytes: &[u8]) -> io::Result<()> {
    write_by(file, |new| new.write_all(bytes))
}

/// Writes a file whole or not at all, as [`write`] does, bit by bit.
pub(crate) fn write_by<E: From<io::Error>>(
    file: &Path,
    put: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    let written = put_beside(&beside, put).and_then(|()| fs::rename(&beside, file).map_err(E::from));
    if written.is_err() {
        // What is there of it is no use to anybody, and may be what fills the disk.
        fs::remove_file(&beside).ok();
    }
    written
}

fn put_beside<E: From<io::Error>>(
    file: &Path,
    put: impl FnOnce(&mut dyn Write) -> Result<(), E>,
) -> Result<(), E> {
    let mut new = BufWriter::new(File::create(file)?);
    put(&mut new)?;
    new.flush()?;
    Ok(new.get_ref().sync_all()?)
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
