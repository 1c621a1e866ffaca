//! How long to wait before something is tried again: longer each time, and never when everybody else does.

/// The longest, and what the first is drawn from, in milliseconds.
const LONGEST: f64 = 15_000.0;
const FIRST: f64 = 1_000.0;

/// Returns how long to wait after so many tries, in milliseconds: between half and the whole of what has doubled each time.
/// `chance` is at least 0 and less than 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is at least 0, and small")]
pub(super) fn wait(tries: u32, chance: f64) -> u32 {
    let whole = (FIRST * f64::from(1_u32 << tries.min(8))).min(LONGEST);
    (whole * (0.5 + chance / 2.0)) as u32
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn it_doubles_up_to_a_limit_and_is_spread_out() {
        for (tries, chance, expected) in [
            (0, 0.0, 500),
            (0, 0.5, 750),
            (1, 0.0, 1_000),
            (3, 0.0, 4_000),
            (4, 0.0, 7_500),
            (99, 0.0, 7_500),
        ] {
            assert_eq!(wait(tries, chance), expected);
        }
        assert!(wait(99, 0.999_999) <= 15_000);
    }
}
