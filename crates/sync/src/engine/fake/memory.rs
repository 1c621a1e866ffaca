//! A server whose memory is a list.

use crate::engine::Answer;
use domain::base::{CommandId, Instant};
use domain::sync::{
    ClientId, Epoch, Head, Outcome, PullEnd, PullPage, PullRequest, PushReply, PushRequest, SCHEMA, Settled,
    SyncRefusal,
};
use std::collections::{BTreeMap, BTreeSet};

/// A server whose memory is a list.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    pub(crate) epoch: Epoch,
    pub(crate) decided: BTreeMap<ClientId, Vec<CommandId>>,
    pub(crate) known: BTreeSet<CommandId>,
    /// How many changes of others there are.
    pub(crate) seq: i64,
}

impl Memory {
    /// Returns one where somebody else did something once.
    pub(crate) fn new() -> Self {
        Self { epoch: Epoch::of(1), decided: BTreeMap::new(), known: BTreeSet::new(), seq: 1 }
    }

    pub(crate) fn push(&mut self, request: &PushRequest) -> Answer<PushReply> {
        if request.epoch != self.epoch {
            return Answer::Refused(SyncRefusal::Epoch { epoch: self.epoch });
        }
        let decided = self.decided.entry(request.client_id).or_default();
        let mut results = Vec::new();
        for entry in &request.entries {
            let place = usize::try_from(entry.n - 1).unwrap();
            match decided.get(place) {
                Some(id) if *id != entry.envelope.id => {
                    return Answer::Refused(SyncRefusal::ClientIdConflict);
                }
                Some(_) => {}
                None if place > decided.len() => {
                    let expect = i64::try_from(decided.len()).unwrap() + 1;
                    return Answer::Refused(SyncRefusal::Gap { expect });
                }
                None => {
                    decided.push(entry.envelope.id);
                    self.known.insert(entry.envelope.id);
                }
            }
            results.push(Settled { n: entry.n, id: entry.envelope.id, outcome: Outcome::Applied });
        }
        Answer::Given(PushReply { last_n: i64::try_from(decided.len()).unwrap(), results })
    }

    pub(crate) fn pull(&self, request: &PullRequest) -> Answer<Box<PullPage>> {
        if request.epoch.is_some_and(|epoch| epoch != self.epoch) {
            return Answer::Refused(SyncRefusal::Epoch { epoch: self.epoch });
        }
        let decided = self.decided.get(&request.client_id);
        let (last_n, last_id) = decided
            .map_or((0, None), |decided| (i64::try_from(decided.len()).unwrap(), decided.last().copied()));
        // A page moves on by at most ten changes.
        let to = self.seq.min(request.cursors["u:1"] + 10);
        Answer::Given(Box::new(PullPage {
            head: Head {
                epoch: self.epoch,
                buckets: ["u:1".to_owned()].into(),
                reset: BTreeSet::new(),
                server_schema: SCHEMA,
                now: Instant(0),
            },
            rows: Vec::new(),
            gone: Vec::new(),
            end: PullEnd {
                cursors: [("u:1".to_owned(), to)].into(),
                more: to < self.seq,
                last_n,
                last_id,
                results: Vec::new(),
                digests: BTreeMap::new(),
            },
        }))
    }
}
