//! The words of the preferences, and what they come to where they are numbers.

use serde_json::{Map, Value};
use std::rc::Rc;
use yew::Reducible;

/// The smallest and largest text, and the step between sizes, in per cent.
pub(crate) const SIZES: (u16, u16, u16) = (80, 200, 10);

/// The words of the preferences by their names.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Values(pub(super) Rc<Map<String, Value>>);

impl Values {
    /// Returns the word under a name; "" for none.
    pub(crate) fn word(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns what is under a name, `null` for nothing.
    pub(crate) fn value(&self, name: &str) -> Value {
        self.0.get(name).cloned().unwrap_or_default()
    }

    /// Returns the size of all text in per cent.
    pub(crate) fn text_size(&self) -> u16 {
        self.word(device::preferences::TEXT).parse().map_or(100, |size: u16| size.clamp(SIZES.0, SIZES.1))
    }

    /// Whether single letters act.
    pub(crate) fn letters(&self) -> bool {
        self.word(device::preferences::LETTERS) != "off"
    }

    /// Whether the rail shows only its icons.
    pub(crate) fn folded(&self) -> bool {
        self.word(device::preferences::RAIL) == "folded"
    }
}

impl Reducible for Values {
    type Action = (&'static str, Value);

    fn reduce(self: Rc<Self>, (name, value): Self::Action) -> Rc<Self> {
        let mut next = (*self.0).clone();
        match value {
            Value::Null => drop(next.remove(name)),
            value => drop(next.insert(name.to_owned(), value)),
        }
        Rc::new(Self(Rc::new(next)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use device::preferences::{TEXT, THEME};
    use serde_json::json;

    fn after(changes: &[(&'static str, Value)]) -> Values {
        let begin = Rc::new(Values::default());
        (*changes.iter().cloned().fold(begin, Reducible::reduce)).clone()
    }

    #[test]
    fn text_is_between_80_and_200_per_cent_whatever_is_written() {
        for (word, size) in [("120", 120), ("9000", 200), ("7", 80), ("-5", 100), ("big", 100), ("", 100)] {
            assert_eq!(after(&[(TEXT, json!(word))]).text_size(), size, "{word}");
        }
    }

    #[test]
    fn what_is_no_word_counts_as_none_and_nothing_forgets() {
        assert_eq!(after(&[(THEME, json!(7))]).word(THEME), "");
        assert_eq!(after(&[(THEME, json!("dark")), (TEXT, json!("90"))]).word(THEME), "dark");
        assert_eq!(after(&[(THEME, json!("dark")), (THEME, Value::Null)]), Values::default());
    }
}
