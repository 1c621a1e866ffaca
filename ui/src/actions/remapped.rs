//! Keys that people chose instead of those that the application comes with.

use super::keys::Keys;
use serde_json::Value;
use std::cell::RefCell;

thread_local! {
    /// The chosen keys by the names of actions; "" for none.
    static CHOSEN: RefCell<Value> = const { RefCell::new(Value::Null) };
}

/// From now on these keys hold: an object of keys by the names of actions.
pub(crate) fn remap(chosen: Value) {
    CHOSEN.replace(chosen);
}

/// Returns the keys of an action that comes with some.
pub(crate) fn keys_of(name: &str, own: &str) -> Option<Keys> {
    CHOSEN.with_borrow(|chosen| {
        let keys = chosen.get(name).and_then(Value::as_str).unwrap_or(own);
        (!keys.is_empty()).then(|| Keys::new(keys))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_was_chosen_holds_and_everything_else_keeps_its_keys() {
        remap(json!({ "review.claim": "x", "review.note": "", "review.marks": 7 }));
        assert_eq!(keys_of("review.claim", "c"), Some(Keys::new("x")));
        assert_eq!(keys_of("review.note", "e"), None);
        assert_eq!(keys_of("review.marks", "d"), Some(Keys::new("d")));
        assert_eq!(keys_of("go.t", "g t"), Some(Keys::new("g t")));
        remap(Value::Null);
        assert_eq!(keys_of("review.claim", "c"), Some(Keys::new("c")));
    }
}
