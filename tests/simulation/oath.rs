//! What was promised, looked at while it happens and in the end.
//!
//! (1) In the end every device has exactly what its person may see. (2) A command has one outcome, whoever asks. (3) No text
//! is lost: it is in a row, or with what needs its author's attention, or its author saw it when they replaced it. (4) What
//! is sent may be seen by whom it is sent to, at that moment. (5) A review that was sent stays as it is. (6) What a device
//! was told is not touched by what is done on it. (7) A command leaves the queue together with its effect. (8) Queues run
//! empty. (9) Nobody goes back. (10) A pull that brings nothing is small.

use std::collections::{BTreeMap, BTreeSet};

use domain::base::{CommandId, PersonId};
use domain::rows::{RowKey, Table};
use domain::sync::{Epoch, Outcome, PullPage, PullRequest, PushReply, PushRequest, Settled, columns_of};
use store::Store;
use store::testing::{decided, may_see};

use crate::handset::Handset;
use crate::people::{Done, Typed, marks};
use crate::server::{Said, Server};

/// What was promised, and what is known about it so far.
#[derive(Debug, Default)]
pub(crate) struct Oath {
    broken: Vec<String>,
    outcomes: BTreeMap<(Epoch, CommandId), Outcome>,
    reviews: BTreeMap<(Epoch, RowKey), String>,
    typed: Vec<Typed>,
    /// Texts that their authors saw when they replaced them.
    replaced: BTreeSet<u64>,
    /// Texts that were on a disk that is no more.
    excused: BTreeSet<u64>,
}

impl Oath {
    fn check(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.broken.push(otherwise());
        }
    }

    /// Returns the first promise that was broken.
    pub(crate) fn broken(&self) -> Option<&String> {
        self.broken.first()
    }

    /// Somebody did something.
    pub(crate) fn done(&mut self, done: Done) {
        self.typed.extend(done.typed);
        self.replaced.extend(done.replaced);
    }

    /// What was done on a device left what it was told as it was.
    pub(crate) fn untouched(&mut self, is_same: bool, device: usize) {
        self.check(is_same, || format!("6: what device {device} was told is another"));
    }

    /// A pull that brought nothing was small, or not.
    pub(crate) fn small(&mut self, is_small: bool, otherwise: impl FnOnce() -> String) {
        self.check(is_small, otherwise);
    }

    /// The disk of a device is as it was when this was the newest text.
    pub(crate) fn excuse(&mut self, device: usize, newest: u64) {
        let lost = self.typed.iter().filter(|typed| typed.device == device && typed.number > newest);
        self.excused.extend(lost.map(|typed| typed.number));
    }

    /// The server answered a push.
    pub(crate) fn answered(&mut self, request: &PushRequest, said: &Said<PushReply>) {
        if let Ok(reply) = said {
            self.settled(request.epoch, &reply.results);
        }
    }

    fn settled(&mut self, epoch: Epoch, results: &[Settled]) {
        for settled in results {
            let first =
                self.outcomes.entry((epoch, settled.id)).or_insert_with(|| settled.outcome.clone()).clone();
            self.check(first == settled.outcome, || {
                format!("2: {} came to {first:?}, then to {:?}", settled.id, settled.outcome)
            });
        }
    }

    /// The server answered a pull.
    pub(crate) fn sent(&mut self, server: &Store, person: PersonId, request: &PullRequest, page: &PullPage) {
        self.settled(page.head.epoch, &page.end.results);
        if !page.rows.is_empty() {
            let allowed = may_see(server, person);
            for put in page.rows.iter().filter(|put| !allowed.contains(&put.key)) {
                self.broken.push(format!("4: {person} was sent {:?}", put.key));
            }
        }
        for put in page.rows.iter().filter(|put| put.key.table == Table::Review) {
            let now = serde_json::to_string(&put.v).expect("columns");
            let first = self.reviews.entry((page.head.epoch, put.key)).or_insert_with(|| now.clone()).clone();
            self.check(first == now, || format!("5: review {} was {first}, then {now}", put.key.id));
        }
        for (bucket, known) in &request.cursors {
            let reached = page.end.cursors.get(bucket).copied();
            let goes_back =
                !page.head.reset.contains(bucket) && reached.is_some_and(|reached| reached < *known);
            self.check(!goes_back, || format!("9: {bucket} went back from {known} to {reached:?}"));
        }
    }

    /// A device took in a page, with which these commands left its queue.
    pub(crate) fn left(&mut self, server: &Server, page: &PullPage, left: &BTreeSet<CommandId>) {
        // What an earlier history of the server did is not known any more.
        if left.is_empty() || server.store().history().expect("a history") != Some(page.head.epoch) {
            return;
        }
        let known = decided(server.store());
        for id in left {
            match known.get(id) {
                None => self.broken.push(format!("2: {id} left the queue undecided")),
                Some(decided) => {
                    let shown = page.end.cursors.values().all(|reached| *reached >= decided.seq);
                    self.check(!decided.applied || shown, || {
                        format!("7: {id} left the queue before its effect")
                    });
                }
            }
        }
    }

    /// Looks at everything in the end.
    pub(crate) fn judge(&mut self, server: &Server, handsets: &[Handset]) {
        for (device, handset) in handsets.iter().enumerate() {
            let allowed = may_see(server.store(), handset.person);
            let rows: BTreeSet<RowKey> = handset.rows().iter().map(|row| row.key()).collect();
            self.check(rows == allowed, || {
                let (more, less) = (rows.difference(&allowed), allowed.difference(&rows));
                let (more, less) = (more.collect::<Vec<_>>(), less.collect::<Vec<_>>());
                format!("1: device {device} has {more:?} and lacks {less:?}")
            });
        }
        self.commands_are_known(server);
        self.texts_are_kept(server, handsets);
    }

    /// Every command that was told to be decided is known with that outcome.
    fn commands_are_known(&mut self, server: &Server) {
        let Some(epoch) = server.store().history().expect("a history") else { return };
        let known = decided(server.store());
        let told: Vec<_> = self.outcomes.iter().filter(|((told, _), _)| *told == epoch).collect();
        let wrong = told.into_iter().find(|((_, id), outcome)| {
            known.get(id).map(|decided| decided.applied) != Some(**outcome == Outcome::Applied)
        });
        if let Some(((_, id), outcome)) = wrong {
            self.broken.push(format!("2: {id} came to {outcome:?}, and the server knows otherwise"));
        }
    }

    fn texts_are_kept(&mut self, server: &Server, handsets: &[Handset]) {
        let mut kept: BTreeSet<u64> = self.replaced.union(&self.excused).copied().collect();
        for row in server.rows() {
            kept.extend(marks(&serde_json::to_string(&columns_of(&row)).expect("columns")));
        }
        for handset in handsets {
            let replica = handset.store().replica().expect("a device's store");
            for item in replica.needs_attention().expect("a list") {
                kept.extend(marks(&item.envelope.args.to_string()));
            }
        }
        let lost = self.typed.iter().filter(|typed| !kept.contains(&typed.number));
        let lost: Vec<String> = lost
            .map(|typed| {
                format!("3: text {} ({}) of device {} is lost", typed.number, typed.place, typed.device)
            })
            .collect();
        self.broken.extend(lost);
    }
}
