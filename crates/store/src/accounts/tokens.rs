//! The tokens of devices. Of a token only its hash is kept; each is replaced by the next, and what was replaced is
//! remembered: whoever shows it again has a copy that they should not have, and the whole family of tokens ends.
//!
//! Rules: (1) a token stays good until the one in its place is used first, so that an answer which was lost costs nothing;
//! (2) from then on it is refused; (3) shown again later than requests take that were on their way, or to get another token,
//! it ends its family; (4) so do other roles than those that the person had when it was issued.

use super::audit::{self, Act, Deed};
use super::session::Session;
use super::{Accounts, TokenHash, lock};
use crate::StoreError;
use crate::engine::{Record, Stmt, Tx};
use domain::accounts::DeviceId;
use domain::base::{Instant, PersonId, Span, Stored, Value};
use domain::command::Role;
use uuid::Uuid;

const FIND: Stmt = Stmt::new(
    "tokens.find",
    "SELECT t.person_id, t.device_id, t.family, t.signed_in_at, t.roles, t.issued_at, t.expires_at, t.retired_at,
         a.disabled_at, d.seen_at,
         (SELECT count(*)
          FROM device_tokens before
          WHERE before.replaced_by = t.token AND before.retired_at IS NULL)
     FROM device_tokens t
     JOIN accounts a ON a.person_id = t.person_id
     JOIN devices d ON d.person_id = t.person_id AND d.id = t.device_id
     WHERE t.token = $1",
);

const NEWEST: Stmt = Stmt::new(
    "tokens.newest",
    "SELECT t.person_id, t.roles
     FROM device_tokens t
     JOIN accounts a ON a.person_id = t.person_id
     WHERE t.family = $1 AND t.retired_at IS NULL AND t.expires_at > $2 AND a.disabled_at IS NULL",
);

const ROLES: Stmt = Stmt::new(
    "tokens.roles",
    "SELECT role
     FROM role_grants
     WHERE person_id = $1
     ORDER BY role",
);

const PUT: Stmt = Stmt::new(
    "tokens.put",
    "INSERT INTO device_tokens
         (token, person_id, device_id, family, signed_in_at, roles, issued_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

const RETIRE: Stmt = Stmt::new(
    "tokens.retire",
    "UPDATE device_tokens
     SET retired_at = $2
     WHERE replaced_by = $1 AND retired_at IS NULL",
);

const DROP_SUCCESSOR: Stmt = Stmt::new(
    "tokens.drop_successor",
    "DELETE FROM device_tokens
     WHERE token =
         (SELECT replaced_by
          FROM device_tokens
          WHERE token = $1)",
);

const REPLACE: Stmt = Stmt::new(
    "tokens.replace",
    "UPDATE device_tokens
     SET replaced_by = $2
     WHERE token = $1",
);

const END_FAMILY: Stmt = Stmt::new(
    "tokens.end_family",
    "DELETE FROM device_tokens
     WHERE family = $1",
);

const END_OTHERS: Stmt = Stmt::new(
    "tokens.end_others",
    "DELETE FROM device_tokens
     WHERE person_id = $1 AND family <> $2",
);

const END_ALL: Stmt = Stmt::new(
    "tokens.end_all",
    "DELETE FROM device_tokens
     WHERE person_id = $1",
);

const END_DEVICE: Stmt = Stmt::new(
    "tokens.end_device",
    "DELETE FROM device_tokens
     WHERE person_id = $1 AND device_id = $2",
);

const SEEN: Stmt = Stmt::new(
    "tokens.seen",
    "UPDATE devices
     SET seen_at = $3
     WHERE person_id = $1 AND id = $2",
);

const FORGET: Stmt = Stmt::new(
    "tokens.forget",
    "DELETE FROM device_tokens
     WHERE expires_at <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[
    &FIND,
    &NEWEST,
    &ROLES,
    &PUT,
    &RETIRE,
    &DROP_SUCCESSOR,
    &REPLACE,
    &END_FAMILY,
    &END_OTHERS,
    &END_ALL,
    &END_DEVICE,
    &SEEN,
    &FORGET,
];

/// How long a request may have been on its way with a token that was replaced meanwhile.
const ON_THE_WAY: Span = Span::seconds(60);
/// How long a device may be heard of before that is written down again.
const SEEN_AGAIN: Span = Span::seconds(300);

/// What a token that was shown is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nobody is signed in with it.
    Nobody,
    /// It was replaced, and the newer one is in use.
    Superseded,
    /// The account is disabled.
    Disabled,
    /// Somebody is signed in with it.
    Signed(Session),
}

/// A token as it is kept, and what decides about it.
struct Kept {
    session: Session,
    /// The roles when it was issued, as they are kept.
    issued_to: String,
    retired_at: Option<Instant>,
    disabled_at: Option<Instant>,
    seen_at: Instant,
    /// Whether it stands in the place of one that is still good.
    is_first_use: bool,
}

/// What to do about a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Good,
    Expired,
    Disabled,
    Superseded,
    /// Its family ends: a copy was shown.
    Reused,
    /// Its family ends: the person's roles are others now.
    OtherRoles,
}

/// What a token is shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Anything,
    AnotherToken,
}

impl Kept {
    fn verdict(&self, wish: Wish, now: Instant) -> Verdict {
        if now >= self.session.expires_at {
            return Verdict::Expired;
        }
        if self.disabled_at.is_some() {
            return Verdict::Disabled;
        }
        if self.issued_to != words(&self.session.roles) {
            return Verdict::OtherRoles;
        }
        match (self.retired_at, wish) {
            (None, Wish::Anything | Wish::AnotherToken) => Verdict::Good,
            (Some(retired), Wish::Anything) if now < retired + ON_THE_WAY => Verdict::Superseded,
            (Some(_), Wish::Anything | Wish::AnotherToken) => Verdict::Reused,
        }
    }

    /// Whether something has to be written down about a token that is good.
    fn is_news(&self, now: Instant) -> bool {
        self.is_first_use || now >= self.seen_at + SEEN_AGAIN
    }
}

impl Accounts<'_> {
    /// Finds out who is signed in with a token, and writes down what follows from its being shown. The deed says from where,
    /// should that have to be known later.
    ///
    /// # Errors
    /// When the store fails.
    pub fn authenticate(&self, token: &TokenHash, deed: &Deed) -> Result<Standing, StoreError> {
        let now = deed.at;
        let Some(kept) = self.store.engine().read(|tx| find(tx, token))? else { return Ok(Standing::Nobody) };
        if kept.verdict(Wish::Anything, now) == Verdict::Good && !kept.is_news(now) {
            return Ok(Standing::Signed(kept.session));
        }
        // What was read may have changed; what follows is decided on what is there now.
        self.store.engine().write(&[lock(kept.session.person)], |tx| {
            let Some(kept) = find(tx, token)? else { return Ok(Standing::Nobody) };
            let standing = settle(tx, &kept, Wish::Anything, deed)?;
            if matches!(standing, Standing::Signed(_)) {
                tx.exec(&RETIRE, &[token.to_value(), now.to_value()])?;
                let seen = [kept.session.person.to_value(), kept.session.device.to_value(), now.to_value()];
                tx.exec(&SEEN, &seen)?;
            }
            Ok(standing)
        })
    }

    /// Issues a token in place of another, which stays good until the new one is used first. One that was issued before and
    /// never used is worth nothing from now on. `until` says how long the new one is good.
    ///
    /// # Errors
    /// When the store fails.
    pub fn renew(
        &self,
        token: &TokenHash,
        next: &TokenHash,
        until: impl FnOnce(&Session) -> Instant,
        deed: &Deed,
    ) -> Result<Standing, StoreError> {
        let Some(kept) = self.store.engine().read(|tx| find(tx, token))? else { return Ok(Standing::Nobody) };
        self.store.engine().write(&[lock(kept.session.person)], |tx| {
            let Some(kept) = find(tx, token)? else { return Ok(Standing::Nobody) };
            let standing = settle(tx, &kept, Wish::AnotherToken, deed)?;
            let Standing::Signed(session) = standing else { return Ok(standing) };
            tx.exec(&DROP_SUCCESSOR, &[token.to_value()])?;
            tx.exec(&REPLACE, &[token.to_value(), next.to_value()])?;
            let session = Session { issued_at: deed.at, expires_at: until(&session), ..session };
            put(tx, next, &session)?;
            Ok(Standing::Signed(session))
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sign_out(&self, person: PersonId, family: Uuid) -> Result<(), StoreError> {
        self.store.engine().write(&[lock(person)], |tx| end_family(tx, family))
    }

    /// Whether somebody who signed in still is, whichever token they have by now: for streams, which show theirs only once.
    ///
    /// # Errors
    /// When the store fails.
    pub fn goes_on(&self, family: Uuid, now: Instant) -> Result<bool, StoreError> {
        self.store.engine().read(|tx| {
            for row in tx.rows(&NEWEST, &[family.to_value(), now.to_value()])? {
                if row.text(1)? == words(&roles(tx, row.stored(0)?)?) {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    }

    /// Forgets the tokens that are no longer good.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_tokens(&self, now: Instant) -> Result<u64, StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&FORGET, &[now.to_value()]))
    }
}

/// Does what a verdict demands.
fn settle(tx: &mut dyn Tx, kept: &Kept, wish: Wish, deed: &Deed) -> Result<Standing, StoreError> {
    let session = &kept.session;
    match kept.verdict(wish, deed.at) {
        Verdict::Good => Ok(Standing::Signed(session.clone())),
        Verdict::Expired => Ok(Standing::Nobody),
        Verdict::Disabled => Ok(Standing::Disabled),
        Verdict::Superseded => Ok(Standing::Superseded),
        Verdict::OtherRoles => {
            end_family(tx, session.family)?;
            Ok(Standing::Nobody)
        }
        Verdict::Reused => {
            end_family(tx, session.family)?;
            let deed = Deed { device: Some(session.device), ..deed.clone() };
            audit::put(tx, &deed, session.person, Act::TokenReused, "")?;
            Ok(Standing::Nobody)
        }
    }
}

fn find(tx: &mut dyn Tx, token: &TokenHash) -> Result<Option<Kept>, StoreError> {
    let Some(row) = tx.row(&FIND, &[token.to_value()])? else { return Ok(None) };
    let roles = roles(tx, row.stored(0)?)?;
    kept(&row, roles).map(Some)
}

fn kept(row: &Record, roles: Vec<Role>) -> Result<Kept, StoreError> {
    let session = Session {
        person: row.stored(0)?,
        device: row.stored(1)?,
        family: row.stored(2)?,
        signed_in_at: row.instant(3)?,
        roles,
        issued_at: row.instant(5)?,
        expires_at: row.instant(6)?,
    };
    Ok(Kept {
        session,
        issued_to: row.text(4)?.to_owned(),
        retired_at: row.opt_instant(7)?,
        disabled_at: row.opt_instant(8)?,
        seen_at: row.instant(9)?,
        is_first_use: row.int(10)? > 0,
    })
}

/// Returns what a person may do now, in the order of the words.
pub(super) fn roles(tx: &mut dyn Tx, person: PersonId) -> Result<Vec<Role>, StoreError> {
    tx.rows(&ROLES, &[person.to_value()])?.iter().map(|row| row.stored(0)).collect()
}

/// Writes roles as they are kept with a token.
fn words(roles: &[Role]) -> String {
    let word = |role: &Role| match role {
        Role::Client => "client",
        Role::Mentor => "mentor",
        Role::Creator => "creator",
        Role::Admin => "admin",
    };
    roles.iter().map(word).collect::<Vec<_>>().join(" ")
}

pub(super) fn put(tx: &mut dyn Tx, token: &TokenHash, session: &Session) -> Result<(), StoreError> {
    let params = [
        token.to_value(),
        session.person.to_value(),
        session.device.to_value(),
        session.family.to_value(),
        session.signed_in_at.to_value(),
        Value::Text(words(&session.roles)),
        session.issued_at.to_value(),
        session.expires_at.to_value(),
    ];
    tx.exec(&PUT, &params).map(drop)
}

pub(super) fn end_family(tx: &mut dyn Tx, family: Uuid) -> Result<(), StoreError> {
    tx.exec(&END_FAMILY, &[family.to_value()]).map(drop)
}

/// Ends all sessions of a person but one.
pub(super) fn end_others(tx: &mut dyn Tx, person: PersonId, keep: Uuid) -> Result<(), StoreError> {
    tx.exec(&END_OTHERS, &[person.to_value(), keep.to_value()]).map(drop)
}

pub(super) fn end_all(tx: &mut dyn Tx, person: PersonId) -> Result<(), StoreError> {
    tx.exec(&END_ALL, &[person.to_value()]).map(drop)
}

/// Ends what a person is signed in to on one device.
pub(super) fn end_device(tx: &mut dyn Tx, person: PersonId, device: DeviceId) -> Result<(), StoreError> {
    tx.exec(&END_DEVICE, &[person.to_value(), device.to_value()]).map(drop)
}
