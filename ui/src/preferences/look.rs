//! What of the preferences shows on the root of the page; the style sheets do the rest. The same is done before the first
//! paint by the shell.

use super::Values;
use crate::hooks::{document, window};
use device::preferences::{DENSITY, LINKS, MEASURE, MOTION, THEME};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The question whether the system asks for more contrast.
pub(super) const MORE_CONTRAST: &str = "(prefers-contrast: more)";

/// Shows the preferences on the root of the page. Where the system decides there is no attribute.
pub(super) fn apply(values: &Values) {
    let root = document().and_then(|document| document.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    for name in [THEME, DENSITY, MEASURE, MOTION, LINKS] {
        let attribute = format!("data-{name}");
        match values.word(name) {
            "" | "system" if name == THEME && wants_contrast() => {
                // Light or dark as the system is.
                drop(root.set_attribute(&attribute, "contrast-system"));
            }
            "" | "system" => drop(root.remove_attribute(&attribute)),
            word => drop(root.set_attribute(&attribute, word)),
        }
    }
    drop(root.style().set_property("font-size", &format!("{}%", values.text_size())));
}

fn wants_contrast() -> bool {
    window().and_then(|window| window.match_media(MORE_CONTRAST).ok().flatten()).is_some_and(|m| m.matches())
}
