//! Looking by itself: a while after the start and then once a day, unless the person does not want it. What was found is
//! told once.

use std::sync::Arc;
use std::time::Duration;

use device::preferences::LOOK_FOR_UPDATES;
use device::update::{Standing, UpdateView};
use domain::base::{Instant, Span};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

use super::updates::Updates;
use crate::clock;
use crate::preferences::Preferences;

/// How long after a start nothing is done.
const REST: Duration = Duration::from_secs(3 * 60);

/// How long until it is seen again whether a day is over: by the clock, because a computer that sleeps counts no hours.
const HOUR: Duration = Duration::from_secs(60 * 60);

/// How long ago the last look was when another is due. A little less than a day, or each would be later than the last.
const AGE: Span = Span::hours(20);

/// Begins to look, on a thread of its own. A build that has no place to look at needs none.
#[expect(clippy::disallowed_methods, reason = "a schedule is made of time")]
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    if !app.state::<Updates>().can_look() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        keep_looking(&app, &app.state::<Updates>(), |rest| {
            std::thread::sleep(rest);
            Some(clock::now())
        });
    });
}

/// Looks whenever it is time. `rest` returns what time it is after a while, or nothing to end it.
fn keep_looking<R: Runtime>(
    app: &AppHandle<R>,
    updates: &Updates,
    mut rest: impl FnMut(Duration) -> Option<Instant>,
) {
    let mut told = None;
    let mut next = rest(first_rest());
    while let Some(now) = next {
        let chosen = app.state::<Arc<Preferences>>().word(LOOK_FOR_UPDATES);
        let UpdateView { standing, looked, .. } = updates.view(app);
        if wants(chosen.as_deref(), &standing) && is_due(looked.map(Instant), now) {
            block_on(updates.look(app));
            tell(app, &updates.view(app).standing, &mut told);
        }
        next = rest(HOUR);
    }
}

#[cfg(debug_assertions)]
fn first_rest() -> Duration {
    super::rehearsal::rest().unwrap_or(REST)
}

#[cfg(not(debug_assertions))]
const fn first_rest() -> Duration {
    REST
}

/// Whether to look: if the person did not say no, and nothing was found yet that would be forgotten by it.
fn wants(chosen: Option<&str>, standing: &Standing) -> bool {
    chosen != Some("off")
        && matches!(standing, Standing::NotLooked | Standing::UpToDate | Standing::Failed { .. })
}

/// Whether it is time again. A look in the future, by a clock that was put right since, counts for nothing.
fn is_due(looked: Option<Instant>, now: Instant) -> bool {
    looked.is_none_or(|looked| looked > now || now - looked >= AGE)
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
    use crate::update::place::Place;

    #[test]
    fn it_looks_a_while_after_the_start_and_then_once_a_day() {
        let place = Place::offering(env!("CARGO_PKG_VERSION"));
        let (opened, mut rests) = (clock::now(), Vec::new());
        keep_looking(place.app.handle(), &place.updates, |rest| {
            let hours = i64::try_from(rests.len()).unwrap();
            rests.push((rest, place.was_asked_for("/latest.json")));
            // The looks themselves are by the real clock, which goes on a little meanwhile.
            (hours <= 20).then(|| opened + Span::hours(hours) + Span::seconds(1800))
        });
        let looks: Vec<usize> = rests.iter().map(|(_, looks)| *looks).collect();
        assert_eq!(looks[..3], [0, 1, 1], "the first after a rest, none an hour later");
        assert_eq!(looks[20..], [1, 2], "another on the next day");
        assert_eq!((rests[0].0, rests[1].0), (REST, HOUR));
    }

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
