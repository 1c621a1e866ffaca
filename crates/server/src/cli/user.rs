//! `wrapitup-server user`: people, as the operator sees them. What a person signs in with is for `accounts`.

use super::opening;
use crate::{Config, random};
use anyhow::{Result, anyhow};
use clap::{Subcommand, ValueEnum};
use domain::base::{CommandId, PersonId, ZoneId};
use domain::command::{Command, Envelope, Role};
use domain::people::PeopleCommand;
use store::{DispatchError, SYSTEM, Store};
use uuid::Uuid;

/// What to do with people.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a person
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
    match user {
        User::Add { name, email, zone, roles } => {
            let person = PersonId(new_id());
            let roles = roles.into_iter().map(Role::from).collect();
            let zone = ZoneId(zone);
            run(&store, PeopleCommand::Add { person, name, email, zone, roles, bio: String::new() })?;
            Ok(person.to_string())
        }
        User::Roles { person } => {
            let roles = store.roles_of(PersonId(person))?;
            let words: Vec<_> = roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
            Ok(words.join(" "))
        }
    }
}

fn run(store: &Store, command: impl Into<Command>) -> Result<()> {
    let now = opening::now();
    let envelope = Envelope::new(CommandId(new_id()), SYSTEM, now, ZoneId::utc(), &command.into());
    match store.dispatch_system(&envelope, now) {
        Ok(_) => Ok(()),
        Err(DispatchError::Refused { refusal, .. }) => Err(anyhow!("{} {}", refusal.message, refusal.hint)),
        Err(DispatchError::Failed(error)) => Err(opening::in_words(error)),
    }
}

/// Returns a new id: the time, then random bits (UUIDv7).
fn new_id() -> Uuid {
    let mut random = [0; 10];
    random::system()(&mut random);
    let now = u64::try_from(opening::now().0).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(now, &random).into_uuid()
}
