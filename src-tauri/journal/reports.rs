//! The reports that mistakes of the application left: text files in the data folder. They go nowhere; the person reads,
//! copies or deletes them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use device::about::Report;

/// The folder, in the data folder.
pub(super) const FOLDER: &str = "reports";

/// How the name of a report begins that nobody was told of yet.
const NEW: &str = "new-";

/// How many are kept.
const KEPT: usize = 5;

/// The reports of a data folder.
pub(crate) struct Reports {
    folder: PathBuf,
}

impl Reports {
    /// Returns the reports of a data folder.
    pub(crate) fn of(folder: &Path) -> Self {
        Self { folder: folder.join(FOLDER) }
    }

    /// Whether there is one that nobody was told of.
    pub(crate) fn has_new(&self) -> bool {
        self.names().iter().any(|name| name.starts_with(NEW))
    }

    /// Keeps a report under the moment it was made; the oldest go.
    pub(super) fn put(&self, moment: &str, text: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let moment: String = moment.chars().filter(char::is_ascii_alphanumeric).collect();
        fs::write(self.folder.join(format!("{NEW}{moment}.txt")), text)?;
        for name in self.names().iter().skip(KEPT) {
            fs::remove_file(self.folder.join(name))?;
        }
        Ok(())
    }

    /// Returns all, the newest first. From now on none is new.
    pub(super) fn all(&self) -> Vec<Report> {
        for name in self.names() {
            if let Some(known) = name.strip_prefix(NEW) {
                // If it stays new, it is offered again.
                fs::rename(self.folder.join(&name), self.folder.join(known)).ok();
            }
        }
        let read =
            |name: String| Some(Report { text: fs::read_to_string(self.folder.join(&name)).ok()?, name });
        self.names().into_iter().filter_map(read).collect()
    }

    /// Deletes one; whether there was one of that name.
    pub(super) fn delete(&self, name: &str) -> io::Result<bool> {
        if !self.names().iter().any(|known| known == name) {
            return Ok(false);
        }
        fs::remove_file(self.folder.join(name))?;
        Ok(true)
    }

    /// Returns the names of all, the newest first.
    fn names(&self) -> Vec<String> {
        let Ok(found) = fs::read_dir(&self.folder) else { return Vec::new() };
        let mut names: Vec<String> = found
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".txt"))
            .collect();
        let moment = |name: &String| name.trim_start_matches(NEW).to_owned();
        names.sort_by_key(|name| std::cmp::Reverse(moment(name)));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    #[test]
    fn a_report_is_new_until_it_was_shown_and_is_there_until_it_is_deleted() {
        let folder = TempDir::new().unwrap();
        let reports = Reports::of(folder.path());
        assert!(!reports.has_new());
        reports.put("2026-11-23T22:05:09.042Z", "what happened").unwrap();
        assert!(reports.has_new());
        let shown = reports.all();
        assert_eq!(shown.iter().map(|report| report.text.as_str()).collect::<Vec<_>>(), ["what happened"]);
        assert!(!reports.has_new());
        assert_eq!(reports.all(), shown);
        assert!(reports.delete(&shown[0].name).unwrap());
        assert_eq!(reports.all(), []);
    }

    #[test]
    fn only_the_newest_are_kept() {
        let folder = TempDir::new().unwrap();
        let reports = Reports::of(folder.path());
        for number in 0..9 {
            reports.put(&format!("2026-11-0{number}"), &number.to_string()).unwrap();
        }
        let texts: Vec<String> = reports.all().into_iter().map(|report| report.text).collect();
        assert_eq!(texts, ["8", "7", "6", "5", "4"]);
    }

    #[test]
    fn nothing_but_a_report_is_deleted() {
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("sample.db"), "words").unwrap();
        let reports = Reports::of(folder.path());
        reports.put("2026", "x").unwrap();
        for name in ["../sample.db", "sample.db", "", ".", "/etc/passwd"] {
            assert!(!reports.delete(name).unwrap(), "{name}");
        }
        assert!(folder.path().join("sample.db").exists());
    }
}
