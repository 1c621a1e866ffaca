//! How it stands with the server: whether it can be reached, and how much waits to be sent. The line at the foot of the rail
//! shows it in the same words as the desktop's synchronisation.

use crate::hooks::now;
use device::sync::{SyncState, SyncStatus};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

/// Why it does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Nobody can be reached.
    Unreachable,
    /// The server does not manage just now.
    Busy,
}

/// Who is told.
type Told = Rc<dyn Fn(Value)>;

/// How it stands.
#[derive(Default)]
pub(super) struct Standing(Rc<Inner>);

#[derive(Default)]
struct Inner {
    now: Cell<Now>,
    told: RefCell<Vec<(u32, Told)>>,
    counted: Cell<u32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Now {
    /// How many changes wait, and since when the first of them does.
    waiting: u64,
    oldest: Option<i64>,
    trouble: Option<(Trouble, i64)>,
    signed_out: bool,
    heard: Option<i64>,
    /// How many texts wait for the person.
    attention: u64,
}

impl Now {
    fn state(&self) -> SyncState {
        match self.trouble {
            _ if self.signed_out => SyncState::SignInNeeded,
            Some((Trouble::Unreachable, since)) => SyncState::Offline { since },
            Some((Trouble::Busy, since)) => SyncState::ServerProblem { since },
            None if self.waiting > 0 => SyncState::Sending,
            None => SyncState::Synced,
        }
    }

    fn status(&self) -> SyncStatus {
        SyncStatus {
            state: self.state(),
            waiting: self.waiting,
            oldest: self.oldest,
            attention: self.attention,
            last_contact: self.heard,
            trouble: self.trouble.map(|(trouble, _)| match trouble {
                Trouble::Unreachable => device::sync::Trouble::Unreachable,
                Trouble::Busy => device::sync::Trouble::Busy,
            }),
            // A page asks for what it shows, and keeps nothing.
            incomplete: false,
        }
    }
}

impl Standing {
    /// A change waits to be sent.
    pub(super) fn waits(&self) {
        let at = now().0;
        self.set(|was| Now { waiting: was.waiting + 1, oldest: was.oldest.or(Some(at)), ..was });
    }

    /// A change waits no more: it was answered.
    pub(super) fn done(&self) {
        self.set(|was| {
            let waiting = was.waiting.saturating_sub(1);
            Now { waiting, oldest: was.oldest.filter(|_| waiting > 0), ..was }
        });
    }

    /// The server gave an answer that made sense.
    pub(super) fn heard(&self) {
        let at = now().0;
        self.set(|was| Now { trouble: None, signed_out: false, heard: Some(at), ..was });
    }

    /// So many texts wait for the person.
    pub(super) fn attention(&self, texts: u64) {
        self.set(|was| Now { attention: texts, ..was });
    }

    /// It does not go on.
    pub(super) fn troubled(&self, trouble: Trouble) {
        let at = now().0;
        self.set(|was| {
            let since = was.trouble.filter(|(known, _)| *known == trouble).map_or(at, |(_, since)| since);
            Now { trouble: Some((trouble, since)), ..was }
        });
    }

    /// Nobody is signed in any more.
    pub(super) fn signed_out(&self) {
        self.set(|was| Now { trouble: None, signed_out: true, ..was });
    }

    /// Whether nobody is signed in any more.
    pub(super) fn is_signed_out(&self) -> bool {
        self.0.now.get().signed_out
    }

    /// Whether a change waits to be sent.
    pub(super) fn is_waiting(&self) -> bool {
        self.0.now.get().waiting > 0
    }

    /// Returns how it stands, as JSON.
    pub(super) fn told(&self) -> Value {
        serde_json::to_value(self.0.now.get().status()).unwrap_or_default()
    }

    /// Tells somebody whenever it changes, until what it returns is dropped.
    pub(super) fn tell(&self, told: Told) -> impl Drop + use<> {
        let id = self.0.counted.get();
        self.0.counted.set(id + 1);
        self.0.told.borrow_mut().push((id, told));
        Telling { id, of: Rc::downgrade(&self.0) }
    }

    fn set(&self, change: impl FnOnce(Now) -> Now) {
        let was = self.0.now.get();
        let is = change(was);
        self.0.now.set(is);
        let unheard = |now: Now| Now { heard: None, ..now };
        if unheard(was) != unheard(is) {
            let told: Vec<Told> = self.0.told.borrow().iter().map(|(_, told)| told.clone()).collect();
            told.iter().for_each(|told| told(self.told()));
        }
    }
}

struct Telling {
    id: u32,
    of: Weak<Inner>,
}

impl Drop for Telling {
    fn drop(&mut self) {
        if let Some(inner) = self.of.upgrade() {
            inner.told.borrow_mut().retain(|(id, _)| *id != self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_told_with_why_it_does() {
        let sending = Now { waiting: 2, oldest: Some(1), ..Now::default() };
        assert_eq!(Now::default().state(), SyncState::Synced);
        assert_eq!(sending.state(), SyncState::Sending);
        let cut = Now { trouble: Some((Trouble::Unreachable, 5)), ..sending };
        assert_eq!(cut.state(), SyncState::Offline { since: 5 });
        assert_eq!(cut.status().waiting, 2);
        assert_eq!(Now { attention: 1, ..cut }.status().attention, 1);
        let busy = Now { trouble: Some((Trouble::Busy, 5)), ..sending };
        assert_eq!(busy.state(), SyncState::ServerProblem { since: 5 });
        assert_eq!(Now { signed_out: true, ..cut }.state(), SyncState::SignInNeeded);
    }
}
