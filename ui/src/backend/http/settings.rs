//! How the application is set up in this browser: kept in the browser itself, as no server has it.

use crate::backend::{parse, text_of};
use crate::hooks::{keep, kept, session_storage};
use serde_json::Value;

/// Under which name it is kept, and (with what every name begins with) under which the page holds it while it is open.
const KEPT: &str = "preferences";
const HELD: &str = "wrapitup.preferences";

/// Brings what is kept into the page, before its first paint, as the desktop's shell does.
pub(in crate::backend) fn bring_preferences() {
    if let (Some(text), Some(storage)) = (kept(KEPT), session_storage()) {
        drop(storage.set_item(HELD, &text));
    }
}

/// Keeps one preference; `null` is as the application comes.
pub(super) fn keep_preference(arguments: &Value) {
    let Some(name) = arguments.get("name").and_then(Value::as_str) else { return };
    let mut all = match kept(KEPT).map(|text| parse(&text)) {
        Some(Value::Object(all)) => all,
        _ => serde_json::Map::new(),
    };
    match arguments.get("value") {
        None | Some(Value::Null) => drop(all.remove(name)),
        Some(value) => drop(all.insert(name.to_owned(), value.clone())),
    }
    keep(KEPT, &text_of(&Value::Object(all)));
}
