//! The accounts of a server, for those who run it.

use super::{Accounts, tokens};
use crate::StoreError;
use crate::engine::{Record, Stmt};
use domain::base::{Instant, PersonId, Value};
use domain::command::Role;

const NEXT: Stmt = Stmt::new(
    "accounts.next",
    "SELECT a.person_id, p.name, a.email, a.created_at, a.disabled_at,
         (SELECT max(d.seen_at)
          FROM devices d
          WHERE d.person_id = a.person_id)
     FROM accounts a
     JOIN people p ON p.id = a.person_id
     WHERE a.email > $1
     ORDER BY a.email
     LIMIT $2",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&NEXT];

/// How many accounts are looked at in one go.
const LOOK: i64 = 500;

/// An account as those who run the server see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Whose it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// When it was made.
    pub created_at: Instant,
    /// Since when nobody may sign in.
    pub disabled_at: Option<Instant>,
    /// When a device of theirs was heard of last, give or take some minutes.
    pub seen_at: Option<Instant>,
}

impl Accounts<'_> {
    /// Returns accounts in the order of their addresses, from the one behind `after` on, at most so many. With something to
    /// find, those alone whose name or address holds it, in whichever case.
    ///
    /// # Errors
    /// When the store fails.
    pub fn list(&self, find: &str, after: &str, most: usize) -> Result<Vec<AccountLine>, StoreError> {
        let find = find.trim().to_lowercase();
        self.store.engine().read(|tx| {
            let (mut found, mut after) = (Vec::new(), after.to_owned());
            loop {
                let rows = tx.rows(&NEXT, &[Value::Text(after), Value::Int(LOOK)])?;
                let Some(last) = rows.last() else { return Ok(found) };
                after = last.text(2)?.to_owned();
                for row in &rows {
                    if found.len() == most {
                        return Ok(found);
                    }
                    let account = line(row)?;
                    if holds(&account, &find) {
                        let roles = tokens::roles(tx, account.person)?;
                        found.push(AccountLine { roles, ..account });
                    }
                }
            }
        })
    }
}

fn line(row: &Record) -> Result<AccountLine, StoreError> {
    Ok(AccountLine {
        person: row.stored(0)?,
        name: row.text(1)?.to_owned(),
        email: row.text(2)?.to_owned(),
        roles: Vec::new(),
        created_at: row.instant(3)?,
        disabled_at: row.opt_instant(4)?,
        seen_at: row.opt_instant(5)?,
    })
}

/// Whether the name or the address holds what is looked for, which is in lower case.
fn holds(account: &AccountLine, find: &str) -> bool {
    account.name.to_lowercase().contains(find) || account.email.contains(find)
}
