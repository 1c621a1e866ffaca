//! Making backups and putting them back, on the thread that changes things, so that nothing is written meanwhile that
//! would be lost.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use device::storage::{BackupView, Restored, Standing, StorageView};
use domain::base::{Code, Instant, Refusal};
use domain::sync::ClientId;
use store::backup::{self, Backup, Progress, Salvaged, Unread, Why};
use store::{Store, StoreError};

use super::files::{Files, Whose};
use super::unread;
use crate::workspace::Workspace;
use crate::{failure, secrets};

/// Makes a backup; `tell` hears how far it is.
pub(crate) async fn back_up(
    workspace: &Workspace,
    why: Why,
    now: Instant,
    mut tell: impl FnMut(Progress) + Send + 'static,
) -> Result<BackupView, Refusal> {
    let backups = workspace.files()?.backups();
    let made = workspace
        .beside(move |store| {
            let watch = &mut |progress| {
                tell(progress);
                ControlFlow::Continue(())
            };
            store.back_up(&backups, why, now, watch)
        })
        .await?;
    let made = match made {
        Ok(Some(made)) => Ok(view_of(&made)),
        Ok(None) => Err(Refusal::new(Code::Storage, "The backup was stopped.")),
        Err(error) => Err(failure::backup(&error)),
    };
    workspace.note_backup(made.as_ref().err());
    made
}

/// Puts a backup in place of the file, after a backup of the file as it is. What can be read of a damaged file is
/// brought in.
pub(super) async fn restore(workspace: &Workspace, name: String, now: Instant) -> Result<Restored, Refusal> {
    let aside = workspace
        .replaced(move |files, store| {
            let chosen = find(&files, &name)?;
            let is_sound = match &store {
                Some(store) => back_up_the_present(store, &files, now)?,
                None => false,
            };
            drop(store);
            let aside = files.aside(now);
            backup::put_back(&chosen, &files.options(), &aside).map_err(|error| failure::backup(&error))?;
            if is_sound {
                // It is a backup now.
                std::fs::remove_dir_all(&aside).ok();
                return Ok(None);
            }
            Ok(Some(aside))
        })
        .await?;
    take_salvaged(workspace, aside, now).await
}

/// Moves a damaged file aside and puts another in its place. With an account that is the same one without what can't be read, if it
/// still says what is in it; otherwise a new one, into which what can be read is brought where its author is known.
pub(super) async fn begin_anew(workspace: &Workspace, now: Instant) -> Result<Restored, Refusal> {
    let (aside, unread) = workspace
        .replaced(move |files, store| {
            if let Some(store) = &store
                && is_sound(store)?
            {
                return Err(Refusal::new(Code::Conflict, "Your file is in order; nothing was changed."));
            }
            drop(store);
            let aside = files.aside(now);
            if let Some(unread) = mended(&files, &aside)? {
                return Ok((aside, Some(unread)));
            }
            backup::set_aside(&files.options(), &aside).map_err(|error| failure::backup(&error))?;
            files.forget().map_err(|error| failure::folder(files.folder(), &error))?;
            Ok((aside, None))
        })
        .await?;
    if unread.is_some() {
        ask_for_all(workspace).await?;
    }
    let restored = take_salvaged(workspace, Some(aside), now).await?;
    Ok(Restored { unread: unread.map(|unread| unread::in_words(&unread)), ..restored })
}

/// Whether every page, index and reference of an open file is as it should be.
fn is_sound(store: &Store) -> Result<bool, Refusal> {
    match store.check() {
        Ok(findings) => Ok(findings.is_empty()),
        Err(StoreError::Corrupt { .. }) => Ok(false),
        Err(error) => Err(failure::storage(&error)),
    }
}

/// Mends a person's file. None where that can't be done: it is the sample workspace's, it is gone, or it does not say what is in it.
fn mended(files: &Files, aside: &Path) -> Result<Option<Vec<Unread>>, Refusal> {
    if *files.whose() == Whose::Sample || files.bytes() == 0 {
        return Ok(None);
    }
    match backup::mend(&files.options(), aside) {
        Ok(unread) => Ok(Some(unread)),
        Err(StoreError::Corrupt { .. } | StoreError::WrongKey { .. } | StoreError::Unsuitable { .. }) => {
            Ok(None)
        }
        Err(error) => Err(failure::backup(&error)),
    }
}

/// Has everything asked for again that the server has.
async fn ask_for_all(workspace: &Workspace) -> Result<(), Refusal> {
    let spare = secrets::random_id().map_err(|_| failure::bug())?;
    let asked = workspace
        .command(move |store| match store.replica() {
            Some(replica) => replica.mended(ClientId(spare)),
            None => Ok(()),
        })
        .await?;
    asked.map_err(|error| failure::storage(&error))
}

/// Says whether there is a backup of the file as it is. A damaged one can't be backed up, and goes aside as a whole.
fn back_up_the_present(store: &Store, files: &Files, now: Instant) -> Result<bool, Refusal> {
    let watch = &mut |_| ControlFlow::Continue(());
    match store.back_up(&files.backups(), Why::Restore, now, watch) {
        Ok(_) => Ok(true),
        Err(StoreError::Corrupt { .. }) => Ok(false),
        Err(error) => Err(failure::backup(&error)),
    }
}

async fn take_salvaged(
    workspace: &Workspace,
    aside: Option<PathBuf>,
    now: Instant,
) -> Result<Restored, Refusal> {
    let Some(aside) = aside else {
        return Ok(Restored { aside: None, put_back: 0, kept: 0, lost: 0, unread: None });
    };
    let files = workspace.files()?;
    let (file, whose) = (files.path(), files.whose().clone());
    let damaged = file.file_name().map(|name| aside.join(name)).unwrap_or_default();
    let salvaged = workspace
        .command(move |store| match (whose, store.replica()) {
            // What was sent is at the server, and comes again.
            (Whose::Person(person, key), Some(replica)) => {
                replica.take_unsent(&backup::unsent_in(&damaged, &key, person)?)
            }
            (Whose::Sample | Whose::Person(..), _) => store.take_salvaged(backup::texts_in(&damaged)?, now),
        })
        .await?;
    let Salvaged { put_back, kept, lost, .. } = salvaged.map_err(|error| failure::storage(&error))?;
    Ok(Restored { aside: Some(aside.display().to_string()), put_back, kept, lost, unread: None })
}

fn find(files: &Files, name: &str) -> Result<Backup, Refusal> {
    let all = files.backups().list().map_err(|error| failure::backup(&error))?;
    // Only what is in the list: a name leads nowhere else.
    all.into_iter().find(|backup| view_of(backup).name == name).ok_or_else(|| {
        Refusal::new(Code::NotFound, "This backup is not there any more.").hint("Choose another one.")
    })
}

/// Returns what the window shows of the file.
pub(super) fn view(workspace: &Workspace, standing: Standing) -> Result<StorageView, Refusal> {
    let files = workspace.files()?;
    let backups = files.backups();
    let all = backups.list().map_err(|error| failure::backup(&error))?;
    Ok(StorageView {
        file: files.path().display().to_string(),
        bytes: files.bytes(),
        standing,
        folder: backups.folder().display().to_string(),
        backups: all.iter().map(view_of).collect(),
        trouble: workspace.backup_trouble(),
        mends: *files.whose() != Whose::Sample,
    })
}

fn view_of(backup: &Backup) -> BackupView {
    use device::storage::Why as Said;
    BackupView {
        name: backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        at: backup.at.0,
        why: match backup.why {
            Why::Daily => Said::Daily,
            Why::Asked => Said::Asked,
            Why::Update => Said::Update,
            Why::Restore => Said::Restore,
        },
        bytes: backup.bytes,
    }
}
