//! The script: what was planned, played in the order of time against the real rules.
//!
//! Playing proves every step (one that is refused is a bug here), and it tells what followed from a step,
//! so that people also read the notifications they got.

use crate::Step;
use crate::clock::{MINUTE, before, between};
use crate::identity::new_id;
use crate::random::Random;
use domain::base::{CommandId, Instant, PersonId, Rev, Span, Stored, Value, ZoneId};
use domain::command::{Command, Ctx, Envelope, Halt, Role, Roles};
use domain::memory::MemoryRows;
use domain::notifications::{Notification, NotificationsCommand};
use domain::people::{Person, RoleGrant};
use domain::reviews::ReviewsCommand;
use domain::rows::{AnyRow, Index, RowKey, Rows, RowsError};
use std::collections::BTreeMap;

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

/// Rows that remember which notifications were written lately.
#[derive(Default)]
pub(crate) struct Watched {
    rows: MemoryRows,
    notified: Vec<Notification>,
}

impl Script {
    /// Begins an empty script for a workspace as of `end`.
    pub(crate) fn new(random: Random, end: Instant) -> Self {
        let (rows, roles, last, steps) = (Watched::default(), BTreeMap::new(), Instant(0), Vec::new());
        Self { rows, roles, random, end, last, steps }
    }

    /// Plays deeds in the order of time; after each, the people it was told to read of it in their time.
    pub(crate) fn play(&mut self, deeds: Vec<Deed>) {
        let mut waiting = BTreeMap::new();
        for (place, deed) in deeds.into_iter().enumerate() {
            waiting.insert((deed.at, place), deed);
        }
        let mut place = waiting.len();
        while let Some((_, deed)) = waiting.pop_first() {
            self.perform(deed);
            for reading in self.readings() {
                place += 1;
                waiting.insert((reading.at, place), reading);
            }
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

    /// Returns when people read of what just happened: most of them within a day or two.
    fn readings(&mut self) -> Vec<Deed> {
        let written = std::mem::take(&mut self.rows.notified);
        written.into_iter().filter_map(|notification| self.reading(&notification)).collect()
    }

    fn reading(&mut self, notification: &Notification) -> Option<Deed> {
        let (actor, since) = (notification.recipient_id, notification.created_at);
        if since > before(self.end, NEWS) || !self.random.chance(92) {
            return None;
        }
        let rows: &mut dyn Rows = &mut self.rows;
        let zone = rows.find::<Person>(actor).ok()??.zone;
        let at = between(&mut self.random, &zone, since + MINUTE, since + Span::hours(40));
        let command = NotificationsCommand::MarkRead { notification: notification.id }.into();
        (at < self.end).then_some(Deed { at, actor, zone, command })
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
        if let AnyRow::Notification(notification) = &row
            && notification.read_at.is_none()
        {
            self.notified.push(notification.clone());
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
