//! Days and times of day in UTC, for the names of backups: they have to be the same wherever they are read.

use domain::base::Instant;

const DAY_MS: i64 = 86_400_000;

/// Returns the number of the day, from 1970-01-01.
pub(super) const fn day(at: Instant) -> i64 {
    at.0.div_euclid(DAY_MS)
}

/// Returns a moment as `20261123-140509`.
pub(super) fn written(at: Instant) -> String {
    let (year, month, date) = civil(day(at));
    let second = at.0.rem_euclid(DAY_MS) / 1000;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{date:02}-{hour:02}{minute:02}{second:02}")
}

/// Reads what [`written`] wrote.
pub(super) fn read(text: &str) -> Option<Instant> {
    let (date, time) = text.split_once('-')?;
    let (year, month, date) = (number(date, 0..4)?, number(date, 4..6)?, number(date, 6..8)?);
    let (hour, minute, second) = (number(time, 0..2)?, number(time, 2..4)?, number(time, 4..6)?);
    let at = Instant(((days(year, month, date) * 24 + hour) * 60 + minute) * 60_000 + second * 1000);
    // A 31st of February, a letter too many: what is not written like this is no name of ours.
    (written(at) == text).then_some(at)
}

fn number(text: &str, at: std::ops::Range<usize>) -> Option<i64> {
    text.get(at)?.parse().ok()
}

/// Returns the date of a day (Howard Hinnant's `civil_from_days`).
const fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let date = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, date)
}

/// Returns the day of a date (Howard Hinnant's `days_from_civil`).
const fn days(year: i64, month: i64, date: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_era = year.rem_euclid(400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month + 2) / 5 + date - 1;
    year.div_euclid(400) * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_a_date_and_a_time() {
        for (seconds, text) in [
            (0, "19700101-000000"),
            (951_782_399, "20000228-235959"),
            (951_782_400, "20000229-000000"),
            (1_795_442_709, "20261123-140509"),
            (4_107_542_400, "21000301-000000"),
        ] {
            assert_eq!(written(Instant(seconds * 1000)), text);
            assert_eq!(read(text), Some(Instant(seconds * 1000)), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "20261123",
            "20261123-1405",
            "20260231-000000",
            "20261123-250000",
            "2026x123-140509",
            "20261123-1405091",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
