//! Mending a person's damaged file: a new file with every row that can be read takes its place. What can't be read comes from the
//! server again, as far as it was ever sent.

use super::folder::{beside, discard};
use super::put_back::move_aside;
use crate::StoreError;
use crate::engine::{self, Dialect, Engine, Place, SqliteOptions, Unread, failed_file};
use crate::migrate::{Purpose, layout_for};
use std::fs::{self, File};
use std::path::Path;

/// Puts a sound file in place of a damaged one that nobody has open, which goes into the folder `aside`. Returns what could not
/// be read.
///
/// # Errors
/// [`StoreError::Corrupt`] and [`StoreError::WrongKey`] when the file is damaged where it says what is in it; and when somebody
/// has it, an older program wrote it, or there is no room. It is then as it was, or aside.
pub fn mend(file: &SqliteOptions, aside: &Path) -> Result<Vec<Unread>, StoreError> {
    let _lock = engine::lock(&file.path)?;
    let layout = layout_for(Purpose::Replica, Dialect::Sqlite)?;
    Engine::check_layout(file, &layout)?;
    let new = SqliteOptions { path: beside(&file.path, ".new"), ..file.clone() };
    let copied = discard(&new.path)
        .map_err(|error| failed_file("removing an unfinished copy", error))
        .and_then(|()| Engine::open(&Place::Sqlite(new.clone()), &layout).map(drop))
        .and_then(|()| engine::copy_readable(file, &new))
        .and_then(|unread| forced(&new.path).map(|()| unread));
    let unread = match copied {
        Ok(unread) => unread,
        Err(error) => {
            discard(&new.path).ok();
            return Err(error);
        }
    };
    move_aside(&file.path, aside)?;
    fs::rename(&new.path, &file.path).map_err(|error| failed_file("putting the file in place", error))?;
    // What was made beside the copy under its own name is of no use any more.
    discard(&new.path).ok();
    fs::remove_file(beside(&new.path, ".lock")).ok();
    engine::keep_names(&file.path)?;
    Ok(unread)
}

fn forced(file: &Path) -> Result<(), StoreError> {
    let forced = File::options().write(true).open(file).and_then(|file| file.sync_all());
    forced.map_err(|error| failed_file("forcing the file onto the disk", error))
}
