//! Chance that can be repeated: the same seed gives the same choices on every machine.
//!
//! Not for secrets. The generator is SplitMix64 (Steele, Lea and Flood, “Fast splittable pseudorandom
//! number generators”, 2014), with the constants of Sebastiano Vigna's public-domain version.

use std::ops::RangeInclusive;

/// A stream of choices.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Begins a stream.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Begins the stream that belongs to a name.
    pub(crate) fn named(name: &str) -> Self {
        // FNV-1a, 64 bits.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        Self(hash)
    }

    /// Returns the next 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `bound`, or 0 when there is none.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let product = u128::from(self.bits()) * (bound as u128);
        usize::try_from(product >> 64).unwrap_or(0)
    }

    /// Returns a number of the range.
    pub(crate) fn within(&mut self, range: RangeInclusive<i64>) -> i64 {
        let width = usize::try_from(range.end().saturating_sub(*range.start())).unwrap_or(0);
        let step = i64::try_from(self.below(width.saturating_add(1))).unwrap_or(0);
        range.start().saturating_add(step)
    }

    /// Returns true so many times out of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// Returns one of the choices.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }

    /// Brings a list into another order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        let mut random = Random::new(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([random.bits(), random.bits(), random.bits()], expected);
    }

    #[test]
    fn a_range_is_reached_at_both_ends_and_never_left() {
        let mut random = Random::new(1);
        let drawn: std::collections::BTreeSet<i64> = (0..200).map(|_| random.within(-1..=2)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-1, 0, 1, 2]);
    }
}
