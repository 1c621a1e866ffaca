//! Deleting an account: all that a server alone keeps of it goes, and what others have a part in is made nameless by a
//! command, in one transaction. Doing it again changes nothing.

use super::audit::{self, Act, Deed};
use super::{Accounts, account, lock, roles, tokens};
use crate::DispatchError;
use crate::dispatch::{self, SYSTEM};
use crate::engine::Stmt;
use domain::base::{CommandId, PersonId, Stored, Value, ZoneId, derived_id};
use domain::command::{Command, Envelope};
use domain::people::PeopleCommand;

const LINKS: Stmt = Stmt::new(
    "erasing.links",
    "DELETE FROM account_links
     WHERE person_id = $1",
);

const CODES: Stmt = Stmt::new(
    "erasing.codes",
    "DELETE FROM recovery_codes
     WHERE person_id = $1",
);

const DEVICES: Stmt = Stmt::new(
    "erasing.devices",
    "DELETE FROM devices
     WHERE person_id = $1",
);

const ACCOUNT: Stmt = Stmt::new(
    "erasing.account",
    "DELETE FROM accounts
     WHERE person_id = $1",
);

const MAIL: Stmt = Stmt::new(
    "erasing.mail",
    "DELETE FROM outgoing_mail
     WHERE recipient = $1",
);

const ADDRESSES: Stmt = Stmt::new(
    "erasing.addresses",
    "UPDATE audit_log
     SET address = NULL
     WHERE person_id = $1",
);

const VISITS: Stmt = Stmt::new(
    "erasing.visits",
    "DELETE FROM visits
     WHERE person_id = $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&LINKS, &CODES, &DEVICES, &VISITS, &ACCOUNT, &MAIL, &ADDRESSES];

impl Accounts<'_> {
    /// Deletes a person's account and makes them nameless.
    ///
    /// # Errors
    /// [`domain::base::Code::Conflict`] when nobody would be left to run the platform; when another rule says no, or the
    /// store fails.
    pub fn delete(&self, person: PersonId, deed: &Deed) -> Result<(), DispatchError> {
        let id = CommandId(derived_id(person.0, "erase"));
        let command = Command::from(PeopleCommand::Erase { person });
        let command = Envelope::new(id, SYSTEM, deed.at, ZoneId::utc(), &command);
        let mut locks = vec![lock(person)];
        locks.extend(dispatch::locks_of(&command).map_err(dispatch::refused)?);
        self.store.engine().write(&locks, |tx| {
            let whose = [person.to_value()];
            if let Some(account) = account::by_person(tx, person)? {
                roles::check_not_last_admin(tx, person)?;
                tokens::end_all(tx, person)?;
                tx.exec(&MAIL, &[Value::Text(account.email)])?;
                for statement in [&LINKS, &CODES, &DEVICES, &VISITS, &ACCOUNT, &ADDRESSES] {
                    tx.exec(statement, &whose)?;
                }
                audit::put(tx, &Deed { address: None, ..deed.clone() }, person, Act::Deleted, "")?;
            }
            dispatch::dispatch_within(tx, &command, deed.at).map(drop)
        })
    }
}
