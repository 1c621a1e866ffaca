//! What the engine needs of the person's file.

use domain::base::Instant;
use domain::rows::Table;
use domain::sync::{ClientId, Epoch, PullPage, PullRequest, PushRequest};
use std::collections::BTreeSet;
use std::error::Error;

/// A failure of the file.
pub trait DeviceError: Error {
    /// Whether it fails in the same way until somebody does something about it.
    fn is_permanent(&self) -> bool;
}

/// The person's file: rows as the person sees them, and commands that were not confirmed yet, numbered. Every call is one
/// transaction, and keeps what it did through a crash.
pub trait Device {
    /// How it fails.
    type Error: DeviceError;

    /// Returns the commands to send next and marks them as sent, so that they stay as they are; nothing when there are none
    /// that are due, or no server has been met yet. One that is due takes those before it along.
    ///
    /// # Errors
    /// When the file fails.
    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, Self::Error>;

    /// Returns what to ask for next.
    ///
    /// # Errors
    /// When the file fails.
    fn pull_request(&mut self) -> Result<PullRequest, Self::Error>;

    /// Takes in the answer to a request. It is passed over when the file has gone on since. Where the numbers of this
    /// client and the server's do not fit, it goes on as `spare`.
    ///
    /// # Errors
    /// When the file fails. It is as it was then.
    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        now: Instant,
    ) -> Result<Absorbed, Self::Error>;

    /// Begins again under another history of the server, as another client: what the server may have lost is to be sent
    /// again. Returns the tables whose rows are others now.
    ///
    /// # Errors
    /// When the file fails.
    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, Self::Error>;

    /// Goes on as another client, with everything that was not confirmed numbered anew.
    ///
    /// # Errors
    /// When the file fails.
    fn rename(&mut self, spare: ClientId) -> Result<(), Self::Error>;

    /// Returns how the file stands.
    ///
    /// # Errors
    /// When the file fails.
    fn standing(&mut self) -> Result<Standing, Self::Error>;
}

/// Which commands a push should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// The computer's time.
    pub now: Instant,
    /// Only commands with a greater number; those before were answered and wait for a pull.
    pub after: i64,
    /// The most commands.
    pub most: usize,
    /// Which of them are due.
    pub due: Due,
}

/// Which commands are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Those that wait for nothing, and those that have waited long enough for more of the same text.
    Ripe,
    /// All.
    All,
}

/// How the file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// How many commands were not confirmed yet.
    pub waiting: u64,
    /// When the oldest of them was made.
    pub oldest: Option<Instant>,
    /// When the first of those that were not sent yet is due; none when there are none.
    pub due_at: Option<Instant>,
    /// How many things need the person's attention.
    pub attention: u64,
    /// Whether the person's data were here as a whole once, under the server's present history.
    pub complete: bool,
}

/// What came of taking in a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Absorbed {
    /// Whether it was passed over: it answered another question than the one to be asked now.
    pub stale: bool,
    /// Whether there is another page.
    pub more: bool,
    /// Whether what was numbered here and what the server counted did not fit, so that the spare identity was taken.
    pub renamed: bool,
    /// The tables whose rows are others now.
    pub tables: BTreeSet<Table>,
}
