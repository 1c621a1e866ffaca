//! Which reviews each mentor holds when, so that nobody ever holds more than the rules allow.

use domain::base::{Instant, PersonId};
use domain::reviews::CLAIM_LIMIT;
use std::collections::BTreeMap;

/// What mentors hold, from and until.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    held: BTreeMap<PersonId, Vec<Hold>>,
}

/// A time for which somebody holds a review.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hold {
    pub(crate) mentor: PersonId,
    pub(crate) from: Instant,
    pub(crate) until: Instant,
}

impl Agenda {
    /// Says whether there is room for all of these at once.
    pub(crate) fn has_room(&self, holds: &[Hold]) -> bool {
        holds.iter().all(|hold| {
            let taken = self.held.get(&hold.mentor).into_iter().flatten();
            let overlaps = |other: &&Hold| other.from <= hold.until && hold.from <= other.until;
            let own = holds.iter().filter(|other| other.mentor == hold.mentor).filter(overlaps).count();
            taken.filter(overlaps).count() + own <= CLAIM_LIMIT
        })
    }

    /// Returns how many reviews a mentor has had so far.
    pub(crate) fn load(&self, mentor: PersonId) -> usize {
        self.held.get(&mentor).map_or(0, Vec::len)
    }

    /// Writes the times down.
    pub(crate) fn book(&mut self, holds: &[Hold]) {
        for hold in holds {
            self.held.entry(hold.mentor).or_default().push(*hold);
        }
    }
}
