//! Listens to the window's keys and runs what they mean.
//!
//! Characters act only outside editable elements and only when they are switched on; nothing acts below an
//! open modal dialog. Escape in an editable element leaves it first.

use super::keys::Press;
use super::registry::{Actions, Pressed};
use crate::hooks::modal_is_open;
use crate::text::lower;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::prelude::*;

/// Listens while the component is shown.
#[hook]
pub(super) fn use_window_keys(actions: Actions, letters: bool) {
    use_effect_with((actions, letters), |(actions, letters)| {
        let (actions, letters) = (actions.clone(), *letters);
        let listener = web_sys::window().map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                heard(&actions, letters, event)
            })
        });
        move || drop(listener)
    });
}

fn heard(actions: &Actions, letters: bool, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let Some(press) = pressed(event) else { return };
    // A key that is held down does once what it does: undoing again, or going back again, is another press.
    if event.repeat() && (press.command || press.key == "Escape") {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if modal_is_open() {
        return;
    }
    if let Some(field) = target.filter(is_editable) {
        if press == Press::plain("Escape") {
            event.prevent_default();
            leave(&field);
            return;
        }
        if !acts_in_text(&press) {
            return;
        }
    } else if press.is_character() && !letters {
        return;
    }
    match actions.press(press, event.time_stamp()) {
        Pressed::Run(action) => {
            event.prevent_default();
            action.run();
        }
        Pressed::Begun => event.prevent_default(),
        Pressed::Nothing => {}
    }
}

/// Whether a press acts where people write. Undoing there is the text's own.
fn acts_in_text(press: &Press) -> bool {
    press.command && press.key != "z" || press.key == "F1"
}

/// Returns what a key is called while Ctrl is held: the key of `+` often needs Shift for it, and so do figures on some
/// keyboards.
fn held_key(key: String, code: &str, shift: bool) -> String {
    if key == "=" {
        return "+".to_owned();
    }
    match code.strip_prefix("Digit") {
        Some(figure) if !shift && !matches!(key.as_str(), "+" | "-") => figure.to_owned(),
        _ => key,
    }
}

/// Returns the press that an event is, unless it is only a held key, or one on the way to a letter.
pub(crate) fn pressed(event: &KeyboardEvent) -> Option<Press> {
    let key = event.key();
    if matches!(key.as_str(), "Control" | "Shift" | "Alt" | "Meta" | "Dead" | "Process" | "Unidentified") {
        return None;
    }
    let command = event.ctrl_key() || event.meta_key();
    let one = key.chars().count() == 1;
    let key = if one && (command || !event.shift_key()) { lower(&key) } else { key };
    let key = if command { held_key(key, &event.code(), event.shift_key()) } else { key };
    // On many keyboards Alt makes characters: there it is not a held key.
    let alt = event.alt_key() && (!one || command);
    Some(Press { key, command, alt })
}

/// Whether typing in an element writes something.
pub(crate) fn is_editable(element: &Element) -> bool {
    let quiet = ["checkbox", "radio", "button", "submit", "range", "color", "file", "reset"];
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            !quiet.contains(&kind.as_str())
        }
        _ => element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable),
    }
}

/// Gives focus from a field to what surrounds it, so that the next keys act there.
fn leave(field: &Element) {
    let around = field.parent_element().and_then(|parent| parent.closest("[tabindex], main").ok().flatten());
    match around.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        Some(element) => drop(element.focus()),
        None => drop(field.dyn_ref::<HtmlElement>().map(HtmlElement::blur)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_ctrl_are_found_on_every_keyboard() {
        let called = |key: &str, code, shift| held_key(key.to_owned(), code, shift);
        assert_eq!(called("=", "Equal", false), "+", "where + needs Shift");
        assert_eq!(called("+", "Equal", true), "+");
        assert_eq!(called("-", "Digit6", false), "-", "a French minus is no figure");
        assert_eq!(called("&", "Digit1", false), "1", "where figures need Shift");
        assert_eq!(called("1", "Digit1", false), "1");
        assert_eq!(called("/", "Digit7", true), "/");
        assert_eq!(called("k", "KeyK", false), "k");
    }

    #[test]
    fn a_text_keeps_its_letters_and_its_own_undoing() {
        let acts = |text: &str| acts_in_text(&crate::actions::Keys::new(text).presses()[0]);
        for text in ["z", "/", "Mod+z", "ArrowDown"] {
            assert!(!acts(text), "{text}");
        }
        for text in ["Mod+k", "Mod+Enter", "Mod+1", "F1"] {
            assert!(acts(text), "{text}");
        }
    }
}
