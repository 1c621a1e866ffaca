//! The server of the model.

use std::collections::{BTreeMap, BTreeSet};

use crate::bug::Bug;
use crate::row::{Bucket, Key, Mid, Row, Rows, User};
use crate::rules::{Command, Kind, Place, Refusal, Side, decide};

/// What became of a command.
pub(crate) type Outcome = Result<(), Refusal>;

/// How far a device is.
pub(crate) type Cursors = BTreeMap<Bucket, u64>;

/// An installation, as the server knows it.
#[derive(Debug, Clone)]
struct Installation {
    user: User,
    n: u64,
    sent: BTreeMap<u64, (Mid, Outcome)>,
}

/// What a backup holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Disk {
    seq: u64,
    pub(crate) rows: Rows,
    /// For each bucket and row its newest change, and whether the row left with it.
    change: BTreeMap<(Bucket, Key), (u64, bool)>,
    horizon: BTreeMap<Bucket, u64>,
    installations: BTreeMap<u64, Installation>,
    pub(crate) mentors: BTreeSet<User>,
    /// How often each command was done.
    pub(crate) applied: BTreeMap<Mid, u32>,
    done: Rows,
    known: BTreeMap<Mid, Outcome>,
}

/// The server.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) bug: Bug,
    pub(crate) epoch: u64,
    pub(crate) disk: Disk,
    /// The change with which a command was done, in each history.
    pub(crate) done_at: BTreeMap<(u64, Mid), u64>,
    /// Promises that were broken on the way.
    pub(crate) broken: Vec<String>,
}

/// A push.
#[derive(Debug, Clone)]
pub(crate) struct Push {
    pub(crate) client: u64,
    pub(crate) user: User,
    pub(crate) epoch: u64,
    pub(crate) commands: Vec<Command>,
}

/// What a push is answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PushAnswer {
    Done(BTreeMap<u64, Outcome>),
    Epoch,
    Conflict,
    Gap,
    Failed,
}

/// A pull.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pull {
    pub(crate) client: u64,
    pub(crate) user: User,
    pub(crate) epoch: u64,
    pub(crate) cursors: Cursors,
}

/// What a pull is answered with.
#[derive(Debug, Clone)]
pub(crate) enum PullAnswer {
    Epoch(u64),
    Page(Page),
}

/// A page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) asked: Pull,
    /// Rows as they are, or that they left.
    pub(crate) rows: Vec<(Bucket, Key, Option<Row>)>,
    pub(crate) cursors: Cursors,
    pub(crate) buckets: BTreeSet<Bucket>,
    pub(crate) reset: BTreeSet<Bucket>,
    pub(crate) more: bool,
    pub(crate) last: Option<(u64, Mid)>,
    pub(crate) results: BTreeMap<u64, Outcome>,
}

/// A transaction.
struct Writing<'a> {
    rows: &'a Rows,
    written: Rows,
}

impl Place for Writing<'_> {
    fn get(&self, key: Key) -> Option<Row> {
        self.written.get(&key).or_else(|| self.rows.get(&key)).cloned()
    }

    fn put(&mut self, key: Key, row: Row) {
        self.written.insert(key, row);
    }

    fn sibling(&self, owner: User, rev: Mid) -> Option<Key> {
        sibling(self.rows.iter().chain(&self.written), owner, rev)
    }
}

/// Returns the text of a person that lost a race and has this revision.
pub(crate) fn sibling<'a>(
    rows: impl IntoIterator<Item = (&'a Key, &'a Row)>,
    owner: User,
    rev: Mid,
) -> Option<Key> {
    rows.into_iter()
        .find(|(_, row)| matches!(row, Row::Sibling { owner: o, rev: r, .. } if (*o, *r) == (owner, rev)))
        .map(|(key, _)| *key)
}

impl Server {
    pub(crate) fn new(bug: Bug) -> Self {
        Self { bug, epoch: 1, disk: Disk::default(), done_at: BTreeMap::new(), broken: Vec::new() }
    }

    /// Returns the buckets that a person reads now.
    pub(crate) fn buckets(&self, user: User) -> BTreeSet<Bucket> {
        let mut buckets = BTreeSet::from([Bucket::Person(user)]);
        if self.disk.mentors.contains(&user) || user == User::Admin {
            buckets.insert(Bucket::Queue);
        }
        if user == User::Admin {
            buckets.insert(Bucket::Admins);
        }
        buckets
    }

    /// Writes rows under one number.
    pub(crate) fn commit(&mut self, written: Rows) {
        if written.is_empty() {
            return;
        }
        self.disk.seq += 1;
        let seq = self.disk.seq;
        for (key, row) in written {
            let old = self.disk.rows.get(&key).map(Row::audience).unwrap_or_default();
            let new = row.audience();
            for bucket in &new {
                self.disk.change.insert((*bucket, key), (seq, false));
            }
            if self.bug != Bug::NoRemoveEntry {
                for bucket in old.difference(&new) {
                    self.disk.change.insert((*bucket, key), (seq, true));
                }
            }
            if matches!(row, Row::Review { .. })
                && *self.disk.done.entry(key).or_insert_with(|| row.clone()) != row
            {
                self.broken.push("I5: a review changed that was sent".to_owned());
            }
            self.disk.rows.insert(key, row);
        }
    }

    /// A lease ends: whoever held the submission holds it no more.
    pub(crate) fn expire(&mut self, round: u8) {
        let mut writing = Writing { rows: &self.disk.rows, written: Rows::new() };
        let Some(Row::QueueItem { claim: Some(_), done: false }) = writing.get(Key::QueueItem(round)) else {
            return;
        };
        writing.put(Key::QueueItem(round), Row::QueueItem { claim: None, done: false });
        if let Some(Row::Submission { author, done, body, rev, .. }) = writing.get(Key::Submission(round)) {
            writing.put(Key::Submission(round), Row::Submission { author, holder: None, done, body, rev });
        }
        let written = writing.written;
        self.commit(written);
    }

    pub(crate) fn push(&mut self, push: &Push) -> PushAnswer {
        if push.epoch != self.epoch {
            return PushAnswer::Epoch;
        }
        let new = Installation { user: push.user, n: 0, sent: BTreeMap::new() };
        let known = self.disk.installations.entry(push.client).or_insert(new);
        if known.user != push.user {
            return PushAnswer::Conflict;
        }
        let mut results = BTreeMap::new();
        for command in &push.commands {
            match self.take(push, command) {
                Ok(outcome) => results.insert(command.n, outcome),
                Err(answer) => return answer,
            };
        }
        PushAnswer::Done(results)
    }

    fn take(&mut self, push: &Push, command: &Command) -> Result<Outcome, PushAnswer> {
        let looks = self.bug != Bug::NoDedupe;
        let known = self.installation(push.client);
        if looks && command.n <= known.n {
            return match known.sent.get(&command.n) {
                Some((mid, outcome)) if *mid == command.mid => Ok(*outcome),
                Some(_) | None => Err(PushAnswer::Conflict),
            };
        }
        if command.n > known.n + 1 {
            return Err(PushAnswer::Gap);
        }
        let remembers = !matches!(self.bug, Bug::NoDedupe | Bug::NoCommandIndex);
        let outcome = match self.disk.known.get(&command.mid).filter(|_| remembers) {
            Some(outcome) => *outcome,
            None => {
                let outcome = self.apply(push.user, command);
                if outcome.is_err() && self.bug == Bug::RejectNotAdvance {
                    return Err(PushAnswer::Failed);
                }
                self.disk.known.insert(command.mid, outcome);
                outcome
            }
        };
        let known = self.installation(push.client);
        known.n = known.n.max(command.n);
        known.sent.insert(command.n, (command.mid, outcome));
        Ok(outcome)
    }

    fn installation(&mut self, client: u64) -> &mut Installation {
        self.disk.installations.get_mut(&client).expect("it was made when the push came")
    }

    fn apply(&mut self, user: User, command: &Command) -> Outcome {
        let buckets = self.buckets(user);
        let sees =
            |key: Key| self.disk.rows.get(&key).is_some_and(|row| !row.audience().is_disjoint(&buckets));
        if command.kind != Kind::Claim && !sees(Key::Submission(command.round)) {
            return Err(Refusal::NotVisible);
        }
        let side = Side::Server { may_claim: buckets.contains(&Bucket::Queue) };
        let mut writing = Writing { rows: &self.disk.rows, written: Rows::new() };
        decide(&mut writing, user, command, side, self.bug)?;
        let written = writing.written;
        let changes = !written.is_empty();
        self.commit(written);
        *self.disk.applied.entry(command.mid).or_default() += 1;
        self.done_at.insert((self.epoch, command.mid), if changes { self.disk.seq } else { 0 });
        Ok(())
    }

    pub(crate) fn pull(&self, asked: &Pull, limit: usize) -> PullAnswer {
        if asked.epoch != self.epoch {
            return PullAnswer::Epoch(self.epoch);
        }
        let mut buckets = self.buckets(asked.user);
        if self.bug == Bug::TrustClientBuckets {
            buckets.extend(asked.cursors.keys());
        }
        let mut reset = BTreeSet::new();
        let mut todo: Vec<(u64, Bucket, Key, bool)> = Vec::new();
        for bucket in &buckets {
            let known = asked.cursors.get(bucket).copied().unwrap_or(0);
            let horizon = self.disk.horizon.get(bucket).copied().unwrap_or(0);
            if 0 < known && known < horizon && self.bug != Bug::CollectWithoutHorizon {
                reset.insert(*bucket);
            }
            let since = if reset.contains(bucket) { 0 } else { known };
            let changes = self.disk.change.iter().filter(|((of, _), (seq, _))| of == bucket && *seq > since);
            todo.extend(changes.map(|((_, key), (seq, gone))| (*seq, *bucket, *key, *gone)));
        }
        todo.sort_unstable();
        // A bucket that is ahead of the others stays where it is.
        let since = |bucket: &Bucket| match asked.cursors.get(bucket) {
            Some(known) if !reset.contains(bucket) => *known,
            Some(_) | None => 0,
        };
        // A change is never divided: the page goes on to the end of the last one.
        let cut = todo.get(limit.wrapping_sub(1)).filter(|_| todo.len() > limit).map(|(seq, ..)| *seq);
        let before = todo.len();
        todo.retain(|(seq, ..)| cut.is_none_or(|cut| *seq <= cut));
        let more = todo.len() < before;
        let upto = cut.filter(|_| more).unwrap_or(self.disk.seq);
        let rows = todo.into_iter().map(|(_, bucket, key, gone)| (bucket, key, self.sent(bucket, key, gone)));
        let known = self.disk.installations.get(&asked.client);
        let last = known
            .filter(|known| known.n > 0)
            .and_then(|known| known.sent.get(&known.n).map(|(mid, _)| (known.n, *mid)));
        let results = known.map(|known| known.sent.iter().map(|(n, (_, outcome))| (*n, *outcome)).collect());
        PullAnswer::Page(Page {
            asked: asked.clone(),
            rows: rows.collect(),
            cursors: buckets.iter().map(|bucket| (*bucket, upto.max(since(bucket)))).collect(),
            buckets,
            reset,
            more,
            last,
            results: results.unwrap_or_default(),
        })
    }

    /// Returns the row as it is, if whoever reads the bucket may have it now.
    fn sent(&self, bucket: Bucket, key: Key, gone: bool) -> Option<Row> {
        let row = self.disk.rows.get(&key)?;
        let may = !gone && row.audience().contains(&bucket);
        (may || self.bug == Bug::NoRecheckOnSend).then(|| row.clone())
    }

    /// Forgets what left.
    pub(crate) fn collect(&mut self) {
        let Disk { change, horizon, .. } = &mut self.disk;
        change.retain(|(bucket, _), (seq, gone)| {
            if *gone {
                let known = horizon.entry(*bucket).or_default();
                *known = (*known).max(*seq);
            }
            !*gone
        });
    }
}
