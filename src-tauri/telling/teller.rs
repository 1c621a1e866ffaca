//! The thread that tells: it looks when it hears something or when the next moment has come, and sleeps otherwise.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use domain::base::{CommandId, Instant, PersonId, Refusal, Span, ZoneId, derived_id};
use domain::command::Envelope;
use domain::notifications::{
    Announcer, NotificationId, NotificationPreferencesView, NotificationsCommand, NotificationsView,
    Occasion, Toast,
};
use domain::query::Query;
use store::{AskError, Store};
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager, Runtime};

use super::said::Said;
use super::{Heard, quiet, toasts};
use crate::presence::Presence;
use crate::sync::Syncing;
use crate::workspace::Workspace;
use crate::{clock, events, failure, outside, sync, tray, window};

/// How long what changes is left to settle: several changes are often one deed.
const SETTLE: Duration = Duration::from_millis(200);

/// The longest sleep before a moment: a computer that slept meanwhile did not count it.
const NAP: Duration = Duration::from_secs(60);

/// How long something is put off from outside the window.
const PUT_OFF: Span = Span::hours(1);

/// What there is to know before something is told.
struct News {
    view: NotificationsView,
    preferences: NotificationPreferencesView,
    next: Option<Instant>,
}

/// Tells one person.
pub(super) struct Teller<R: Runtime> {
    app: AppHandle<R>,
    announcer: Announcer,
    said: Said,
    next: Option<Instant>,
}

impl<R: Runtime> Teller<R> {
    pub(super) fn new(app: AppHandle<R>) -> Self {
        let said = said_here(&app);
        let announcer = Announcer::since(said.until(clock::now()));
        Self { app, announcer, said, next: None }
    }

    /// Begins anew with whoever uses the application now. What was told to somebody else is taken back.
    fn move_on(&mut self) {
        toasts::take_all_back(&self.app);
        tray::count(&self.app, 0);
        *self = Self::new(self.app.clone());
    }

    /// Listens for as long as the program runs.
    pub(super) fn listen(mut self, heard: &Receiver<Heard>) {
        loop {
            let what = match self.nap() {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(nap) => heard.recv_timeout(nap),
            };
            match what {
                Ok(Heard::Done { toast, action }) => self.do_what_was_chosen(toast, &action),
                Ok(Heard::Moved) => self.move_on(),
                Ok(Heard::Look) => {
                    while let Ok(more) = heard.recv_timeout(SETTLE) {
                        match more {
                            Heard::Done { toast, action } => self.do_what_was_chosen(toast, &action),
                            Heard::Moved => self.move_on(),
                            Heard::Look => {}
                        }
                    }
                    self.look();
                }
                Err(RecvTimeoutError::Timeout) => {
                    if self.next.is_some_and(|next| next <= clock::now()) {
                        self.look();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Returns how long to sleep; for ever when no moment is awaited.
    fn nap(&self) -> Option<Duration> {
        let left = self.next? - clock::now();
        let left = Duration::from_millis(u64::try_from(left.0.max(0)).unwrap_or_default());
        Some(left.min(NAP))
    }

    /// Looks what there is to tell, tells it, and takes back what is over.
    fn look(&mut self) {
        let Some(viewer) = self.app.state::<Presence>().viewer() else { return };
        let now = clock::now();
        // What came back by itself is on no screen yet.
        if self.next.take().is_some_and(|next| next <= now) {
            let tables = [domain::rows::Table::Notification].into();
            events::changed(&self.app, &tables, None);
        }
        self.remind(viewer, now);
        let Some(news) = self.news(viewer, now) else { return };
        let quiet_until = news.preferences.quiet.as_ref().and_then(|hours| quiet::ends(hours, now));
        let on_screen = self.on_screen();
        let announcement = self.announcer.go_over(&Occasion {
            lines: &news.view.lines,
            preferences: &news.preferences,
            quiet: quiet_until.is_some(),
            on_screen: on_screen.as_deref(),
            now,
        });
        toasts::show(&self.app, &announcement);
        tray::count(&self.app, news.view.unread());
        if let Some(until) = told_until(now, self.app.state::<Syncing>().heard(), announcement.held_back) {
            self.said.keep(until);
        }
        self.next = news.next.into_iter().chain(quiet_until.filter(|_| announcement.held_back)).min();
    }

    /// Returns the address of the page in front of the person: none when the window is not.
    fn on_screen(&self) -> Option<String> {
        let window = self.app.get_webview_window(window::MAIN)?;
        let in_front = window.is_focused().unwrap_or(false) && window.is_visible().unwrap_or(false);
        self.app.state::<Presence>().address().filter(|_| in_front)
    }

    fn remind(&self, viewer: PersonId, now: Instant) {
        let workspace = self.app.state::<Workspace>();
        match block_on(workspace.command(move |store| store.remind(viewer, now))) {
            Ok(Ok(applied)) => events::changed(&self.app, &applied.tables, None),
            Ok(Err(error)) => eprintln!("a reminder could not be written: {error}"),
            Err(refusal) => eprintln!("a reminder could not be written: {refusal}"),
        }
    }

    fn news(&self, viewer: PersonId, now: Instant) -> Option<News> {
        let workspace = self.app.state::<Workspace>();
        let asked = block_on(workspace.question(move |store| news(store, viewer, now)));
        let told = asked.and_then(|news| news.map_err(failure::of_question));
        told.inspect_err(|refusal: &Refusal| eprintln!("what there is to tell is not known: {refusal}")).ok()
    }

    fn do_what_was_chosen(&self, id: i32, action: &str) {
        let toast = self.announcer.toast(id).cloned();
        if action == toasts::SNOOZE {
            if let Some(toast) = toast {
                let until = clock::now() + PUT_OFF;
                self.change(&toast, |notifications| NotificationsCommand::Snooze { notifications, until });
            }
            return;
        }
        // Something that was taken back meanwhile leads to the list, which says what became of it.
        let address = toast.as_ref().map_or("/notifications", |toast| toast.address.as_str()).to_owned();
        outside::show(&self.app, Some(address));
        if let Some(toast) = toast.filter(|toast| !toast.summary) {
            self.change(&toast, |notifications| NotificationsCommand::MarkAllRead { notifications });
        }
    }

    /// Sends a change in the person's name.
    fn change(&self, toast: &Toast, command: impl FnOnce(Vec<NotificationId>) -> NotificationsCommand) {
        let (viewer, first) = (self.app.state::<Presence>().viewer(), toast.about.first());
        let (Some(viewer), Some(first)) = (viewer, first) else { return };
        let now = clock::now();
        let command = command(toast.about.clone());
        let id = CommandId(derived_id(first.0, &format!("outside the window at {}", now.0)));
        let envelope = Envelope::new(id, viewer, now, ZoneId::utc(), &command.into());
        let workspace = self.app.state::<Workspace>();
        let done = block_on(workspace.command(move |store| store.dispatch(&envelope, now)));
        match done.and_then(|done| done.map_err(failure::of_change)) {
            Ok(applied) => {
                events::changed(&self.app, &applied.tables, None);
                sync::changed_here(&self.app);
            }
            Err(refusal) => eprintln!("what was chosen outside the window could not be done: {refusal}"),
        }
    }
}

/// Returns where what was told is kept, for whoever uses the application.
fn said_here<R: Runtime>(app: &AppHandle<R>) -> Said {
    let files = app.try_state::<Workspace>().and_then(|workspace| workspace.files().ok());
    Said::of(files.map(|files| files.folder().to_owned()))
}

/// Returns up to when everything was told, if that is known. For whoever has a server, what happened there since it was
/// heard of last is still to come: `heard` is none for those who have none.
fn told_until(now: Instant, heard: Option<Option<Instant>>, held_back: bool) -> Option<Instant> {
    match heard {
        _ if held_back => None,
        None => Some(now),
        Some(heard) => heard.map(|heard| heard.min(now)),
    }
}

fn news(store: &Store, viewer: PersonId, now: Instant) -> Result<News, AskError> {
    let unreadable = |error: serde_json::Error| store::StoreError::Unsuitable { reason: error.to_string() };
    let view = store.ask(viewer, Query::Notifications, now)?;
    let preferences = store.ask(viewer, Query::NotificationPreferences, now)?;
    Ok(News {
        view: serde_json::from_value(view).map_err(unreadable)?,
        preferences: serde_json::from_value(preferences).map_err(unreadable)?,
        next: store.next_moment(viewer, now)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_at_the_server_since_it_was_heard_of_is_told_at_the_next_start() {
        let at = |ms: i64| Instant(ms);
        for (heard, held_back, until) in [
            (None, false, Some(at(50))),
            (None, true, None),
            (Some(None), false, None),
            (Some(Some(at(40))), false, Some(at(40))),
            (Some(Some(at(60))), false, Some(at(50))),
            (Some(Some(at(40))), true, None),
        ] {
            assert_eq!(told_until(at(50), heard, held_back), until, "{heard:?} {held_back}");
        }
    }
}
