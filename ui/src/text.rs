//! Letters and figures by the browser. The tables for all scripts' cases and for decimal fractions are there
//! already; the standard library's would make the module a tenth larger.

#[cfg(target_arch = "wasm32")]
use js_sys::{JsString, Number, parse_float};

/// Returns the text in small letters.
#[cfg(target_arch = "wasm32")]
pub(crate) fn lower(text: &str) -> String {
    JsString::from(text).to_lower_case().into()
}

/// Returns the text in capitals.
#[cfg(target_arch = "wasm32")]
pub(crate) fn upper(text: &str) -> String {
    JsString::from(text).to_upper_case().into()
}

/// Reads the number at the beginning of a text ("16px" is 16).
#[cfg(target_arch = "wasm32")]
pub(crate) fn number(text: &str) -> Option<f64> {
    Some(parse_float(text)).filter(|number| number.is_finite())
}

/// Writes a number, with as many digits as it needs.
#[cfg(target_arch = "wasm32")]
pub(crate) fn figure(number: f64) -> String {
    Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
}

/// Returns the text in small letters.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Returns the text in capitals.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// Reads the number at the beginning of a text ("16px" is 16).
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn number(text: &str) -> Option<f64> {
    text.trim_end_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

/// Writes a number, with as many digits as it needs.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn figure(number: f64) -> String {
    number.to_string()
}
