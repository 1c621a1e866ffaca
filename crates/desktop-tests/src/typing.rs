//! Words as they are typed, and how old those were that a crash lost.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use crate::window::Window;

/// A text that grows word by word, with the moment at which each word was typed.
#[derive(Debug)]
pub struct Typing {
    text: String,
    typed: Vec<(usize, Instant)>,
}

impl Typing {
    /// Goes on after a text that is there already.
    #[must_use]
    pub fn after(text: &str) -> Self {
        Self { text: text.to_owned(), typed: Vec::new() }
    }

    /// Types a space and a word where the focus is.
    ///
    /// # Errors
    /// When the window is gone.
    pub fn word(&mut self, window: &Window, word: &str) -> Result<()> {
        let keys = format!(" {word}");
        window.type_keys(&keys)?;
        self.text.push_str(&keys);
        self.typed.push((self.text.len(), Instant::now()));
        Ok(())
    }

    /// Returns everything that was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns how long before the cut the oldest lost word was typed; nothing is lost in no time.
    ///
    /// # Errors
    /// When what was found is not how the text begins.
    pub fn lost(&self, found: &str, cut: Instant) -> Result<Duration> {
        ensure!(self.text.starts_with(found), "typed {:?} and found something else: {found:?}", self.text);
        let lost = self.typed.iter().find(|(end, _)| *end > found.len());
        Ok(lost.map_or(Duration::ZERO, |(_, at)| cut.saturating_duration_since(*at)))
    }
}
