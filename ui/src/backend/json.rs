//! Between Rust's JSON and JavaScript's values.

use js_sys::JSON;
use wasm_bindgen::JsValue;

/// Returns a JavaScript value that says the same.
pub(super) fn to_js(value: &serde_json::Value) -> JsValue {
    JSON::parse(&value.to_string()).unwrap_or(JsValue::NULL)
}

/// Returns the JSON of a JavaScript value; of what has none (`undefined`), null.
pub(super) fn from_js(value: &JsValue) -> serde_json::Value {
    let text = JSON::stringify(value).ok().and_then(|text| text.as_string());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
