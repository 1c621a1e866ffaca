//! What the operator does to accounts, at the server itself: without a session, by the program's own right, and noted in the log
//! of deeds like everything else.

use super::{hashing, password};
use domain::accounts::{Secret, normal_address};
use domain::base::{Code, CommandId, Instant, PersonId, Refusal};
use domain::command::Role;
use store::accounts::{Account, Deed, NewPerson, PersonIds};
use store::{DispatchError, Store};
use uuid::{Builder, Uuid};

/// The operator, with what they need for what they do: a time and randomness.
pub(crate) struct Operator<'a> {
    pub(crate) store: &'a Store,
    pub(crate) now: Instant,
    pub(crate) random: &'a dyn Fn(&mut [u8]),
}

/// Whether people may sign in with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usable {
    Yes,
    No,
}

/// Whether a role is given or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    Give,
    Take,
}

impl Operator<'_> {
    /// Returns a password as it is kept, if it is one that protects somebody.
    pub(crate) fn hashed(&self, password: &Secret) -> Result<String, Refusal> {
        password::check(password).map_err(|problem| problem.refusal())?;
        let mut salt = [0; 16];
        (self.random)(&mut salt);
        hashing::hash(password.reveal().as_bytes(), &salt).ok_or_else(|| {
            Refusal::new(Code::Bug, "The password can't be hashed.").hint("Please report this.")
        })
    }

    /// Makes a person with an account.
    pub(crate) fn add(&self, new: NewPerson) -> Result<PersonId, DispatchError> {
        let person = PersonId(self.id());
        self.add_as(person, new).map(|()| person)
    }

    /// Makes an account, and the person if they are not there yet.
    pub(crate) fn add_as(&self, person: PersonId, mut new: NewPerson) -> Result<(), DispatchError> {
        new.email = normal_address(&new.email).map_err(refused)?;
        let ids = PersonIds { person, command: CommandId(self.id()) };
        self.store.accounts().add(&new, ids, &self.deed())
    }

    /// Lets people sign in with an account, or nobody.
    pub(crate) fn set_usable(&self, email: &str, usable: Usable) -> Result<(), DispatchError> {
        let (person, deed) = (self.account(email)?.person, self.deed());
        match usable {
            Usable::Yes => self.store.accounts().enable(person, &deed),
            Usable::No => self.store.accounts().disable(person, &deed),
        }
    }

    /// Gives or takes a role.
    pub(crate) fn change_role(&self, email: &str, change: Change, role: Role) -> Result<(), DispatchError> {
        let (person, command) = (self.account(email)?.person, CommandId(self.id()));
        match change {
            Change::Give => self.store.accounts().give_role(person, role, command, &self.deed()),
            Change::Take => self.store.accounts().take_role(person, role, command, &self.deed()),
        }
    }

    /// Returns the account with an address.
    pub(crate) fn account(&self, email: &str) -> Result<Account, DispatchError> {
        let email = normal_address(email).map_err(refused)?;
        let found = self.store.accounts().find_by_email(&email)?;
        found.ok_or_else(|| {
            refused(Refusal::new(Code::NotFound, "There is no account with this address.").hint("Check it."))
        })
    }

    fn deed(&self) -> Deed {
        Deed { id: self.id(), at: self.now, actor: None, device: None, address: None }
    }

    fn id(&self) -> Uuid {
        let mut random = [0; 10];
        (self.random)(&mut random);
        Builder::from_unix_timestamp_millis(u64::try_from(self.now.0).unwrap_or_default(), &random)
            .into_uuid()
    }
}

fn refused(refusal: Refusal) -> DispatchError {
    DispatchError::Refused { refusal: Box::new(refusal), kept: [].into() }
}
