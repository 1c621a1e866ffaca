//! What a line of the log may say. Nothing else fits in: a text that somebody wrote has no way into the log.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use domain::base::Instant;

use super::redact::redact;

/// Something that the log may know.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fact {
    /// A number: a length, a duration.
    Number(i64),
    /// A word of the application's own.
    Word(String),
    /// What the machine said, without what could be somebody's.
    Said(String),
}

impl Fact {
    /// Returns a word of the application's own, such as the kind of a command. What does not look like one is left out.
    pub(crate) fn word(text: &str) -> Self {
        let is_word = !text.is_empty()
            && text.len() <= 60
            && text.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-".contains(letter)
            });
        Self::Word(if is_word { text.to_owned() } else { "other".to_owned() })
    }

    /// Returns what an error says, with its causes.
    pub(crate) fn machine(error: &dyn Error) -> Self {
        let mut text = error.to_string();
        let mut next = error.source();
        while let Some(cause) = next {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            next = cause.source();
        }
        Self::said(&text)
    }

    /// Returns what the machine said.
    pub(crate) fn said(text: &str) -> Self {
        Self::Said(redact(text))
    }
}

/// Returns a line: when, what, and the facts.
pub(super) fn line(at: Instant, event: &str, facts: &[(&'static str, Fact)]) -> String {
    let facts: String = facts.iter().map(|(name, fact)| format!(" {name}={fact}")).collect();
    format!("{} {event}{facts}", written(at))
}

impl Display for Fact {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Word(word) => f.write_str(word),
            Self::Said(text) => write!(f, "<{text}>"),
        }
    }
}

/// Returns a moment as `2026-11-23T22:05:09.042Z`.
pub(super) fn written(at: Instant) -> String {
    let (days, of_day) = (at.0.div_euclid(86_400_000), at.0.rem_euclid(86_400_000));
    let (year, month, day) = date(days);
    let (seconds, thousandths) = (of_day / 1000, of_day % 1000);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{thousandths:03}Z",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Returns the date of a day since 1970, after Howard Hinnant's `civil_from_days`.
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_when_what_and_how_it_ended() {
        let facts = [
            ("kind", Fact::word("reviews.claim")),
            ("ms", Fact::Number(12)),
            ("error", Fact::said("no such file")),
        ];
        let at = Instant(1_795_471_509_042);
        assert_eq!(
            line(at, "command.failed", &facts),
            "2026-11-23T22:05:09.042Z command.failed kind=reviews.claim ms=12 error=<no such file>"
        );
    }

    #[test]
    fn dates_hold_in_leap_years_and_before_1970() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_000, "2100-02-28T23:59:59.000Z"),
        ] {
            assert_eq!(written(Instant(ms)), text);
        }
    }

    #[test]
    fn what_is_no_word_of_our_own_is_left_out() {
        for text in ["Dear Ruth", "ruth@example.org", "", "x".repeat(61).as_str()] {
            assert_eq!(Fact::word(text), Fact::Word("other".to_owned()), "{text}");
        }
    }
}
