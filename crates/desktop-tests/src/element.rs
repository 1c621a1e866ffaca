//! Something on the page that a person could point at.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::window::Window;

/// The key under which WebDriver hands out elements.
pub(crate) const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page. It goes stale when the page replaces it; find it again then.
#[derive(Debug)]
pub struct Element<'a> {
    window: &'a Window,
    id: String,
}

impl<'a> Element<'a> {
    pub(crate) fn read(window: &'a Window, value: &Value) -> Result<Self> {
        let id = value.get(KEY).and_then(Value::as_str).context("not an element")?;
        Ok(Self { window, id: id.to_owned() })
    }

    /// Clicks it, after scrolling it into view.
    ///
    /// # Errors
    /// When it cannot be clicked: covered, gone, or the window is gone.
    pub fn click(&self) -> Result<()> {
        self.window.post(&self.path("click"), &json!({})).map(drop)
    }

    /// Focuses it and types the text.
    ///
    /// # Errors
    /// When it takes no text, or is gone.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.window.post(&self.path("value"), &json!({ "text": text })).map(drop)
    }

    /// Returns the text as it is seen.
    ///
    /// # Errors
    /// When it is gone.
    pub fn text(&self) -> Result<String> {
        let text = self.window.get(&self.path("text"))?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Returns an attribute, or nothing when it is not set.
    ///
    /// # Errors
    /// When it is gone.
    pub fn attribute(&self, name: &str) -> Result<Option<String>> {
        let value = self.window.get(&self.path(&format!("attribute/{name}")))?;
        Ok(value.as_str().map(str::to_owned))
    }

    fn path(&self, rest: &str) -> String {
        format!("element/{}/{rest}", self.id)
    }
}
