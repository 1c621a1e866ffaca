//! A backup a day, made while the application runs and never while it starts.

use std::time::Duration;

use device::storage::{EVENT, News};
use domain::base::{Instant, Span};
use store::backup::Why;
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Emitter, Manager, Runtime};

use super::keeping;
use crate::clock;
use crate::workspace::Workspace;

/// How long after a start, and between two looks, nothing is done.
const REST: Duration = Duration::from_secs(10 * 60);

/// How old the newest backup is when another is due. A little less than a day, or each would be later than the last.
const AGE: Span = Span::hours(20);

/// Begins to look whether a backup is due, on a thread of its own.
#[expect(clippy::disallowed_methods, reason = "a schedule is made of time")]
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(REST);
            let workspace = app.state::<Workspace>();
            // Nobody's file needs no backup.
            let Ok(files) = workspace.files() else { continue };
            let newest = files.backups().list().ok().and_then(|all| all.first().map(|one| one.at));
            let now = clock::now();
            if is_due(newest, now) {
                // What went wrong is shown with the backups.
                block_on(keeping::back_up(&workspace, Why::Daily, now, |_| {})).ok();
                app.emit(EVENT, News::Changed).ok();
            }
        }
    });
}

/// Whether a backup is due. One from the future, by a clock that was put right since, counts for nothing.
fn is_due(newest: Option<Instant>, now: Instant) -> bool {
    newest.is_none_or(|newest| newest > now || now - newest >= AGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_when_there_is_none_of_the_last_hours() {
        let now = Instant(1_795_442_709_000);
        let hours = |hours: i64| Some(Instant(now.0 - hours * 3_600_000));
        for (newest, due) in
            [(None, true), (hours(0), false), (hours(19), false), (hours(20), true), (hours(-5), true)]
        {
            assert_eq!(is_due(newest, now), due, "{newest:?}");
        }
    }
}
