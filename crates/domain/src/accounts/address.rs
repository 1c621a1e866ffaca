//! E-mail addresses as accounts compare them, and names as people write them.

use crate::base::{Code, Refusal};
use unicode_normalization::UnicodeNormalization;

/// The most bytes of an e-mail address: what mail itself carries.
pub const ADDRESS_LIMIT: usize = 254;

/// Returns an address as it is compared: without the blanks around it, in lower case, its letters in one form.
///
/// # Errors
/// [`Code::Invalid`] for what mail can't be sent to.
pub fn normal_address(written: &str) -> Result<String, Refusal> {
    let address: String = written.trim().nfc().collect::<String>().to_lowercase();
    let parts = address.rsplit_once('@');
    let good = address.len() <= ADDRESS_LIMIT
        && parts.is_some_and(|(person, host)| is_local(person) && is_host(host));
    if good {
        return Ok(address);
    }
    let refusal = Refusal::new(Code::Invalid, "This is not an e-mail address.");
    Err(refusal.hint("Write the address alone, such as ana@example.org."))
}

/// Checks the name of a person who signs up.
///
/// # Errors
/// [`Code::Invalid`] for one that is empty, too long, or of more than one line.
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let letters = name.trim().chars().count();
    if (1..=200).contains(&letters) && !name.chars().any(char::is_control) {
        return Ok(());
    }
    let refusal = Refusal::new(Code::Invalid, "A name is one line of 1 to 200 characters.");
    Err(refusal.hint("Write the name as the person writes it."))
}

/// Whether the part before the “@” has only what needs no quotes.
fn is_local(part: &str) -> bool {
    let good = |letter: char| {
        letter.is_alphanumeric()
            || !letter.is_ascii() && !letter.is_control() && !letter.is_whitespace()
            || "!#$%&'*+-/=?^_`{|}~.".contains(letter)
    };
    (1..=64).contains(&part.len())
        && part.chars().all(good)
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !part.contains("..")
}

/// Whether the part after the “@” is the name of a host. One without a dot is taken: a laptop's own.
fn is_host(part: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    part.split('.').all(label)
}
