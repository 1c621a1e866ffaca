//! Notifications: what happened that a person should know, one row for each event and recipient.
//!
//! Rows are a log: what is shown as one line is gathered from them ([`gather`]), and what is said outside the window
//! follows from those lines ([`Announcer`]). What a person wants to be told, where and when, are rows too.

mod announce;
mod command;
mod entities;
mod gather;
mod preferences;
mod view;
mod words;

pub use announce::{Announcement, Announcer, Occasion, TOAST_LIMIT, Toast};
pub use command::{NotificationsCommand, TOGETHER};
pub use entities::{Notification, NotificationId, NotificationKind, notify};
pub use gather::{Happened, gather};
pub use preferences::{
    Channel, NotificationPreference, NotificationPreferenceId, QuietHours, QuietSpan, is_on_by_default,
};
pub use view::{ChannelsOfKind, NotificationLine, NotificationPreferencesView, NotificationsView};
pub use words::{heading, sentence, told};
