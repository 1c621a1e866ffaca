//! When a text that is being written is saved: the policy that every editor follows, as a pure machine.
//!
//! It says what to save and when to look again; saving and waiting are its user's. What was typed is
//! handed to the store at most [`LONGEST`] later, so that with the time a commit takes nothing is ever
//! more than a second behind the typing.

use crate::base::{Instant, Span};

/// How long a pause in typing is before the text is saved.
pub const PAUSE: Span = Span(400);

/// How long a text may wait when the typing does not pause.
pub const LONGEST: Span = Span(700);

/// How long to wait before a save that failed is tried again.
pub const RETRY: Span = Span(2_000);

/// Where the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// All of them are saved.
    Saved,
    /// Some are on their way or wait for their time.
    Saving,
    /// The last save failed; they are on screen, and it is tried again.
    Failed,
}

/// One text that is being written.
#[derive(Debug, Clone)]
pub struct Autosave<T> {
    waiting: Option<Waiting<T>>,
    in_flight: Option<T>,
    retry_at: Option<Instant>,
}

#[derive(Debug, Clone)]
struct Waiting<T> {
    text: T,
    first_edit: Instant,
    last_edit: Instant,
}

impl<T> Default for Autosave<T> {
    fn default() -> Self {
        Self { waiting: None, in_flight: None, retry_at: None }
    }
}

impl<T: Clone> Autosave<T> {
    /// Takes the whole text after an edit.
    pub fn edited(&mut self, text: T, now: Instant) {
        let first_edit = self.waiting.as_ref().map_or(now, |waiting| waiting.first_edit);
        self.waiting = Some(Waiting { text, first_edit, last_edit: now });
    }

    /// Returns the text to save now, if it is time. Until [`saved`](Self::saved) or
    /// [`failed`](Self::failed) says what came of it, nothing else is handed out: two saves of one text
    /// never overtake each other.
    pub fn due(&mut self, now: Instant) -> Option<T> {
        let due = self.wake_at().is_some_and(|at| now >= at);
        if due { self.hand_out() } else { None }
    }

    /// Returns the text to save at once, whatever the time: the editor loses focus, closes, or its text is
    /// about to be sent. Nothing, while a save is under way or when all is saved.
    pub fn flush(&mut self) -> Option<T> {
        if self.in_flight.is_some() { None } else { self.hand_out() }
    }

    /// Notes that the text handed out last is saved.
    pub fn saved(&mut self) {
        self.in_flight = None;
        self.retry_at = None;
    }

    /// Notes that it is not. The newest text is kept and handed out again after a while.
    pub fn failed(&mut self, now: Instant) {
        let Some(text) = self.in_flight.take() else { return };
        self.retry_at = Some(now + RETRY);
        if self.waiting.is_none() {
            self.waiting = Some(Waiting { text, first_edit: now, last_edit: now });
        }
    }

    /// Returns when to ask [`due`](Self::due) again; nothing, while a save is under way or all is saved.
    #[must_use]
    pub fn wake_at(&self) -> Option<Instant> {
        if self.in_flight.is_some() {
            return None;
        }
        let waiting = self.waiting.as_ref()?;
        let pause_ends = waiting.last_edit + PAUSE;
        let patience_ends = waiting.first_edit + LONGEST;
        Some(self.retry_at.unwrap_or_else(|| pause_ends.min(patience_ends)))
    }

    /// Returns where the words are.
    #[must_use]
    pub fn state(&self) -> SaveState {
        match (&self.waiting, &self.in_flight, self.retry_at) {
            (None, None, _) => SaveState::Saved,
            (_, _, Some(_)) => SaveState::Failed,
            (_, _, None) => SaveState::Saving,
        }
    }

    fn hand_out(&mut self) -> Option<T> {
        let waiting = self.waiting.take()?;
        self.in_flight = Some(waiting.text.clone());
        Some(waiting.text)
    }
}

#[cfg(test)]
#[path = "autosave_tests.rs"]
mod tests;
