//! `wrapitup-server backup`: a copy of the file at one moment, checked, while the server goes on.

use super::opening;
use crate::Config;
use anyhow::{Result, bail};
use std::ops::ControlFlow;
use std::path::PathBuf;
use store::backup::{Why, back_up_file};

/// Makes a backup and returns where it is.
pub(super) fn backup(config: &Config) -> Result<PathBuf> {
    let file = opening::file(config)?;
    if !file.path.exists() {
        bail!("there is no file at {} yet; start the server once", file.path.display());
    }
    let going_on = &mut |_| ControlFlow::Continue(());
    let made = back_up_file(&file, &opening::backups(config), Why::Asked, opening::now(), going_on);
    match made.map_err(opening::in_words)? {
        Some(backup) => Ok(backup.path),
        None => bail!("the backup was stopped"),
    }
}
