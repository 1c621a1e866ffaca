//! Codes of an authenticator application: RFC 6238 with SHA-1, steps of 30 seconds and 6 digits, which is what all of them
//! speak. The code of the step before and of the step after are taken too, for clocks that differ.

use domain::base::Instant;
use hmac::{Hmac, Mac};
use sha1::Sha1;

/// How long a code is shown, in milliseconds.
const STEP: i64 = 30_000;
/// How many steps a clock may be off.
const OFF: i64 = 1;
/// The digits of base 32 (RFC 4648).
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Returns the step of time whose code this is, of those that may be shown now.
pub(super) fn step_of(secret: &[u8], code: &str, now: Instant) -> Option<i64> {
    let current = now.0.div_euclid(STEP);
    let shown: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    // All are compared, whatever the first says.
    (current - OFF..=current + OFF).fold(None, |found, step| {
        let same = is_same(&code_of(secret, step), &shown);
        if same { Some(step) } else { found }
    })
}

fn code_of(secret: &[u8], step: i64) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or_default() & 0xf);
    let picked = digest.get(offset..offset + 4).and_then(|four| four.try_into().ok()).unwrap_or_default();
    format!("{:06}", (u32::from_be_bytes(picked) & 0x7fff_ffff) % 1_000_000)
}

fn is_same(one: &str, other: &str) -> bool {
    let differing = one.bytes().zip(other.bytes()).fold(0, |found, (a, b)| found | (a ^ b));
    one.len() == other.len() && differing == 0
}

/// Writes bytes in base 32.
pub(super) fn base32(bytes: &[u8]) -> String {
    let bits =
        bytes.iter().flat_map(|byte| (0..8).rev().map(move |place| byte >> place & 1)).collect::<Vec<_>>();
    let digit = |five: &[u8]| {
        let value =
            five.iter().chain([0; 5].iter()).take(5).fold(0, |value, bit| value << 1 | usize::from(*bit));
        ALPHABET.get(value).map_or('A', |letter| char::from(*letter))
    };
    bits.chunks(5).map(digit).collect()
}

/// Reads base 32 as [`base32`] writes it.
pub(super) fn unbase32(text: &str) -> Option<Vec<u8>> {
    let place = |letter: u8| ALPHABET.iter().position(|known| *known == letter);
    let values: Option<Vec<usize>> = text.bytes().map(place).collect();
    let bits: Vec<usize> =
        values?.into_iter().flat_map(|value| (0..5).rev().map(move |place| value >> place & 1)).collect();
    let byte = |eight: &[usize]| u8::try_from(eight.iter().fold(0, |value, bit| value << 1 | bit)).ok();
    bits.chunks_exact(8).map(byte).collect()
}

/// Returns the address by which an application takes a secret over.
pub(super) fn uri(email: &str, secret: &str) -> String {
    let account: String = email.bytes().map(escaped).collect();
    format!("otpauth://totp/Wrap%20It%20Up:{account}?secret={secret}&issuer=Wrap%20It%20Up")
}

fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: seconds, and the last six digits of the code.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Instant(seconds * 1_000);
            assert_eq!(step_of(SECRET, code, now), Some(seconds / 30), "{seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_more() {
        let shown_at = 1_111_111_111_000;
        let step = shown_at / STEP;
        for (off, taken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = step_of(SECRET, "050471", Instant(shown_at + off * STEP));
            assert_eq!(found, taken.then_some(step), "{off} steps off");
        }
    }

    #[test]
    fn a_code_may_be_typed_with_blanks_and_nothing_else() {
        let now = Instant(59_000);
        assert_eq!(step_of(SECRET, " 287 082 ", now), Some(1));
        for wrong in ["", "28708", "2870820", "287083", "94287082", "２８７０８２", "287-082"] {
            assert_eq!(step_of(SECRET, wrong, now), None, "{wrong}");
        }
    }

    #[test]
    fn base_32_is_that_of_the_standard() {
        // RFC 4648, section 10, without padding.
        for (text, written) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(text.as_bytes()), written);
            assert_eq!(unbase32(written).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn an_address_is_written_so_that_it_can_say_nothing_else() {
        let uri = uri("a&secret=x@example.org", "MY");
        assert_eq!(
            uri,
            "otpauth://totp/Wrap%20It%20Up:a%26secret%3Dx%40example.org?secret=MY&issuer=Wrap%20It%20Up"
        );
    }
}
