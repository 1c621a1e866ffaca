//! What the engine is told, and what it tells.

use super::answer::Answer;
use super::time::Steady;
use device::sync::SyncStatus;
use domain::base::Span;
use domain::rows::Table;
use domain::sync::{PullPage, PullRequest, PushReply, PushRequest, SyncRefusal};
use std::collections::BTreeSet;

/// The number of a request, never used twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReqId(pub u64);

/// Something happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It is the time that the engine asked for.
    Tick,
    /// Something was done here and is kept in the file.
    LocalCommit,
    /// The system says that there is a network.
    NetUp,
    /// The system says that there is none.
    NetDown,
    /// The computer slept, or may have: connections are worth nothing now.
    Resume,
    /// The window came to the front, or left it.
    Focus(bool),
    /// The server says that there is something new.
    Poke,
    /// The server's events can be heard from now on.
    EventsOpened,
    /// They cannot be heard any more.
    EventsClosed,
    /// They cannot be heard, and the server asks to be left alone for so long.
    EventsTurnedAway(Span),
    /// What came of a push.
    PushAnswer(ReqId, Answer<PushReply>),
    /// What came of a pull.
    PullAnswer(ReqId, Answer<Box<PullPage>>),
    /// The person signed in, or what they are known by was renewed.
    AuthChanged,
    /// The person wants it now.
    SyncNow,
    /// What was written waits no longer for more of it: the person left the field, finished, or ends the application.
    Flush,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send this; an earlier push that is still under way counts no more.
    SendPush(ReqId, PushRequest),
    /// Ask this; an earlier pull that is still under way counts no more.
    SendPull(ReqId, PullRequest),
    /// Listen to the server's events, anew if they are being listened to.
    OpenEvents,
    /// Listen no longer.
    CloseEvents,
    /// These tables have other rows now.
    TablesChanged(BTreeSet<Table>),
    /// The state of things is another one.
    Status(SyncStatus),
    /// Something that should be looked into.
    Alarm(Alarm),
}

/// Something that should be looked into. No text of a person is in it.
#[derive(Debug, Clone, PartialEq)]
pub enum Alarm {
    /// What was numbered here and what the server counted do not fit; the device took another identity.
    Reminted,
    /// The server has another history. Everything is fetched anew, and what it may have lost is sent again.
    OtherHistory,
    /// The protocol said no to something that it should have taken.
    Refused(SyncRefusal),
    /// A single command is too large to be sent.
    TooLarge,
    /// The server answers a push, and does not keep it.
    NotKept,
    /// A page leads to another one without end.
    NoEnd,
    /// The file on this device failed.
    Storage(String),
    /// The application made a mistake of its own here, and began again.
    Bug,
}

/// What comes of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What to do, in this order.
    pub effects: Vec<Effect>,
    /// When to come back with [`Event::Tick`] at the latest.
    pub wake_at: Steady,
}
