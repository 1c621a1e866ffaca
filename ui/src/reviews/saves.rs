//! The texts of a room and whether they are saved. Pure: `drafts` sends what this hands out.

use domain::autosave::{Autosave, SaveState};
use domain::base::{Code, Instant, Refusal};
use domain::journeys::ChecklistItemId;
use domain::reviews::{CommentId, ReviewsCommand};
use std::collections::BTreeMap;

/// One thing that is saved by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// The overall note.
    Note,
    /// A comment.
    Comment(CommentId),
    /// A line of the checklist.
    Line(ChecklistItemId),
}

/// Where the words of a room are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standing {
    /// Nothing was written since the room opened.
    Quiet,
    /// Some are on their way.
    Saving,
    /// All are saved.
    Saved,
    /// Some could not be saved; they are still here.
    Failed(Refusal),
    /// The review is no longer this mentor's.
    Lost(Refusal),
}

/// The texts of a room.
#[derive(Debug, Default)]
pub(crate) struct Saves {
    slots: BTreeMap<Slot, Held>,
}

#[derive(Debug, Default)]
struct Held {
    autosave: Autosave<ReviewsCommand>,
    /// Whether there is something newer than what was handed out last.
    newer: bool,
    failed: Option<Refusal>,
    /// Whether the same again would fail again: it waits for an edit.
    stuck: bool,
}

impl Saves {
    /// Takes a slot's newest content.
    pub(crate) fn edited(&mut self, slot: Slot, command: ReviewsCommand, now: Instant) {
        let held = self.slots.entry(slot).or_default();
        held.autosave.edited(command, now);
        (held.newer, held.stuck) = (true, false);
    }

    /// Takes back what was not handed out.
    pub(crate) fn forget(&mut self, slot: Slot) {
        if let Some(held) = self.slots.get_mut(&slot)
            && held.autosave.wake_at().is_some()
        {
            *held = Held::default();
        }
    }

    /// Returns what is to be sent now.
    pub(crate) fn due(&mut self, now: Instant) -> Vec<(Slot, ReviewsCommand)> {
        self.hand_out(|autosave| autosave.due(now))
    }

    /// Returns everything that waits and is not under way. What failed before counts as on its way again.
    pub(crate) fn flush(&mut self) -> Vec<(Slot, ReviewsCommand)> {
        let due = self.hand_out(Autosave::flush);
        for (slot, _) in &due {
            self.slots.entry(*slot).and_modify(|held| held.failed = None);
        }
        due
    }

    fn hand_out(
        &mut self,
        mut take: impl FnMut(&mut Autosave<ReviewsCommand>) -> Option<ReviewsCommand>,
    ) -> Vec<(Slot, ReviewsCommand)> {
        let free = self.slots.iter_mut().filter(|(_, held)| !held.stuck);
        free.filter_map(|(slot, held)| {
            let command = take(&mut held.autosave)?;
            held.newer = false;
            Some((*slot, command))
        })
        .collect()
    }

    /// Notes what came of the last thing that was handed out for a slot.
    pub(crate) fn answered(&mut self, slot: Slot, result: Result<(), Refusal>, now: Instant) {
        let Some(held) = self.slots.get_mut(&slot) else { return };
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

    /// Whether something could not be saved.
    pub(crate) fn has_failed(&self) -> bool {
        self.slots.values().any(|held| held.failed.is_some())
    }

    /// Returns where the words are: what is worst counts.
    pub(crate) fn standing(&self) -> Standing {
        let failed = || self.slots.values().filter_map(|held| held.failed.as_ref());
        if let Some(refusal) = failed().find(|refusal| is_loss(refusal.code)) {
            return Standing::Lost(refusal.clone());
        }
        if let Some(refusal) = failed().next() {
            return Standing::Failed(refusal.clone());
        }
        if self.slots.values().any(|held| held.autosave.state() != SaveState::Saved) {
            return Standing::Saving;
        }
        if self.slots.is_empty() { Standing::Quiet } else { Standing::Saved }
    }
}

/// Whether a refusal means that the review is no longer one's own. The store keeps the text then.
fn is_loss(code: Code) -> bool {
    matches!(code, Code::LeaseLost | Code::AlreadyCompleted | Code::AlreadyClaimed | Code::Gone)
}

/// Whether the same may succeed later.
fn may_pass(code: Code) -> bool {
    matches!(code, Code::Storage | Code::InUse | Code::Bug | Code::Invalid)
}

#[cfg(test)]
#[path = "saves_tests.rs"]
mod tests;
