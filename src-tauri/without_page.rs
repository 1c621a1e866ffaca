//! A plugin that only this program uses: pages can't call it, and it puts nothing into them.
//!
//! Plugins bring commands for pages and often a script that runs in each of them. What is not there needs no permission.

use std::error::Error;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tauri::plugin::{Plugin, TauriPlugin};
use tauri::{AppHandle, RunEvent, Runtime};

/// A plugin without its commands and scripts.
pub(crate) struct WithoutPage<R: Runtime, C: DeserializeOwned = ()>(pub(crate) TauriPlugin<R, C>);

impl<R: Runtime, C: DeserializeOwned> Plugin<R> for WithoutPage<R, C> {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn initialize(&mut self, app: &AppHandle<R>, config: Value) -> Result<(), Box<dyn Error>> {
        self.0.initialize(app, config)
    }

    fn on_event(&mut self, app: &AppHandle<R>, event: &RunEvent) {
        self.0.on_event(app, event);
    }
}
