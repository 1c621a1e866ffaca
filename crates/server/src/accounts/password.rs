//! Which passwords are taken: long enough, not so long that hashing them is work, and none that is soon guessed: a common one, a
//! row of keys, a date, one's own name or address. Nothing else is asked of them, and they are taken exactly as they were typed.

use super::refusals;
use crate::Problem;
use domain::accounts::Secret;
use zxcvbn::{Score, zxcvbn};

/// The fewest characters.
const SHORTEST: usize = 8;
/// The most characters.
const LONGEST: usize = 256;
/// How many characters are looked at closely: looking takes long, and what is good so far gets no worse.
const LOOKED_AT: usize = 40;
/// What a password has at least to be worth: a million guesses, of which nobody is let make more than some hundred a day.
const WORTH: Score = Score::Two;

/// Refuses a password that would not protect anybody. It keeps its thread for some milliseconds. `about` is what others know of its owner: their name, their address.
pub(super) fn check(password: &Secret, about: &[&str]) -> Result<(), Problem> {
    let text = password.reveal();
    let length = text.chars().count();
    if length < SHORTEST {
        let message = format!("A password has at least {SHORTEST} characters.");
        return Err(refusals::weak_password(&message, "Choose a longer one: four words make a good one."));
    }
    if length > LONGEST {
        let message = format!("A password has at most {LONGEST} characters.");
        return Err(refusals::weak_password(&message, "Choose a shorter one."));
    }
    let beginning: String = text.chars().take(LOOKED_AT).collect();
    if zxcvbn(&beginning, about).score() < WORTH {
        let message = "This password is one of those that are tried first.";
        return Err(refusals::weak_password(message, "Choose another one: four words make a good one."));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_taken(text: &str) -> bool {
        check(&Secret::new(text), &["Ana Kowalczyk", "ana.kowalczyk@example.org"]).is_ok()
    }

    #[test]
    fn what_protects_nobody_is_refused_and_everything_else_is_taken() {
        let (long, longest) = ("ab".repeat(129), "ab".repeat(128) + "c");
        for weak in [
            "",
            "1234567",
            "zaq1zaq",
            "Password",
            "PASSWORD123",
            "P@ssw0rd",
            "iloveyou",
            "qwertyuiop",
            "zzzzzzzzzzzz",
            "12.04.1987",
            "kowalczyk",
            "Ana Kowalczyk",
            "ana.kowalczyk@example.org",
            &long,
            &longest,
        ] {
            assert!(!is_taken(weak), "{weak}");
        }
        for good in [
            " leading blank",
            "nur kleine buchstaben",
            "秋雨里的长城与灯火",
            "correct horse",
            "Mit Umlaut: öäü",
            "a telephone in the garden",
        ] {
            assert!(is_taken(good), "{good}");
        }
    }
}
