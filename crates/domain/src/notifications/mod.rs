//! Notifications: what happened that a person should know, one row for each event and recipient.

mod command;
mod entities;

pub use command::NotificationsCommand;
pub use entities::{Notification, NotificationId, NotificationKind, notify};
