//! Changes that share a transaction, so that what they wrote is forced onto the disk once for all of them.
//!
//! Whoever comes while nobody writes leads: they make their own change and those of everybody who waits, in the order in which
//! these came, each in a step of its own; then one commit, and only then everybody is answered. Whoever came meanwhile waits
//! for the next transaction, which the first of them leads. If what is shared can't be kept, nothing of it is, and everybody
//! makes their change alone: nobody pays for another one's. So does whoever shares with nobody.

use crate::StoreError;
use crate::engine::Tx;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many changes share a transaction at most: the first of them should not wait long for the last.
pub(super) const MOST: usize = 32;

/// What came of a change: a value, an error, or a panic.
pub(super) type Outcome<T, E> = thread::Result<Result<T, E>>;

/// Those who wait to write.
#[derive(Default)]
pub(super) struct Together(Mutex<Line>);

#[derive(Default)]
struct Line {
    waiting: VecDeque<Box<dyn Change + Send>>,
    /// Whether somebody leads.
    is_led: bool,
}

/// A change that waits, whatever comes of it.
pub(super) trait Change {
    /// Makes it. Whether it may stay is up to the transaction.
    fn make(&mut self, tx: &mut dyn Tx);
    /// Tells whoever waits that it is their turn to lead.
    fn lead(&self);
    /// Tells whoever waits what came of it, or that they have to make it alone.
    fn settle(self: Box<Self>, is_kept: bool);
}

/// A change of somebody.
struct Waiting<F, T, E> {
    change: F,
    outcome: Option<Outcome<T, E>>,
    tell: SyncSender<Word<F, T, E>>,
}

/// What somebody who waits is told.
enum Word<F, T, E> {
    Lead,
    Done(Outcome<T, E>),
    /// Nothing of what was shared was kept.
    Alone(F),
}

/// What came of waiting.
pub(super) enum Joined<'a, F, T, E> {
    /// The change was made, and what came of it is kept.
    Done(Outcome<T, E>),
    /// It has to be made alone. Whoever leads does so until they have made it.
    Alone(F, Option<Leading<'a>>),
    /// Whoever led broke down.
    Lost,
}

impl Together {
    /// Makes a change together with those of others. `keep` makes changes in one transaction and says whether they were kept.
    pub(super) fn join<F, T, E>(
        &self,
        change: F,
        keep: impl FnOnce(&mut [Box<dyn Change + Send>]) -> bool,
    ) -> Joined<'_, F, T, E>
    where
        F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        // Both words may come before either is heard.
        let (tell, told) = sync_channel(2);
        let is_first = {
            let mut line = self.line();
            line.waiting.push_back(Box::new(Waiting { change, outcome: None, tell }));
            !std::mem::replace(&mut line.is_led, true)
        };
        let mut word = if is_first { Ok(Word::Lead) } else { told.recv() };
        let mut leading = None;
        if matches!(word, Ok(Word::Lead)) {
            leading = self.lead(keep);
            word = told.recv();
        }
        match word {
            Ok(Word::Done(outcome)) => Joined::Done(outcome),
            Ok(Word::Alone(change)) => Joined::Alone(change, leading),
            Ok(Word::Lead) | Err(_) => Joined::Lost,
        }
    }

    /// Makes the changes of those who wait, one's own among them. Where nobody else waits, one goes on to lead.
    fn lead(&self, keep: impl FnOnce(&mut [Box<dyn Change + Send>]) -> bool) -> Option<Leading<'_>> {
        let leading = Leading(self);
        let mut changes: Vec<_> = {
            let mut line = self.line();
            let count = line.waiting.len().min(MOST);
            line.waiting.drain(..count).collect()
        };
        let is_shared = changes.len() > 1;
        let is_kept = is_shared && keep(&mut changes);
        // The next ones begin while these are told.
        let leading = (!is_shared).then_some(leading);
        changes.into_iter().for_each(|change| change.settle(is_kept));
        leading
    }

    /// Returns how many wait.
    #[cfg(feature = "testing")]
    pub(super) fn waiting(&self) -> usize {
        self.line().waiting.len()
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody leads. When they are done, or break down, the next one does.
pub(super) struct Leading<'a>(&'a Together);

impl Drop for Leading<'_> {
    fn drop(&mut self) {
        let mut line = self.0.line();
        match line.waiting.front() {
            Some(next) => next.lead(),
            None => line.is_led = false,
        }
    }
}

impl<F, T, E> Change for Waiting<F, T, E>
where
    F: FnMut(&mut dyn Tx) -> Result<T, E> + Send + 'static,
    E: From<StoreError>,
{
    fn make(&mut self, tx: &mut dyn Tx) {
        let change = &mut self.change;
        self.outcome = Some(catch_unwind(AssertUnwindSafe(|| tx.sub_step(change))));
    }

    fn lead(&self) {
        // Whoever waits is there until they are told.
        self.tell.send(Word::Lead).ok();
    }

    fn settle(self: Box<Self>, is_kept: bool) {
        let word = match self.outcome {
            Some(outcome) if is_kept => Word::Done(outcome),
            Some(_) | None => Word::Alone(self.change),
        };
        self.tell.send(word).ok();
    }
}
