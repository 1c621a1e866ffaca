//! A device of the model.

use std::collections::{BTreeMap, BTreeSet};

use crate::bug::Bug;
use crate::row::{Bucket, Key, Mid, Row, Rows, Text, User};
use crate::rules::{Command, Kind, Place, Refusal, Side, decide};
use crate::server::{Cursors, Outcome, Page, Pull, PullAnswer, PushAnswer, Server, sibling};

/// A device.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    pub(crate) user: User,
    bug: Bug,
    pub(crate) id: u64,
    pub(crate) epoch: u64,
    cursors: Cursors,
    /// What is on the screen: what the server told, and on top of it what was done here.
    pub(crate) rows: Rows,
    /// What the server told of every row that was touched here.
    base: BTreeMap<Key, Option<Row>>,
    buckets: BTreeMap<Key, BTreeSet<Bucket>>,
    pub(crate) queue: Vec<Command>,
    history: Vec<Command>,
    next: u64,
    /// What the server refused, with its text.
    pub(crate) attention: BTreeMap<Mid, (Refusal, Text)>,
    /// What the server told last.
    synced: Rows,
    /// A failure after which nothing is tried; only a mistake makes it count.
    pub(crate) is_stuck: bool,
}

impl Place for Client {
    fn get(&self, key: Key) -> Option<Row> {
        self.rows.get(&key).cloned()
    }

    fn put(&mut self, key: Key, row: Row) {
        if !self.base.contains_key(&key) || self.bug == Bug::BaseOverwritten {
            self.base.insert(key, self.rows.get(&key).cloned());
        }
        self.rows.insert(key, row);
    }

    fn sibling(&self, owner: User, rev: Mid) -> Option<Key> {
        sibling(&self.rows, owner, rev)
    }
}

impl Client {
    pub(crate) fn new(user: User, id: u64, bug: Bug) -> Self {
        Self {
            user,
            bug,
            id,
            epoch: 0,
            cursors: Cursors::new(),
            rows: Rows::new(),
            base: BTreeMap::new(),
            buckets: BTreeMap::new(),
            queue: Vec::new(),
            history: Vec::new(),
            next: 1,
            attention: BTreeMap::new(),
            synced: Rows::new(),
            is_stuck: false,
        }
    }

    /// Does something here. Returns the command, if the rules allow it as far as this device knows.
    pub(crate) fn act(&mut self, kind: Kind, round: u8, body: Text, mid: Mid) -> Option<Command> {
        let on_screen = match kind {
            Kind::Answer => Key::Submission(round),
            _ => Key::Draft(round, self.user),
        };
        let base = self.rows.get(&on_screen).and_then(Row::text).map_or(0, |(_, rev)| rev);
        let claim = match self.rows.get(&Key::QueueItem(round)) {
            Some(Row::QueueItem { claim: Some(claim), .. }) => claim.id,
            _ => 0,
        };
        let command = Command { n: self.next, mid, kind, round, claim, body, base };
        if kind != Kind::Poison {
            let mut trial = self.clone();
            decide(&mut trial, self.user, &command, Side::Device, self.bug).ok()?;
        }
        self.next += 1;
        self.queue.push(command.clone());
        self.replay_one(&command);
        self.is_stuck = false;
        Some(command)
    }

    /// Applies a command on top. One that can't be applied stays queued: the server decides.
    fn replay_one(&mut self, command: &Command) {
        let before = (self.rows.clone(), self.base.clone());
        let (user, bug) = (self.user, self.bug);
        if decide(self, user, command, Side::Device, bug).is_err() {
            (self.rows, self.base) = before;
        }
    }

    fn replay(&mut self) {
        for command in self.queue.clone() {
            self.replay_one(&command);
        }
    }

    fn restore(&mut self) {
        for (key, image) in std::mem::take(&mut self.base) {
            match image {
                Some(row) => self.rows.insert(key, row),
                None => self.rows.remove(&key),
            };
        }
    }

    /// Whether taking back what was done here leads to what the server told last.
    pub(crate) fn is_restorable(&self) -> bool {
        let mut copy = self.clone();
        copy.restore();
        copy.rows == self.synced
    }

    pub(crate) fn question(&self) -> Pull {
        Pull { client: self.id, user: self.user, epoch: self.epoch, cursors: self.cursors.clone() }
    }

    pub(crate) fn push_answered(&mut self, answer: PushAnswer, server: &mut Server, new_id: u64) {
        match answer {
            PushAnswer::Conflict | PushAnswer::Gap => self.rename(new_id),
            // It is only noted: a command leaves when a pull shows what became of it.
            PushAnswer::Done(results) if self.bug == Bug::LeaveOnPushAnswer => self.settle(&results, server),
            PushAnswer::Done(_) | PushAnswer::Epoch | PushAnswer::Failed => {}
        }
    }

    fn settle(&mut self, results: &BTreeMap<u64, Outcome>, server: &mut Server) {
        let (decided, rest) =
            std::mem::take(&mut self.queue).into_iter().partition(|command| results.contains_key(&command.n));
        self.queue = rest;
        for command in decided {
            self.settle_one(command, results, server);
        }
    }

    fn settle_one(&mut self, command: Command, results: &BTreeMap<u64, Outcome>, server: &mut Server) {
        match results.get(&command.n) {
            Some(Ok(())) => {
                let done_at = server.done_at.get(&(self.epoch, command.mid)).copied().unwrap_or(0);
                let known = self.cursors.get(&Bucket::Person(self.user)).copied().unwrap_or(0);
                if known < done_at {
                    server.broken.push("I7: a command left the queue before its effect was here".to_owned());
                }
            }
            Some(Err(refusal)) => {
                self.attention.insert(command.mid, (*refusal, command.body));
            }
            None => server.broken.push("I2: a command left the queue without an outcome".to_owned()),
        }
        self.history.push(command);
    }

    fn rename(&mut self, id: u64) {
        self.id = id;
        self.history.clear();
        self.next = 1;
        for command in &mut self.queue {
            command.n = self.next;
            self.next += 1;
        }
    }

    pub(crate) fn pull_answered(&mut self, answer: PullAnswer, server: &mut Server, new_id: u64) {
        match answer {
            PullAnswer::Epoch(epoch) => self.begin_anew(epoch, new_id),
            PullAnswer::Page(page) => {
                if page.asked != self.question() && self.bug != Bug::ApplyStalePull {
                    return;
                }
                self.take_in(page, server, new_id);
            }
        }
    }

    fn begin_anew(&mut self, epoch: u64, new_id: u64) {
        self.restore();
        if self.epoch != 0 {
            let back = std::mem::take(&mut self.history);
            if self.bug != Bug::NoHistoryRepush {
                for command in &back {
                    self.attention.remove(&command.mid);
                }
                self.queue.splice(0..0, back);
            }
            self.rename(new_id);
        }
        self.epoch = epoch;
        self.cursors.clear();
        self.rows.clear();
        self.buckets.clear();
        self.synced.clear();
        self.replay();
    }

    fn take_in(&mut self, page: Page, server: &mut Server, new_id: u64) {
        self.restore();
        for buckets in self.buckets.values_mut() {
            buckets.retain(|bucket| {
                let lost = self.cursors.contains_key(bucket) && !page.buckets.contains(bucket);
                !(lost && self.bug != Bug::NoRevokePurge || page.reset.contains(bucket))
            });
        }
        for (bucket, key, row) in page.rows {
            let buckets = self.buckets.entry(key).or_default();
            match row {
                Some(row) => {
                    buckets.insert(bucket);
                    self.rows.insert(key, row);
                }
                None => {
                    buckets.remove(&bucket);
                }
            }
        }
        self.buckets.retain(|key, buckets| {
            if buckets.is_empty() {
                self.rows.remove(key);
            }
            !buckets.is_empty()
        });
        for (bucket, known) in &self.cursors {
            let is_kept = !page.reset.contains(bucket);
            let goes_back = is_kept && page.cursors.get(bucket).is_some_and(|seq| seq < known);
            if goes_back && self.bug != Bug::ApplyStalePull {
                server.broken.push("I9: a cursor went back".to_owned());
            }
        }
        if self.bug == Bug::NoRevokePurge {
            self.cursors.extend(page.cursors);
        } else {
            self.cursors = page.cursors;
        }
        self.synced = self.rows.clone();
        if !page.more || self.bug == Bug::SettleOnPartialPage {
            self.confirm(page.last, &page.results, server, new_id);
        }
        self.replay();
    }

    fn confirm(
        &mut self,
        last: Option<(u64, Mid)>,
        results: &BTreeMap<u64, Outcome>,
        server: &mut Server,
        new_id: u64,
    ) {
        let Some((last, mid)) = last else { return };
        let ours = self.history.iter().chain(&self.queue).find(|command| command.n == last);
        let is_other = ours.is_some_and(|command| command.mid != mid) || last >= self.next;
        if is_other && self.bug != Bug::DropByNumberOnly {
            return self.rename(new_id);
        }
        let upto = results.iter().filter(|(n, _)| **n <= last).map(|(n, outcome)| (*n, *outcome)).collect();
        self.settle(&upto, server);
    }
}
