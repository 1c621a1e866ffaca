//! The hooks with which screens read and change preferences.

use super::Values;
use super::look::{MORE_CONTRAST, apply};
use crate::actions::remap;
use crate::backend;
use crate::hooks::{session_storage, window};
use crate::kit::{Toast, Toaster, use_toaster};
use crate::routes::{Route, SettingsPage, go_to};
use gloo_events::EventListener;
use serde_json::{Value, json};
use std::ops::Deref;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Under which name a window holds its preferences from its first page to its end.
const HELD: &str = "wrapitup.preferences";

/// Under which name the shell says that the file made no sense.
const DAMAGED: &str = "wrapitup.damaged";

/// Under which name the shell says that the application left a report of a mistake.
const MISTAKE: &str = "wrapitup.mistake";

/// How the application is set up, and the way to change it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Preferences {
    values: Values,
    keep: Callback<(&'static str, Value)>,
}

impl Deref for Preferences {
    type Target = Values;

    fn deref(&self) -> &Values {
        &self.values
    }
}

impl Preferences {
    /// Changes a preference, for now and for later. `null` is as the application comes.
    pub(crate) fn set(&self, name: &'static str, value: impl Into<Value>) {
        self.keep.emit((name, value.into()));
    }
}

/// Returns the preferences.
#[hook]
pub(crate) fn use_preferences() -> Preferences {
    use_context::<Preferences>().unwrap_or_default()
}

/// Reads what the shell brought into the window, applies every change to the page, and has it kept.
#[hook]
pub(crate) fn use_own_preferences() -> Preferences {
    let values = use_reducer(held);
    let toaster = use_toaster();
    let keep = {
        let dispatcher = values.dispatcher();
        use_callback(toaster.clone(), move |(name, value): (&'static str, Value), toaster| {
            dispatcher.dispatch((name, value.clone()));
            let toaster = toaster.clone();
            spawn_local(async move {
                let kept = backend::here().device("keep_preference", json!({ "name": name, "value": value }));
                if let (Err(refusal), Some(toaster)) = (kept.await, toaster) {
                    toaster.show(Toast::error(refusal.message, refusal.hint));
                }
            });
        })
    };
    // Before anything is drawn: what is drawn shows its keys.
    use_memo((*values).clone(), |values| remap(values.value(device::preferences::KEYS)));
    use_effect_with((*values).clone(), |values| {
        hold(values);
        apply(values);
        let again = values.clone();
        let media = window().and_then(|window| window.match_media(MORE_CONTRAST).ok().flatten());
        let listener = media.map(|media| EventListener::new(&media, "change", move |_| apply(&again)));
        move || drop(listener)
    });
    use_effect_with((), move |()| tell(toaster.as_ref()));
    Preferences { values: (*values).clone(), keep }
}

/// Tells what the shell found at the start, once.
fn tell(toaster: Option<&Toaster>) {
    let (Some(storage), Some(toaster)) = (session_storage(), toaster) else { return };
    let found = |name: &str| {
        let found = storage.get_item(name).is_ok_and(|found| found.is_some());
        drop(storage.remove_item(name));
        found
    };
    if found(DAMAGED) {
        let hint = "The file was put aside as preferences.damaged.json. Your texts are not touched by this.";
        toaster.show(Toast::error("Your settings could not be read, so they begin anew.", hint));
    }
    if found(MISTAKE) {
        let look = Callback::from(|()| go_to(&Route::Settings(SettingsPage::About)));
        let hint = "A report of it is on this computer. Your texts are not in it, and it is sent nowhere.";
        toaster.show(Toast::error("Wrap It Up made a mistake last time.", hint).way_back("Look at it", look));
    }
}

fn held() -> Values {
    let text = session_storage().and_then(|storage| storage.get_item(HELD).ok().flatten());
    match text.map(|text| backend::parse(&text)) {
        Some(Value::Object(held)) => Values(held.into()),
        _ => Values::default(),
    }
}

fn hold(values: &Values) {
    if let Some(storage) = session_storage() {
        drop(storage.set_item(HELD, &backend::text_of(&Value::Object((*values.0).clone()))));
    }
}
