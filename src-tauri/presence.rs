//! Where the person is: who uses the application, which page is in front of them, and which page somebody from outside
//! wants them to see.
//!
//! A page that is wanted is kept until the interface takes it, so that none is lost while the first one still loads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::base::PersonId;

/// What is known of where the person is.
#[derive(Debug, Default)]
pub(crate) struct Presence(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    viewer: Option<PersonId>,
    address: Option<String>,
    wanted: Option<String>,
}

impl Presence {
    /// The interface says where the person is, and takes the page that is wanted. Returns whether somebody else uses
    /// the application now, and that page.
    pub(crate) fn is_at(&self, viewer: PersonId, address: String) -> (bool, Option<String>) {
        let mut known = self.known();
        let other = known.viewer.replace(viewer) != Some(viewer);
        known.address = Some(address);
        (other, known.wanted.take())
    }

    /// Wants the person to see a page; a later one stands in for it.
    pub(crate) fn want(&self, address: String) {
        self.known().wanted = Some(address);
    }

    /// Forgets who and where the person is: somebody else may be the next.
    pub(crate) fn forget(&self) {
        let mut known = self.known();
        known.viewer = None;
        known.address = None;
    }

    /// Returns who uses the application, once that is known.
    pub(crate) fn viewer(&self) -> Option<PersonId> {
        self.known().viewer
    }

    /// Returns the address of the page in the window.
    pub(crate) fn address(&self) -> Option<String> {
        self.known().address.clone()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_wanted_waits_for_the_interface_and_is_taken_once() {
        let presence = Presence::default();
        let me = PersonId::default();
        presence.want("/journeys".to_owned());
        presence.want("/reviews".to_owned());
        assert_eq!(presence.is_at(me, "/".to_owned()), (true, Some("/reviews".to_owned())));
        assert_eq!(presence.is_at(me, "/reviews".to_owned()), (false, None));
        assert_eq!((presence.viewer(), presence.address().as_deref()), (Some(me), Some("/reviews")));
    }
}
