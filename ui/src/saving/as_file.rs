//! A text as a file, where the person wants to have it.

use crate::backend::here;
use crate::kit::{Toast, Toaster};
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;

/// Saves a text as a file under a name made of its title, and says where it is: `what` begins that sentence.
pub(crate) fn save_as_file(title: &str, text: &str, what: &'static str, toaster: Option<Toaster>) {
    let arguments = json!({ "title": title, "text": text });
    spawn_local(async move {
        let answer = here().device("keep_as_file", arguments).await;
        let Some(toaster) = toaster else { return };
        match answer {
            Ok(Value::String(name)) => toaster.show(Toast::done(format!("{what} in {name}."))),
            // No file was chosen.
            Ok(_) => {}
            Err(refusal) => toaster.show(Toast::error(refusal.message, refusal.hint)),
        }
    });
}
