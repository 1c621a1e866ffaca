//! The one way in for changes: a command in its envelope, decided and written in one transaction.
//!
//! In order: (1) a command seen before answers as it did then; (2) its roots are locked; (3) the rules
//! decide over [`TxRows`]; a refusal undoes what they wrote and keeps the text that a person would lose;
//! (4) the change gets its number, and the change index follows what was touched; (5) commit, on a file together with
//! others that wait to be decided.

use crate::engine::{LockKey, Stmt, Tx};
use crate::rows::{Touched, TxRows};
use crate::{Store, StoreError, changes};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal, Rev, Stored, Value, derived_id};
use domain::command::{Command, Ctx, Envelope, Halt, Roles, UserText};
use domain::entity::Stamp;
use domain::people::Person;
use domain::reviews::{KeptText, ReviewsCommand};
use domain::rows::{RowKey, Rows, Table};
use std::collections::BTreeSet;
use thiserror::Error;
use uuid::Uuid;

const KNOWN: Stmt = Stmt::new(
    "dispatch.known",
    "SELECT payload, refusal
     FROM sync_mutation
     WHERE mid = $1",
);

const REMEMBER: Stmt = Stmt::new(
    "dispatch.remember",
    "INSERT INTO sync_mutation (mid, person_id, kind, v, payload, refusal, seq, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

const NUMBER: Stmt = Stmt::new(
    "dispatch.number",
    "UPDATE sync_mutation
     SET seq = $2
     WHERE mid = $1",
);

pub(crate) const STATEMENTS: &[&Stmt] = &[&KNOWN, &REMEMBER, &NUMBER];

/// The program itself, as an actor: jobs, imports, consequences.
pub const SYSTEM: PersonId = PersonId(Uuid::nil());

/// A change was made, now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The tables in which something changed; none when the command was known already.
    pub tables: BTreeSet<Table>,
}

/// A change was not made.
#[derive(Debug, Error)]
pub enum DispatchError {
    /// A rule said no. If the person's text was kept, `kept` names the tables that changed.
    #[error("{refusal}")]
    Refused {
        /// Why.
        refusal: Box<Refusal>,
        /// Where a text was kept.
        kept: BTreeSet<Table>,
    },
    /// The store could not do it; trying again may help.
    #[error(transparent)]
    Failed(#[from] StoreError),
}

/// One command of a batch, with the time at which it is decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The command.
    pub envelope: Envelope,
    /// The authority's time.
    pub now: Instant,
}

/// What a transaction decided.
pub(crate) struct Decision {
    /// What it touched.
    pub(crate) touched: Touched,
    /// Why a rule said no, if one did.
    pub(crate) refusal: Option<Refusal>,
    /// Whether this had been decided before.
    pub(crate) known: bool,
}

impl Store {
    /// Applies a person's command.
    ///
    /// # Errors
    /// A refusal, after which nothing but a kept text is written, or a failure of the store.
    pub fn dispatch(&self, envelope: &Envelope, now: Instant) -> Result<Applied, DispatchError> {
        if envelope.actor == SYSTEM {
            return Err(refused(Refusal::new(Code::Forbidden, "Only the program itself can do that.")));
        }
        match self.replica() {
            Some(replica) => replica.dispatch(envelope, now),
            None => self.decide(envelope, now),
        }
    }

    /// Applies a command of the program itself.
    ///
    /// # Errors
    /// As [`Store::dispatch`].
    pub fn dispatch_system(&self, envelope: &Envelope, now: Instant) -> Result<Applied, DispatchError> {
        debug_assert_eq!(envelope.actor, SYSTEM, "a person's command goes through dispatch");
        self.check_authority()?;
        self.decide(envelope, now)
    }

    /// Applies many commands, of people and of the program itself, in one transaction: all or none.
    ///
    /// # Errors
    /// The first refusal or failure; then nothing is written.
    pub fn import(&self, steps: &[Step]) -> Result<Applied, DispatchError> {
        self.check_authority()?;
        self.engine().write(&[], |tx| {
            let mut touched = Touched::default();
            for step in steps {
                let command = step.envelope.command().map_err(refused)?;
                let decision = decide(tx, &step.envelope, &command, step.now)?;
                if let Some(refusal) = decision.refusal {
                    return Err(refused(refusal));
                }
                touched.merge(decision.touched);
            }
            let seq = changes::next_seq(tx)?;
            changes::index(tx, seq, &touched)?;
            for step in steps {
                remember(tx, &step.envelope, None, seq, step.now)?;
            }
            Ok(Applied { tables: touched.tables() })
        })
    }

    /// Refuses what only an authority may do.
    fn check_authority(&self) -> Result<(), StoreError> {
        let reason = || "a device does not act for the program itself".to_owned();
        self.replica().is_none().then_some(()).ok_or_else(|| StoreError::Unsuitable { reason: reason() })
    }

    fn decide(&self, envelope: &Envelope, now: Instant) -> Result<Applied, DispatchError> {
        let command = envelope.command().map_err(refused)?;
        let (locks, envelope) = (locks(envelope, &command), envelope.clone());
        let decision = self.engine().write_together(&locks, move |tx| {
            let decision = decide(tx, &envelope, &command, now)?;
            if !decision.known {
                let seq = changes::next_seq(tx)?;
                changes::index(tx, seq, &decision.touched)?;
                remember(tx, &envelope, decision.refusal.as_ref(), seq, now)?;
            }
            Ok::<_, StoreError>(decision)
        })?;
        let tables = if decision.known { BTreeSet::new() } else { decision.touched.tables() };
        match decision.refusal {
            None => Ok(Applied { tables }),
            Some(refusal) => Err(DispatchError::Refused { refusal: Box::new(refusal), kept: tables }),
        }
    }
}

/// Decides a command in a transaction that did something else before, and makes the change index follow. The locks
/// ([`locks_of`]) are the caller's to take, and this comes last: see [`changes::next_seq`]. A refusal has to undo all of it.
pub(crate) fn dispatch_within(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    now: Instant,
) -> Result<Applied, DispatchError> {
    let command = envelope.command().map_err(refused)?;
    let decision = decide(tx, envelope, &command, now)?;
    if let Some(refusal) = decision.refusal {
        return Err(refused(refusal));
    }
    if decision.known {
        return Ok(Applied { tables: BTreeSet::new() });
    }
    let seq = changes::next_seq(tx)?;
    changes::index(tx, seq, &decision.touched)?;
    remember(tx, envelope, None, seq, now)?;
    Ok(Applied { tables: decision.touched.tables() })
}

/// Returns what to lock before a command is decided.
pub(crate) fn locks_of(envelope: &Envelope) -> Result<Vec<LockKey>, Refusal> {
    Ok(locks(envelope, &envelope.command()?))
}

/// Returns the lock of one root.
pub(crate) fn lock_of(root: &RowKey) -> LockKey {
    LockKey::of(format!("{} {}", root.table.name(), root.id).as_bytes())
}

pub(crate) fn refused(refusal: Refusal) -> DispatchError {
    DispatchError::Refused { refusal: Box::new(refusal), kept: BTreeSet::new() }
}

/// Returns what to lock: the command itself, so that two copies wait for each other, and its roots.
pub(crate) fn locks(envelope: &Envelope, command: &Command) -> Vec<LockKey> {
    let roots = command.roots(envelope.actor);
    let roots = roots.iter().map(lock_of);
    roots.chain([LockKey::of(envelope.id.0.as_bytes())]).collect()
}

pub(crate) fn decide(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    command: &Command,
    now: Instant,
) -> Result<Decision, StoreError> {
    if let Some(decision) = known(tx, envelope)? {
        return Ok(decision);
    }
    let applied = tx.sub_step(|tx| apply(tx, envelope, command, now, Side::Authority));
    let refusal = match applied {
        Ok(touched) => return Ok(Decision { touched, refusal: None, known: false }),
        Err(Stop::Failed(error)) => return Err(error),
        Err(Stop::Refused(refusal)) => refusal,
    };
    let touched = match command.user_text() {
        Some(text) if loses_text(refusal.code) => keep(tx, envelope, text, &refusal, now)?,
        Some(_) | None => Touched::default(),
    };
    Ok(Decision { touched, refusal: Some(refusal), known: false })
}

/// Returns what was decided when the same command came before.
pub(crate) fn known(tx: &mut dyn Tx, envelope: &Envelope) -> Result<Option<Decision>, StoreError> {
    let Some(row) = tx.row(&KNOWN, &[envelope.id.to_value()])? else { return Ok(None) };
    let refusal = if row.text(0)? == payload(envelope) {
        row.opt_text(1)?.map(|_| row.json(1)).transpose()?
    } else {
        Some(Refusal::new(Code::Conflict, "Another change was sent under the same id.").hint("Try again."))
    };
    Ok(Some(Decision { touched: Touched::default(), refusal, known: true }))
}

/// Who decides: the authority for good, or a device for the time being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// The authority.
    Authority,
    /// A device.
    Device,
}

/// Why a step stopped.
pub(crate) enum Stop {
    /// A rule said no.
    Refused(Refusal),
    /// The store failed.
    Failed(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<Halt> for Stop {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Refused(refusal) => Self::Refused(refusal),
            Halt::Failed(failure) => Self::Failed(match failure.0.downcast::<StoreError>() {
                Ok(error) => *error,
                Err(source) => StoreError::Io { what: "rows".to_owned(), source },
            }),
        }
    }
}

/// Lets the rules decide, and write what follows from it where that is theirs to write.
pub(crate) fn apply(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    command: &Command,
    now: Instant,
    side: Side,
) -> Result<Touched, Stop> {
    let roles = roles(tx, envelope.actor)?;
    let stamp = Stamp { rev: Rev(envelope.id.0), updated_at: now };
    let mut rows = TxRows::new(tx, stamp);
    let ctx = Ctx { envelope, roles: &roles, now, authority: side == Side::Authority };
    command.apply(&mut rows, &ctx)?;
    Ok(rows.into_touched())
}

/// Returns what the actor may do; somebody without an account may do nothing at all.
fn roles(tx: &mut dyn Tx, actor: PersonId) -> Result<Roles, Stop> {
    if actor == SYSTEM {
        return Ok(Roles::system());
    }
    let mut rows = TxRows::new(tx, Stamp::default());
    let account = (&mut rows as &mut dyn Rows).find::<Person>(actor).map_err(Halt::from)?;
    if account.is_none() {
        return Err(Stop::Refused(
            Refusal::new(Code::Forbidden, "This account can't be found.").hint("Sign in again."),
        ));
    }
    Ok(Roles::of(changes::facts(tx, actor)?.roles))
}

/// Whether what the person wrote has nowhere to go after a refusal. After the others it is still on
/// screen, to be put right and sent again.
pub(crate) const fn loses_text(code: Code) -> bool {
    match code {
        Code::LeaseLost | Code::AlreadyCompleted | Code::AlreadyClaimed | Code::Gone | Code::StaleBase => {
            true
        }
        Code::Invalid
        | Code::Forbidden
        | Code::NotFound
        | Code::Conflict
        | Code::ClaimLimit
        | Code::StaleRevision
        | Code::WrongState
        | Code::UnknownKind
        | Code::TooLarge
        | Code::Storage
        | Code::Damaged
        | Code::ReadOnly
        | Code::InUse
        | Code::SignedOut
        | Code::Bug => false,
    }
}

/// Keeps a text whose command was refused, as a command of the program itself.
fn keep(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    text: UserText,
    refusal: &Refusal,
    now: Instant,
) -> Result<Touched, StoreError> {
    let kept = KeptText::id_of(envelope.actor, &text);
    let reason = refusal.message.clone();
    let command = Command::from(ReviewsCommand::Keep { kept, author: envelope.actor, text, reason });
    let id = CommandId(derived_id(envelope.id.0, "keep"));
    let envelope = Envelope::new(id, SYSTEM, envelope.at, envelope.zone.clone(), &command);
    match apply(tx, &envelope, &command, now, Side::Authority) {
        Ok(touched) => Ok(touched),
        Err(Stop::Failed(error)) => Err(error),
        Err(Stop::Refused(refusal)) => {
            Err(StoreError::Unsuitable { reason: format!("a text could not be kept: {refusal}") })
        }
    }
}

pub(crate) fn remember(
    tx: &mut dyn Tx,
    envelope: &Envelope,
    refusal: Option<&Refusal>,
    seq: i64,
    now: Instant,
) -> Result<(), StoreError> {
    let refusal = refusal.map(|refusal| domain::base::Json(refusal.clone()));
    let params = [
        envelope.id.to_value(),
        envelope.actor.to_value(),
        Value::Text(envelope.kind.clone()),
        Value::Int(i64::from(envelope.v)),
        Value::Text(payload(envelope)),
        refusal.to_value(),
        Value::Int(seq),
        now.to_value(),
    ];
    tx.exec(&REMEMBER, &params).map(drop)
}

/// Gives a command that was remembered the number of its transaction.
pub(crate) fn number(tx: &mut dyn Tx, id: CommandId, seq: i64) -> Result<(), StoreError> {
    tx.exec(&NUMBER, &[id.to_value(), Value::Int(seq)]).map(drop)
}

/// Returns a digest of what a command says (UUIDv5, SHA-1 of its text).
fn payload(envelope: &Envelope) -> String {
    let text = format!("{} {} {} {}", envelope.actor, envelope.kind, envelope.v, envelope.args);
    derived_id(Uuid::NAMESPACE_OID, &text).to_string()
}
