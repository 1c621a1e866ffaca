//! Whether hours are quiet now, and when they end, by the clock of a zone.
//!
//! Minutes are tried one after the other, so that days of 23 and 25 hours need no rule of their own.

use chrono::{DateTime, Timelike};
use chrono_tz::Tz;
use domain::base::{Instant, Span};
use domain::notifications::QuietSpan;

/// A minute, in which an instant of a clock shows the same.
const MINUTE: Span = Span::seconds(60);

/// More minutes than any day has.
const DAY: usize = 26 * 60;

/// Returns when hours that are quiet now end; none when they are not quiet. A zone that nobody knows is never quiet.
pub(super) fn ends(hours: &QuietSpan, now: Instant) -> Option<Instant> {
    let zone: Tz = hours.zone.0.parse().ok()?;
    let is_quiet = |at: Instant| minute(zone, at).is_some_and(|minute| hours.holds(minute));
    if !is_quiet(now) {
        return None;
    }
    let full_minute = Instant(now.0 - now.0.rem_euclid(MINUTE.0));
    let mut minutes = std::iter::successors(Some(full_minute), |at| Some(*at + MINUTE)).take(DAY);
    minutes.find(|at| !is_quiet(*at))
}

fn minute(zone: Tz, at: Instant) -> Option<i64> {
    let there = DateTime::from_timestamp_millis(at.0)?.with_timezone(&zone);
    Some(i64::from(there.hour() * 60 + there.minute()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::base::ZoneId;

    fn at(text: &str) -> Instant {
        Instant(DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis())
    }

    fn night(zone: &str) -> QuietSpan {
        QuietSpan { from_minute: 22 * 60, until_minute: 7 * 60, zone: ZoneId(zone.to_owned()) }
    }

    #[test]
    fn a_night_is_quiet_from_its_first_minute_to_its_end_by_the_clock_there() {
        for (zone, now, end) in [
            // In winter and in summer.
            ("Europe/Berlin", "2026-01-10T22:00:00+01:00", Some("2026-01-11T07:00:00+01:00")),
            ("Europe/Berlin", "2026-07-10T06:59:59+02:00", Some("2026-07-10T07:00:00+02:00")),
            ("Europe/Berlin", "2026-07-10T07:00:00+02:00", None),
            ("Europe/Berlin", "2026-07-10T21:59:59+02:00", None),
            // The nights in which clocks change are an hour shorter and longer.
            ("Europe/Berlin", "2026-03-28T23:00:00+01:00", Some("2026-03-29T07:00:00+02:00")),
            ("Europe/Berlin", "2026-10-24T23:00:00+02:00", Some("2026-10-25T07:00:00+01:00")),
            ("America/New_York", "2026-03-08T01:30:00-05:00", Some("2026-03-08T07:00:00-04:00")),
            // By half an hour, and south of the equator.
            ("Australia/Lord_Howe", "2026-10-03T23:00:00+10:30", Some("2026-10-04T07:00:00+11:00")),
            ("Asia/Kolkata", "2026-05-01T22:00:30+05:30", Some("2026-05-02T07:00:00+05:30")),
            ("Nowhere/At_All", "2026-05-01T23:00:00Z", None),
        ] {
            assert_eq!(ends(&night(zone), at(now)), end.map(at), "{zone} at {now}");
        }
    }
}
