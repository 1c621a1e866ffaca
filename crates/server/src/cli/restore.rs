//! `wrapitup-server restore`: puts a backup in place of the file. The copy that is put there has begun another history
//! already, so that no device can ever meet the old one again: each begins anew and sends once more what it had sent.

use super::opening;
use crate::Config;
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
    let restored = begun_anew(backup, &file, &making).and_then(|copy| {
        let aside = config.data.join("set-aside").join(opening::now().0.to_string());
        put_back(&copy, &file, &aside).map_err(opening::in_words)?;
        Ok(aside)
    });
    // What is left of it is overwritten by the next one.
    fs::remove_dir_all(&making).ok();
    let aside = restored?;
    Ok(format!(
        "{} is in place. What was there before is in {}. Every device will begin anew and send again what it sent.",
        backup.display(),
        aside.display()
    ))
}

/// Returns a copy of a backup, checked, brought up to date and with a history of its own.
fn begun_anew(backup: &Path, file: &SqliteOptions, making: &Path) -> Result<Backup> {
    fs::remove_dir_all(making).ok();
    let source = SqliteOptions { path: backup.to_owned(), ..file.clone() };
    let going_on = &mut |_| ControlFlow::Continue(());
    let copy = back_up_file(&source, &Backups::at(making), Why::Restore, opening::now(), going_on);
    let Some(copy) = copy.map_err(opening::in_words)? else { bail!("the copy was stopped") };
    let place = Place::Sqlite(SqliteOptions { path: copy.path.clone(), ..file.clone() });
    let store = Store::open_server(&place, opening::epoch()).map_err(opening::in_words)?;
    store.rotate_history(opening::epoch())?;
    drop(store);
    Ok(copy)
}

/// Begins another history of data that were restored by other means.
pub(super) fn rotate(config: &Config) -> Result<String> {
    opening::open(config)?.rotate_history(opening::epoch()).map_err(opening::in_words)?;
    Ok("Every device will begin anew and send again what it sent.".to_owned())
}
