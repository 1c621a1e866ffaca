//! The roles of people with an account. The command gives and takes; here it is made sure that somebody who can sign in is
//! left to run the platform, and that no session goes on with roles that are others now.

use super::audit::{self, Act, Deed};
use super::{Accounts, lock, tokens};
use crate::DispatchError;
use crate::dispatch::{self, SYSTEM};
use crate::engine::{LockKey, Stmt, Tx};
use domain::base::{CommandId, PersonId, Stored, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::people::{PeopleCommand, last_admin};

const OTHER_ADMINS: Stmt = Stmt::new(
    "roles.other_admins",
    "SELECT count(*)
     FROM role_grants g
     JOIN accounts a ON a.person_id = g.person_id
     WHERE g.role = 'admin' AND a.disabled_at IS NULL AND g.person_id <> $1",
);

pub(super) const STATEMENTS: &[&Stmt] = &[&OTHER_ADMINS];

impl Accounts<'_> {
    /// Gives a role to a person, as an admin or the program itself does, and ends their sessions.
    ///
    /// # Errors
    /// When a rule says no, or the store fails.
    pub fn give_role(
        &self,
        person: PersonId,
        role: Role,
        command: CommandId,
        deed: &Deed,
    ) -> Result<(), DispatchError> {
        self.change_roles(person, PeopleCommand::GiveRole { person, role }, Act::RoleGiven, command, deed)
    }

    /// Takes a role from a person, as an admin or the program itself does, and ends their sessions.
    ///
    /// # Errors
    /// [`domain::base::Code::Conflict`] when nobody would be left to run the platform; when another rule says no, or the store fails.
    pub fn take_role(
        &self,
        person: PersonId,
        role: Role,
        command: CommandId,
        deed: &Deed,
    ) -> Result<(), DispatchError> {
        self.change_roles(person, PeopleCommand::TakeRole { person, role }, Act::RoleTaken, command, deed)
    }

    fn change_roles(
        &self,
        person: PersonId,
        change: PeopleCommand,
        act: Act,
        id: CommandId,
        deed: &Deed,
    ) -> Result<(), DispatchError> {
        let (takes_admin, note) = match &change {
            PeopleCommand::TakeRole { role, .. } => (*role == Role::Admin, format!("{role:?}")),
            PeopleCommand::GiveRole { role, .. } => (false, format!("{role:?}")),
            PeopleCommand::Add { .. } | PeopleCommand::Erase { .. } => (false, String::new()),
        };
        let actor = deed.actor.unwrap_or(SYSTEM);
        let command = Envelope::new(id, actor, deed.at, ZoneId::utc(), &Command::from(change));
        let mut locks = vec![lock(person)];
        locks.extend(dispatch::locks_of(&command).map_err(dispatch::refused)?);
        self.store.engine().write(&locks, |tx| {
            if takes_admin {
                check_not_last_admin(tx, person)?;
            }
            tokens::end_all(tx, person)?;
            audit::put(tx, deed, person, act, &note)?;
            dispatch::dispatch_within(tx, &command, deed.at).map(drop)
        })
    }
}

/// What everything that decides who runs the platform waits for: the same as the commands do.
pub(super) fn lock_admins() -> LockKey {
    dispatch::lock_of(&domain::people::admins_root())
}

/// Refuses to lose an admin when no other can sign in.
pub(super) fn check_not_last_admin(tx: &mut dyn Tx, person: PersonId) -> Result<(), DispatchError> {
    if !tokens::roles(tx, person)?.contains(&Role::Admin) {
        return Ok(());
    }
    let others = tx.row(&OTHER_ADMINS, &[person.to_value()])?.map_or(Ok(0), |row| row.int(0))?;
    if others > 0 { Ok(()) } else { Err(dispatch::refused(last_admin())) }
}
