//! What a person does with the window: find something, click it, type.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use super::Window;
use super::wait::until;
use crate::element::Element;
use crate::keys;

impl Window {
    /// Finds the first element for a CSS selector, and waits until there is one.
    ///
    /// # Errors
    /// When there is none in time; the message carries what the page shows instead.
    pub fn find(&self, css: &str) -> Result<Element<'_>> {
        let mut found = None;
        let by = json!({ "using": "css selector", "value": css });
        let waited = until(css, || {
            found = self.post("element", &by).ok();
            Ok(found.is_some())
        });
        if let Err(error) = waited {
            bail!("{error}; the page shows:\n{}", self.page_text());
        }
        Element::read(self, &found.unwrap_or_default())
    }

    /// Finds all elements for a CSS selector as the page is now.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn find_all(&self, css: &str) -> Result<Vec<Element<'_>>> {
        let found = self.post("elements", &json!({ "using": "css selector", "value": css }))?;
        found.as_array().into_iter().flatten().map(|value| Element::read(self, value)).collect()
    }

    /// Clicks the first element for a CSS selector, once there is one.
    ///
    /// # Errors
    /// As [`Window::find`] and [`Element::click`].
    pub fn click(&self, css: &str) -> Result<()> {
        self.find(css)?.click()
    }

    /// Returns the text of the first element for a CSS selector, once there is one.
    ///
    /// # Errors
    /// As [`Window::find`].
    pub fn text(&self, css: &str) -> Result<String> {
        self.find(css)?.text()
    }

    /// Types a text where the focus is, key by key.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn type_keys(&self, text: &str) -> Result<()> {
        let strokes = text.chars().flat_map(|key| stroke(&key.to_string())).collect();
        self.act(strokes)
    }

    /// Presses a key or a chord where the focus is: `Tab`, `Control+Enter`, `Shift+ArrowDown`, `c`.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn press(&self, chord: &str) -> Result<()> {
        let keys: Vec<String> = chord.split('+').map(keys::code).collect();
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        self.act(down.chain(up).collect())
    }

    fn act(&self, strokes: Vec<Value>) -> Result<()> {
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": strokes }] });
        self.post("actions", &actions).map(drop)
    }
}

fn stroke(key: &str) -> [Value; 2] {
    [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })]
}
