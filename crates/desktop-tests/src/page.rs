//! What a person at the keyboard does with a page: goes until they are somewhere, looks where they are, finds words.

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::element::Element;
use crate::window::Window;

/// More presses than it takes to go through any page.
const MOST: usize = 400;

impl Window {
    /// Finds the first element for a CSS selector that shows a text, and waits until there is one.
    ///
    /// # Errors
    /// When there is none in time; the message carries what the page shows instead.
    pub fn find_with(&self, css: &str, text: &str) -> Result<Element<'_>> {
        let (css, text) = (json!(css), json!(text));
        let search =
            format!("[...document.querySelectorAll({css})].find(found => found.innerText.includes({text}))");
        self.wait_until(&search)?;
        Element::read(self, &self.script(&format!("return {search};"), &[])?)
    }

    /// Waits until focus is on an element for a CSS selector, or in one.
    ///
    /// # Errors
    /// When it is not in time; the message says where it is.
    pub fn wait_for_focus(&self, css: &str) -> Result<()> {
        self.wait_until(&format!("document.activeElement?.closest({})", json!(css)))
            .with_context(|| format!("focus is on {}", self.focus()))
    }

    /// Waits until focus is somewhere: whoever has no mouse is lost without it.
    ///
    /// # Errors
    /// When it is nowhere.
    pub fn wait_for_any_focus(&self) -> Result<()> {
        self.wait_until("document.activeElement && document.activeElement !== document.body")
            .context("focus is nowhere")
    }

    /// Presses a key again and again until a condition of the page holds.
    ///
    /// # Errors
    /// When it never does; the message says where focus is.
    pub fn press_until(&self, chord: &str, condition: &str) -> Result<()> {
        for _ in 0..MOST {
            if self.script(&format!("return Boolean({condition});"), &[])? == json!(true) {
                return Ok(());
            }
            self.press(chord)?;
        }
        bail!("pressed {chord} {MOST} times in vain for {condition}; focus is on {}", self.focus())
    }

    /// Says where focus is: tag, classes, name.
    #[must_use]
    pub fn focus(&self) -> String {
        let body = "const at = document.activeElement;
            return at ? `${at.tagName} .${at.className} ${at.ariaLabel ?? at.innerText.slice(0, 80)}` : 'nothing';";
        self.script(body, &[]).map_or_else(|error| error.to_string(), |at| at.to_string())
    }
}
