//! The answers that are on their way, and whether they are saved. Pure: `answering` sends what this hands out.

use domain::autosave::{Autosave, SaveState};
use domain::base::{Code, Instant, Refusal};
use domain::enrolments::AnswerKey;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where the words of a section are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standing {
    /// Nothing was written since the section was opened.
    Quiet,
    /// Some are on their way.
    Saving,
    /// All are saved.
    Saved,
    /// An answer could not be saved; it is still on the screen.
    Failed(AnswerKey, Refusal),
}

/// The answers of a section that were written here.
#[derive(Debug, Default)]
pub(crate) struct Saves {
    slots: BTreeMap<AnswerKey, Held>,
}

#[derive(Debug, Default)]
struct Held {
    autosave: Autosave<Value>,
    /// Whether there is something newer than what was handed out last.
    newer: bool,
    failed: Option<Refusal>,
    /// Whether the same again would fail again: it waits for an edit.
    stuck: bool,
}

impl Saves {
    /// Takes the newest of an answer.
    pub(crate) fn edited(&mut self, key: AnswerKey, value: Value, now: Instant) {
        let held = self.slots.entry(key).or_default();
        held.autosave.edited(value, now);
        (held.newer, held.stuck) = (true, false);
    }

    /// Forgets the answers of an entry that was removed.
    pub(crate) fn forget(&mut self, gone: impl Fn(AnswerKey) -> bool) {
        self.slots.retain(|key, _| !gone(*key));
    }

    /// Returns what is to be sent now.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<(AnswerKey, Value)> {
        self.hand_out(|autosave| autosave.due(now))
    }

    /// Returns everything that waits and is not under way.
    pub(crate) fn flush(&mut self) -> Vec<(AnswerKey, Value)> {
        self.hand_out(Autosave::flush)
    }

    fn hand_out(
        &mut self,
        mut take: impl FnMut(&mut Autosave<Value>) -> Option<Value>,
    ) -> Vec<(AnswerKey, Value)> {
        let free = self.slots.iter_mut().filter(|(_, held)| !held.stuck);
        free.filter_map(|(key, held)| {
            let value = take(&mut held.autosave)?;
            held.newer = false;
            Some((*key, value))
        })
        .collect()
    }

    /// Notes what came of what was handed out last for an answer.
    pub(crate) fn answered(&mut self, key: AnswerKey, result: Result<(), Refusal>, now: Instant) {
        let Some(held) = self.slots.get_mut(&key) else { return };
        match result {
            Ok(()) => {
                held.autosave.saved();
                held.failed = None;
            }
            Err(refusal) => {
                held.autosave.failed(now);
                held.stuck = !held.newer && !may_pass(refusal.code);
                held.failed = Some(refusal);
            }
        }
    }

    /// Returns when something is due next.
    pub(crate) fn wake_at(&self) -> Option<Instant> {
        self.slots.values().filter(|held| !held.stuck).filter_map(|held| held.autosave.wake_at()).min()
    }

    /// Returns where the words are: what is worst counts.
    pub(crate) fn standing(&self) -> Standing {
        let failed = self.slots.iter().find_map(|(key, held)| Some((*key, held.failed.clone()?)));
        if let Some((key, refusal)) = failed {
            return Standing::Failed(key, refusal);
        }
        if self.slots.values().any(|held| held.autosave.state() != SaveState::Saved) {
            return Standing::Saving;
        }
        if self.slots.is_empty() { Standing::Quiet } else { Standing::Saved }
    }
}

/// Whether the same command may succeed later: storage and reach come back, rules do not change their mind.
fn may_pass(code: Code) -> bool {
    match code {
        Code::Storage | Code::InUse | Code::Bug => true,
        Code::Invalid
        | Code::Forbidden
        | Code::NotFound
        | Code::Conflict
        | Code::AlreadyClaimed
        | Code::LeaseLost
        | Code::ClaimLimit
        | Code::StaleRevision
        | Code::StaleBase
        | Code::AlreadyCompleted
        | Code::WrongState
        | Code::Gone
        | Code::UnknownKind
        | Code::TooLarge => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::key;
    use super::*;
    use domain::autosave::{PAUSE, RETRY};
    use serde_json::json;

    const START: Instant = Instant(1_000);

    fn refused(code: Code) -> Result<(), Refusal> {
        Err(Refusal::new(code, "No."))
    }

    fn written(text: &str) -> Saves {
        let mut saves = Saves::default();
        saves.edited(key(1), json!(text), START);
        saves
    }

    #[test]
    fn two_answers_are_saved_apart() {
        let mut saves = written("a");
        saves.edited(key(2), json!("b"), START);
        assert_eq!(saves.due(START + PAUSE), [(key(1), json!("a")), (key(2), json!("b"))]);
        saves.answered(key(1), Ok(()), START);
        assert_eq!(saves.standing(), Standing::Saving);
        saves.answered(key(2), Ok(()), START);
        assert_eq!(saves.standing(), Standing::Saved);
    }

    #[test]
    fn what_storage_could_not_take_is_tried_again() {
        let mut saves = written("a");
        saves.flush();
        saves.answered(key(1), refused(Code::Storage), START);
        assert!(matches!(saves.standing(), Standing::Failed(..)));
        assert_eq!(saves.due(START + RETRY), [(key(1), json!("a"))]);
        saves.answered(key(1), Ok(()), START);
        assert_eq!(saves.standing(), Standing::Saved);
    }

    #[test]
    fn what_a_rule_refused_waits_for_an_edit() {
        let mut saves = written("a");
        saves.flush();
        saves.answered(key(1), refused(Code::Gone), START);
        assert_eq!(saves.wake_at(), None);
        saves.edited(key(1), json!("ab"), START);
        assert_eq!(saves.flush(), [(key(1), json!("ab"))]);
    }

    #[test]
    fn a_removed_entry_leaves_nothing_to_save() {
        let mut saves = written("a");
        saves.forget(|gone| gone == key(1));
        assert!(saves.flush().is_empty());
        assert_eq!(saves.standing(), Standing::Quiet);
    }
}
