//! `wrapitup-server user`: people and their accounts, as the operator sees them.

use super::opening;
use crate::accounts::operator::{Change, Operator, Usable};
use crate::{Config, random};
use anyhow::{Context, Result, anyhow};
use clap::{Subcommand, ValueEnum};
use domain::accounts::Secret;
use domain::base::{Refusal, ZoneId};
use domain::command::Role;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use store::accounts::NewPerson;
use store::{DispatchError, Store};

/// What to do with people.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Add a person with an account; their first password is a line of the standard input
    Add {
        /// What they are called
        #[arg(long)]
        name: String,
        /// The address that they sign in with
        #[arg(long)]
        email: String,
        /// Their time zone
        #[arg(long, default_value = "UTC")]
        zone: String,
        /// What they may do; may be said several times
        #[arg(long = "role", value_enum, required = true)]
        roles: Vec<May>,
        /// A file with their first password, instead of the standard input
        #[arg(long, value_name = "FILE")]
        password_file: Option<PathBuf>,
    },
    /// Let nobody sign in with an account, and end its sessions
    Disable {
        /// Its address
        email: String,
    },
    /// Let people sign in with an account again
    Enable {
        /// Its address
        email: String,
    },
    /// Say what a person may do, after giving and taking some of it
    Roles {
        /// The address of their account
        email: String,
        /// What they may do from now on
        #[arg(long, value_enum)]
        give: Vec<May>,
        /// What they may not do any more
        #[arg(long, value_enum)]
        take: Vec<May>,
    },
}

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
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
    let random = random::system();
    let operator = Operator { store: &store, now: opening::now(), random: &*random };
    match user {
        User::Add { name, email, zone, roles, password_file } => {
            let password = operator.hashed(&password(password_file.as_deref())?).map_err(said)?;
            let (roles, zone) = (roles.into_iter().map(Role::from).collect(), ZoneId(zone));
            let person = operator.add(NewPerson { name, email, zone, roles, password }).map_err(in_words)?;
            Ok(person.to_string())
        }
        User::Disable { email } => {
            operator.set_usable(&email, Usable::No).map_err(in_words)?;
            Ok("Nobody can sign in with this account any more.".to_owned())
        }
        User::Enable { email } => {
            operator.set_usable(&email, Usable::Yes).map_err(in_words)?;
            Ok("People can sign in with this account again.".to_owned())
        }
        User::Roles { email, give, take } => {
            for (change, roles) in [(Change::Give, give), (Change::Take, take)] {
                for role in roles {
                    operator.change_role(&email, change, role.into()).map_err(in_words)?;
                }
            }
            roles_of(&store, &operator, &email)
        }
    }
}

fn roles_of(store: &Store, operator: &Operator, email: &str) -> Result<String> {
    let person = operator.account(email).map_err(in_words)?.person;
    let roles = store.roles_of(person)?;
    let words: Vec<_> = roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
    Ok(words.join(" "))
}

/// Reads a password: the first line of a file, or of the standard input. It never stands in the list of processes.
pub(super) fn password(file: Option<&Path>) -> Result<Secret> {
    let mut line = String::new();
    match file {
        Some(path) => {
            let text = std::fs::read_to_string(path);
            line = text.with_context(|| format!("{} can't be read", path.display()))?;
        }
        None => {
            std::io::stdin().lock().read_line(&mut line).context("the standard input can't be read")?;
        }
    }
    Ok(Secret::new(line.lines().next().unwrap_or_default()))
}

/// Says why a change was not made, for somebody before a terminal.
pub(super) fn in_words(error: DispatchError) -> anyhow::Error {
    match error {
        DispatchError::Refused { refusal, .. } => said(*refusal),
        DispatchError::Failed(error) => opening::in_words(error),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
pub(super) fn said(refusal: Refusal) -> anyhow::Error {
    anyhow!("{} {}", refusal.message, refusal.hint)
}
