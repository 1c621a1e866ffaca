//! Visits: an admin looks at what somebody sees. A visit ends by its time, by the visitor, or with the sign-in that it was
//! begun from; whoever was visited can read who was there, when and why.

use super::audit::{self, Act, Deed};
use super::mail::{self, Letter};
use super::{Accounts, TokenHash, account, lock};
use crate::dispatch;
use crate::engine::{Record, Stmt, Tx};
use crate::{DispatchError, StoreError};
use domain::base::{Code, Instant, PersonId, Refusal, Stored, Value};
use uuid::Uuid;

const PUT: Stmt = Stmt::new(
    "visits.put",
    "INSERT INTO visits (id, token, visitor_id, family, person_id, reason, began_at, until_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);

const END_OTHERS: Stmt = Stmt::new(
    "visits.end_others",
    "UPDATE visits
     SET ended_at = $2
     WHERE family = $1 AND ended_at IS NULL",
);

const END: Stmt = Stmt::new(
    "visits.end",
    "UPDATE visits
     SET ended_at = $2
     WHERE id = $1 AND ended_at IS NULL AND until_at > $2",
);

const FIND: Stmt = Stmt::new(
    "visits.find",
    "SELECT v.id, v.visitor_id, v.family, v.person_id, v.until_at
     FROM visits v
     WHERE v.token = $1 AND v.ended_at IS NULL AND v.until_at > $2",
);

const BY_ID: Stmt = Stmt::new(
    "visits.by_id",
    "SELECT v.id, v.visitor_id, v.family, v.person_id, v.until_at
     FROM visits v
     WHERE v.id = $1 AND v.ended_at IS NULL AND v.until_at > $2",
);

const TO_PERSON: Stmt = Stmt::new(
    "visits.to_person",
    "SELECT v.visitor_id, p.name, v.reason, v.began_at, v.until_at, v.ended_at
     FROM visits v
     LEFT JOIN people p ON p.id = v.visitor_id
     WHERE v.person_id = $1
     ORDER BY v.began_at DESC, v.id DESC
     LIMIT $2",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&PUT, &END_OTHERS, &END, &FIND, &BY_ID, &TO_PERSON];

/// A visit that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: Uuid,
    /// The admin who visits.
    pub visitor: PersonId,
    /// The sign-in with which it ends.
    pub family: Uuid,
    /// Who is visited.
    pub person: PersonId,
    /// When it is over at the latest.
    pub until: Instant,
}

/// A visit that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVisit {
    /// Who visits whom, and for how long.
    pub visit: Visit,
    /// What the visitor's browser shows, hashed.
    pub token: TokenHash,
    /// Why, in the visitor's words.
    pub reason: String,
}

/// A visit as whoever was visited reads of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastVisit {
    /// Who was there.
    pub visitor: PersonId,
    /// What they are called; none when they are gone.
    pub name: Option<String>,
    /// Why, in the visitor's words.
    pub reason: String,
    /// When it began.
    pub began_at: Instant,
    /// When it was over, or will be at the latest.
    pub ended_at: Instant,
}

impl Accounts<'_> {
    /// Begins a visit, and has whoever is visited told by mail. A visit that the same sign-in was on ends.
    ///
    /// # Errors
    /// [`Code::NotFound`] without such an account, [`Code::Invalid`] for a visit to oneself; when the store fails.
    pub fn begin_visit(&self, new: &NewVisit, told: &Letter, deed: &Deed) -> Result<(), DispatchError> {
        let visit = &new.visit;
        if visit.person == visit.visitor {
            let refusal = Refusal::new(Code::Invalid, "This is your own account.");
            return Err(dispatch::refused(
                refusal.hint("Everything of yours is there when no visit goes on."),
            ));
        }
        self.store.engine().write(&[lock(visit.person), lock(visit.visitor)], |tx| {
            let Some(account) = account::by_person(tx, visit.person)? else {
                return Err(dispatch::refused(Refusal::new(Code::NotFound, "This account can't be found.")));
            };
            tx.exec(&END_OTHERS, &[visit.family.to_value(), deed.at.to_value()])?;
            put(tx, new, deed.at)?;
            mail::put(tx, told, &account.email, deed.at)?;
            audit::put(tx, deed, visit.person, Act::VisitBegun, &visit.id.to_string())?;
            Ok(())
        })
    }

    /// Ends a visit. One that is over already stays as it is.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end_visit(&self, visit: &Visit, deed: &Deed) -> Result<(), StoreError> {
        self.store.engine().write(&[lock(visit.person)], |tx| {
            if tx.exec(&END, &[visit.id.to_value(), deed.at.to_value()])? > 0 {
                audit::put(tx, deed, visit.person, Act::VisitEnded, &visit.id.to_string())?;
            }
            Ok(())
        })
    }

    /// Returns the visit that a token is for, while it goes on.
    ///
    /// # Errors
    /// When the store fails.
    pub fn visit(&self, token: &TokenHash, now: Instant) -> Result<Option<Visit>, StoreError> {
        let found = self.store.engine().read(|tx| tx.row(&FIND, &[token.to_value(), now.to_value()]))?;
        self.going_on(found, now)
    }

    /// Whether a visit still goes on: for streams, which show their token only once.
    ///
    /// # Errors
    /// When the store fails.
    pub fn visit_goes_on(&self, visit: Uuid, now: Instant) -> Result<bool, StoreError> {
        let found = self.store.engine().read(|tx| tx.row(&BY_ID, &[visit.to_value(), now.to_value()]))?;
        self.going_on(found, now).map(|found| found.is_some())
    }

    fn going_on(&self, found: Option<Record>, now: Instant) -> Result<Option<Visit>, StoreError> {
        let Some(row) = found else { return Ok(None) };
        let visit = Visit {
            id: row.stored(0)?,
            visitor: row.stored(1)?,
            family: row.stored(2)?,
            person: row.stored(3)?,
            until: row.instant(4)?,
        };
        // With the sign-in ends what was begun from it: a sign-out, another password, a role or an account that was taken.
        Ok(self.goes_on(visit.family, now)?.then_some(visit))
    }

    /// Returns who visited a person, the last first, at most so many.
    ///
    /// # Errors
    /// When the store fails.
    pub fn visits_to(&self, person: PersonId, most: i64) -> Result<Vec<PastVisit>, StoreError> {
        let rows =
            self.store.engine().read(|tx| tx.rows(&TO_PERSON, &[person.to_value(), most.to_value()]))?;
        rows.iter().map(past).collect()
    }
}

fn put(tx: &mut dyn Tx, new: &NewVisit, now: Instant) -> Result<(), StoreError> {
    let params = [
        new.visit.id.to_value(),
        new.token.to_value(),
        new.visit.visitor.to_value(),
        new.visit.family.to_value(),
        new.visit.person.to_value(),
        Value::Text(new.reason.clone()),
        now.to_value(),
        new.visit.until.to_value(),
    ];
    tx.exec(&PUT, &params).map(drop)
}

fn past(row: &Record) -> Result<PastVisit, StoreError> {
    let (until, ended) = (row.instant(4)?, row.opt_instant(5)?);
    Ok(PastVisit {
        visitor: row.stored(0)?,
        name: row.opt_text(1)?.map(str::to_owned),
        reason: row.text(2)?.to_owned(),
        began_at: row.instant(3)?,
        ended_at: ended.unwrap_or(until),
    })
}
