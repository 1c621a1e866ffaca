//! The system's clipboard.

use super::toast::{Toast, Toaster};
use crate::hooks::window;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies a text, and says so; where the system does not let it, says that.
pub(crate) fn copy_text(text: &str, toaster: Option<&Toaster>) {
    copy_and_say(text, "Copied", toaster);
}

/// Copies a text, and says something when it is done; where the system does not let it, says that.
pub(crate) fn copy_and_say(text: &str, said: &'static str, toaster: Option<&Toaster>) {
    let (writing, toaster) = (begin(text), toaster.cloned());
    spawn_local(async move {
        let written = match writing {
            Ok(writing) => JsFuture::from(writing).await,
            Err(error) => Err(error),
        };
        let Some(toaster) = toaster else { return };
        toaster.show(match written {
            Ok(_) => Toast::done(said),
            Err(_) => Toast::error(
                "This could not be copied.",
                "Select the text with the mouse, and copy it with Ctrl C.",
            ),
        });
    });
}

fn begin(text: &str) -> Result<Promise, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    write.call1(&clipboard, &text.into())?.dyn_into()
}
