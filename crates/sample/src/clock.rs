//! When people do things: in waking hours where they live.
//!
//! The offsets are those of November, without changes of clocks; good enough for invented days.

use crate::random::Random;
use domain::base::{Instant, Span, ZoneId};

/// A minute.
pub(crate) const MINUTE: Span = Span::seconds(60);
/// People are awake from seven in the morning until half past ten.
const AWAKE: std::ops::Range<i64> = 7 * 60..22 * 60 + 30;

/// Returns how many minutes a zone is ahead of UTC; `None` for one that no sample person lives in.
pub(crate) fn offset(zone: &ZoneId) -> Option<i64> {
    Some(match zone.0.as_str() {
        "UTC" | "Europe/London" | "Europe/Dublin" | "Europe/Lisbon" | "Africa/Accra" => 0,
        "Europe/Berlin" | "Europe/Oslo" | "Europe/Stockholm" | "Europe/Amsterdam" | "Europe/Warsaw"
        | "Europe/Paris" | "Europe/Prague" | "Europe/Brussels" | "Europe/Copenhagen" | "Europe/Budapest"
        | "Europe/Tirane" | "Africa/Lagos" | "Africa/Casablanca" => 60,
        "Europe/Bucharest"
        | "Europe/Athens"
        | "Europe/Helsinki"
        | "Europe/Chisinau"
        | "Africa/Cairo"
        | "Africa/Johannesburg"
        | "Asia/Beirut" => 120,
        "Asia/Amman" | "Africa/Nairobi" | "Europe/Istanbul" => 180,
        "Asia/Tbilisi" => 240,
        "Asia/Almaty" => 300,
        "Asia/Kolkata" | "Asia/Colombo" => 330,
        "Asia/Kathmandu" => 345,
        "Asia/Ho_Chi_Minh" => 420,
        "Asia/Shanghai" | "Asia/Singapore" => 480,
        "Asia/Tokyo" | "Asia/Seoul" => 540,
        "Australia/Melbourne" => 660,
        "Pacific/Auckland" | "Pacific/Apia" => 780,
        "America/New_York"
        | "America/Toronto"
        | "America/Bogota"
        | "America/Lima"
        | "America/Port-au-Prince" => -300,
        "America/Chicago" | "America/Mexico_City" => -360,
        "America/Denver" => -420,
        _ => return None,
    })
}

/// Says whether people in the zone are usually awake at that moment.
pub(crate) fn awake(zone: &ZoneId, at: Instant) -> bool {
    let local = at.0.div_euclid(MINUTE.0) + offset(zone).unwrap_or(0);
    AWAKE.contains(&local.rem_euclid(24 * 60))
}

/// Returns a moment of the window at which people in the zone are awake; where a fair number of draws
/// finds none, any moment.
pub(crate) fn between(random: &mut Random, zone: &ZoneId, from: Instant, to: Instant) -> Instant {
    let mut draw = || Instant(random.within(from.0..=to.0.max(from.0)));
    let mut at = draw();
    for _ in 0..60 {
        if awake(zone, at) {
            break;
        }
        at = draw();
    }
    at
}

/// Returns the moment that lies so much earlier.
pub(crate) fn before(at: Instant, span: Span) -> Instant {
    Instant(at.0.saturating_sub(span.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_lies_in_its_window_and_in_the_waking_hours_of_the_place() {
        let mut random = Random::new(3);
        let from = Instant(1_795_392_000_000); // 2026-11-23, midnight in London, 13:00 in Auckland
        for zone in ["Europe/London", "Pacific/Auckland"].map(|name| ZoneId(name.to_owned())) {
            for _ in 0..100 {
                let at = between(&mut random, &zone, from, from + Span::days(1));
                assert!(at >= from && at <= from + Span::days(1), "{at:?} is outside");
                assert!(awake(&zone, at), "{at:?} is at night");
            }
        }
    }

    #[test]
    fn a_night_without_a_waking_minute_is_used_all_the_same() {
        let from = Instant(1_795_392_000_000);
        let at = between(&mut Random::new(3), &ZoneId::utc(), from, from + MINUTE);
        assert!(at >= from && at <= from + MINUTE);
    }
}
