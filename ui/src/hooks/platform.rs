//! What the browser or web view knows about the machine and the page, asked for plainly.

use crate::text::number;
use domain::base::Instant;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Window};
use yew::NodeRef;

/// Returns the window, which is there whenever this code runs.
pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

/// Returns what this window remembers until it is closed.
pub(crate) fn session_storage() -> Option<web_sys::Storage> {
    window()?.session_storage().ok().flatten()
}

/// Returns the document.
pub(crate) fn document() -> Option<Document> {
    window().and_then(|window| window.document())
}

/// Whether this is a Mac, whose people hold Command where others hold Ctrl.
pub(crate) fn is_mac() -> bool {
    window().and_then(|window| window.navigator().platform().ok()).is_some_and(|name| name.starts_with("Mac"))
}

/// Returns how many pixels one rem is, which the text size setting changes.
pub(crate) fn rem_in_pixels() -> f64 {
    let size = document()
        .and_then(|document| document.document_element())
        .and_then(|root| window()?.get_computed_style(&root).ok().flatten())
        .and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| number(&size)).unwrap_or(16.0)
}

/// Returns what the machine's clock says.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
pub(crate) fn now() -> Instant {
    Instant(js_sys::Date::now() as i64)
}

/// Focuses something once it has been drawn.
pub(crate) fn focus_later(node: &NodeRef) {
    let node = node.clone();
    Timeout::new(0, move || {
        if let Some(element) = node.cast::<HtmlElement>() {
            drop(element.focus());
        }
    })
    .forget();
}

/// Focuses the page when nothing has focus any more.
pub(crate) fn focus_page_if_lost() {
    let Some(document) = document() else { return };
    let page = document.get_element_by_id("main");
    let lost = document.active_element().is_none_or(|element| element.tag_name() == "BODY");
    let page = page.filter(|_| lost);
    if let Some(page) = page.and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
        drop(page.focus());
    }
}
