//! A text as a file: a browser puts it where it puts what is downloaded.

use super::only_there;
use crate::hooks::document;
use device::attention::file_name;
use domain::base::Refusal;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Saves the text under a name made of its title, and returns that.
pub(super) fn keep_as_file(arguments: &Value) -> Result<Value, Refusal> {
    let [title, text] =
        ["title", "text"].map(|name| arguments.get(name).and_then(Value::as_str).unwrap_or_default());
    let name = file_name(title);
    let address = format!("data:text/plain;charset=utf-8,{}", js_sys::encode_uri_component(text));
    let link = document().and_then(|document| document.create_element("a").ok());
    let link = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()).ok_or_else(only_there)?;
    link.set_attribute("href", &address).map_err(|_| only_there())?;
    link.set_attribute("download", &name).map_err(|_| only_there())?;
    link.click();
    Ok(Value::String(name))
}
