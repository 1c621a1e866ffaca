//! The files of the log: the newest, and a few that are full. Together they stay small.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of the log, in the data folder.
pub(super) const FOLDER: &str = "logs";

/// The newest file.
pub(super) const NAME: &str = "wrapitup.log";

/// How large a file may become, in bytes.
pub(super) const LIMIT: u64 = 1_000_000;

/// How many full files are kept.
const KEPT: u32 = 3;

/// How many lines are remembered for a report.
const LAST: usize = 60;

/// The log as it is being written. When nothing can be written, the application goes on without.
pub(super) struct LogFile {
    folder: PathBuf,
    limit: u64,
    open: Option<(File, u64)>,
    last: VecDeque<String>,
}

impl LogFile {
    /// Returns the log of a folder.
    pub(super) fn in_folder(folder: &Path, limit: u64) -> Self {
        Self { folder: folder.to_owned(), limit, open: None, last: VecDeque::new() }
    }

    /// Writes a line.
    pub(super) fn write(&mut self, line: &str) {
        if self.last.len() >= LAST {
            self.last.pop_front();
        }
        self.last.push_back(line.to_owned());
        if self.append(line).is_err() {
            // It may be possible again later: the folder may come back.
            self.open = None;
        }
    }

    /// Returns the last lines.
    pub(super) fn last(&self) -> Vec<String> {
        self.last.iter().cloned().collect()
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let length = u64::try_from(line.len()).unwrap_or(u64::MAX).saturating_add(1);
        if self.open.as_ref().is_some_and(|(_, size)| size.saturating_add(length) > self.limit) {
            self.open = None;
            self.turn_over()?;
        }
        if self.open.is_none() {
            self.open = Some(self.begin(length)?);
        }
        if let Some((file, size)) = &mut self.open {
            writeln!(file, "{line}")?;
            *size = size.saturating_add(length);
        }
        Ok(())
    }

    fn begin(&self, length: u64) -> io::Result<(File, u64)> {
        fs::create_dir_all(&self.folder)?;
        let file = self.folder.join(NAME);
        if fs::metadata(&file).is_ok_and(|found| found.len().saturating_add(length) > self.limit) {
            self.turn_over()?;
        }
        let open = OpenOptions::new().create(true).append(true).open(file)?;
        let size = open.metadata()?.len();
        Ok((open, size))
    }

    /// Makes room for a new file: each becomes one older, the oldest goes.
    fn turn_over(&self) -> io::Result<()> {
        for age in (1..KEPT).rev() {
            match fs::rename(self.older(age), self.older(age + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        fs::rename(self.folder.join(NAME), self.older(1))
    }

    fn older(&self, age: u32) -> PathBuf {
        self.folder.join(format!("wrapitup.{age}.log"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn the_folder_stays_small_and_the_newest_lines_are_there() {
        let folder = TempDir::new().unwrap();
        for start in 0..3 {
            let mut log = LogFile::in_folder(folder.path(), 1000);
            for number in 0..200 {
                log.write(&format!("line {start} {number:03}"));
            }
        }
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .unwrap()
            .map(|file| file.unwrap().metadata().unwrap().len())
            .collect();
        assert_eq!(sizes.len(), 4);
        assert!(sizes.iter().all(|size| *size <= 1000), "{sizes:?}");
        assert!(fs::read_to_string(folder.path().join(NAME)).unwrap().ends_with("line 2 199\n"));
    }

    #[test]
    fn without_a_folder_the_last_lines_are_remembered_all_the_same() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("taken"), "").unwrap();
        let mut log = LogFile::in_folder(&folder.path().join("taken"), 1000);
        for number in 0..100 {
            log.write(&format!("line {number}"));
        }
        assert_eq!(log.last().len(), LAST);
        assert_eq!(log.last().last().map(String::as_str), Some("line 99"));
    }
}
