//! How long to wait before something is tried again: for as long as the server asks, longer each time, and never when everybody
//! else does.

/// The longest, and what the first is drawn from, in milliseconds.
const LONGEST: f64 = 15_000.0;
const FIRST: f64 = 1_000.0;

/// The longest that a server may ask to be left alone, in milliseconds: somebody looks at the page.
const LONGEST_ASKED: f64 = 300_000.0;

/// Over how long those are spread out who were asked for the same, in milliseconds, where that is not more than they were asked
/// for; a tenth of that, where it is more.
const SPREAD: f64 = 2_000.0;

/// How long to wait, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    /// First, for the server's sake.
    pub(super) asked: u32,
    /// Then, by our own judgement. A network that is back ends it.
    pub(super) own: u32,
}

impl Rest {
    /// Returns the rest after so many tries, when the server asked to be left alone for so many seconds. `chance` is at least 0
    /// and less than 1.
    pub(super) fn of(asked: Option<u32>, tries: u32, chance: f64) -> Self {
        let own = wait(tries, chance);
        let Some(seconds) = asked else { return Self { asked: 0, own } };
        let whole = (f64::from(seconds) * 1_000.0).min(LONGEST_ASKED);
        let asked = milliseconds(whole + chance * SPREAD.min(whole).max(whole / 10.0));
        Self { asked, own: own.saturating_sub(asked) }
    }
}

/// Returns how long to wait after so many tries, in milliseconds: between half and the whole of what has doubled each time.
fn wait(tries: u32, chance: f64) -> u32 {
    let whole = (FIRST * f64::from(1_u32 << tries.min(8))).min(LONGEST);
    milliseconds(whole * (0.5 + chance / 2.0))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is at least 0, and small")]
fn milliseconds(time: f64) -> u32 {
    time as u32
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(Rest::of(None, tries, chance), Rest { asked: 0, own: expected });
        }
        assert!(wait(99, 0.999_999) <= 15_000);
    }

    #[test]
    fn a_server_is_left_alone_for_as_long_as_it_asks_and_not_for_ever() {
        for (seconds, chance, asked) in [
            (0, 0.9, 0),
            (1, 0.0, 1_000),
            (1, 0.5, 1_500),
            (2, 0.0, 2_000),
            (2, 0.5, 3_000),
            (60, 0.0, 60_000),
            (60, 0.5, 63_000),
            (300, 0.5, 315_000),
            (u32::MAX, 0.0, 300_000),
        ] {
            assert_eq!(Rest::of(Some(seconds), 0, chance).asked, asked, "{seconds} {chance}");
        }
    }

    #[test]
    fn what_was_waited_for_the_servers_sake_is_not_waited_again() {
        assert_eq!(Rest::of(Some(1), 0, 0.0), Rest { asked: 1_000, own: 0 });
        assert_eq!(Rest::of(Some(1), 3, 0.0), Rest { asked: 1_000, own: 3_000 });
        assert_eq!(Rest::of(Some(0), 3, 0.0), Rest { asked: 0, own: 4_000 });
    }
}
