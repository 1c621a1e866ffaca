//! Ranges of time to report about, in days of the person's own calendar. Pure.

use super::clock::{Day, beginning, day_of};
use crate::kit::OneOfFew;
use device::reports::Clock;
use serde::{Deserialize, Serialize};

/// A range of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Range {
    /// All there is.
    #[default]
    All,
    /// Today and the 29 days before.
    Month,
    /// Today and the 89 days before.
    Quarter,
    /// Since the first of this month.
    ThisMonth,
    /// The month before this.
    LastMonth,
    /// Since the first of this year.
    ThisYear,
}

impl OneOfFew for Range {
    const ALL: &'static [(Self, &'static str, &'static str)] = &[
        (Self::All, "all", "All time"),
        (Self::Month, "month", "Last 30 days"),
        (Self::Quarter, "quarter", "Last 90 days"),
        (Self::ThisMonth, "this_month", "This month"),
        (Self::LastMonth, "last_month", "Last month"),
        (Self::ThisYear, "this_year", "This year"),
    ];
}

impl Range {
    /// Returns from which moment, and before which.
    pub(super) fn bounds(self, clock: &Clock, now: i64) -> (i64, i64) {
        let today = day_of(clock, now);
        let begins = |day| beginning(clock, day);
        let back = |days| begins(Day::numbered(today.number() - days));
        let first = Day { day: 1, ..today };
        match self {
            Self::All => (0, i64::MAX),
            Self::Month => (back(29), i64::MAX),
            Self::Quarter => (back(89), i64::MAX),
            Self::ThisMonth => (begins(first), i64::MAX),
            Self::LastMonth => {
                let before = Day { day: 1, ..Day::numbered(first.number() - 1) };
                (begins(before), begins(first))
            }
            Self::ThisYear => (begins(Day { month: 1, ..first }), i64::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::clock::exactly;
    use super::*;
    use device::reports::Ahead;

    #[test]
    fn a_range_begins_at_midnight_where_the_person_is() {
        let clock = Clock { zone: "Asia/Kathmandu".to_owned(), ahead: vec![Ahead { from: 0, minutes: 345 }] };
        // 1 Jan 2027, 00:15 in Kathmandu; in UTC it is the day before.
        let now = 1_798_741_800_000;
        let said = |range: Range| {
            let (from, before) = range.bounds(&clock, now);
            (exactly(&clock, from), if before == i64::MAX { String::new() } else { exactly(&clock, before) })
        };
        assert_eq!(exactly(&clock, now), "1 Jan 2027, 00:15, Asia/Kathmandu");
        assert_eq!(said(Range::ThisYear).0, "1 Jan 2027, 00:00, Asia/Kathmandu");
        assert_eq!(said(Range::ThisMonth).0, "1 Jan 2027, 00:00, Asia/Kathmandu");
        let (from, before) = said(Range::LastMonth);
        assert_eq!(
            (from.as_str(), before.as_str()),
            ("1 Dec 2026, 00:00, Asia/Kathmandu", "1 Jan 2027, 00:00, Asia/Kathmandu")
        );
        assert_eq!(said(Range::Month).0, "3 Dec 2026, 00:00, Asia/Kathmandu");
        assert_eq!(Range::All.bounds(&clock, now), (0, i64::MAX));
    }

    #[test]
    fn a_range_is_found_again_by_its_name() {
        for (range, name, words) in Range::ALL {
            assert_eq!((Range::named(name), range.name(), range.words()), (*range, *name, *words));
        }
        assert_eq!(Range::named("?"), Range::All);
    }
}
