//! The questions that screens have open. Each is kept once, however many screens ask it, and its answer goes to all of
//! them.
//!
//! Nothing here asks or waits; `wire` does, and `turn` says when.

use super::turn::{Again, Turn};
use crate::backend::Changed;
use domain::base::{CommandId, PersonId, Refusal};
use domain::query::Query;
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How often in a row a question is asked without a rest: what a person does is seen at once, a burst is not.
const HASTE: u32 = 3;

/// A question, and who asks it.
pub(super) type Key = (PersonId, Query);

/// Who hears the answers.
pub(super) type Hearer = Rc<dyn Fn(Result<Value, Refusal>)>;

/// The open questions.
#[derive(Default)]
pub(super) struct Questions {
    open: BTreeMap<Key, Question>,
    /// How often anything was asked: the number of the last asking.
    asked: u32,
    /// How many hearers there were.
    hearers: u32,
    /// Commands whose effect the screen that sent them shows already.
    known: Vec<CommandId>,
}

#[derive(Default)]
struct Question {
    turn: Turn,
    /// The number of its last asking.
    asked: u32,
    /// How often it was asked without a rest since nothing changed.
    hasty: u32,
    hearers: Vec<Hearing>,
}

impl Question {
    fn outdated(&mut self) -> bool {
        if matches!(self.turn, Turn::Resting(_)) && self.may_hurry() {
            self.turn.wanted()
        } else {
            self.turn.outdated()
        }
    }

    fn answered(&mut self) -> bool {
        if self.turn == Turn::UnderWay(Again::Rested) && self.may_hurry() {
            self.turn.wanted();
        }
        self.turn.answered()
    }

    fn rested(&mut self) -> bool {
        let due = self.turn.rested();
        if !due {
            self.hasty = 0;
        }
        due
    }

    fn may_hurry(&mut self) -> bool {
        let may = self.hasty < HASTE;
        self.hasty += u32::from(may);
        may
    }
}

struct Hearing {
    id: u32,
    /// The last asking of anything before it came. An answer from before is not for it: what it did since may not
    /// be in there.
    after: u32,
    hearer: Hearer,
}

/// What comes after an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The question is asked again.
    Ask,
    /// The question rests.
    Rest,
    /// Nobody waits for it any more.
    Nothing,
}

impl Questions {
    /// Opens a question for a hearer. Returns the hearer's number, and whether to ask.
    pub(super) fn open(&mut self, key: Key, hearer: Hearer) -> (u32, bool) {
        self.hearers += 1;
        let question = self.open.entry(key).or_default();
        question.hearers.push(Hearing { id: self.hearers, after: self.asked, hearer });
        (self.hearers, question.turn.wanted())
    }

    /// Closes a question for a hearer.
    pub(super) fn close(&mut self, key: Key, hearer: u32) {
        let Some(question) = self.open.get_mut(&key) else { return };
        question.hearers.retain(|hearing| hearing.id != hearer);
        if question.hearers.is_empty() {
            self.open.remove(&key);
        }
    }

    /// Somebody wants the answer anew. Returns whether to ask.
    pub(super) fn wanted(&mut self, key: Key) -> bool {
        self.open.get_mut(&key).is_some_and(|question| question.turn.wanted())
    }

    /// Asks nothing because of what a command will change.
    pub(super) fn hush(&mut self, command: CommandId) {
        self.known.push(command);
    }

    /// Forgets a command that changed nothing.
    pub(super) fn unhush(&mut self, command: CommandId) {
        self.known.retain(|known| *known != command);
    }

    /// Asks because of every change again, also of one that is on its way.
    pub(super) fn hush_no_more(&mut self) {
        self.known.clear();
    }

    /// Rows have changed. Returns the questions to ask.
    pub(super) fn changed(&mut self, changed: &Changed) -> Vec<Key> {
        if let Some(by) = changed.by.filter(|by| self.known.contains(by)) {
            self.unhush(by);
            return Vec::new();
        }
        let concerns = |query: Query| {
            query.reads().iter().any(|table| changed.tables.iter().any(|name| name == table.name()))
        };
        let concerned = self.open.iter_mut().filter(|((_, query), _)| concerns(*query));
        concerned.filter_map(|(key, question)| question.outdated().then_some(*key)).collect()
    }

    /// Begins to ask. Returns the number of the asking, unless it is not due any more.
    pub(super) fn begin(&mut self, key: Key) -> Option<u32> {
        let question = self.open.get_mut(&key)?;
        if !question.turn.begin() {
            return None;
        }
        self.asked += 1;
        question.asked = self.asked;
        Some(self.asked)
    }

    /// An asking was answered. Returns who hears it, and what comes then.
    pub(super) fn answered(&mut self, key: Key, asking: u32) -> (Vec<Hearer>, Then) {
        let Some(question) = self.open.get_mut(&key).filter(|question| question.asked == asking) else {
            return (Vec::new(), Then::Nothing);
        };
        let then = if question.answered() { Then::Ask } else { Then::Rest };
        let hearers = question.hearers.iter().filter(|hearing| hearing.after < asking);
        (hearers.map(|hearing| hearing.hearer.clone()).collect(), then)
    }

    /// The rest after an asking is over. Returns whether to ask.
    pub(super) fn rested(&mut self, key: Key, asking: u32) -> bool {
        let question = self.open.get_mut(&key).filter(|question| question.asked == asking);
        question.is_some_and(Question::rested)
    }
}

#[cfg(test)]
#[path = "questions_tests.rs"]
mod tests;
