//! Moments as the person's own clock shows them, from the few numbers that the shell told. Pure.

use device::reports::Clock;

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// The year.
    pub(super) year: i64,
    /// 1 to 12.
    pub(super) month: i64,
    /// 1 to 31.
    pub(super) day: i64,
}

impl Day {
    /// Returns the day that is so many days after 1970-01-01 (Howard Hinnant's `civil_from_days`).
    pub(super) fn numbered(number: i64) -> Self {
        let shifted = number + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted_month = (5 * of_year + 2) / 153;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Self {
            year: year + era * 400 + i64::from(month <= 2),
            month,
            day: of_year - (153 * shifted_month + 2) / 5 + 1,
        }
    }

    /// Returns how many days after 1970-01-01 it is.
    pub(super) fn number(self) -> i64 {
        let year = self.year - i64::from(self.month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (self.month + if self.month > 2 { -3 } else { 9 }) + 2) / 5 + self.day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Returns "24 Nov 2026".
    pub(super) fn said(self) -> String {
        format!("{} {} {}", self.day, self.month(), self.year)
    }

    /// Returns "24 Nov" in its own year, and "24 Nov 2026" in any other.
    pub(super) fn said_in(self, year: i64) -> String {
        if self.year == year { format!("{} {}", self.day, self.month()) } else { self.said() }
    }

    fn month(self) -> &'static str {
        usize::try_from(self.month - 1).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"")
    }
}

/// Returns the day that a moment is on.
pub(super) fn day_of(clock: &Clock, at: i64) -> Day {
    Day::numbered((at + ahead(clock, at)).div_euclid(DAY))
}

/// Returns "24 Nov 2026, 14:00, Europe/Warsaw".
pub(super) fn exactly(clock: &Clock, at: i64) -> String {
    let minutes = (at + ahead(clock, at)).rem_euclid(DAY) / MINUTE;
    format!("{}, {:02}:{:02}, {}", day_of(clock, at).said(), minutes / 60, minutes % 60, clock.zone)
}

/// Returns the moment when a day begins.
pub(super) fn beginning(clock: &Clock, day: Day) -> i64 {
    let wall = day.number() * DAY;
    // The clock may change on that very day: what it shows at the first guess decides.
    let guess = wall - ahead(clock, wall);
    wall - ahead(clock, guess)
}

fn ahead(clock: &Clock, at: i64) -> i64 {
    let known = clock.ahead.iter().rev().find(|ahead| ahead.from <= at).or(clock.ahead.first());
    known.map_or(0, |ahead| ahead.minutes * MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use device::reports::Ahead;

    /// Warsaw goes back to winter time on 2026-10-25 at 01:00 UTC.
    const WINTER: i64 = 1_792_890_000_000;

    fn warsaw() -> Clock {
        let ahead = [Ahead { from: 0, minutes: 120 }, Ahead { from: WINTER, minutes: 60 }];
        Clock { zone: "Europe/Warsaw".to_owned(), ahead: ahead.into() }
    }

    #[test]
    fn a_moment_is_told_by_the_clock_of_its_day() {
        assert_eq!(exactly(&warsaw(), WINTER - 1), "25 Oct 2026, 02:59, Europe/Warsaw");
        assert_eq!(exactly(&warsaw(), WINTER), "25 Oct 2026, 02:00, Europe/Warsaw");
        assert_eq!(day_of(&warsaw(), 1_795_561_199_999).said(), "24 Nov 2026");
        let day = day_of(&warsaw(), 1_795_561_200_000);
        assert_eq!((day.said(), day.said_in(2026)), ("25 Nov 2026".to_owned(), "25 Nov".to_owned()));
        assert_eq!(day.said_in(2027), "25 Nov 2026");
    }

    #[test]
    fn a_day_begins_at_its_own_midnight_also_when_the_clock_changes_on_it() {
        let day = Day { year: 2026, month: 10, day: 25 };
        assert_eq!(exactly(&warsaw(), beginning(&warsaw(), day)), "25 Oct 2026, 00:00, Europe/Warsaw");
        let next = Day { day: 26, ..day };
        assert_eq!(exactly(&warsaw(), beginning(&warsaw(), next)), "26 Oct 2026, 00:00, Europe/Warsaw");
        assert_eq!(beginning(&warsaw(), next) - beginning(&warsaw(), day), 25 * 3_600_000);
    }

    #[test]
    fn every_day_has_a_number_and_every_number_a_day() {
        for number in (-1_000..60_000).step_by(13) {
            assert_eq!(Day::numbered(number).number(), number);
        }
        assert_eq!(Day::numbered(0), Day { year: 1970, month: 1, day: 1 });
        assert_eq!(Day::numbered(20_513).said(), "1 Mar 2026");
    }
}
