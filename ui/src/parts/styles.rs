//! The sheet of styles of what is loaded later: one for all parts, fetched with the first.

use super::part::Unloaded;
use crate::hooks::window;
use js_sys::{Function, Promise, Reflect};
use std::future::Future;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Begins to fetch the sheet, and returns when it applies. The page's script holds it, so that it is fetched once.
///
/// # Errors
/// When it cannot be fetched. It can be tried again.
pub(super) fn load() -> impl Future<Output = Result<(), Unloaded>> {
    let loading = begin();
    async move { JsFuture::from(loading.map_err(|_| Unloaded)?).await.map(drop).map_err(|_| Unloaded) }
}

fn begin() -> Result<Promise, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let load: Function = Reflect::get(&window, &"loadStyles".into())?.dyn_into()?;
    load.call0(&window)?.dyn_into()
}
