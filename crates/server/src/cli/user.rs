//! `wrapitup-server user`: people and their accounts, as the operator sees them. Whoever is added gets a link by which they
//! choose a password, so that nobody else ever knows it.

use super::opening;
use crate::accounts::operator::{self, Operator};
use crate::{Config, random};
use anyhow::{Result, anyhow};
use clap::{Subcommand, ValueEnum};
use domain::accounts::normal_address;
use domain::base::{CommandId, PersonId, ZoneId};
use domain::command::Role;
use store::accounts::{Deed, NewPerson, PersonIds};
use store::{DispatchError, Store};
use uuid::Uuid;

/// What to do with people.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a person, and say their id and the link by which they choose a password
    Add {
        /// What they are called
        #[arg(long)]
        name: String,
        /// Their e-mail address
        #[arg(long)]
        email: String,
        /// Their time zone
        #[arg(long, default_value = "UTC")]
        zone: String,
        /// What they may do; may be said several times
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<May>,
    },
    /// Say what a person may do
    Roles {
        /// Which person, by the id that `add` said
        person: Uuid,
    },
    /// Let a person do something, and sign them out everywhere
    Give {
        /// Which person
        person: Uuid,
        /// What they may do from now on
        role: May,
    },
    /// Let a person do something no longer, and sign them out everywhere
    Take {
        /// Which person
        person: Uuid,
        /// What they may do no longer
        role: May,
    },
    /// Let nobody sign in with a person's account
    Disable {
        /// Which person
        person: Uuid,
    },
    /// Let a person sign in again
    Enable {
        /// Which person
        person: Uuid,
    },
    /// Ask a person for no code any more: for whoever lost both their telephone and their recovery codes
    RemoveSecondFactor {
        /// Which person
        person: Uuid,
    },
    /// Say a link by which a person chooses another password
    Link {
        /// Which person
        person: Uuid,
    },
}

/// What somebody may do.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum May {
    /// Work through journeys
    Client,
    /// Review what clients write
    Mentor,
    /// Write journeys
    Creator,
    /// Run the platform
    Admin,
}

impl From<May> for Role {
    fn from(may: May) -> Self {
        match may {
            May::Client => Self::Client,
            May::Mentor => Self::Mentor,
            May::Creator => Self::Creator,
            May::Admin => Self::Admin,
        }
    }
}

/// Does it, and says what was done.
pub(super) fn obey(config: &Config, user: User) -> Result<String> {
    let store = opening::open(config)?;
    let done = || "Done.".to_owned();
    match user {
        User::Add { name, email, zone, roles } => {
            let zone = ZoneId(zone);
            let roles = roles.into_iter().map(Role::from).collect();
            let email =
                normal_address(&email).map_err(|refusal| anyhow!("{} {}", refusal.message, refusal.hint))?;
            let password =
                operator().nobodys_password().ok_or_else(|| anyhow!("no password can be hashed"))?;
            let ids = PersonIds { person: PersonId(new_id()), command: CommandId(new_id()) };
            let new = NewPerson { name, email, zone, roles, password };
            store.accounts().add(&new, ids, &deed()).map_err(in_words)?;
            Ok(format!("{}\n{}", ids.person, link(config, &store, ids.person)?))
        }
        User::Roles { person } => {
            let roles = store.roles_of(PersonId(person))?;
            let words: Vec<_> = roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
            Ok(words.join(" "))
        }
        User::Give { person, role } => {
            let (person, id) = (PersonId(person), CommandId(new_id()));
            store.accounts().give_role(person, role.into(), id, &deed()).map_err(in_words)?;
            Ok(done())
        }
        User::Take { person, role } => {
            let (person, id) = (PersonId(person), CommandId(new_id()));
            store.accounts().take_role(person, role.into(), id, &deed()).map_err(in_words)?;
            Ok(done())
        }
        User::Disable { person } => {
            store.accounts().disable(PersonId(person), &deed()).map_err(in_words)?;
            Ok(done())
        }
        User::Enable { person } => {
            store.accounts().enable(PersonId(person), &deed()).map_err(in_words)?;
            Ok(done())
        }
        User::RemoveSecondFactor { person } => {
            let person = PersonId(person);
            let account = store.accounts().find(person).map_err(opening::in_words)?;
            if account.is_none_or(|account| account.factor.is_none()) {
                return Err(anyhow!("this person has no second factor"));
            }
            store.accounts().remove_factor(person, &deed()).map_err(opening::in_words)?;
            Ok(done())
        }
        User::Link { person } => link(config, &store, PersonId(person)),
    }
}

/// Makes a link by which a person chooses a password.
fn link(config: &Config, store: &Store, person: PersonId) -> Result<String> {
    let (link, token) = operator().link(config);
    let until = opening::now() + operator::LINK;
    let found = store.accounts().invite(person, &token, until).map_err(opening::in_words)?;
    found.then_some(link).ok_or_else(|| anyhow!("this person has no account"))
}

pub(super) fn operator() -> Operator {
    Operator::with(random::system())
}

/// Returns what the operator does, for the log of deeds.
pub(super) fn deed() -> Deed {
    Deed { id: new_id(), at: opening::now(), actor: None, device: None, address: None }
}

pub(super) fn in_words(error: DispatchError) -> anyhow::Error {
    match error {
        DispatchError::Refused { refusal, .. } => anyhow!("{} {}", refusal.message, refusal.hint),
        DispatchError::Failed(error) => opening::in_words(error),
    }
}

/// Returns a new id: the time, then random bits (UUIDv7).
pub(super) fn new_id() -> Uuid {
    let mut random = [0; 10];
    random::system()(&mut random);
    let now = u64::try_from(opening::now().0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid()
}
