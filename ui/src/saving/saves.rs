//! The texts of a screen and whether they are saved. Pure: `saver` sends what this hands out.

use super::slot::{Slot, may_pass};
use domain::autosave::{Autosave, SaveState};
use domain::base::{Instant, Refusal};
use domain::command::Command;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Where the words of a screen are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standing {
    /// Nothing was written since the screen opened.
    Quiet,
    /// Some are on their way.
    Saving,
    /// All are saved.
    Saved,
    /// Some could not be saved; they are still here.
    Failed(Slot, Refusal),
    /// Where they belong is no longer this person's to write in; the store keeps them.
    Lost(Refusal),
}

/// The texts of a screen.
#[derive(Debug, Default)]
pub(super) struct Saves {
    slots: BTreeMap<Slot, Held>,
}

#[derive(Debug, Default)]
struct Held {
    autosave: Autosave<Rc<Command>>,
    /// The newest content that is not known to be saved.
    newest: Option<Rc<Command>>,
    /// Since when something waits that was not handed out yet.
    waits: Option<Instant>,
    /// Since when that waited which was handed out last and is not answered yet.
    waited: Option<Instant>,
    failed: Option<Refusal>,
    /// Whether what failed is under way once more because somebody asked for it.
    again: bool,
    /// Whether the same again would fail again: it waits for an edit.
    stuck: bool,
}

impl Saves {
    /// Takes a slot's newest content, as the command that saves it.
    pub(super) fn edited(&mut self, slot: Slot, command: Command, now: Instant) {
        let held = self.slots.entry(slot).or_default();
        let command = Rc::new(command);
        held.newest = Some(command.clone());
        held.autosave.edited(command, now);
        held.waits.get_or_insert(now);
        held.stuck = false;
    }

    /// Takes back what was not handed out.
    pub(super) fn withdraw(&mut self, slot: Slot) {
        if let Some(held) = self.slots.get_mut(&slot)
            && held.autosave.wake_at().is_some()
        {
            *held = Held::default();
        }
    }

    /// Forgets what is gone, whatever becomes of it.
    pub(super) fn forget(&mut self, gone: impl Fn(Slot) -> bool) {
        self.slots.retain(|slot, _| !gone(*slot));
    }

    /// Returns what is to be sent now.
    pub(super) fn due(&mut self, now: Instant) -> Vec<(Slot, Rc<Command>)> {
        self.hand_out(|held| held.autosave.due(now))
    }

    /// Returns everything that waits and is not under way. What failed before counts as on its way again.
    pub(super) fn flush(&mut self) -> Vec<(Slot, Rc<Command>)> {
        self.hand_out(|held| {
            let command = held.autosave.flush()?;
            held.again = held.failed.is_some();
            Some(command)
        })
    }

    fn hand_out(
        &mut self,
        mut take: impl FnMut(&mut Held) -> Option<Rc<Command>>,
    ) -> Vec<(Slot, Rc<Command>)> {
        let free = self.slots.iter_mut().filter(|(_, held)| !held.stuck);
        free.filter_map(|(slot, held)| {
            let command = take(held)?;
            held.waited = held.waited.or(held.waits.take());
            Some((*slot, command))
        })
        .collect()
    }

    /// Notes what came of the last thing that was handed out for a slot.
    pub(super) fn answered(&mut self, slot: Slot, result: Result<(), Refusal>, now: Instant) {
        let Some(held) = self.slots.get_mut(&slot) else { return };
        held.again = false;
        match result {
            Ok(()) => {
                held.autosave.saved();
                (held.failed, held.waited) = (None, None);
                if held.waits.is_none() {
                    held.newest = None;
                }
            }
            Err(refusal) => {
                held.autosave.failed(now);
                held.stuck = held.waits.is_none() && !may_pass(refusal.code);
                held.failed = Some(refusal);
            }
        }
    }

    /// Returns when something is due next.
    pub(super) fn wake_at(&self) -> Option<Instant> {
        self.slots.values().filter(|held| !held.stuck).filter_map(|held| held.autosave.wake_at()).min()
    }

    /// Returns where the words are: what is worst counts.
    pub(super) fn standing(&self) -> Standing {
        let failed = || {
            let counted = self.slots.iter().filter(|(_, held)| !held.again);
            counted.filter_map(|(slot, held)| Some((*slot, held.failed.as_ref()?)))
        };
        if let Some((_, refusal)) = failed().find(|(slot, refusal)| slot.is_lost(refusal.code)) {
            return Standing::Lost(refusal.clone());
        }
        if let Some((slot, refusal)) = failed().next() {
            return Standing::Failed(slot, refusal.clone());
        }
        if self.slots.values().any(|held| held.autosave.state() != SaveState::Saved) {
            return Standing::Saving;
        }
        if self.slots.is_empty() { Standing::Quiet } else { Standing::Saved }
    }

    /// Whether something of a text is not known to be saved.
    pub(super) fn waits(&self, slot: Slot) -> bool {
        self.slots.get(&slot).is_some_and(|held| held.newest.is_some())
    }

    /// Whether something could not be saved.
    pub(super) fn has_failed(&self) -> bool {
        self.slots.values().any(|held| held.failed.is_some())
    }

    /// Returns what could not be saved, with the reason. What the store keeps is not among it.
    pub(super) fn failed(&self) -> impl Iterator<Item = (Slot, &Refusal)> {
        let failed = self.slots.iter().filter_map(|(slot, held)| Some((*slot, held.failed.as_ref()?)));
        failed.filter(|(slot, refusal)| !slot.is_lost(refusal.code))
    }

    /// Returns since when something waits to be saved. What the store keeps does not wait.
    pub(super) fn unsaved_since(&self) -> Option<Instant> {
        let lost = |slot: Slot, held: &Held| held.failed.as_ref().is_some_and(|why| slot.is_lost(why.code));
        let waiting = self.slots.iter().filter(|(slot, held)| !lost(**slot, held));
        waiting.filter_map(|(_, held)| held.waited.or(held.waits)).min()
    }

    /// Returns the newest content of everything that is not known to be saved.
    pub(super) fn unsaved(&self) -> Vec<(Slot, Rc<Command>)> {
        self.slots.iter().filter_map(|(slot, held)| Some((*slot, held.newest.clone()?))).collect()
    }
}

#[cfg(test)]
#[path = "saves_tests.rs"]
mod tests;
