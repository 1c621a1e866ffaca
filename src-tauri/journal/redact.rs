//! Takes out of what the machine said whatever could be somebody's: what is quoted, addresses, keys, the name of the home
//! folder. What is left tells a programmer enough.

use std::env;

/// The longest text that is kept, in characters.
const LONGEST: usize = 600;

/// Returns a text on one line without what could be somebody's.
pub(crate) fn redact(text: &str) -> String {
    redact_of(text, env::home_dir().and_then(|home| home.to_str().map(str::to_owned)).as_deref())
}

fn redact_of(text: &str, home: Option<&str>) -> String {
    let text = match home.filter(|home| home.len() > 1) {
        Some(home) => text.replace(home, "~"),
        None => text.to_owned(),
    };
    let unquoted = without_quoted(&text);
    let words: Vec<&str> = unquoted.split_whitespace().map(replaced).collect();
    words.join(" ").chars().take(LONGEST).collect()
}

/// Errors quote what they stumbled over. A quote that is not closed goes to the end.
fn without_quoted(text: &str) -> String {
    let mut kept = String::new();
    let mut closes = None;
    for letter in text.chars() {
        match closes {
            Some(close) if letter == close => closes = None,
            Some(_) => {}
            None => match closing(letter) {
                Some(close) => {
                    closes = Some(close);
                    kept.push('…');
                }
                None => kept.push(letter),
            },
        }
    }
    kept
}

fn closing(letter: char) -> Option<char> {
    match letter {
        '"' | '`' => Some(letter),
        '“' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        _ => None,
    }
}

fn replaced(word: &str) -> &str {
    if word.contains('@') {
        return "(address)";
    }
    // Keys and tokens are long and mixed; paths and ids of rows are not meant.
    let is_key = word.len() >= 24
        && !word.contains('/')
        && !word.contains("::")
        && !is_id(word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()))
        && word.chars().any(|letter| letter.is_ascii_digit())
        && word.chars().any(|letter| letter.is_ascii_alphabetic());
    if is_key { "(key)" } else { word }
}

/// Whether a word is the id of a row: 36 letters in groups of 8, 4, 4, 4 and 12.
fn is_id(word: &str) -> bool {
    word.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && word.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_could_be_somebodys_goes_and_the_rest_stays() {
        for (said, kept) in [
            ("disk full (os error 28)", "disk full (os error 28)"),
            (
                "invalid type: string \"I want to be buried at sea\", expected u8",
                "invalid type: string …, expected u8",
            ),
            ("unknown field `Ruth Nakamura`", "unknown field …"),
            ("could not mail ruth@example.org today", "could not mail (address) today"),
            ("/Users/ruth/.local/share/x: no such file", "~/.local/share/x: no such file"),
            ("Bearer sk_live_4eC39HqLyjWDarjtT1zdp7dc", "Bearer (key)"),
            (
                "row 018f0000-0000-7000-8000-000000000001 is gone",
                "row 018f0000-0000-7000-8000-000000000001 is gone",
            ),
            ("two\nlines", "two lines"),
            ("never closed: \"Dear Ruth", "never closed: …"),
        ] {
            assert_eq!(redact_of(said, Some("/Users/ruth")), kept);
        }
    }

    proptest! {
        #[test]
        fn what_an_error_quotes_never_comes_through(text in "[a-zA-Z ]{12,60}", before in "[a-z :]{0,30}") {
            let said = format!("{before}{text:?} at line 1");
            prop_assert!(!redact(&said).contains(&text));
        }

        #[test]
        fn no_address_ever_comes_through(name in "[a-z.]{3,12}", text in ".{0,200}") {
            let said = format!("{text} {name}@example.org");
            prop_assert!(!redact(&said).contains("@example"));
        }
    }
}
