//! What the texts of a screen began with. Pure.
//!
//! Every save says which revision its writer had before their eyes; by this a store tells whether another device changed the
//! text meanwhile, and keeps both. So a save must never say a revision that was not on the screen.

use super::slot::Slot;
use domain::base::Rev;
use std::collections::{BTreeMap, BTreeSet};

/// What the texts of a screen began with.
#[derive(Debug, Default)]
pub(super) struct Bases {
    written: BTreeMap<Slot, Written>,
    shown: BTreeMap<Slot, Rev>,
}

/// A text that was written in.
#[derive(Debug)]
struct Written {
    /// What it began with, or what was saved of it last.
    base: Rev,
    /// Everything that it was on this screen.
    was: BTreeSet<Rev>,
    /// Whether another device changed it while something of it was not saved.
    overtaken: bool,
}

impl Bases {
    /// Notes that a text is written in that began with this revision: the nil one, where nothing was there.
    pub(super) fn begin(&mut self, slot: Slot, began_with: Rev) {
        let new = || Written { base: began_with, was: BTreeSet::from([began_with]), overtaken: false };
        self.written.entry(slot).or_insert_with(new);
    }

    /// Notes what a text was saved as.
    pub(super) fn saved(&mut self, slot: Slot, rev: Rev) {
        self.begin(slot, rev);
        if let Some(written) = self.written.get_mut(&slot) {
            written.base = rev;
            written.was.insert(rev);
        }
    }

    /// Returns what the next save of a text begins with, if that is known.
    pub(super) fn of(&self, slot: Slot) -> Option<Rev> {
        self.written.get(&slot).map(|written| written.base)
    }

    /// Returns the revision of a text that the store showed last; the nil one for none.
    pub(super) fn shown(&self, slot: Slot) -> Rev {
        self.shown.get(&slot).copied().unwrap_or_default()
    }

    /// Returns whether another device changed a text while something of it was not saved, and forgets it.
    pub(super) fn take_overtaken(&mut self, slot: Slot) -> bool {
        self.written.get_mut(&slot).is_some_and(|written| std::mem::take(&mut written.overtaken))
    }

    /// Whether some text was overtaken.
    pub(super) fn is_overtaken(&self) -> bool {
        self.written.values().any(|written| written.overtaken)
    }

    /// Forgets all texts but these.
    pub(super) fn retain(&mut self, keep: impl Fn(Slot) -> bool) {
        self.written.retain(|slot, _| keep(*slot));
    }

    /// Takes what the store says now. Returns which of the texts written in here the screen shows as the store has them:
    /// all but those of which something is not saved, those of which the store has not heard the last yet, and those that
    /// are kept beside the one of another device, which go on being written here.
    pub(super) fn read(
        &mut self,
        shown: BTreeMap<Slot, Rev>,
        kept_beside: &BTreeSet<Rev>,
        waits: impl Fn(Slot) -> bool,
    ) -> BTreeSet<Slot> {
        self.shown = shown;
        let mut theirs = BTreeSet::new();
        for (slot, written) in &mut self.written {
            let now = self.shown.get(slot).copied().unwrap_or_default();
            let (known, late) = (written.was.contains(&now), now != written.base);
            if waits(*slot) {
                written.overtaken |= !known;
            } else if !(known && late) && written.was.is_disjoint(kept_beside) {
                theirs.insert(*slot);
            }
        }
        self.written.retain(|slot, _| !theirs.contains(slot));
        theirs
    }
}

#[cfg(test)]
#[path = "bases_tests.rs"]
mod tests;
