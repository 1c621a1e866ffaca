//! A device whose file is a list.

use crate::engine::{Absorbed, Device, DeviceError, Due, Standing, Wish};
use domain::base::{CommandId, Instant, PersonId, ZoneId};
use domain::command::Envelope;
use domain::rows::Table;
use domain::sync::{ClientId, Epoch, PullPage, PullRequest, PushEntry, PushRequest, SCHEMA};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use uuid::Uuid;

#[derive(Debug, Error)]
#[error("the disk is ill")]
pub(crate) struct Ill {
    permanent: bool,
}

impl DeviceError for Ill {
    fn is_permanent(&self) -> bool {
        self.permanent
    }
}

/// A command on the device.
#[derive(Debug, Clone)]
pub(crate) struct Queued {
    pub(crate) id: CommandId,
    pub(crate) due: Instant,
    is_sent: bool,
}

/// A device whose file is a list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) client: ClientId,
    pub(crate) epoch: Option<Epoch>,
    pub(crate) queue: Vec<Queued>,
    pub(crate) kept: BTreeSet<CommandId>,
    /// The number of the first entry of the queue.
    pub(crate) first_n: i64,
    cursor: i64,
    complete: bool,
    pub(crate) attention: u64,
    /// How it fails now: permanently or not.
    pub(crate) ill: Option<bool>,
}

impl List {
    /// Returns one that never met a server.
    pub(crate) fn new() -> Self {
        Self {
            client: ClientId(Uuid::from_u128(7)),
            epoch: None,
            queue: Vec::new(),
            kept: BTreeSet::new(),
            first_n: 1,
            cursor: 0,
            complete: false,
            attention: 0,
            ill: None,
        }
    }

    /// Queues a command that is due at this time.
    pub(crate) fn queue_at(&mut self, id: CommandId, due: Instant) {
        self.queue.push(Queued { id, due, is_sent: false });
    }

    /// Queues a command that is due whatever the time.
    pub(crate) fn queue_now(&mut self, id: CommandId) {
        self.queue_at(id, Instant(0));
    }

    fn well(&self) -> Result<(), Ill> {
        self.ill.map_or(Ok(()), |permanent| Err(Ill { permanent }))
    }

    fn numbered(&self) -> impl Iterator<Item = (i64, &Queued)> {
        (self.first_n..).zip(&self.queue)
    }
}

impl Device for List {
    type Error = Ill;

    fn next_push(&mut self, wish: &Wish) -> Result<Option<PushRequest>, Ill> {
        self.well()?;
        let Some(epoch) = self.epoch else { return Ok(None) };
        let is_due = |queued: &Queued| queued.is_sent || wish.due == Due::All || queued.due <= wish.now;
        let last = self.numbered().filter(|(_, queued)| is_due(queued)).map(|(n, _)| n).last();
        let due = self.numbered().filter(|(n, _)| *n > wish.after && Some(*n) <= last);
        let entries: Vec<PushEntry> =
            due.take(wish.most).map(|(n, queued)| PushEntry { n, envelope: envelope(queued.id) }).collect();
        for entry in &entries {
            let place = usize::try_from(entry.n - self.first_n).unwrap();
            self.queue[place].is_sent = true;
        }
        let request = PushRequest {
            client_id: self.client,
            epoch,
            schema: SCHEMA,
            device: "laptop".to_owned(),
            entries,
        };
        Ok((!request.entries.is_empty()).then_some(request))
    }

    fn pull_request(&mut self) -> Result<PullRequest, Ill> {
        self.well()?;
        Ok(PullRequest {
            client_id: self.client,
            epoch: self.epoch,
            schema: SCHEMA,
            cursors: [("u:1".to_owned(), self.cursor)].into(),
            fresh: BTreeSet::new(),
            after_n: self.first_n - 1,
            max_bytes: 1_000,
        })
    }

    fn absorb(
        &mut self,
        request: &PullRequest,
        page: PullPage,
        spare: ClientId,
        _now: Instant,
    ) -> Result<Absorbed, Ill> {
        if *request != self.pull_request()? {
            return Ok(Absorbed { stale: true, ..Absorbed::default() });
        }
        self.epoch = Some(page.head.epoch);
        self.cursor = page.end.cursors["u:1"];
        let mine: BTreeMap<i64, CommandId> = self.numbered().map(|(n, queued)| (n, queued.id)).collect();
        let next_n = self.first_n + i64::try_from(mine.len()).unwrap();
        let is_other = mine.get(&page.end.last_n).is_some_and(|mine| page.end.last_id != Some(*mine));
        if is_other || page.end.last_n >= next_n {
            self.rename(spare)?;
            return Ok(Absorbed { renamed: true, ..Absorbed::default() });
        }
        if !page.end.more {
            self.complete = true;
            while self.first_n <= page.end.last_n && !self.queue.is_empty() {
                self.kept.insert(self.queue.remove(0).id);
                self.first_n += 1;
            }
        }
        Ok(Absorbed { more: page.end.more, ..Absorbed::default() })
    }

    fn epoch_changed(&mut self, epoch: Epoch, spare: ClientId) -> Result<BTreeSet<Table>, Ill> {
        self.rename(spare)?;
        (self.epoch, self.cursor, self.complete) = (Some(epoch), 0, false);
        Ok(Table::ALL.iter().copied().collect())
    }

    fn rename(&mut self, spare: ClientId) -> Result<(), Ill> {
        self.well()?;
        (self.client, self.first_n) = (spare, 1);
        Ok(())
    }

    fn standing(&mut self) -> Result<Standing, Ill> {
        self.well()?;
        Ok(Standing {
            waiting: self.queue.len() as u64,
            oldest: None,
            due_at: self.queue.iter().filter(|queued| !queued.is_sent).map(|queued| queued.due).min(),
            attention: self.attention,
            complete: self.complete,
        })
    }
}

fn envelope(id: CommandId) -> Envelope {
    Envelope {
        id,
        actor: PersonId(Uuid::from_u128(1)),
        at: Instant(0),
        zone: ZoneId::utc(),
        base_rev: None,
        kind: "test".to_owned(),
        v: 1,
        args: serde_json::Value::Null,
    }
}
