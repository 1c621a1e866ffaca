//! The rules, the same on both sides.

use crate::bug::Bug;
use crate::row::{Claim, Key, Mid, Round, Row, Text, User};

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Claim,
    Release,
    Save,
    Complete,
    Answer,
    Poison,
}

/// A command on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) n: u64,
    pub(crate) mid: Mid,
    pub(crate) kind: Kind,
    pub(crate) round: Round,
    /// The claim that its author holds, as far as the device knew. A claim's own id is its command's.
    pub(crate) claim: Mid,
    pub(crate) body: Text,
    /// The revision of the text that was on the screen.
    pub(crate) base: Mid,
}

/// Why a rule says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    NotVisible,
    AlreadyClaimed,
    Forbidden,
    LeaseLost,
    AlreadyCompleted,
    Locked,
    Invalid,
}

/// Where the rules read and write.
pub(crate) trait Place {
    fn get(&self, key: Key) -> Option<Row>;
    fn put(&mut self, key: Key, row: Row);
    /// Returns the text of this person that lost a race and has this revision.
    fn sibling(&self, owner: User, rev: Mid) -> Option<Key>;
}

/// On which side the rules decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Device,
    /// The server, and whether the person may claim now.
    Server {
        may_claim: bool,
    },
}

/// Decides a command.
pub(crate) fn decide(
    place: &mut dyn Place,
    user: User,
    command: &Command,
    side: Side,
    bug: Bug,
) -> Result<(), Refusal> {
    match command.kind {
        Kind::Claim => claim(place, user, command, side),
        Kind::Release => release(place, user, command),
        Kind::Save => save(place, user, command, side, bug),
        Kind::Complete => complete(place, user, command),
        Kind::Answer => answer(place, user, command, side, bug),
        Kind::Poison => Err(Refusal::Invalid),
    }
}

fn claim(place: &mut dyn Place, user: User, command: &Command, side: Side) -> Result<(), Refusal> {
    let Some(Row::QueueItem { claim, done }) = place.get(Key::QueueItem(command.round)) else {
        return Err(Refusal::NotVisible);
    };
    let mine = Claim { id: command.mid, holder: user };
    match claim {
        Some(claim) if claim == mine => return Ok(()),
        Some(_) => return Err(Refusal::AlreadyClaimed),
        None if done => return Err(Refusal::AlreadyCompleted),
        None => {}
    }
    if side == (Side::Server { may_claim: false }) {
        return Err(Refusal::Forbidden);
    }
    place.put(Key::QueueItem(command.round), Row::QueueItem { claim: Some(mine), done });
    hold(place, command.round, Some(user));
    Ok(())
}

/// A device that claims has no submission yet; it comes when the server has decided.
fn hold(place: &mut dyn Place, round: Round, by: Option<User>) {
    if let Some(Row::Submission { author, done, body, rev, .. }) = place.get(Key::Submission(round)) {
        place.put(Key::Submission(round), Row::Submission { author, holder: by, done, body, rev });
    }
}

/// Whoever writes has to hold the submission, by the claim that is the current one.
fn held(place: &dyn Place, user: User, command: &Command) -> Result<(), Refusal> {
    match place.get(Key::QueueItem(command.round)) {
        Some(Row::QueueItem { claim: Some(claim), .. })
            if claim == (Claim { id: command.claim, holder: user }) =>
        {
            Ok(())
        }
        _ => Err(Refusal::LeaseLost),
    }
}

fn release(place: &mut dyn Place, user: User, command: &Command) -> Result<(), Refusal> {
    held(place, user, command)?;
    match place.get(Key::QueueItem(command.round)) {
        Some(Row::QueueItem { done: false, .. }) => {}
        _ => return Err(Refusal::AlreadyCompleted),
    }
    place.put(Key::QueueItem(command.round), Row::QueueItem { claim: None, done: false });
    hold(place, command.round, None);
    Ok(())
}

fn save(place: &mut dyn Place, user: User, command: &Command, side: Side, bug: Bug) -> Result<(), Refusal> {
    if place.get(Key::Submission(command.round)).is_none() {
        return Err(Refusal::NotVisible);
    }
    held(place, user, command)?;
    if place.get(Key::Review(command.round)).is_some() {
        return Err(Refusal::AlreadyCompleted);
    }
    let key = Key::Draft(command.round, user);
    let rev = place.get(key).and_then(|row| row.text()).map(|(_, rev)| rev);
    if rev.is_some_and(|rev| is_other(rev, command, side, bug)) {
        keep_both(place, user, command);
        return Ok(());
    }
    place.put(key, Row::Draft { owner: user, body: command.body, rev: next(rev, command, bug) });
    Ok(())
}

fn complete(place: &mut dyn Place, user: User, command: &Command) -> Result<(), Refusal> {
    if let Some(Row::Review { owner, body, .. }) = place.get(Key::Review(command.round)) {
        let is_same = (owner, body) == (user, command.body);
        return is_same.then_some(()).ok_or(Refusal::AlreadyCompleted);
    }
    let Some(Row::Submission { author, holder, body, rev, .. }) = place.get(Key::Submission(command.round))
    else {
        return Err(Refusal::NotVisible);
    };
    held(place, user, command)?;
    let claim = Some(Claim { id: command.claim, holder: user });
    place.put(Key::QueueItem(command.round), Row::QueueItem { claim, done: true });
    place.put(Key::Submission(command.round), Row::Submission { author, holder, done: true, body, rev });
    place.put(Key::Review(command.round), Row::Review { owner: user, author, body: command.body });
    Ok(())
}

fn answer(place: &mut dyn Place, user: User, command: &Command, side: Side, bug: Bug) -> Result<(), Refusal> {
    let key = Key::Submission(command.round);
    let Some(Row::Submission { author, holder, done, rev, .. }) = place.get(key) else {
        return Err(Refusal::NotVisible);
    };
    if author != user {
        return Err(Refusal::Forbidden);
    }
    if done {
        return Err(Refusal::Locked);
    }
    if is_other(rev, command, side, bug) {
        keep_both(place, user, command);
        return Ok(());
    }
    let rev = next(Some(rev), command, bug);
    place.put(key, Row::Submission { author, holder, done, body: command.body, rev });
    Ok(())
}

/// Whether the text is another one than the author saw. The server alone decides that.
fn is_other(rev: Mid, command: &Command, side: Side, bug: Bug) -> bool {
    side != Side::Device && rev != command.base && bug != Bug::LastWriterWins
}

fn next(rev: Option<Mid>, command: &Command, bug: Bug) -> Mid {
    if bug == Bug::CountedRevisions { rev.unwrap_or(0) + 1 } else { command.mid }
}

/// The text that comes second becomes a row beside the first. Later saves that go on from it go on there.
fn keep_both(place: &mut dyn Place, user: User, command: &Command) {
    let key = place.sibling(user, command.base).unwrap_or(Key::Sibling(command.mid));
    place.put(key, Row::Sibling { owner: user, body: command.body, rev: command.mid });
}
