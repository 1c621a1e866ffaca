//! Brings the preferences into a window before its page, so that its first paint looks as the person set it up.

use std::error::Error;
use std::sync::Arc;

use serde_json::Value;
use tauri::plugin::Plugin;
use tauri::{AppHandle, Manager, Runtime};

use super::Preferences;
use crate::journal::Reports;

/// Reads the preferences when the application is put together, before there is a window.
#[derive(Default)]
pub(crate) struct FirstPaint {
    read: Option<Arc<Preferences>>,
    mistake: bool,
}

impl<R: Runtime> Plugin<R> for FirstPaint {
    fn name(&self) -> &'static str {
        "preferences"
    }

    fn initialize(&mut self, app: &AppHandle<R>, _config: Value) -> Result<(), Box<dyn Error>> {
        let folder = app.path().app_data_dir()?;
        let preferences = Arc::new(Preferences::read(&folder));
        app.manage(Arc::clone(&preferences));
        self.read = Some(preferences);
        self.mistake = Reports::of(&folder).has_new();
        Ok(())
    }

    fn initialization_script(&self) -> Option<String> {
        self.read.as_ref().map(|preferences| preferences.script(self.mistake))
    }
}
