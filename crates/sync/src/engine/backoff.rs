//! How long to wait after a failure: by chance between nothing and a limit that doubles with each one, so that thousands of
//! devices that lost the same server do not come back in step ("full jitter").

use super::random::{Random, below};
use domain::base::Span;

/// The limit after the first failure.
const FIRST: Span = Span::seconds(1);

/// The limit in the end.
const LAST: Span = Span::seconds(300);

/// The limit in the end for whoever a server turns away that says for how long.
pub(super) const TURNED_AWAY: Span = Span::seconds(30);

/// The longest that a server may ask to be left alone.
const LONGEST_REST: Span = Span::hours(1);

/// Over how long those are spread out who were asked for the same: over a tenth of it, and this at least where it is not more
/// than they were asked for.
const SPREAD: Span = Span::seconds(2);

/// Returns how long to wait after so many failures in a row.
pub(super) fn pause(failures: u32, random: &mut dyn Random) -> Span {
    pause_of(failures, LAST, random)
}

/// Returns how long to wait after so many failures in a row, with another limit in the end.
pub(super) fn pause_of(failures: u32, last: Span, random: &mut dyn Random) -> Span {
    let limit = 1_i64.checked_shl(failures.saturating_sub(1).min(20)).map_or(LAST.0, |times| FIRST.0 * times);
    by_chance(Span(limit.min(last.0)), random)
}

/// Returns how long to stay away from a server that asks for so much: a little longer by chance, and not for ever.
pub(super) fn asked(asked: Span, random: &mut dyn Random) -> Span {
    let asked = Span(asked.0.clamp(0, LONGEST_REST.0));
    let spread = Span(asked.0 / 10).max(asked.min(SPREAD));
    Span(asked.0 + by_chance(spread, random).0)
}

/// Returns a span between nothing and the limit, which it may be itself.
pub(super) fn by_chance(limit: Span, random: &mut dyn Random) -> Span {
    let bound = u64::try_from(limit.0).unwrap_or_default().saturating_add(1);
    Span(i64::try_from(below(random, bound)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Most;

    impl Random for Most {
        fn next(&mut self) -> u64 {
            // One below every limit plus one that a pause can have leaves the most: limits are of the form 1000 * 2^k.
            u64::MAX
        }
    }

    struct Counting(u64);

    impl Random for Counting {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(7_919);
            self.0
        }
    }

    #[test]
    fn those_who_were_asked_for_the_same_come_back_one_after_another() {
        for (wish, until) in [(0, 0), (500, 1_000), (2_000, 4_000), (60_000, 66_000), (7_200_000, 3_960_000)]
        {
            let mut random = Counting(0);
            let waits: Vec<i64> = (0..50_000).map(|_| asked(Span(wish), &mut random).0).collect();
            let (from, spread) = (wish.min(3_600_000), until - wish.min(3_600_000));
            assert!(waits.iter().all(|wait| (from..=until).contains(wait)), "{wish}");
            for tenth in 0..10 {
                let from = from + spread * tenth / 10;
                let some = waits.iter().any(|wait| (from..=from + spread / 10).contains(wait));
                assert!(some, "nobody comes back {from} ms after a wish of {wish}");
            }
        }
    }

    #[test]
    fn the_limit_doubles_from_a_second_to_five_minutes() {
        for (failures, limit) in
            [(1, 1_000), (2, 2_000), (5, 16_000), (9, 256_000), (10, 300_000), (u32::MAX, 300_000)]
        {
            let mut random = Counting(0);
            let pauses: Vec<i64> = (0..50_000).map(|_| pause(failures, &mut random).0).collect();
            assert!(pauses.iter().all(|pause| (0..=limit).contains(pause)), "after {failures}");
            let longest = pauses.iter().max().copied().unwrap_or_default();
            assert!(longest > limit * 9 / 10, "after {failures}: at most {longest}");
        }
        assert!(pause(3, &mut Most).0 <= 4_000);
    }
}
