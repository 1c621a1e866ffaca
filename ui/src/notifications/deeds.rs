//! What one does with notifications: reads them, puts them off, goes to where they lead.

use crate::hooks::{Dispatch, now, use_dispatch};
use crate::kit::{Toast, Toaster, use_toaster};
use crate::routes::{Route, go_to};
use domain::base::{Instant, Span};
use domain::notifications::{NotificationId, NotificationLine, NotificationsCommand, TOGETHER};
use js_sys::Date;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How long something is put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PutOff {
    /// For an hour.
    Hour,
    /// Until tomorrow at nine, by the clock of this computer.
    Tomorrow,
}

impl PutOff {
    fn until(self) -> Instant {
        match self {
            Self::Hour => now() + Span::hours(1),
            Self::Tomorrow => tomorrow_at_nine(),
        }
    }

    fn said(self) -> &'static str {
        match self {
            Self::Hour => "Put off for an hour.",
            Self::Tomorrow => "Put off until tomorrow, 9:00.",
        }
    }
}

/// Notifications that something is done with, and how they are before that.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    /// Which.
    pub(super) ids: Vec<NotificationId>,
    /// Until when they are put off.
    pub(super) put_off_until: Option<Instant>,
}

impl Chosen {
    /// Returns what makes them as they are now, once they were read or put off at another time.
    fn way_back(&self, now: Instant) -> Vec<NotificationsCommand> {
        let renew = in_parts(&self.ids, |notifications| NotificationsCommand::Renew { notifications });
        let until = self.put_off_until.filter(|until| *until > now);
        let again = until.map(|until| {
            in_parts(&self.ids, move |notifications| NotificationsCommand::Snooze { notifications, until })
        });
        renew.into_iter().chain(again.unwrap_or_default()).collect()
    }
}

/// What does things with notifications.
#[derive(Clone, PartialEq)]
pub(super) struct Deeds {
    dispatch: Dispatch,
    toaster: Option<Toaster>,
}

/// Returns what does things with notifications.
#[hook]
pub(super) fn use_deeds() -> Deeds {
    Deeds { dispatch: use_dispatch(), toaster: use_toaster() }
}

impl Deeds {
    /// Marks some as read, and says so, with a way back.
    pub(super) fn read(&self, chosen: Chosen) {
        let said = match chosen.ids.len() {
            1 => "Marked as read.".to_owned(),
            many => format!("{many} marked as read."),
        };
        self.all(read(&chosen.ids), self.saying(said, chosen));
    }

    /// Says nothing more of some for a while, with a way back.
    pub(super) fn put_off(&self, chosen: Chosen, how: PutOff) {
        let until = how.until();
        let commands =
            in_parts(&chosen.ids, |notifications| NotificationsCommand::Snooze { notifications, until });
        self.all(commands, self.saying(how.said().to_owned(), chosen));
    }

    /// Reads what a row stands for, and goes to where it leads.
    pub(super) fn open(&self, line: &NotificationLine, ids: &[NotificationId]) {
        if !line.read {
            self.all(read(ids), || {});
        }
        go_to(&Route::at(&line.address()));
    }

    fn saying(&self, said: String, chosen: Chosen) -> impl FnOnce() + 'static {
        let this = self.clone();
        move || {
            let Some(toaster) = this.toaster.clone() else { return };
            let undo = Callback::from(move |()| this.all(chosen.way_back(now()), || {}));
            toaster.show(Toast::done(said).undo(undo));
        }
    }

    /// Sends commands, each once the one before it was obeyed, and calls back after the last.
    fn all(&self, commands: Vec<NotificationsCommand>, then: impl FnOnce() + 'static) {
        let dispatch = self.dispatch.clone();
        spawn_local(async move {
            for command in commands {
                if let Err(refusal) = dispatch.send(command).await {
                    return dispatch.show(&refusal);
                }
            }
            then();
        });
    }
}

fn read(ids: &[NotificationId]) -> Vec<NotificationsCommand> {
    in_parts(ids, |notifications| NotificationsCommand::MarkAllRead { notifications })
}

/// Returns a command for each part of as many as one command takes.
fn in_parts(
    ids: &[NotificationId],
    command: impl Fn(Vec<NotificationId>) -> NotificationsCommand,
) -> Vec<NotificationsCommand> {
    ids.chunks(TOGETHER).map(|part| command(part.to_vec())).collect()
}

/// Returns nine o'clock of the next day, by the clock of this computer. The browser knows when clocks change.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
fn tomorrow_at_nine() -> Instant {
    let today = Date::new_0();
    let (month, day) = (today.get_month().cast_signed(), today.get_date().cast_signed());
    let nine = Date::new_with_year_month_day_hr_min(today.get_full_year(), month, day + 1, 9, 0);
    Instant(nine.get_time() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn the_way_back_makes_them_new_and_puts_off_again_what_was_put_off_and_still_would_be() {
        let ids = vec![NotificationId(Uuid::from_u128(1))];
        let renew = NotificationsCommand::Renew { notifications: ids.clone() };
        let new = Chosen { ids: ids.clone(), put_off_until: None };
        assert_eq!(new.way_back(Instant(5)), std::slice::from_ref(&renew));
        let put_off = Chosen { ids: ids.clone(), put_off_until: Some(Instant(9)) };
        let snooze = NotificationsCommand::Snooze { notifications: ids, until: Instant(9) };
        assert_eq!(put_off.way_back(Instant(5)), [renew.clone(), snooze]);
        assert_eq!(put_off.way_back(Instant(9)), [renew]);
    }
}
