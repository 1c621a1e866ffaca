//! The driver of whoever has an account: started with their file, their server and their token, and ended before anybody
//! else's file is opened.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ::sync::driver::{Driver, Ended, Http, News, Parts, SystemRandom};
use ::sync::engine::{Alarm, Event};
use tauri::{AppHandle, Manager, Runtime};

use super::file::File;
use super::standing::{Syncing, tell};
use crate::accounts::{Accounts, Session, name_of_this_computer};
use crate::journal::{self, Fact};
use crate::storage::Whose;
use crate::workspace::Workspace;
use crate::{clock, events};

/// How long the end of the program, or of a session, waits for what can still be sent.
const PATIENCE: Duration = Duration::from_secs(3);

/// The driver that runs, if one does.
#[derive(Default)]
pub(crate) struct Driving(Mutex<Seat>);

#[derive(Default)]
struct Seat {
    driver: Option<Driver>,
    /// Counts beginnings and ends: a driver that was made for an earlier one is nobody's.
    turn: u64,
}

impl Driving {
    /// Tells the driver what happened.
    pub(crate) fn tell(&self, event: Event) {
        if let Some(driver) = &self.seat().driver {
            driver.tell(event);
        }
    }

    /// Takes the driver away, and returns it with the number of what begins now.
    fn leave(&self) -> (Option<Driver>, u64) {
        let mut seat = self.seat();
        seat.turn += 1;
        (seat.driver.take(), seat.turn)
    }

    /// Puts a driver in that was made for a turn. One that comes too late ends at once.
    fn sit(&self, driver: Option<Driver>, turn: u64) {
        let mut seat = self.seat();
        if seat.turn == turn {
            seat.driver = driver;
        }
    }

    fn seat(&self) -> MutexGuard<'_, Seat> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Begins to synchronise, if somebody with an account uses the device.
pub(crate) fn begin<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    let (_, turn) = app.state::<Driving>().leave();
    // Whose file it is may have to be asked of the keychain, which may ask the person.
    tauri::async_runtime::spawn_blocking(move || {
        let driver = driver_of(&app, turn);
        app.state::<Driving>().sit(driver, turn);
    });
}

/// Ends it: what can be sent in a moment is sent first.
pub(crate) async fn end<R: Runtime>(app: &AppHandle<R>) {
    let (driver, _) = app.state::<Driving>().leave();
    if let Some(driver) = driver {
        let ended = tauri::async_runtime::spawn_blocking(move || driver.close(PATIENCE)).await;
        note(ended.unwrap_or(Ended::LeftSome));
    }
    app.state::<Syncing>().forget();
}

/// Ends it at the end of the program.
pub(crate) fn close<R: Runtime>(app: &AppHandle<R>) {
    if let (Some(driver), _) = app.state::<Driving>().leave() {
        note(driver.close(PATIENCE));
    }
}

fn note(ended: Ended) {
    let how = match ended {
        Ended::SentAll => "sent_all",
        Ended::LeftSome => "left_some",
    };
    journal::note("sync.ended", &[("how", Fact::said(how))]);
}

/// Starts the driver of whoever has an account.
fn driver_of<R: Runtime>(app: &AppHandle<R>, turn: u64) -> Option<Driver> {
    let entry = app.state::<Accounts>().current()?;
    let workspace = app.state::<Workspace>();
    let files = workspace.files().ok()?;
    let Whose::Person(_, key) = files.whose().clone() else { return None };
    let folder = files.folder().to_owned();
    let token = move || Session::read(&folder, &key).map(|session| session.token.reveal().to_owned());
    let transport = Http::to(&entry.server, Box::new(token));
    let transport = transport.inspect_err(|error| journal::note_error("sync.no_server", error)).ok()?;
    let teller = app.clone();
    let parts = Parts {
        device: File { door: workspace.door(), name: name_of_this_computer() },
        transport,
        clock: Box::new(clock::now),
        random: Box::new(SystemRandom),
        news: Box::new(move |news| {
            // What is heard of somebody who left is told to nobody.
            if teller.state::<Driving>().seat().turn == turn {
                hear(&teller, news);
            }
        }),
    };
    Driver::start(parts).inspect_err(|error| journal::note_error("sync.not_begun", error)).ok()
}

fn hear<R: Runtime>(app: &AppHandle<R>, news: News) {
    match news {
        News::Tables(tables) => events::changed(app, &tables, None),
        News::Status(status) => tell(app, status),
        News::Alarm(alarm) => journal::note("sync.alarm", &[("what", Fact::word(named(&alarm)))]),
    }
}

fn named(alarm: &Alarm) -> &'static str {
    match alarm {
        Alarm::Reminted => "reminted",
        Alarm::OtherHistory => "other_history",
        Alarm::Refused(_) => "refused",
        Alarm::TooLarge => "too_large",
        Alarm::NotKept => "not_kept",
        Alarm::NoEnd => "no_end",
        Alarm::Storage(_) => "storage",
        Alarm::Bug => "bug",
    }
}
