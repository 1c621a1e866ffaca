//! The people, the clock and the way of a command through them.

use super::guide;
use super::watched::{Touched, Watched};
use crate::base::{Code, CommandId, Instant, PersonId, Refusal, Rev, Span, Value, ZoneId};
use crate::command::{Command, Ctx, Envelope, Halt, Role, Roles};
use crate::enrolments::{EnrolmentsCommand, Tier};
use crate::entity::Entity;
use crate::journeys::{JourneyId, JourneysCommand};
use crate::memory::MemoryRows;
use crate::people::PeopleCommand;
use crate::richtext::RichText;
use crate::rows::{AnyRow, Index, Rows};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A mentor of the journey.
pub(crate) const ALICE: PersonId = PersonId(Uuid::from_u128(0xa));
/// Another mentor of the journey.
pub(crate) const CAROL: PersonId = PersonId(Uuid::from_u128(0xca));
/// A client of the journey, at tier Guided.
pub(crate) const BOB: PersonId = PersonId(Uuid::from_u128(0xb));
/// Another client of the journey, who is a mentor too but reviews nothing.
pub(crate) const DAN: PersonId = PersonId(Uuid::from_u128(0xd));
/// A creator.
pub(crate) const CREATOR: PersonId = PersonId(Uuid::from_u128(0xc0));
/// An admin.
pub(crate) const ROOT: PersonId = PersonId(Uuid::from_u128(0xad));
/// The program itself.
pub(crate) const SYSTEM: PersonId = PersonId(Uuid::nil());
/// The journey.
pub(crate) const JOURNEY: JourneyId = JourneyId(Uuid::from_u128(0x10));

/// Returns a note with these words.
pub(crate) fn note(text: &str) -> RichText {
    RichText::from_plain_text(text).unwrap()
}

/// People, rows and a clock.
#[derive(Debug, Clone)]
pub(crate) struct World {
    /// The rows of everybody.
    pub(crate) rows: MemoryRows,
    /// The authority's clock.
    pub(crate) now: Instant,
    roles: BTreeMap<PersonId, Roles>,
    next: u128,
}

impl World {
    /// Returns a world in which everybody has an account, the journey is there, Alice and Carol review
    /// it, and Bob and Dan are enrolled.
    pub(crate) fn new() -> Self {
        let now = Instant(1_795_000_000_000);
        let mut world = Self { rows: MemoryRows::default(), now, roles: BTreeMap::new(), next: 1 << 64 };
        world.roles.insert(SYSTEM, Roles::system());
        world.person(ALICE, "Alice", &[Role::Mentor]);
        world.person(CAROL, "Carol", &[Role::Mentor]);
        world.person(BOB, "Bob", &[Role::Client]);
        world.person(DAN, "Dan", &[Role::Client, Role::Mentor]);
        world.person(CREATOR, "Cleo", &[Role::Creator]);
        world.person(ROOT, "Ada", &[Role::Admin]);
        world.done(CREATOR, JourneysCommand::Import { journey: JOURNEY, file: Box::new(guide()) });
        for mentor in [ALICE, CAROL] {
            world.assign(mentor, true);
        }
        for client in [BOB, DAN] {
            world.done(client, EnrolmentsCommand::Enrol { journey: JOURNEY, tier: Tier::Guided });
        }
        world
    }

    /// Adds a person with an account.
    pub(crate) fn person(&mut self, id: PersonId, name: &str, roles: &[Role]) {
        self.roles.insert(id, Roles::of(roles.iter().copied()));
        let add = PeopleCommand::Add {
            person: id,
            name: name.to_owned(),
            email: format!("{}@example.org", name.to_lowercase()),
            zone: ZoneId::utc(),
            roles: roles.iter().copied().collect(),
            bio: String::new(),
        };
        self.done(SYSTEM, add);
    }

    /// Lets a mentor review the journey, or not any more.
    pub(crate) fn assign(&mut self, mentor: PersonId, active: bool) {
        self.done(CREATOR, JourneysCommand::Assign { journey: JOURNEY, mentor, active });
    }

    /// Returns an id that nobody used.
    pub(crate) fn id<T: From<Uuid>>(&mut self) -> T {
        self.next += 1;
        T::from(Uuid::from_u128(self.next))
    }

    /// Lets time pass.
    pub(crate) fn later(&mut self, span: Span) {
        self.now = self.now + span;
    }

    /// Sends a command the whole way, and checks that a refused one wrote nothing and says what to do, and
    /// that an applied one changes nothing when it is applied again.
    pub(crate) fn run(&mut self, actor: PersonId, command: impl Into<Command>) -> Result<(), Refusal> {
        let envelope = self.envelope(actor, &command.into());
        let sent = serde_json::to_string(&envelope).unwrap();
        let envelope: Envelope = serde_json::from_str(&sent).unwrap();
        let command = envelope.command()?;
        self.apply(&envelope, &command).map(drop)
    }

    /// Puts a command into a new envelope.
    pub(crate) fn envelope(&mut self, actor: PersonId, command: &Command) -> Envelope {
        Envelope::new(self.id::<CommandId>(), actor, self.now, ZoneId::utc(), command)
    }

    /// Applies a command as the device of its actor, over the rows that the device holds.
    pub(crate) fn apply_on_device(
        &self,
        rows: &mut MemoryRows,
        envelope: &Envelope,
        command: &Command,
    ) -> Result<Touched, Refusal> {
        let roles = self.roles.get(&envelope.actor).cloned().unwrap_or_default();
        let ctx = Ctx { envelope, roles: &roles, now: self.now, authority: false };
        rows.stamp_with(Rev(envelope.id.0), self.now);
        let mut watched = Watched::new(rows);
        settle(command.apply(&mut watched, &ctx)).map(|()| watched.before)
    }

    /// Applies a command as the authority, with the checks of [`run`](Self::run), and returns each row
    /// that it touched as it was before.
    pub(crate) fn apply(&mut self, envelope: &Envelope, command: &Command) -> Result<Touched, Refusal> {
        let roles = self.roles.get(&envelope.actor).cloned().unwrap_or_default();
        let ctx = Ctx { envelope, roles: &roles, now: self.now, authority: true };
        self.rows.stamp_with(Rev(envelope.id.0), self.now);
        let mut watched = Watched::new(&mut self.rows);
        let outcome = settle(command.apply(&mut watched, &ctx));
        let before = watched.before;
        if let Err(refusal) = outcome {
            assert!(before.is_empty(), "{refusal:?} came after writing {:?}", before.keys());
            assert!(is_for_people(&refusal.message) && is_for_people(&refusal.hint), "{refusal:?}");
            return Err(refusal);
        }
        self.check_replay(&ctx, command);
        Ok(before)
    }

    fn check_replay(&mut self, ctx: &Ctx, command: &Command) {
        let mut watched = Watched::new(&mut self.rows);
        let outcome = settle(command.apply(&mut watched, ctx));
        let before = watched.before;
        assert_eq!(outcome, Ok(()), "a command that was applied is refused when it comes again: {command:?}");
        for (key, row) in before {
            assert_eq!(self.rows.get(key).unwrap(), row, "a replay changes a row: {command:?}");
        }
    }

    /// Sends a command that must succeed.
    #[track_caller]
    pub(crate) fn done(&mut self, actor: PersonId, command: impl Into<Command>) {
        if let Err(refusal) = self.run(actor, command) {
            panic!("refused: {refusal:?}");
        }
    }

    /// Sends a save of a text that began with one which the person's other device has replaced since.
    pub(crate) fn done_on_another_device(&mut self, actor: PersonId, command: impl Into<Command>) {
        let command = command.into();
        let mut envelope = self.envelope(actor, &command);
        envelope.base_rev = Some(Rev::default());
        self.apply(&envelope, &command).unwrap();
    }

    /// Sends a command that must be refused.
    #[track_caller]
    pub(crate) fn refused(&mut self, actor: PersonId, command: impl Into<Command>) -> Refusal {
        match self.run(actor, command) {
            Ok(()) => panic!("not refused"),
            Err(refusal) => refusal,
        }
    }

    /// Sends a command that must be refused with a code.
    #[track_caller]
    pub(crate) fn refused_as(&mut self, actor: PersonId, code: Code, command: impl Into<Command>) -> Refusal {
        let refusal = self.refused(actor, command);
        assert_eq!(refusal.code, code, "{refusal:?}");
        refusal
    }

    /// Returns a row that must be there.
    #[track_caller]
    pub(crate) fn get<T: Entity>(&mut self, id: T::Id) -> T {
        self.find(id).unwrap()
    }

    /// Returns a row.
    pub(crate) fn find<T: Entity>(&mut self, id: T::Id) -> Option<T> {
        (&mut self.rows as &mut dyn Rows).find(id).unwrap()
    }

    /// Returns the rows with a key.
    pub(crate) fn list<T: Entity>(&mut self, index: Index, key: &[Value]) -> Vec<T> {
        (&mut self.rows as &mut dyn Rows).list(index, key).unwrap()
    }

    /// Returns all rows of a kind.
    pub(crate) fn all<T: Entity>(&self) -> Vec<T> {
        let rows = self.rows.all().filter(|row| row.table() == T::TABLE);
        rows.cloned().filter_map(|row: AnyRow| T::try_from(row).ok()).collect()
    }
}

/// Whether a text is one or more sentences that end as such and do not shout.
fn is_for_people(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c == '“') && text.ends_with('.') && !text.contains('!')
}

fn settle(outcome: Result<(), Halt>) -> Result<(), Refusal> {
    outcome.map_err(|halt| match halt {
        Halt::Refused(refusal) => refusal,
        Halt::Failed(error) => panic!("rows in a map do not fail: {error:?}"),
    })
}
