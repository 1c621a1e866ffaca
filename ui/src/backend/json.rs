//! Between Rust's JSON and JavaScript's values. They are walked, not written as text and read again: the code for the
//! text of numbers alone would be a noticeable part of the module.

use js_sys::{Array, JSON, Object, Reflect};
use serde_json::{Map, Number, Value};
use wasm_bindgen::{JsCast, JsValue};

/// Reads JSON; what is none is null.
pub(crate) fn parse(text: &str) -> Value {
    JSON::parse(text).map_or(Value::Null, |value| from_js(&value))
}

/// Writes JSON.
pub(crate) fn text_of(value: &Value) -> String {
    JSON::stringify(&to_js(value)).map(String::from).unwrap_or_default()
}

/// Returns a JavaScript value that says the same.
pub(super) fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(truth) => JsValue::from_bool(*truth),
        Value::Number(number) => JsValue::from_f64(number.as_f64().unwrap_or_default()),
        Value::String(text) => JsValue::from_str(text),
        Value::Array(values) => values.iter().map(to_js).collect::<Array>().into(),
        Value::Object(entries) => {
            let object = Object::new();
            for (name, value) in entries {
                // A new plain object takes every name.
                drop(Reflect::set(&object, &JsValue::from_str(name), &to_js(value)));
            }
            object.into()
        }
    }
}

/// Returns the JSON of a JavaScript value; of what has none (`undefined`), null.
pub(super) fn from_js(value: &JsValue) -> Value {
    if let Some(text) = value.as_string() {
        return Value::String(text);
    }
    if let Some(number) = value.as_f64() {
        return number_of(number).map_or(Value::Null, Value::Number);
    }
    if let Some(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if let Some(values) = value.dyn_ref::<Array>() {
        return Value::Array(values.iter().map(|value| from_js(&value)).collect());
    }
    value.dyn_ref::<Object>().map_or(Value::Null, |object| Value::Object(entries_of(object)))
}

fn entries_of(object: &Object) -> Map<String, Value> {
    let entries = Object::entries(object);
    entries
        .iter()
        .filter_map(|entry| {
            let entry = Array::from(&entry);
            Some((entry.get(0).as_string()?, from_js(&entry.get(1))))
        })
        .collect()
}

/// Returns a whole number as one: JavaScript has only the other kind.
fn number_of(number: f64) -> Option<Number> {
    /// Up to here every whole number has a number of its own.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.trunc() == number && number.abs() <= WHOLE {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole, and small enough")]
        return Some(Number::from(number as i64));
    }
    Number::from_f64(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_read_as_one() {
        for (number, json) in
            [(3.0, "3"), (-0.0, "0"), (-12.0, "-12"), (1.5, "1.5"), (1.7e12, "1700000000000")]
        {
            assert_eq!(number_of(number).map(|number| number.to_string()), Some(json.to_owned()));
        }
        assert_eq!(number_of(f64::NAN), None);
    }
}
