//! Where focus goes when a step takes the place of another one: what was pressed is gone then.

use crate::hooks::document;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// Goes to the first field of a place once another step is shown in it; where nothing is to be written, to its heading.
/// `place` is a selector.
#[hook]
pub(super) fn use_step<T: PartialEq + 'static>(place: &'static str, step: T) {
    let shown = use_mut_ref(|| false);
    use_effect_with(step, move |_| {
        if shown.replace(true) {
            Timeout::new(0, move || go_on(place)).forget();
        }
    });
}

/// Goes there, unless the person went somewhere else meanwhile.
fn go_on(place: &str) {
    let Some(document) = document().filter(is_lost) else { return };
    let look = |what: &str| document.query_selector(&format!("{place} {what}")).ok().flatten();
    let heading = || look(":is(h1, h2)").inspect(|heading| drop(heading.set_attribute("tabindex", "-1")));
    let found = look("input").or_else(heading);
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
    if let Ok(Some(section)) = element.closest("section") {
        // What stands above the field is to be seen as well: a picture that a camera reads.
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        section.scroll_into_view_with_scroll_into_view_options(&options);
    }
    drop(element.focus());
}

fn is_lost(document: &Document) -> bool {
    document.active_element().is_none_or(|element| element.tag_name() == "BODY")
}
