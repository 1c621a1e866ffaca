//! `wrapitup-server restore`: puts a backup in place of the file. The copy that is put there has begun another history
//! already, so that no device can ever meet the old one again: each begins anew and sends once more what it had sent. Nobody is
//! signed in to it, and whose account was deleted since does not come back with it.

use super::opening;
use crate::erased::{Again, Erased};
use crate::{Config, random};
use anyhow::{Context, Result, bail};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use store::Store;
use store::backup::{Backup, Backups, Why, back_up_file, put_back};
use store::engine::{Place, SqliteOptions};

/// Puts a backup in place, and says where what was there is now.
pub(super) fn restore(config: &Config, backup: &Path) -> Result<String> {
    let file = opening::file(config)?;
    if !backup.is_file() {
        bail!("there is no backup at {}", backup.display());
    }
    fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} can't be made", config.data.display()))?;
    let making = config.data.join("restoring");
    let restored = copied(config, backup, &file, &making).and_then(|(copy, again)| {
        let aside = config.data.join("set-aside").join(opening::now().0.to_string());
        put_back(&copy, &file, &aside).map_err(opening::in_words)?;
        Ok((aside, again))
    });
    // What is left of it is overwritten by the next one.
    fs::remove_dir_all(&making).ok();
    let (aside, again) = restored?;
    Ok(format!(
        "{} is in place. What was there before is in {}. {}",
        backup.display(),
        aside.display(),
        told(&again)
    ))
}

/// Returns a copy of a backup, checked, brought up to date and with a history of its own.
fn copied(config: &Config, backup: &Path, file: &SqliteOptions, making: &Path) -> Result<(Backup, Again)> {
    fs::remove_dir_all(making).ok();
    let source = SqliteOptions { path: backup.to_owned(), ..file.clone() };
    let going_on = &mut |_| ControlFlow::Continue(());
    let copy = back_up_file(&source, &Backups::at(making), Why::Restore, opening::now(), going_on);
    let Some(copy) = copy.map_err(opening::in_words)? else { bail!("the copy was stopped") };
    let place = Place::Sqlite(SqliteOptions { path: copy.path.clone(), ..file.clone() });
    let store = Store::open_server(&place, opening::epoch()).map_err(opening::in_words)?;
    let again = begun_anew(config, &store)?;
    drop(store);
    Ok((copy, again))
}

/// Begins another history of what is in a store, in which nobody is signed in and nobody is who left.
fn begun_anew(config: &Config, store: &Store) -> Result<Again> {
    let now = opening::now();
    store.accounts().begin_anew(now)?;
    let again = Erased::at(&config.data).again(store, &random::system(), now)?;
    store.rotate_history(opening::epoch())?;
    Ok(again)
}

/// Says what follows from another history.
fn told(again: &Again) -> String {
    let mut said =
        "Everybody signs in once more; their devices will begin anew and send again what they sent."
            .to_owned();
    if again.erased > 0 {
        said += &format!(" {} whose accounts had been deleted were made nameless again.", again.erased);
    }
    for person in &again.left {
        said += &format!(
            " {person} had deleted their account and is the last admin in there: give the role to somebody else \
             (`user give`), then run `rotate`."
        );
    }
    said
}

/// Begins another history of data that were restored by other means.
pub(super) fn rotate(config: &Config) -> Result<String> {
    let store = opening::open(config)?;
    begun_anew(config, &store).map(|again| told(&again))
}
