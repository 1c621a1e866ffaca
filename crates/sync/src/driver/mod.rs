//! The driver: lets the engine act. A thread of its own holds the engine and the person's file; requests, the server's events
//! and the timer run beside it there, so that whoever tells it something never waits.
//!
//! It decides nothing. [`Http`] is how it reaches a server.

mod http;
mod random;
mod run;
mod watch;

pub use http::{Http, UnfitAddress};
pub use random::SystemRandom;

use std::collections::BTreeSet;
use std::future::Future;
use std::io;
use std::sync::mpsc as std_mpsc;
use std::thread;
use std::time::Duration;

use device::sync::SyncStatus;
use domain::base::{Instant, Span};
use domain::rows::Table;
use domain::sync::{PullPage, PullRequest, PushReply, PushRequest};
use tokio::runtime;
use tokio::sync::mpsc;

use crate::engine::{Alarm, Answer, Device, Event, Random};
use run::{Message, Running};

#[cfg(test)]
mod tests;

/// The way to a server. Every call ends by itself; a connection on which nothing moves counts as none.
pub trait Transport: Send + Sync + 'static {
    /// Sends commands.
    fn push(&self, request: PushRequest) -> impl Future<Output = Answer<PushReply>> + Send;

    /// Asks for a page.
    fn pull(&self, request: PullRequest) -> impl Future<Output = Answer<Box<PullPage>>> + Send;

    /// Listens to the server's events and tells what is heard, until there is no more to hear.
    fn listen(&self, heard: impl Fn(Heard) + Send + Sync) -> impl Future<Output = ()> + Send;

    /// Uses no connection any more that was there before: the computer slept, or is in another network.
    fn begin_anew(&self);
}

/// What is heard of a server's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// They can be heard from now on.
    Opened,
    /// There is something new.
    Poke,
    /// They can't be heard for now: the server asks to be left alone for so long.
    TurnedAway(Span),
}

/// What whoever started the driver gets to know.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// These tables have other rows now.
    Tables(BTreeSet<Table>),
    /// Things stand otherwise now.
    Status(SyncStatus),
    /// Something for the journal.
    Alarm(Alarm),
}

/// What the driver needs.
pub struct Parts<D, T> {
    /// The person's file.
    pub device: D,
    /// The way to the server.
    pub transport: T,
    /// The computer's clock.
    pub clock: Box<dyn Fn() -> Instant + Send>,
    /// Randomness.
    pub random: Box<dyn Random + Send>,
    /// Who gets to know what there is to know, on the driver's thread.
    pub news: Box<dyn FnMut(News) + Send>,
}

/// A running driver. Dropped, it ends at once; [`Driver::close`] sends first what can be sent.
#[derive(Debug)]
pub struct Driver {
    messages: mpsc::UnboundedSender<Message>,
    ended: std_mpsc::Receiver<Ended>,
}

/// How a driver ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Everything that was done here was answered by the server.
    SentAll,
    /// Something is left, and kept, for the next start.
    LeftSome,
}

impl Driver {
    /// Starts a driver.
    ///
    /// # Errors
    /// When the system gives no thread, or none of what a thread needs to reach a network.
    pub fn start<D, T>(parts: Parts<D, T>) -> io::Result<Self>
    where
        D: Device + Send + 'static,
        T: Transport,
    {
        let (messages, inbox) = mpsc::unbounded_channel();
        let (end, ended) = std_mpsc::channel();
        // Only whoever drives holds a strong end, so that the driver ends when that is dropped.
        let own = messages.downgrade();
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        thread::Builder::new().name("sync".to_owned()).spawn(move || {
            let how = runtime.block_on(Running::new(parts, own).run(inbox));
            // Nobody has to wait for it.
            end.send(how).ok();
        })?;
        Ok(Self { messages, ended })
    }

    /// Tells what happened: a change here, the network, sleep, focus, what the person wants. Returns at once.
    pub fn tell(&self, event: Event) {
        // A driver that has ended needs to know nothing.
        self.messages.send(Message::Event(event)).ok();
    }

    /// Ends the driver. What was done here and can be sent now is sent first, for at most so long.
    #[must_use]
    pub fn close(self, patience: Duration) -> Ended {
        self.messages.send(Message::Close(patience)).ok();
        self.ended.recv_timeout(patience.saturating_add(GRACE)).unwrap_or(Ended::LeftSome)
    }
}

/// How long the file may still be at work when the patience is over.
const GRACE: Duration = Duration::from_secs(1);
