//! What one does with notifications: reads them, puts them off, goes to where they lead.

use crate::hooks::{Dispatch, now};
use crate::routes::{Route, go_to};
use domain::base::{Instant, Span};
use domain::notifications::{NotificationId, NotificationLine, NotificationsCommand, TOGETHER};
use js_sys::Date;

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
}

/// Marks some as read.
pub(super) fn read(dispatch: &Dispatch, ids: &[NotificationId]) {
    for some in ids.chunks(TOGETHER) {
        dispatch.go(NotificationsCommand::MarkAllRead { notifications: some.to_vec() });
    }
}

/// Says nothing more of some for a while.
pub(super) fn put_off(dispatch: &Dispatch, ids: &[NotificationId], how: PutOff) {
    let until = how.until();
    for some in ids.chunks(TOGETHER) {
        dispatch.go(NotificationsCommand::Snooze { notifications: some.to_vec(), until });
    }
}

/// Reads what a row stands for, and goes to where it leads.
pub(super) fn open(dispatch: &Dispatch, line: &NotificationLine, ids: &[NotificationId]) {
    if !line.read {
        read(dispatch, ids);
    }
    go_to(&Route::at(&line.address()));
}

/// Returns nine o'clock of the next day, by the clock of this computer. The browser knows when clocks change.
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
fn tomorrow_at_nine() -> Instant {
    let today = Date::new_0();
    let (month, day) = (today.get_month().cast_signed(), today.get_date().cast_signed());
    let nine = Date::new_with_year_month_day_hr_min(today.get_full_year(), month, day + 1, 9, 0);
    Instant(nine.get_time() as i64)
}
