//! Taking a push: all its commands in one transaction, in their order. A rule that says no to one undoes that one alone,
//! and the queue moves on.
//!
//! In order: (1) history, installation and numbers have to fit; (2) a command that came before answers as it did then,
//! whichever installation brings it; (3) the rules decide; (4) one number for the whole push, and the change index; (5)
//! commit, on a file together with others that wait. A command under which this program breaks down three times is refused, so that it cannot hold up the others.

use super::client::Client;
use super::{SyncError, history, sent};
use crate::dispatch::{Decision, decide, known, locks, number, remember};
use crate::engine::{LockKey, Tx};
use crate::rows::Touched;
use crate::{Store, StoreError, changes};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal};
use domain::command::{Command, Envelope};
use domain::sync::{
    Outcome, PUSH_BYTES, PUSH_ENTRIES, PushEntry, PushReply, PushRequest, Settled, SyncRefusal,
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// How often a command may break this program down before it is refused.
const PATIENCE: i64 = 3;

/// A command as it could be read, or why it is refused unread.
type Read = Result<Command, Refusal>;

/// A transaction in the middle of a push.
struct Taking<'a> {
    client: Client,
    now: Instant,
    touched: Touched,
    /// What was decided here, and waits for the number of the transaction.
    fresh: Vec<CommandId>,
    results: Vec<Settled>,
    /// The command that is being decided.
    current: &'a Current,
}

/// The command that is being decided, on whichever thread that happens.
#[derive(Debug, Clone, Default)]
struct Current(Arc<Mutex<Option<CommandId>>>);

impl Current {
    fn set(&self, id: Option<CommandId>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = id;
    }

    fn get(&self) -> Option<CommandId> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Takes what an installation of a person pushes.
    ///
    /// # Errors
    /// When history, installation or numbers do not fit, or the store fails; then nothing was taken.
    pub fn push(
        &self,
        person: PersonId,
        request: &PushRequest,
        now: Instant,
    ) -> Result<PushReply, SyncError> {
        check(person, request)?;
        let commands: Vec<Read> = request.entries.iter().map(|entry| sent::read(&entry.envelope)).collect();
        let locks = all_locks(request, &commands);
        let current = Current::default();
        let (taken, decided) = (request.clone(), current.clone());
        let take = move |tx: &mut dyn Tx| take(tx, person, &taken, &commands, now, &decided);
        match catch_unwind(AssertUnwindSafe(|| self.engine().write_together(&locks, take))) {
            Ok(taken) => taken,
            Err(panic) => {
                if let Some(poison) = current.get() {
                    self.note_poison(person, request, poison, now)?;
                }
                resume_unwind(panic)
            }
        }
    }

    fn note_poison(
        &self,
        person: PersonId,
        request: &PushRequest,
        poison: CommandId,
        now: Instant,
    ) -> Result<(), StoreError> {
        self.engine().write(&[client_lock(request)], |tx| {
            let known = Client::find(tx, request.client_id)?;
            let mut client = known.unwrap_or_else(|| Client::new(request.client_id, person));
            let tries = client.poison.filter(|(id, _)| *id == poison).map_or(0, |(_, tries)| tries);
            client.poison = Some((poison, tries + 1));
            client.save(tx, request, now)
        })
    }
}

/// Refuses what needs no look at the data.
fn check(person: PersonId, request: &PushRequest) -> Result<(), SyncRefusal> {
    if request.entries.iter().any(|entry| entry.envelope.actor != person) {
        return Err(SyncRefusal::WrongUser);
    }
    let bytes = |entry: &PushEntry| entry.envelope.args.to_string().len();
    // One command alone may be as large as its own rules allow.
    let too_large =
        request.entries.len() > 1 && request.entries.iter().map(bytes).sum::<usize>() > PUSH_BYTES;
    if too_large || request.entries.len() > PUSH_ENTRIES {
        let refusal = Refusal::new(Code::TooLarge, "More was sent at once than the server takes.");
        return Err(SyncRefusal::Unreadable { refusal: refusal.hint("Send less at a time.") });
    }
    Ok(())
}

fn client_lock(request: &PushRequest) -> LockKey {
    LockKey::of(format!("client {}", request.client_id).as_bytes())
}

/// Returns what the push locks: its installation, and the roots of all its commands.
fn all_locks(request: &PushRequest, commands: &[Read]) -> Vec<LockKey> {
    let entries = request.entries.iter().zip(commands);
    let readable = entries.filter_map(|(entry, command)| Some((&entry.envelope, command.as_ref().ok()?)));
    let roots = readable.flat_map(|(envelope, command)| locks(envelope, command));
    roots.chain([client_lock(request)]).collect()
}

fn take(
    tx: &mut dyn Tx,
    person: PersonId,
    request: &PushRequest,
    commands: &[Read],
    now: Instant,
    current: &Current,
) -> Result<PushReply, SyncError> {
    let epoch = history::epoch(tx)?;
    if epoch != request.epoch {
        return Err(SyncRefusal::Epoch { epoch }.into());
    }
    let client = match Client::find(tx, request.client_id)? {
        Some(client) if client.person != person => return Err(SyncRefusal::ClientIdConflict.into()),
        Some(client) => client,
        None => Client::new(request.client_id, person),
    };
    let (fresh, results) = (Vec::new(), Vec::new());
    let mut taking = Taking { client, now, touched: Touched::default(), fresh, results, current };
    for (entry, command) in request.entries.iter().zip(commands) {
        match taking.entry(tx, entry, command) {
            // What came before it is taken all the same; the device sends the rest again.
            Err(SyncError::Refused(SyncRefusal::UnknownKind { .. })) if !taking.results.is_empty() => break,
            done => done?,
        }
    }
    taking.finish(tx, request)
}

impl Taking<'_> {
    fn entry(&mut self, tx: &mut dyn Tx, entry: &PushEntry, command: &Read) -> Result<(), SyncError> {
        let (n, id) = (entry.n, entry.envelope.id);
        if n <= self.client.last_n {
            return match self.client.sent(tx, n)? {
                Some(settled) if settled.id == id => {
                    self.results.push(settled);
                    Ok(())
                }
                Some(_) | None => Err(SyncRefusal::ClientIdConflict.into()),
            };
        }
        if n != self.client.last_n + 1 {
            return Err(SyncRefusal::Gap { expect: self.client.last_n + 1 }.into());
        }
        let refusal = match command {
            Err(refusal) if refusal.code == Code::UnknownKind => {
                return Err(SyncRefusal::UnknownKind { n }.into());
            }
            Err(refusal) => self.refuse_unread(tx, &entry.envelope, refusal)?,
            Ok(_) if self.is_poison(id) => self.refuse_unread(tx, &entry.envelope, &broken())?,
            Ok(command) => self.decide(tx, &entry.envelope, command)?,
        };
        self.client.decided(tx, n, id)?;
        let outcome = refusal.map_or(Outcome::Applied, |refusal| Outcome::Refused { refusal });
        self.results.push(Settled { n, id, outcome });
        Ok(())
    }

    fn is_poison(&self, id: CommandId) -> bool {
        self.client.poison.is_some_and(|(poison, tries)| poison == id && tries >= PATIENCE)
    }

    fn decide(
        &mut self,
        tx: &mut dyn Tx,
        envelope: &Envelope,
        command: &Command,
    ) -> Result<Option<Refusal>, StoreError> {
        self.current.set(Some(envelope.id));
        let Decision { touched, refusal, known } = decide(tx, envelope, command, self.now)?;
        self.current.set(None);
        self.touched.merge(touched);
        // Two of one push may be the same command: the second one has to find the first.
        if !known {
            self.remember(tx, envelope, refusal.as_ref())?;
        }
        Ok(refusal)
    }

    /// Refuses a command that cannot be read or decided, and remembers that.
    fn refuse_unread(
        &mut self,
        tx: &mut dyn Tx,
        envelope: &Envelope,
        refusal: &Refusal,
    ) -> Result<Option<Refusal>, StoreError> {
        match known(tx, envelope)? {
            Some(decision) => Ok(decision.refusal),
            None => {
                self.remember(tx, envelope, Some(refusal))?;
                Ok(Some(refusal.clone()))
            }
        }
    }

    fn remember(
        &mut self,
        tx: &mut dyn Tx,
        envelope: &Envelope,
        refusal: Option<&Refusal>,
    ) -> Result<(), StoreError> {
        // The number comes last, because taking it makes everybody else wait.
        remember(tx, envelope, refusal, 0, self.now)?;
        self.fresh.push(envelope.id);
        Ok(())
    }

    fn finish(self, tx: &mut dyn Tx, request: &PushRequest) -> Result<PushReply, SyncError> {
        self.client.save(tx, request, self.now)?;
        if !self.fresh.is_empty() {
            let seq = changes::next_seq(tx)?;
            changes::index(tx, seq, &self.touched)?;
            for id in self.fresh {
                number(tx, id, seq)?;
            }
        }
        Ok(PushReply { last_n: self.client.last_n, results: self.results })
    }
}

fn broken() -> Refusal {
    Refusal::new(Code::Bug, "The server could not take this: it found a mistake of its own.")
        .hint("Your text is kept. Please report it; everything else goes on.")
}
