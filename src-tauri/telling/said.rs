//! Up to which moment everything was told, in a small file in the data folder: what happened before is not told again
//! at the next start, and what happened while the application was closed is.

use std::fs;
use std::path::PathBuf;

use domain::base::Instant;

use crate::whole;

/// The file, in the data folder.
const FILE: &str = "told.json";

/// What the file says.
pub(super) struct Said {
    /// None while nobody uses the application: nothing is told to nobody.
    file: Option<PathBuf>,
}

impl Said {
    /// Returns the one in somebody's folder.
    pub(super) fn of(folder: Option<PathBuf>) -> Self {
        Self { file: folder.map(|folder| folder.join(FILE)) }
    }

    /// Returns up to when everything was told. Without a file that makes sense, everything before `now` was.
    pub(super) fn until(&self, now: Instant) -> Instant {
        let kept = self.file.as_ref().and_then(|file| fs::read(file).ok());
        let kept = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.map_or(now, |kept: Instant| kept.min(now))
    }

    /// Keeps that everything was told up to a moment.
    pub(super) fn keep(&self, until: Instant) {
        let Some(file) = &self.file else { return };
        let kept = serde_json::to_vec(&until).map_err(Into::into);
        if let Err(error) = kept.and_then(|bytes| whole::write(file, &bytes)) {
            eprintln!("what was told could not be kept: {error}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frozen;
    use tempfile::TempDir;

    #[test]
    fn what_was_told_stays_told_and_a_file_that_makes_no_sense_tells_nothing_old() {
        let folder = TempDir::new().unwrap();
        let said = Said::of(Some(folder.path().to_owned()));
        assert_eq!(said.until(Instant(50)), Instant(50));
        said.keep(Instant(40));
        assert_eq!(said.until(Instant(50)), Instant(40));
        assert_eq!(said.until(Instant(30)), Instant(30), "a clock that was put back");
        fs::write(folder.path().join(FILE), "{}").unwrap();
        assert_eq!(said.until(Instant(50)), Instant(50));
    }

    const FROZEN: Instant = Instant(1_795_000_000_000);

    #[test]
    fn what_every_version_told_stays_told() {
        for file in frozen::each(FILE) {
            let said = Said::of(file.parent().map(Into::into));
            assert_eq!(said.until(FROZEN + domain::base::Span(1)), FROZEN, "{}", file.display());
        }
    }

    #[test]
    #[ignore = "cargo xtask freeze runs it"]
    fn freeze_what_was_told() {
        Said::of(frozen::new(FILE).parent().map(Into::into)).keep(FROZEN);
    }
}
