//! The script: what was planned, played in the order of time against the real rules.
//!
//! Playing proves every step (one that is refused is a bug here), and it tells what followed from a step,
//! so that people also read the notifications they got.

use crate::Step;
use crate::clock::before;
use crate::identity::new_id;
use crate::random::Random;
use domain::base::{CommandId, Instant, PersonId, Rev, Span, Stored, Value, ZoneId};
use domain::command::{Command, Ctx, Envelope, Halt, Role, Roles};
use domain::memory::MemoryRows;
use domain::notifications::{Notification, NotificationId, NotificationsCommand};
use domain::people::RoleGrant;
use domain::reviews::ReviewsCommand;
use domain::rows::{AnyRow, Index, RowKey, Rows, RowsError};
use std::collections::{BTreeMap, BTreeSet};

/// What happened after this much time before the end is news to everybody.
const NEWS: Span = Span::hours(20);

/// Something that a person does at a moment.
#[derive(Debug, Clone)]
pub(crate) struct Deed {
    pub(crate) at: Instant,
    pub(crate) actor: PersonId,
    pub(crate) zone: ZoneId,
    pub(crate) command: Command,
}

impl Deed {
    /// Says whether a mentor completes a review with it.
    pub(crate) fn completes(&self) -> bool {
        matches!(self.command, Command::Reviews(ReviewsCommand::Complete { .. }))
    }
}

/// The steps so far, and the rows that they made.
pub(crate) struct Script {
    pub(crate) rows: Watched,
    roles: BTreeMap<PersonId, Roles>,
    random: Random,
    end: Instant,
    last: Instant,
    steps: Vec<Step>,
}

/// Rows that remember which notifications nobody has read yet.
#[derive(Default)]
pub(crate) struct Watched {
    rows: MemoryRows,
    unread: BTreeMap<PersonId, BTreeSet<(Instant, NotificationId)>>,
}

impl Script {
    /// Begins an empty script for a workspace as of `end`.
    pub(crate) fn new(random: Random, end: Instant) -> Self {
        let (rows, roles, last, steps) = (Watched::default(), BTreeMap::new(), Instant(0), Vec::new());
        Self { rows, roles, random, end, last, steps }
    }

    /// Plays deeds in the order of time; before each, its actor looks at what is new.
    pub(crate) fn play(&mut self, mut deeds: Vec<Deed>) {
        deeds.sort_by_key(|deed| deed.at);
        for deed in deeds {
            for notification in self.seen_by(deed.actor, deed.at) {
                let command = NotificationsCommand::MarkRead { notification }.into();
                self.perform(Deed { command, ..deed.clone() });
            }
            self.perform(deed);
        }
    }

    /// Plays one deed.
    pub(crate) fn perform(&mut self, deed: Deed) {
        let now = deed.at.max(self.last + Span(1));
        self.last = now;
        let id = CommandId(new_id(&mut self.random, now));
        let envelope = Envelope::new(id, deed.actor, now, deed.zone, &deed.command);
        self.rows.rows.stamp_with(Rev(id.0), now);
        let roles = self.roles(deed.actor);
        let ctx = Ctx { envelope: &envelope, roles: &roles, now, authority: true };
        if let Err(halt) = deed.command.apply(&mut self.rows, &ctx) {
            stop(&envelope, &halt);
        }
        self.steps.push(Step { envelope, now });
    }

    /// Returns the steps.
    pub(crate) fn finish(self) -> Vec<Step> {
        self.steps
    }

    fn roles(&mut self, person: PersonId) -> Roles {
        if person == PersonId::default() {
            return Roles::system();
        }
        if let Some(known) = self.roles.get(&person) {
            return known.clone();
        }
        let rows: &mut dyn Rows = &mut self.rows;
        let grants = rows.list::<RoleGrant>(RoleGrant::BY_PERSON, &[person.to_value()]).unwrap_or_default();
        let granted: Vec<Role> = grants.into_iter().map(|grant| grant.role).collect();
        let roles = Roles::of(granted);
        self.roles.insert(person, roles.clone());
        roles
    }

    /// Returns the notifications that a person reads now: most of those that are not the latest news.
    fn seen_by(&mut self, person: PersonId, at: Instant) -> Vec<NotificationId> {
        let news = before(self.end, NEWS);
        let waiting = self.rows.unread.get(&person).into_iter().flatten();
        let old: Vec<NotificationId> =
            waiting.filter(|(since, _)| *since < news && *since < at).map(|(_, id)| *id).collect();
        old.into_iter().filter(|_| self.random.chance(80)).collect()
    }
}

#[expect(clippy::panic, reason = "a refused step is a mistake of the generator, and tests play every step")]
fn stop(envelope: &Envelope, halt: &Halt) {
    panic!("BUG: the sample step {} {} was refused: {halt:?}", envelope.kind, envelope.args);
}

impl Rows for Watched {
    fn get(&mut self, key: RowKey) -> Result<Option<AnyRow>, RowsError> {
        self.rows.get(key)
    }

    fn put(&mut self, row: AnyRow) -> Result<(), RowsError> {
        if let AnyRow::Notification(Notification { id, recipient_id, created_at, read_at, .. }) = &row {
            let unread = self.unread.entry(*recipient_id).or_default();
            if read_at.is_some() {
                unread.remove(&(*created_at, *id));
            } else {
                unread.insert((*created_at, *id));
            }
        }
        self.rows.put(row)
    }

    fn remove(&mut self, key: RowKey) -> Result<(), RowsError> {
        self.rows.remove(key)
    }

    fn by_index(&mut self, index: Index, key: &[Value]) -> Result<Vec<AnyRow>, RowsError> {
        self.rows.by_index(index, key)
    }
}
