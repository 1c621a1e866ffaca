//! The names of backups. All that has to be known of one stands in its name, so that a list of them needs no file opened:
//! `20261123-140509-daily.db`. Two of one second are numbered: `20261123-140509-daily-2.db`.

use super::calendar;
use domain::base::Instant;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Because a day had passed.
    Daily,
    /// Because somebody asked for it.
    Asked,
    /// Because a newer version of the application was about to bring the file up to date.
    Update,
    /// Because an older backup was about to be put in place.
    Restore,
}

impl Why {
    const ALL: [Self; 4] = [Self::Daily, Self::Asked, Self::Update, Self::Restore];

    const fn word(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Asked => "asked",
            Self::Update => "update",
            Self::Restore => "restore",
        }
    }
}

/// Returns the name of a backup, the `nth` of its second.
pub(super) fn of(at: Instant, why: Why, nth: usize) -> String {
    let (at, why) = (calendar::written(at), why.word());
    if nth == 1 { format!("{at}-{why}.db") } else { format!("{at}-{why}-{nth}.db") }
}

/// Returns when and why a backup was made, if this is the name of one.
pub(super) fn read(name: &str) -> Option<(Instant, Why)> {
    let name = name.strip_suffix(".db")?;
    let (at, rest) = (name.get(..15)?, name.get(15..)?.strip_prefix('-')?);
    let (word, nth) = rest.split_once('-').unwrap_or((rest, "2"));
    let why = Why::ALL.into_iter().find(|why| why.word() == word)?;
    nth.parse::<usize>().ok()?;
    Some((calendar::read(at)?, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_and_why() {
        let at = Instant(1_795_442_709_000);
        for (why, nth, name) in [
            (Why::Daily, 1, "20261123-140509-daily.db"),
            (Why::Asked, 2, "20261123-140509-asked-2.db"),
            (Why::Update, 1, "20261123-140509-update.db"),
            (Why::Restore, 12, "20261123-140509-restore-12.db"),
        ] {
            assert_eq!(of(at, why, nth), name);
            assert_eq!(read(name), Some((at, why)));
        }
    }

    #[test]
    fn other_files_are_no_backups() {
        for name in [
            "making.tmp",
            "sample.db",
            "20261123-140509-daily.db-wal",
            "20261123-140509-other.db",
            "20261123-140509-daily-x.db",
            "20261123-140509.db",
        ] {
            assert_eq!(read(name), None, "{name}");
        }
    }
}
