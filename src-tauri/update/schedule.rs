//! Looking by itself: a while after the start and then once a day, unless the person does not want it. What was found is
//! told once.

use std::sync::Arc;
use std::time::Duration;

use device::preferences::LOOK_FOR_UPDATES;
use device::update::Standing;
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

use super::updates::Updates;
use crate::preferences::Preferences;

/// How long after a start nothing is done.
const REST: Duration = Duration::from_secs(3 * 60);

/// How long between two looks.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Begins to look, on a thread of its own. A build that has no place to look at needs none.
#[expect(clippy::disallowed_methods, reason = "a schedule is made of time")]
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Updates>().can_look() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let mut told = None;
        std::thread::sleep(REST);
        loop {
            let chosen = app.state::<Arc<Preferences>>().word(LOOK_FOR_UPDATES);
            let updates = app.state::<Updates>();
            let standing = updates.view(&app).standing;
            if wants(chosen.as_deref(), &standing) {
                block_on(updates.look(&app));
                tell(&app, &updates.view(&app).standing, &mut told);
            }
            std::thread::sleep(DAY);
        }
    });
}

/// Whether to look: if the person did not say no, and nothing was found yet that would be forgotten by it.
fn wants(chosen: Option<&str>, standing: &Standing) -> bool {
    chosen != Some("off")
        && matches!(standing, Standing::NotLooked | Standing::UpToDate | Standing::Failed { .. })
}

/// Tells of a newer version, once.
fn tell<R: Runtime>(app: &AppHandle<R>, standing: &Standing, told: &mut Option<String>) {
    let Standing::Newer(newer) = standing else { return };
    if told.as_ref() == Some(&newer.version) {
        return;
    }
    *told = Some(newer.version.clone());
    let shown = app
        .notification()
        .builder()
        .title(format!("Wrap It Up {} is there", newer.version))
        .body("What is new in it stands in Settings, About. Nothing changes before you say so.")
        .show();
    if let Err(error) = shown {
        crate::journal::note_error("update.untold", &error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_looks_unless_the_person_does_not_want_it_or_something_is_under_way() {
        let ready = || Standing::Failed { message: String::new(), hint: String::new() };
        for (chosen, standing, wanted) in [
            (None, Standing::NotLooked, true),
            (Some("on"), Standing::UpToDate, true),
            (Some("on"), ready(), true),
            (Some("off"), Standing::NotLooked, false),
            (None, Standing::Looking, false),
            (None, Standing::Never, false),
        ] {
            assert_eq!(wants(chosen, &standing), wanted, "{chosen:?} {standing:?}");
        }
    }
}
