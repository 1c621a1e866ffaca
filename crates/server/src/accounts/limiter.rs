//! How much one address of the network may ask for: a bucket of tokens for each, filled again as time passes. It is this
//! process's own; what is counted for an account is in the database.

use domain::base::{Instant, Span};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

/// How many requests at once.
const BURST: i64 = 20;
/// How long until there is one more.
const REFILL: Span = Span::seconds(3);
/// How many addresses are remembered.
const ADDRESSES: usize = 50_000;

/// What was asked for, by address.
#[derive(Debug, Default)]
pub(crate) struct Limiter {
    /// For each address, when its bucket will be full again.
    full_at: HashMap<IpAddr, Instant>,
}

impl Limiter {
    /// Takes one token of an address.
    ///
    /// # Errors
    /// How long to wait when there is none.
    pub(crate) fn take(&mut self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        if self.full_at.len() >= ADDRESSES {
            self.full_at.retain(|_, full_at| *full_at > now);
        }
        let full_at = self.full_at.entry(household(address)).or_insert(now);
        let after = (*full_at).max(now) + REFILL;
        let most = now + Span(REFILL.0 * BURST);
        if after > most {
            let wait = u64::try_from((after - most).0).unwrap_or_default();
            return Err(Duration::from_millis(wait));
        }
        *full_at = after;
        Ok(())
    }
}

/// Returns what is counted as one address: of IPv6, the network that a household gets.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(limiter: &mut Limiter, address: &str, times: i64, pause: Span) -> usize {
        let address: IpAddr = address.parse().unwrap();
        (0..times).filter(|n| limiter.take(address, Instant(n * pause.0)).is_ok()).count()
    }

    #[test]
    fn ten_thousand_requests_of_one_address_are_a_burst_and_then_one_every_three_seconds() {
        for (pause, expected) in
            [(Span(0), 20), (Span(6), 39), (Span::seconds(1), 3_353), (Span::seconds(3), 10_000)]
        {
            let count = taken(&mut Limiter::default(), "192.0.2.1", 10_000, pause);
            assert!(count.abs_diff(expected) <= 1, "one every {pause:?}: {count}");
        }
    }

    #[test]
    fn one_address_does_not_use_up_anothers() {
        let mut limiter = Limiter::default();
        assert_eq!(taken(&mut limiter, "192.0.2.1", 50, Span(0)), 20);
        assert_eq!(taken(&mut limiter, "192.0.2.2", 50, Span(0)), 20);
        // A household has more addresses than anybody can count.
        assert_eq!(taken(&mut limiter, "2001:db8::1", 50, Span(0)), 20);
        assert_eq!(taken(&mut limiter, "2001:db8::ffff:2", 50, Span(0)), 0);
        assert_eq!(taken(&mut limiter, "2001:db8:0:1::1", 50, Span(0)), 20);
        assert_eq!(taken(&mut limiter, "::ffff:192.0.2.1", 50, Span(0)), 0, "the same, written otherwise");
    }

    #[test]
    fn whoever_is_refused_hears_how_long_to_wait() {
        let mut limiter = Limiter::default();
        assert_eq!(taken(&mut limiter, "192.0.2.1", 20, Span(0)), 20);
        let wait = limiter.take("192.0.2.1".parse().unwrap(), Instant(1_000)).unwrap_err();
        assert_eq!(wait, Duration::from_secs(2));
        limiter.take("192.0.2.1".parse().unwrap(), Instant(3_000)).unwrap();
    }

    #[test]
    fn addresses_that_went_silent_are_forgotten() {
        let mut limiter = Limiter::default();
        for n in 0..60_000_u32 {
            limiter.take(IpAddr::V4(n.into()), Instant(i64::from(n) * 10)).unwrap();
        }
        assert!(limiter.full_at.len() <= ADDRESSES);
    }
}
