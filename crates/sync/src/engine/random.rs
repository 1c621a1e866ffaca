//! Randomness is an argument: the operating system's on a device, a seed's in a test.

use domain::sync::ClientId;
use uuid::Builder;

/// A source of random bits.
pub trait Random {
    /// Returns the next 64 bits.
    fn next(&mut self) -> u64;
}

/// Returns a number below `bound`; 0 when the bound is.
pub(super) fn below(random: &mut dyn Random, bound: u64) -> u64 {
    random.next().checked_rem(bound).unwrap_or_default()
}

/// Returns a new identity for this installation.
pub(super) fn client_id(random: &mut dyn Random) -> ClientId {
    let bits = u128::from(random.next()) << 64 | u128::from(random.next());
    ClientId(Builder::from_random_bytes(bits.to_be_bytes()).into_uuid())
}
