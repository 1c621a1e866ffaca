//! What the person is told about it.

use super::decide::{Engine, Turn};
use super::event::Effect;
use super::gate::Gate;
use super::lane::Worry;
use super::listen::Turned;
use device::sync::{Stop, SyncState, SyncStatus, Trouble};
use domain::base::{Instant, Span};

/// A server that fails is not spoken of before it has failed for so long.
const FAILING: Span = Span::seconds(600);

/// Nor is one that does not know a command yet.
const TOO_OLD: Span = Span::hours(1);

/// A file that fails is spoken of after so many times: it may be busy for a moment.
const STORAGE_TIMES: u32 = 3;

impl Engine {
    /// Begins or ends listening to the server's events.
    pub(super) fn listen<D: ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        let wanted = self.is_listening_wanted();
        match self.listening.turn(wanted, turn.now, turn.random) {
            Some(Turned::On) => turn.effects.push(Effect::OpenEvents),
            Some(Turned::Off) => turn.effects.push(Effect::CloseEvents),
            None => {}
        }
    }

    /// Events are listened to once the server was met and as long as it may be spoken to.
    pub(super) fn is_listening_wanted(&self) -> bool {
        self.gate.is_open() && self.last_contact.is_some()
    }

    /// Tells how things stand, if they stand otherwise than before.
    pub(super) fn report<D: ?Sized>(&mut self, turn: &mut Turn<'_, D>) {
        let status = self.status(turn.now.wall);
        if self.told.as_ref() != Some(&status) {
            self.told = Some(status.clone());
            turn.effects.push(Effect::Status(status));
        }
    }

    fn status(&self, wall: Instant) -> SyncStatus {
        SyncStatus {
            state: self.state(wall),
            waiting: self.standing.waiting,
            oldest: self.standing.oldest.map(|oldest| oldest.0),
            attention: self.standing.attention,
            last_contact: self.last_contact.map(|contact| contact.0),
            trouble: self.worst().map(|worry| worry.what),
            incomplete: !self.standing.complete,
        }
    }

    fn state(&self, wall: Instant) -> SyncState {
        match self.gate {
            Gate::Stopped(why, _) => SyncState::Stopped { why },
            Gate::SignIn(_) => SyncState::SignInNeeded,
            Gate::Open => self.worst().and_then(|worry| told_of(worry, wall)).unwrap_or_else(|| self.calm()),
        }
    }

    fn calm(&self) -> SyncState {
        if self.pull.is_too_old() {
            SyncState::UpdateNeeded
        } else if !self.standing.complete {
            SyncState::FirstSync { rows: self.pull.rows() }
        } else if self.standing.waiting > 0 {
            SyncState::Sending
        } else if self.pull.is_paging() || self.last_contact.is_none() {
            SyncState::Receiving
        } else {
            SyncState::Synced
        }
    }

    /// Returns what is wrong most. What was wrong with sending is over once there is nothing to send.
    fn worst(&self) -> Option<Worry> {
        let push = self.push.lane.trouble().filter(|_| self.standing.waiting > 0);
        [self.pull.lane.trouble(), push].into_iter().flatten().max_by_key(|worry| weight(worry.what))
    }
}

fn weight(trouble: Trouble) -> u8 {
    match trouble {
        Trouble::ServerTooOld => 0,
        Trouble::Failing => 1,
        Trouble::Busy => 2,
        Trouble::NotOurServer => 3,
        Trouble::Unreachable => 4,
        Trouble::Storage => 5,
    }
}

/// Returns what a worry makes of the state; nothing while it may pass by itself.
fn told_of(worry: Worry, wall: Instant) -> Option<SyncState> {
    let since = worry.since.0;
    let lasts = |span: Span| (wall - worry.since) >= span;
    match worry.what {
        Trouble::Unreachable | Trouble::Busy | Trouble::NotOurServer => Some(SyncState::Offline { since }),
        Trouble::Failing => lasts(FAILING).then_some(SyncState::ServerProblem { since }),
        Trouble::ServerTooOld => lasts(TOO_OLD).then_some(SyncState::ServerProblem { since }),
        Trouble::Storage => {
            (worry.times >= STORAGE_TIMES).then_some(SyncState::Stopped { why: Stop::Storage })
        }
    }
}
