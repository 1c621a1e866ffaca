//! Secrets as the server makes them: 256 random bits each, of which only a hash is kept.

use crate::State;
use domain::accounts::{Carrier, Secret};
use domain::base::{Instant, Span};
use sha2::{Digest, Sha256};
use store::accounts::TokenHash;

/// How long a device may be without a network and still be signed in: each token is good for so long.
const DEVICE: Span = Span::days(90);
/// How long a browser may be away.
const BROWSER: Span = Span::days(14);
/// How long after a sign-in everything that it takes is asked for again, however often tokens were replaced.
const ABSOLUTE: Span = Span::days(365);
/// How long a token is used before the device should ask for the next.
const RENEWAL: Span = Span::days(1);

/// A secret that was made, and its hash.
pub(super) struct Made {
    pub(super) secret: Secret,
    pub(super) hash: TokenHash,
}

/// Makes a secret.
pub(super) fn make(state: &State) -> Made {
    let secret = hex(&state.random::<32>());
    Made { hash: hash(&secret), secret: Secret::new(secret) }
}

/// Returns what is kept of a secret.
pub(super) fn hash(secret: &str) -> TokenHash {
    TokenHash(Sha256::digest(secret.as_bytes()).into())
}

/// Returns until when a token is good that is issued now, to somebody who signed in then.
pub(super) fn expiry(carrier: Carrier, signed_in_at: Instant, now: Instant) -> Instant {
    let idle = match carrier {
        Carrier::Bearer => DEVICE,
        Carrier::Cookie => BROWSER,
    };
    (now + idle).min(signed_in_at + ABSOLUTE)
}

/// Returns from when on the next token should be asked for.
pub(super) fn renewal(now: Instant) -> Instant {
    now + RENEWAL
}

/// Writes bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads 32 bytes from hexadecimal digits in lower case.
pub(super) fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    if text.len() != 64 {
        return None;
    }
    for (place, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let [high, low] = pair else { return None };
        *place = (digit(*high)? << 4) | digit(*low)?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_they_were_written_and_nothing_else_is() {
        let bytes: [u8; 32] = std::array::from_fn(|n| u8::try_from(n * 8).unwrap());
        assert_eq!(unhex(&hex(&bytes)), Some(bytes));
        for wrong in ["", "00", &"0".repeat(63), &"g".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
            assert_eq!(unhex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_year_after_the_sign_in_it_ends_however_often_it_was_renewed() {
        let signed_in = Instant(0);
        let late = signed_in + Span::days(364);
        assert_eq!(expiry(Carrier::Bearer, signed_in, late), signed_in + Span::days(365));
        assert_eq!(expiry(Carrier::Bearer, signed_in, signed_in), signed_in + Span::days(90));
        assert_eq!(expiry(Carrier::Cookie, signed_in, signed_in), signed_in + Span::days(14));
    }
}
