//! Changes to people.
//!
//! Rules: (1) only admins and the program itself add people or give roles; (2) a name is not empty, and an address and a
//! profile are no longer than people read; (3) the mentor role comes with a public profile; (4) somebody is always left to
//! run the platform; (5) only the program itself erases people, when their account is deleted.

use super::{MentorProfile, Person, RoleGrant, erase, roles};
use crate::base::{Code, PersonId, Refusal, ZoneId};
use crate::command::{Applied, Ctx, Role, UserText};
use crate::entity::Stamp;
use crate::rows::{RowKey, Rows, Table};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most characters of an e-mail address: what mail itself carries.
const EMAIL_LIMIT: usize = 254;
/// The most characters of a mentor's profile.
const BIO_LIMIT: usize = 5_000;

/// A change to people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PeopleCommand {
    /// Adds a person with their roles; for one that exists, replaces name, zone and bio and adds the roles.
    Add {
        /// The person's id.
        person: PersonId,
        /// Their name.
        name: String,
        /// Their e-mail address.
        email: String,
        /// Their time zone.
        zone: ZoneId,
        /// What they may do.
        roles: BTreeSet<Role>,
        /// For mentors: a few lines for clients.
        bio: String,
    },
    /// Gives a person a role.
    GiveRole {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// Takes a role from a person.
    TakeRole {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// Makes a person nameless: what others have a part in stays, without them.
    Erase {
        /// The person.
        person: PersonId,
    },
}

impl PeopleCommand {
    pub(crate) fn roots(&self, _actor: PersonId) -> BTreeSet<RowKey> {
        let who = |person: &PersonId| RowKey { table: Table::Person, id: person.0 };
        match self {
            Self::Add { person, .. } => [who(person)].into(),
            Self::GiveRole { person, .. } | Self::TakeRole { person, .. } | Self::Erase { person } => {
                [who(person), roles::admins_root()].into()
            }
        }
    }

    pub(crate) fn user_text(&self) -> Option<UserText> {
        None
    }

    pub(crate) fn apply(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        match self {
            Self::Add { .. } => self.add(rows, ctx),
            Self::GiveRole { person, role } => roles::give(rows, ctx, *person, *role),
            Self::TakeRole { person, role } => roles::take(rows, ctx, *person, *role),
            Self::Erase { person } => erase::erase(rows, ctx, *person),
        }
    }

    fn add(&self, rows: &mut dyn Rows, ctx: &Ctx) -> Applied {
        let Self::Add { person, name, email, zone, roles, bio } = self else { return Ok(()) };
        ctx.require_role(Role::Admin, "add people")?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 200 {
            let refusal = Refusal::new(Code::Invalid, "A name has 1 to 200 characters.");
            return Err(refusal.hint("Write the name as the person writes it.").into());
        }
        check_profile(email, zone, bio)?;
        let stamp = Stamp::default();
        rows.save(Person {
            id: *person,
            name: name.to_owned(),
            email: email.trim().to_lowercase(),
            zone: zone.clone(),
            stamp,
        })?;
        for role in roles {
            rows.save(RoleGrant {
                id: RoleGrant::id_of(*person, *role),
                person_id: *person,
                role: *role,
                stamp,
            })?;
        }
        if roles.contains(&Role::Mentor) || rows.find::<MentorProfile>(*person)?.is_some() {
            rows.save(MentorProfile {
                id: *person,
                name: name.to_owned(),
                zone: zone.clone(),
                bio: bio.clone(),
                stamp,
            })?;
        }
        Ok(())
    }
}

fn check_profile(email: &str, zone: &ZoneId, bio: &str) -> Result<(), Refusal> {
    if email.chars().count() > EMAIL_LIMIT {
        let refusal =
            Refusal::new(Code::Invalid, format!("An e-mail address has up to {EMAIL_LIMIT} characters."));
        return Err(refusal.hint("Write the address alone."));
    }
    if bio.chars().count() > BIO_LIMIT {
        let refusal = Refusal::new(Code::Invalid, format!("A profile has up to {BIO_LIMIT} characters."));
        return Err(refusal.hint("Write a few lines by which clients get to know the mentor."));
    }
    if !zone.is_well_formed() {
        let refusal = Refusal::new(Code::Invalid, "A person's clock is that of a time zone.");
        return Err(refusal.hint("Choose a zone, such as Europe/Warsaw."));
    }
    Ok(())
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
