//! `wrapitup-server sample`: invented people, journeys and reviews, to look around in or to measure with.

use super::{opening, user};
use crate::Config;
use anyhow::{Context, Result, anyhow, bail};
use domain::accounts::Secret;
use domain::base::CommandId;
use domain::command::Command;
use domain::people::PeopleCommand;
use domain::query::Query;
use std::path::Path;
use store::accounts::{Deed, NewPerson, PersonIds};
use store::{SYSTEM, Step, Store};

/// Which people there are: the same on every server, around today.
const SEED: u64 = 1;

/// How many steps share one change: a device takes in whole changes, so one must not be a whole world.
const BATCH: usize = 50;

/// Fills a server that nobody is in, and says with how much.
pub(super) fn sample(config: &Config, password_file: Option<&Path>) -> Result<String> {
    let password = password_file.map(read).transpose()?;
    let store = opening::open(config)?;
    let steps = fill(&store, password.as_ref())?;
    Ok(match password {
        Some(_) => format!("{steps} steps were made. Everybody signs in with the password that you gave."),
        None => format!("{steps} steps were made. Nobody of these people has an account to sign in with."),
    })
}

/// Fills a store, and returns in how many steps.
fn fill(store: &Store, password: Option<&Secret>) -> Result<usize> {
    let now = opening::now();
    let people = store.ask(SYSTEM, Query::People, now)?;
    if people.as_array().is_some_and(|people| !people.is_empty()) {
        bail!("there are people on this server already; invented ones only go into an empty one");
    }
    let steps: Vec<Step> = sample::workspace(SEED, now)
        .into_iter()
        .map(|step| Step { envelope: step.envelope, now: step.now })
        .collect();
    if let Some(password) = password {
        // First the accounts, which make people of few words; the steps then say the rest about them.
        give_accounts(store, &steps, password)?;
    }
    for batch in steps.chunks(BATCH) {
        store.import(batch).map_err(user::in_words)?;
    }
    Ok(steps.len())
}

/// Gives everybody who will be there an account with the same password.
fn give_accounts(store: &Store, steps: &[Step], password: &Secret) -> Result<()> {
    let hashed = user::operator().hashed(password);
    let hashed = hashed.map_err(|refusal| anyhow!("{} {}", refusal.message, refusal.hint))?;
    for step in steps {
        let Ok(Command::People(PeopleCommand::Add { person, name, email, zone, roles, .. })) =
            step.envelope.command()
        else {
            continue;
        };
        let ids = PersonIds { person, command: CommandId(user::new_id()) };
        let new = NewPerson { name, email, zone, roles, password: hashed.clone() };
        let deed = Deed { at: step.now, ..user::deed() };
        store.accounts().add(&new, ids, &deed).map_err(user::in_words)?;
    }
    Ok(())
}

/// Reads a password: the first line of a file.
fn read(file: &Path) -> Result<Secret> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("{} can't be read", file.display()))?;
    Ok(Secret::new(text.lines().next().unwrap_or_default()))
}
