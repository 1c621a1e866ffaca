//! How often signing in was tried. An attempt counts before the password is looked at, so that a thousand at the same moment
//! are no more than a thousand one after another; and it counts whether or not there is such an account.

use super::{Accounts, TokenHash};
use crate::StoreError;
use crate::engine::{LockKey, Stmt};
use domain::base::{Instant, Span, Stored};

const FIND: Stmt = Stmt::new(
    "attempts.find",
    "SELECT count, since
     FROM sign_in_attempts
     WHERE subject = $1",
);

const PUT: Stmt = Stmt::new(
    "attempts.put",
    "INSERT INTO sign_in_attempts (subject, count, since)
     VALUES ($1, $2, $3)
     ON CONFLICT (subject) DO UPDATE SET count = excluded.count, since = excluded.since",
);

const CLEAR: Stmt = Stmt::new(
    "attempts.clear",
    "DELETE FROM sign_in_attempts
     WHERE subject = $1",
);

const FORGET: Stmt = Stmt::new(
    "attempts.forget",
    "DELETE FROM sign_in_attempts
     WHERE since <= $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&FIND, &PUT, &CLEAR, &FORGET];

/// How much may be tried: so many times in so long. Then nothing is looked at until that time is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// How many times.
    pub count: i64,
    /// In how long.
    pub window: Span,
}

/// How much was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// How many times.
    pub count: i64,
    /// Since when.
    pub since: Instant,
}

/// Whether one more may be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admitted {
    /// It may, and counts.
    Yes(Attempts),
    /// Not before this moment.
    NotBefore(Instant),
}

impl Allowance {
    /// Decides about one more attempt, after those that were made.
    #[must_use]
    pub fn admit(self, made: Option<Attempts>, now: Instant) -> Admitted {
        let first = Attempts { count: 1, since: now };
        match made {
            None => Admitted::Yes(first),
            // A clock that was set back does not lock anybody out for longer.
            Some(made) if now >= made.since + self.window || now < made.since => Admitted::Yes(first),
            Some(made) if made.count < self.count => {
                Admitted::Yes(Attempts { count: made.count + 1, ..made })
            }
            Some(made) => Admitted::NotBefore(made.since + self.window),
        }
    }
}

impl Accounts<'_> {
    /// Counts an attempt, if one more is allowed. `subject` is what is counted: an address or a known device, hashed.
    ///
    /// # Errors
    /// When the store fails.
    pub fn attempt(
        &self,
        subject: &TokenHash,
        allowance: Allowance,
        now: Instant,
    ) -> Result<Admitted, StoreError> {
        let locks = [LockKey::of(format!("attempts {subject}").as_bytes())];
        self.store.engine().write(&locks, |tx| {
            let made = match tx.row(&FIND, &[subject.to_value()])? {
                Some(row) => Some(Attempts { count: row.int(0)?, since: row.instant(1)? }),
                None => None,
            };
            let admitted = allowance.admit(made, now);
            if let Admitted::Yes(attempts) = admitted {
                let params = [subject.to_value(), attempts.count.to_value(), attempts.since.to_value()];
                tx.exec(&PUT, &params)?;
            }
            Ok(admitted)
        })
    }

    /// Forgets the attempts of somebody who signed in.
    ///
    /// # Errors
    /// When the store fails.
    pub fn succeeded(&self, subject: &TokenHash) -> Result<(), StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&CLEAR, &[subject.to_value()]).map(drop))
    }

    /// Forgets the attempts that began before a moment.
    ///
    /// # Errors
    /// When the store fails.
    pub fn forget_attempts(&self, before: Instant) -> Result<u64, StoreError> {
        self.store.engine().write(&[], |tx| tx.exec(&FORGET, &[before.to_value()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Allowance = Allowance { count: 10, window: Span::seconds(900) };

    /// Tries `times` times, one every `pause`, and returns how many were looked at.
    fn looked_at(times: i64, pause: Span) -> i64 {
        let (mut made, mut looked) = (None, 0);
        for n in 0..times {
            match TEN.admit(made, Instant(n * pause.0)) {
                Admitted::Yes(attempts) => {
                    made = Some(attempts);
                    looked += 1;
                }
                Admitted::NotBefore(until) => assert!(until > Instant(n * pause.0)),
            }
        }
        looked
    }

    #[test]
    fn ten_thousand_wrong_passwords_are_not_looked_at() {
        // How often, how far apart, and how many of them are compared with the password.
        for (times, pause, most) in [
            (10_000, Span(0), 10),
            (10_000, Span(6), 10),
            (10_000, Span::seconds(1), 120),
            (10_000, Span::seconds(90), 10_000),
        ] {
            assert_eq!(looked_at(times, pause), most, "{times} attempts, one every {pause:?}");
        }
    }

    #[test]
    fn after_the_window_it_begins_anew() {
        let full = Some(Attempts { count: 10, since: Instant(0) });
        assert_eq!(TEN.admit(full, Instant(899_999)), Admitted::NotBefore(Instant(900_000)));
        let first = Attempts { count: 1, since: Instant(900_000) };
        assert_eq!(TEN.admit(full, Instant(900_000)), Admitted::Yes(first));
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out() {
        let full = Some(Attempts { count: 10, since: Instant(5_000_000) });
        assert!(matches!(TEN.admit(full, Instant(1)), Admitted::Yes(_)));
    }
}
