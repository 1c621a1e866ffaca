//! Which backups are kept: the last five, the last of each of seven days, the last of each of four weeks. And the one that
//! was just made, whatever the clock says.

use super::calendar;
use domain::base::Instant;
use std::collections::BTreeSet;

const LAST: usize = 5;
const DAYS: usize = 7;
const WEEKS: usize = 4;

/// Returns which of these moments are not kept.
pub(super) fn superseded(made: &[Instant], just_made: Instant) -> BTreeSet<Instant> {
    let all: BTreeSet<Instant> = made.iter().copied().collect();
    let mut kept: BTreeSet<Instant> = all.iter().rev().take(LAST).copied().collect();
    kept.insert(just_made);
    kept.extend(last_of_each(&all, DAYS, calendar::day));
    kept.extend(last_of_each(&all, WEEKS, |at| calendar::day(at).div_euclid(7)));
    all.difference(&kept).copied().collect()
}

/// Returns the last moment of each of the newest spans in which there are any.
fn last_of_each(all: &BTreeSet<Instant>, spans: usize, span: impl Fn(Instant) -> i64) -> Vec<Instant> {
    let mut last = Vec::new();
    let mut seen = None;
    for at in all.iter().rev() {
        let this = span(*at);
        if seen != Some(this) {
            seen = Some(this);
            last.push(*at);
        }
    }
    last.truncate(spans);
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;
    const NOW: i64 = 1_795_442_709_000;

    /// Returns the ages, in hours, of those that are kept when one is made now.
    fn kept(ages: &[i64]) -> Vec<i64> {
        let made: Vec<_> = ages.iter().map(|age| Instant(NOW - age * HOUR)).collect();
        let gone = superseded(&made, Instant(NOW));
        ages.iter().copied().filter(|age| !gone.contains(&Instant(NOW - age * HOUR))).collect()
    }

    #[test]
    fn the_last_five_are_kept() {
        assert_eq!(kept(&[0, 1, 2, 3, 4]), [0, 1, 2, 3, 4]);
        assert_eq!(kept(&[0, 1, 2, 3, 4, 5, 6]), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn of_one_a_day_a_week_of_days_and_a_month_of_weeks_are_kept() {
        let daily: Vec<i64> = (0..60).map(|day| day * 24).collect();
        let kept: Vec<i64> = kept(&daily).into_iter().map(|age| age / 24).collect();
        assert_eq!(kept.get(..7), Some(&[0, 1, 2, 3, 4, 5, 6][..]));
        let weeks = kept.get(7..).unwrap_or_default();
        assert!((2..=3).contains(&weeks.len()), "{weeks:?}");
        assert!(weeks.windows(2).all(|pair| pair[1] - pair[0] == 7), "{weeks:?}");
    }

    #[test]
    fn after_a_long_pause_the_old_ones_are_still_there() {
        assert_eq!(kept(&[0, 9_000, 9_024, 9_048]), [0, 9_000, 9_024, 9_048]);
    }

    #[test]
    fn the_one_just_made_is_kept_when_the_clock_went_back() {
        let future: Vec<i64> = (1..=40).map(|day| -day * 24).chain([0]).collect();
        assert!(kept(&future).contains(&0));
    }
}
