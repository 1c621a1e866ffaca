//! Changing a setting: at once, and with a way back.

use crate::kit::{Toast, Toaster, use_toaster};
use crate::preferences::{Preferences, use_preferences};
use serde_json::Value;
use yew::prelude::*;

/// Changes settings.
#[derive(Clone, PartialEq)]
pub(super) struct Changer {
    /// How the application is set up.
    pub(super) preferences: Preferences,
    toaster: Option<Toaster>,
}

/// Returns what changes settings.
#[hook]
pub(super) fn use_changer() -> Changer {
    Changer { preferences: use_preferences(), toaster: use_toaster() }
}

impl Changer {
    /// Changes a preference, says so in some words, and offers the way back.
    pub(super) fn change(&self, name: &'static str, value: impl Into<Value>, said: String) {
        let (before, value) = (self.preferences.value(name), value.into());
        if before == value {
            return;
        }
        self.preferences.set(name, value);
        if let Some(toaster) = &self.toaster {
            let preferences = self.preferences.clone();
            let undo = Callback::from(move |()| preferences.set(name, before.clone()));
            toaster.show(Toast::done(said).undo(undo));
        }
    }
}
