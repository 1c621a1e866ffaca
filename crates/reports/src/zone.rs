//! Clocks of a time zone, as the interface needs them: a few numbers instead of the tables of every zone of the world.

use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;

/// How far apart one looks at a clock at first. Clocks stay as they are for longer.
const STEP: i64 = 7 * 86_400_000;

/// From a moment on, a clock is ahead of UTC by some minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// The moment; UTC ms.
    pub from: i64,
    /// How far the clock is ahead; minus when it is behind.
    pub minutes: i32,
}

/// Returns how far a zone's clock is ahead of UTC, from one moment to another: first at the beginning, then at each change.
/// The clock of a zone that nobody knows is UTC.
#[must_use]
pub fn clock(zone: &str, from: i64, to: i64) -> Vec<Ahead> {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let mut last = Ahead { from, minutes: minutes(zone, from) };
    let mut clock = vec![last];
    let mut seen = from;
    while seen < to {
        let next = seen.saturating_add(STEP).min(to);
        while minutes(zone, next) != last.minutes {
            let after = first_other(zone, seen, next, last.minutes);
            last = Ahead { from: after, minutes: minutes(zone, after) };
            clock.push(last);
            seen = after;
        }
        seen = next;
    }
    clock
}

/// Returns when a clock that is at some minutes at first is at others, to the second.
fn first_other(zone: Tz, mut before: i64, mut after: i64, known: i32) -> i64 {
    while after - before > 1_000 {
        let middle = before + (after - before) / 2;
        if minutes(zone, middle) == known {
            before = middle;
        } else {
            after = middle;
        }
    }
    // Clocks change at a full second, which lies between the two or is the later.
    after / 1_000 * 1_000
}

/// Returns a moment as a clock on the wall of a zone shows it: `2026-11-24 14:00`.
#[must_use]
pub fn on_the_wall(zone: &str, at: i64) -> String {
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let local = instant(at) + chrono::TimeDelta::minutes(i64::from(minutes(zone, at)));
    let (date, time) = (local.date_naive(), local.time());
    format!("{date} {:02}:{:02}", chrono::Timelike::hour(&time), chrono::Timelike::minute(&time))
}

fn minutes(zone: Tz, at: i64) -> i32 {
    zone.offset_from_utc_datetime(&instant(at).naive_utc()).fix().local_minus_utc() / 60
}

fn instant(at: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: i64 = 366 * 86_400_000;
    /// 2025-12-01, 00:00 UTC.
    const FROM: i64 = 1_764_547_200_000;

    fn other(zone: &jiff::tz::TimeZone, at: i64) -> i32 {
        zone.to_offset(jiff::Timestamp::from_millisecond(at).unwrap()).seconds() / 60
    }

    #[test]
    fn the_tables_are_those_of_today_for_every_zone() {
        let mut wrong = Vec::new();
        for zone in chrono_tz::TZ_VARIANTS {
            let name = zone.name();
            let Ok(known) = jiff::tz::TimeZone::get(name) else { continue };
            for at in (0..2 * 366 * 8).map(|step| FROM + step * 3 * 3_600_000) {
                if minutes(zone, at) != other(&known, at) {
                    wrong.push(format!("{name} at {at}"));
                    break;
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn a_clock_changes_at_the_moment_when_it_does() {
        for zone in [
            "Europe/Warsaw",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "America/Vancouver",
            "Asia/Tokyo",
            "UTC",
        ] {
            let known = jiff::tz::TimeZone::get(zone).unwrap();
            let clock = clock(zone, FROM, FROM + 2 * YEAR);
            for (place, ahead) in clock.iter().enumerate() {
                assert_eq!(ahead.minutes, other(&known, ahead.from), "{zone}");
                if place > 0 {
                    assert_ne!(ahead.minutes, other(&known, ahead.from - 1_000), "{zone} at {}", ahead.from);
                }
            }
            for day in 0..2 * 365 {
                let at = FROM + day * 86_400_000 + 43_200_000;
                let said = clock.iter().rev().find(|ahead| ahead.from <= at).unwrap();
                assert_eq!(said.minutes, other(&known, at), "{zone} at {at}");
            }
        }
        assert_eq!(clock("Asia/Tokyo", FROM, FROM + YEAR).len(), 1);
        assert_eq!(clock("Nowhere/Land", FROM, FROM + YEAR), [Ahead { from: FROM, minutes: 0 }]);
    }

    #[test]
    fn a_moment_is_told_as_the_wall_shows_it() {
        assert_eq!(on_the_wall("Europe/Warsaw", 1_795_528_800_000), "2026-11-24 15:00");
        assert_eq!(on_the_wall("America/Vancouver", 1_795_528_800_000), "2026-11-24 07:00");
        assert_eq!(on_the_wall("Asia/Kathmandu", 1_795_528_800_000), "2026-11-24 19:45");
    }
}
