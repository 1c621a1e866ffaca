//! What every text in a command has to be before anything else is asked of it: small enough to be kept, and without the one
//! character that not every store can hold. What a single field allows beyond that, its feature says.

use crate::base::{Code, Refusal};
use crate::richtext::MAX_BYTES;
use serde_json::Value;

/// Refuses arguments with a text in them that no field keeps, wherever it stands.
///
/// # Errors
/// [`Code::TooLarge`] or [`Code::Invalid`].
pub fn check_texts(args: &Value) -> Result<(), Refusal> {
    match args {
        Value::String(text) => check_text(text),
        Value::Array(items) => items.iter().try_for_each(check_texts),
        Value::Object(entries) => {
            entries.iter().try_for_each(|(name, entry)| check_text(name).and_then(|()| check_texts(entry)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn check_text(text: &str) -> Result<(), Refusal> {
    if text.len() > MAX_BYTES {
        let (size, most) = (text.len().div_ceil(1024), MAX_BYTES / 1024);
        let refusal = Refusal::new(
            Code::TooLarge,
            format!("A text of {size} KB is too large; at most {most} KB can be kept."),
        );
        return Err(refusal.hint("Shorten it, or move a part of it somewhere else. Nothing was changed."));
    }
    if text.contains('\0') {
        let refusal =
            Refusal::new(Code::Invalid, "This text has a character that can't be seen or kept (NUL).");
        return Err(refusal.hint("Remove it, or type that part again. Nothing was changed."));
    }
    Ok(())
}

/// Returns `text` fit to be quoted in a message, whatever somebody put into it: short, and nothing in it invisible.
#[must_use]
pub fn quotable(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut characters = text.chars().map(|c| if c.is_control() { '·' } else { c });
    let mut short: String = characters.by_ref().take(LONGEST).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_is_kept_up_to_a_size_that_the_words_name_wherever_it_stands() {
        let whole = "x".repeat(MAX_BYTES);
        check_texts(&json!({ "a": [{ "b": whole }, 1, null, true] })).unwrap();
        let more = format!("{whole}x");
        for args in [json!(more), json!([1, more]), json!({ "a": { "b": more } }), json!({ (more): 1 })] {
            let refusal = check_texts(&args).unwrap_err();
            assert_eq!(refusal.code, Code::TooLarge);
            assert_eq!(refusal.message, "A text of 513 KB is too large; at most 512 KB can be kept.");
        }
    }

    #[test]
    fn the_character_that_no_store_takes_is_refused_and_every_other_is_left_alone() {
        assert_eq!(check_texts(&json!({ "a": "b\0c" })).unwrap_err().code, Code::Invalid);
        let others: String = ('\u{1}'..=char::MAX).collect();
        for part in others.chars().collect::<Vec<_>>().chunks(100_000) {
            check_texts(&json!(part.iter().collect::<String>())).unwrap();
        }
    }

    #[test]
    fn what_a_message_quotes_is_short_and_can_be_seen() {
        assert_eq!(quotable("a\u{7}b"), "a·b");
        assert_eq!(quotable(&"é".repeat(41)), format!("{}…", "é".repeat(40)));
    }
}
