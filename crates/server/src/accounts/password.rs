//! Which passwords are taken: long enough, not so long that hashing them is work, and none of those that everybody tries
//! first. Nothing else is asked of them, and they are taken exactly as they were typed.

use super::refusals;
use crate::Problem;
use domain::accounts::Secret;

/// The fewest characters.
const SHORTEST: usize = 8;
/// The most characters.
const LONGEST: usize = 256;
/// Passwords that lists of stolen ones begin with, in lower case, one a line.
const COMMON: &str = include_str!("common_passwords.txt");

/// Refuses a password that would not protect anybody.
pub(super) fn check(password: &Secret) -> Result<(), Problem> {
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
    if is_common(text) {
        let message = "This password is one of those that everybody tries first.";
        return Err(refusals::weak_password(message, "Choose another one: four words make a good one."));
    }
    Ok(())
}

fn is_common(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut letters = text.chars();
    let first = letters.next();
    let repeats = letters.all(|letter| Some(letter) == first);
    repeats || COMMON.lines().any(|common| common == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_protects_nobody_is_refused_and_everything_else_is_taken() {
        for weak in [
            "",
            "1234567",
            "zaq1zaq",
            "Password",
            "PASSWORD123",
            "iloveyou",
            "zzzzzzzzzzzz",
            &"x".repeat(257),
        ] {
            assert!(check(&Secret::new(weak)).is_err(), "{weak}");
        }
        let spaces_and_signs =
            [" leading blank", "nur kleine buchstaben", "字字字字字字字密", "correct horse", "        x"];
        for good in spaces_and_signs {
            assert!(check(&Secret::new(good)).is_ok(), "{good}");
        }
        assert!(check(&Secret::new("ab".repeat(128))).is_ok());
    }

    #[test]
    fn the_list_has_what_could_be_chosen_each_once() {
        let lines: Vec<&str> = COMMON.lines().collect();
        let set: BTreeSet<&str> = lines.iter().copied().collect();
        assert!(lines.len() >= 300 && set.len() == lines.len());
        assert!(lines.iter().all(|line| line.chars().count() >= SHORTEST && line.to_lowercase() == *line));
    }
}
